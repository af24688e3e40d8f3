"""The results of benchmarks, and the document that is made from them."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.report import document, record
from benchmarks.results import Run, read_runs, write_runs
from benchmarks.rows import Budget, Row
from tools.markdown import markdown_table

_ROW = Row("cached: a page", 14355.4, "req/s", 16597.2, 0.865, Budget("ratio", at_least=0.8), "64 connections")
_CACHED = Run(
    "cached",
    200_000,
    "2026-11-28 17:59 UTC",
    duration_s=130.2,
    load_before=1.3,
    load_after=2.4,
    machine="AMD EPYC, 2 cores, 25 GB, Linux",
    versions="Python 3.11.7, sanic 25.12.1",
    rows=[_ROW],
)
_STARTUP = replace(_CACHED, name="startup", rows=[Row("`make run`", 21, "s")])


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "benchmarks.json"
    write_runs([_STARTUP, _CACHED], path)
    return path


def test_runs_are_read_as_they_were_written(results: Path) -> None:
    assert read_runs(results) == [_STARTUP, _CACHED]


def test_the_run_of_one_benchmark_leaves_those_of_the_others(results: Path) -> None:
    newer = replace(_CACHED, date="2026-11-30 09:00 UTC", rows=[replace(_ROW, figure=15000.0)])

    record(newer, ["startup", "cached"], results)

    assert read_runs(results) == [_STARTUP, newer]
    assert results.with_suffix(".md").read_text(encoding="utf-8") == document([_STARTUP, newer])


def test_runs_stand_in_the_order_of_names_and_those_of_removed_benchmarks_are_dropped(results: Path) -> None:
    first = replace(_CACHED, name="engine_calls")

    record(first, ["engine_calls", "startup"], results)

    assert read_runs(results) == [first, _STARTUP]


def test_the_document_has_each_row_with_its_verdict_and_each_run() -> None:
    lines = document([_CACHED]).splitlines()

    assert "| cached: a page | 14,355 req/s | 16,597 req/s | 0.86 | ratio >= 0.80 | met | 64 connections |" in lines
    assert "| cached | 200,000 | 2026-11-28 17:59 UTC | 130 s | 1.3 -> 2.4 |" in lines
    assert "- Machine: AMD EPYC, 2 cores, 25 GB, Linux." in lines


def test_runs_of_several_machines_are_told_apart() -> None:
    other = replace(_STARTUP, machine="Apple M3, 8 cores, 16 GB, Darwin")

    lines = document([other, _CACHED]).splitlines()

    assert "- Machine of startup: Apple M3, 8 cores, 16 GB, Darwin." in lines
    assert "- Machine of cached: AMD EPYC, 2 cores, 25 GB, Linux." in lines
    assert "- Versions: Python 3.11.7, sanic 25.12.1." in lines


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert markdown_table(["query"], [["a|b"]]).splitlines()[-1] == r"| a\|b |"


def test_the_committed_results_are_those_of_benchmarks_that_there_are() -> None:
    names = [run.name for run in read_runs()]

    assert names == [name for name in NAMES if name in names]
