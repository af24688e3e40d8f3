"""The table on the terminal, and `docs/benchmarks.md`, which keeps the newest run of each benchmark."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.catalogue import BENCH_FOLDER
from benchmarks.rows import HEADINGS, Budget, Row

DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_RESULTS = BENCH_FOLDER / "results.json"
_PACKAGES = ("sanic", "elasticsearch", "tantivy", "orjson", "pydantic")

_INTRODUCTION = """\
# Benchmarks

Written by `make bench` (`python -m benchmarks`), never by hand. Figures and baselines are medians over the rounds of
a run; a ratio is the median of the ratios of the rounds, each against a baseline measured beside it. On a machine with
other work figures drift, ratios less: read them with the load averages of their runs, below.
"""


@dataclass(frozen=True)
class Run:
    """One run of a benchmark; load averages of one minute before and after it."""

    name: str
    films: int
    date: str
    duration_s: float
    load_before: float
    load_after: float
    rows: list[Row]


def now() -> str:
    """The time of day in UTC, to the minute."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def text_table(rows: Iterable[Row]) -> str:
    """Rows for the terminal."""
    lines = [list(HEADINGS), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def record(run: Run, order: Sequence[str]) -> None:
    """Replace the older run of the same benchmark, and rewrite the document; `order` is that of names."""
    runs = {each.name: each for each in _read()} | {run.name: run}
    ordered = [runs[name] for name in order if name in runs]
    _RESULTS.write_text(json.dumps([asdict(each) for each in ordered], indent=1))
    DOCUMENT.write_text(_document(ordered), encoding="utf-8")


def _read() -> list[Run]:
    if not _RESULTS.exists():
        return []
    return [
        Run(**{**stored, "rows": [_row(row) for row in stored["rows"]]}) for stored in json.loads(_RESULTS.read_text())
    ]


def _row(stored: dict[str, Any]) -> Row:
    budget = stored["budget"]
    return Row(**{**stored, "budget": None if budget is None else Budget(**budget)})


def _document(runs: Sequence[Run]) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    about = [
        f"- Machine: {_processor()}, {os.cpu_count()} cores, {memory_gb:.0f} GB, {platform.system()}.",
        f"- Versions: Python {platform.python_version()}, {packages}.",
    ]
    tables = [_markdown_table(HEADINGS, [row.cells() for run in runs for row in run.rows])]
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
    tables.append("## Runs\n\n" + _markdown_table(("benchmark", "films", "date", "took", "load average"), held))
    return "\n".join([_INTRODUCTION, *about, "", "\n\n".join(tables), ""])


def _markdown_table(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [headings, ["---"] * len(headings), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _processor() -> str:
    """`AMD EPYC`, as Linux names it; on other systems what Python knows."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
