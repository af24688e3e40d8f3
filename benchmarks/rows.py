"""What a benchmark gives: rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, Self

Subject = Literal["figure", "ratio"]


class LeftOutError(Exception):
    """A benchmark cannot run on this machine; the message says what is missing."""


@dataclass(frozen=True)
class Budget:
    """A bound that the figure or the ratio of a row keeps to."""

    subject: Subject
    at_least: float | None = None
    at_most: float | None = None

    def is_met(self, value: float) -> bool:
        """Whether the value keeps to it."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        subject = "ratio " if self.subject == "ratio" else ""
        bounds = ((">=", self.at_least), ("<=", self.at_most))
        return subject + " ".join(f"{sign} {_number(bound)}" for sign, bound in bounds if bound is not None)


@dataclass(frozen=True)
class Row:
    """One figure, in `unit`. `baseline` was measured in the same run; `note` says what it is, and what else to know."""

    what: str
    figure: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    budget: Budget | None = None
    note: str = ""

    @classmethod
    def compared(
        cls,
        what: str,
        figures: Sequence[float],
        baselines: Sequence[float],
        unit: str,
        *,
        budget: Budget | None = None,
        note: str = "",
    ) -> Self:
        """The row of a figure and a baseline that were both measured in each round."""
        figure, baseline, ratio = compare(figures, baselines)
        return cls(what, figure, unit, baseline, ratio, budget, note)

    @property
    def verdict(self) -> str:
        """`met`, `NOT MET`, or nothing if there is no budget."""
        if self.budget is None:
            return ""
        value = self.figure if self.budget.subject == "figure" else self.ratio
        return "met" if value is not None and self.budget.is_met(value) else "NOT MET"

    def cells(self) -> list[str]:
        """The row as texts, in the order of HEADINGS."""
        baseline = "" if self.baseline is None else f"{_number(self.baseline)} {self.unit}".strip()
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        figure = f"{_number(self.figure)} {self.unit}".strip()
        return [self.what, figure, baseline, ratio, str(self.budget or ""), self.verdict, self.note]


HEADINGS = ("what", "figure", "baseline", "ratio", "budget", "met", "note")


@dataclass(frozen=True)
class Options:
    """How to measure: on how many films, whether only to see that it works, and whether docs/benchmarks.json keeps it.

    The rest is for `relevance`: the seed and the number of queries a class (None: its own), how many failing queries
    a class are shown, whether it asks the reported cases alone, and of which engines (none: of both).
    """

    films: int
    quick: bool
    is_recorded: bool = False
    seed: int | None = None
    per_class: int | None = None
    show: int = 0
    cases_only: bool = False
    engines: tuple[str, ...] = ()

    @property
    def films_of_load(self) -> int:
        """How many films a round of loads has: on a noisy machine many short rounds tell more than a few long ones."""
        return self.films // 4

    def rounds(self, count: int) -> int:
        """How often to repeat what a full run repeats `count` times."""
        return 1 if self.quick else count

    def seconds(self, duration_s: float) -> float:
        """How long to do what a full run does for `duration_s` seconds."""
        return min(duration_s, 3.0) if self.quick else duration_s


def compare(figures: Sequence[float], baselines: Sequence[float]) -> tuple[float, float, float]:
    """The median figure, the median baseline, and the median of the ratios of the pairs."""
    ratios = [figure / baseline for figure, baseline in zip(figures, baselines, strict=True)]
    return median(figures), median(baselines), median(ratios)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of all do not exceed. Raises ValueError if there are none."""
    if not values:
        raise ValueError("no values were measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def _number(value: float) -> str:
    """Three digits that count, such as 17,123 and 12.3 and 0.61; whole numbers as they are."""
    if abs(value) >= 100 or value % 1 == 0:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
