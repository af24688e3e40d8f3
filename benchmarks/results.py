"""`docs/benchmarks.json`: the newest run of each benchmark, from which `docs/benchmarks.md` is made."""

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.rows import Budget, Row

RESULTS = Path(__file__).parent.parent / "docs" / "benchmarks.json"
_PACKAGES = ("sanic", "elasticsearch", "tantivy", "orjson", "pydantic")


@dataclass(frozen=True)
class Run:
    """One run of a benchmark; load averages of one minute before and after it."""

    name: str
    films: int
    date: str
    duration_s: float
    load_before: float
    load_after: float
    machine: str
    versions: str
    rows: list[Row]


def now() -> str:
    """The time of day in UTC, to the minute."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def this_machine() -> str:
    """`AMD EPYC, 2 cores, 25 GB, Linux`."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{_processor()}, {os.cpu_count()} cores, {memory_gb:.0f} GB, {platform.system()}"


def installed_versions() -> str:
    """The versions of Python and of the packages that the figures depend on most."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"Python {platform.python_version()}, {packages}"


def read_runs(path: Path = RESULTS) -> list[Run]:
    """The runs of a file of results, in its order."""
    return [_run(stored) for stored in json.loads(path.read_text(encoding="utf-8"))]


def write_runs(runs: Iterable[Run], path: Path = RESULTS) -> None:
    """Write a file of results that `read_runs` reads back equal."""
    text = json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def _run(stored: Mapping[str, Any]) -> Run:
    return Run(**{**stored, "rows": [_row(row) for row in stored["rows"]]})


def _row(stored: Mapping[str, Any]) -> Row:
    budget = stored["budget"]
    return Row(**{**stored, "budget": None if budget is None else Budget(**budget)})


def _processor() -> str:
    """`AMD EPYC`, as Linux names it; on other systems what Python knows."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
