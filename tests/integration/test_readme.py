"""The README is true: its requests are answered as it shows, and its declaration gives what it shows."""

import doctest
import re
from typing import Any

import pytest

from harness.api_server import ROOT, Server
from tests.fixtures.guide_page import ShownRequest, check_answer, steps

_README = ROOT / "README.md"
_TEXT = _README.read_text(encoding="utf-8")
_REQUESTS = [step for step in steps(_README) if isinstance(step, ShownRequest)]


def test_every_request_is_read() -> None:
    assert len(_REQUESTS) == _TEXT.count("<!-- request -->") > 0


@pytest.mark.parametrize("shown", _REQUESTS, ids=[shown.command[-50:] for shown in _REQUESTS])
def test_a_request_is_answered_as_the_readme_shows(server: Server, shown: ShownRequest) -> None:
    check_answer(server, shown)


def test_the_declaration_gives_what_the_readme_shows() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", _TEXT, re.DOTALL)
    names: dict[str, Any] = {"__name__": "readme"}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - our own README
    flags = doctest.NORMALIZE_WHITESPACE
    failed, run = doctest.testfile(
        str(_README), module_relative=False, globs=names, optionflags=flags, encoding="utf-8"
    )

    assert run > 0
    assert failed == 0


def test_the_figures_of_the_readme_are_those_of_the_benchmarks() -> None:
    benchmarks = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    table = _TEXT.partition("## Figures")[2].partition("## Where")[0]
    figures = set(re.findall(r"\d+(?:,\d{3})+|\d+\.\d+|\d+ (?:ms|s|%)", table))

    assert {figure for figure in figures if figure not in benchmarks} == set()
