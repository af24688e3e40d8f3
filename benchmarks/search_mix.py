"""The mix of searches, uncached, offered evenly to the real service on each engine; and the most that it sustains."""

import tempfile
from dataclasses import dataclass
from math import inf
from pathlib import Path

from benchmarks.catalogue import BENCH_FOLDER, ENGINES, generated
from benchmarks.mix import Asked, Mix
from benchmarks.offered_load import Outcome, Plan, offer
from benchmarks.rows import Budget, Options, Row, percentile
from benchmarks.servers import service

# Answered without any engine: what the machine, the server and the load generator take by themselves.
_NOTHING = "/health/live"
_STEP = 1.25
_MOST_PER_S = 2_000.0


@dataclass(frozen=True)
class _Case:
    engine: str
    rate_per_s: float
    budget_ms: float
    warm_up_s: float


_CASES = (
    _Case("embedded engine", 100, 20, 5),
    # the JVM compiles what is hot only after some thousand calls
    _Case("Elasticsearch", 50, 200, 40),
)


def run(options: Options) -> list[Row]:
    """p50, p99 and the most sustained, on each engine."""
    rows: list[Row] = []
    for case in _CASES:
        with (
            tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as folder,
            ENGINES[case.engine](generated(options.films)) as url,
            service(url, Path(folder), cache_mb=0) as port,
        ):
            rows += _Measurement(case, port, options).rows()
    return rows


class _Measurement:
    """One engine behind a server that caches nothing."""

    def __init__(self, case: _Case, port: int, options: Options) -> None:
        self._case = case
        self._port = port
        self._options = options
        self._mix = Mix()

    def rows(self) -> list[Row]:
        """Measured after a warm-up."""
        case = self._case
        rate = case.rate_per_s
        # what fails here has met a cold engine
        offer(
            Plan(self._port, [each.path for each in self._mix.draw(2_000)], rate, self._options.seconds(case.warm_up_s))
        )
        rounds, floors = [], []
        for _ in range(self._options.rounds(3)):
            rounds.append(self._offer(rate, self._options.seconds(25)))
            plan = Plan(self._port, [_NOTHING], rate, self._options.seconds(10))
            floors.append([outcome.latency_ms for outcome in offer(plan)])
        at_rate = f"{case.engine}, {rate:g} req/s offered"
        note = "baseline: /health/live at the same rate, which asks no engine"
        rows = [_latency_row(f"mix, {at_rate}: p50", 50, rounds, floors, note=note)]
        budget = Budget("figure", at_most=case.budget_ms)
        rows.append(_latency_row(f"mix, {at_rate}: p99", 99, rounds, floors, budget=budget, note=self._mix.shares))
        every = [each for measured in rounds for each in measured]
        errors = sum(outcome.status != 200 for _, outcome in every)
        note = f"of {len(every)} requests"
        rows.append(Row(f"mix, {at_rate}: errors", errors, "", budget=Budget("figure", at_most=0), note=note))
        late = percentile([outcome.late_ms for _, outcome in every], 99)
        rows.append(Row(f"mix, {at_rate}: the load generator itself late, p99", late, "ms", note="part of the above"))
        for kind in dict.fromkeys(asked.kind for asked, _ in every):
            latencies = [outcome.latency_ms for asked, outcome in every if asked.kind == kind]
            note = f"p99 {percentile(latencies, 99):.1f} ms of {len(latencies)} requests"
            rows.append(Row(f"{case.engine}, {kind}: p50", percentile(latencies, 50), "ms", note=note))
        note = f"p99 <= {case.budget_ms:g} ms and no error, raised by a quarter at a time"
        rows.append(Row(f"mix, {case.engine}: the most sustained", self._most_sustained(), "req/s", note=note))
        return rows

    def _offer(self, rate_per_s: float, duration_s: float) -> list[tuple[Asked, Outcome]]:
        """Newly drawn requests; one with a status other than 200 counts as infinitely slow."""
        asked = self._mix.draw(round(rate_per_s * duration_s))
        outcomes = offer(Plan(self._port, [each.path for each in asked], rate_per_s, duration_s))
        return [
            (asked[outcome.path], outcome if outcome.status == 200 else outcome._replace(latency_ms=inf))
            for outcome in outcomes
        ]

    def _most_sustained(self) -> float:
        sustained, rate = 0.0, self._case.rate_per_s
        while rate <= _MOST_PER_S and self._is_sustained(rate):
            sustained, rate = rate, rate * _STEP
        return sustained

    def _is_sustained(self, rate_per_s: float) -> bool:
        """In one of two tries: the machine has other work too."""
        for _ in range(2):
            latencies = [outcome.latency_ms for _, outcome in self._offer(rate_per_s, self._options.seconds(10))]
            if percentile(latencies, 99) <= self._case.budget_ms and max(latencies) < inf:
                return True
        return False


def _latency_row(
    what: str,
    percent: float,
    rounds: list[list[tuple[Asked, Outcome]]],
    floors: list[list[float]],
    *,
    budget: Budget | None = None,
    note: str = "",
) -> Row:
    figures = [percentile([outcome.latency_ms for _, outcome in measured], percent) for measured in rounds]
    baselines = [percentile(floor, percent) for floor in floors]
    return Row.compared(what, figures, baselines, "ms", budget=budget, note=note)
