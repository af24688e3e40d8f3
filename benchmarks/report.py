"""What the runs of benchmarks gave: the table on the terminal, and `docs/benchmarks.md`."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.results import RESULTS, Run, read_runs, write_runs
from benchmarks.rows import HEADINGS, Row
from tools.markdown import markdown_table

DOCUMENT = RESULTS.with_suffix(".md")

_INTRODUCTION = """\
# Benchmarks

Written by `make bench` (`python -m benchmarks`) from [benchmarks.json](benchmarks.json), which keeps the newest run of
each benchmark; never by hand. Figures and baselines are medians over the rounds of a run; a ratio is the median of the
ratios of the rounds, each against a baseline measured beside it. On a machine with other work figures drift, ratios
less: read them with the load averages of their runs, below.
"""


def text_table(rows: Iterable[Row]) -> str:
    """Rows for the terminal."""
    lines = [list(HEADINGS), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def record(run: Run, order: Sequence[str], results: Path = RESULTS) -> None:
    """Replace the older run of the same benchmark in a file of results, and rewrite the document beside it.

    Runs stand in the `order` of names; those of a benchmark that it does not name are dropped.
    """
    runs = {each.name: each for each in read_runs(results)} | {run.name: run}
    ordered = [runs[name] for name in order if name in runs]
    write_runs(ordered, results)
    results.with_suffix(".md").write_text(document(ordered), encoding="utf-8")


def document(runs: Sequence[Run]) -> str:
    """The text of `docs/benchmarks.md`."""
    about = [
        *_about("Machine", runs, lambda run: run.machine),
        *_about("Versions", runs, lambda run: run.versions),
    ]
    tables = [markdown_table(HEADINGS, [row.cells() for run in runs for row in run.rows])]
    held = [
        [
            run.name,
            f"{run.films:,}",
            run.date,
            f"{run.duration_s:.0f} s",
            f"{run.load_before:.1f} -> {run.load_after:.1f}",
        ]
        for run in runs
    ]
    tables.append("## Runs\n\n" + markdown_table(("benchmark", "films", "date", "took", "load average"), held))
    return "\n".join([_INTRODUCTION, *about, "", "\n\n".join(tables), ""])


def _about(label: str, runs: Sequence[Run], value_of: Callable[[Run], str]) -> list[str]:
    """A line for what all runs share, or a line for each value that names its runs."""
    names: dict[str, list[str]] = {}
    for run in runs:
        names.setdefault(value_of(run), []).append(run.name)
    if len(names) == 1:
        return [f"- {label}: {value}." for value in names]
    return [f"- {label} of {', '.join(measured)}: {value}." for value, measured in names.items()]
