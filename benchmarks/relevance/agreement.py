"""Whether both engines put the same film first."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.relevance.asking import Found
from benchmarks.relevance.outcome import NOT_ASKED, Answers
from benchmarks.relevance.queries import TARGETS
from benchmarks.rows import Budget, Row
from tools.markdown import markdown_table

DOCUMENT = Path(__file__).parents[2] / "docs" / "relevance-differences.md"
_INTRODUCTION = """\
# Queries whose first film differs between the engines

Written by `make bench` (`python -m benchmarks relevance`), never by hand: every query of the relevance benchmark whose
first film is not the same on both engines. Scores need not be equal on both; docs/engines.md says what must be.
"""


class Difference(NamedTuple):
    """A query of a class, and the first film that each engine found for it."""

    group: str
    text: str
    first: str
    other_first: str


def agreement_rows(one: Answers, other: Answers) -> Iterator[Row]:
    """A row a class: the share of queries that have the same first film on both engines."""
    for name, target in TARGETS.items():
        pairs = list(zip(one.classes.get(name, ()), other.classes.get(name, ()), strict=True))
        same = sum(_first_id(a.found) == _first_id(b.found) for a, b in pairs)
        yield Row(
            f"relevance, same first film on both engines, {name}",
            100 * same / len(pairs) if pairs else 0.0,
            "%",
            budget=Budget("figure", at_least=target.agreement),
            note=f"{len(pairs) - same} of {len(pairs)} differ, docs/{DOCUMENT.name}" if pairs else NOT_ASKED,
        )


def differences(one: Answers, other: Answers) -> list[Difference]:
    """The queries whose first film differs, class by class."""
    return [
        Difference(name, a.query.text, _first(a.found), _first(b.found))
        for name in TARGETS
        for a, b in zip(one.classes.get(name, ()), other.classes.get(name, ()), strict=True)
        if _first_id(a.found) != _first_id(b.found)
    ]


def write_differences(one: Answers, other: Answers) -> None:
    """Write the document that lists them."""
    table = markdown_table(("class", "query", one.engine, other.engine), differences(one, other))
    DOCUMENT.write_text(f"{_INTRODUCTION}\n{table}\n", encoding="utf-8")


def _first_id(found: Found) -> str | None:
    return found.hits[0].id if found.hits else None


def _first(found: Found) -> str:
    return str(found.hits[0]) if found.hits else "nothing"
