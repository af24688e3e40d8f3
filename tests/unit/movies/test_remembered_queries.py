"""Query strings whose parsed form a worker remembers: those of clients that ask alike, not whatever is sent."""

from typing import Any

import pytest

from movies import films


@pytest.mark.parametrize(
    ("raw", "is_remembered"),
    [
        pytest.param(b"query=war&genre=drama", True, id="short"),
        pytest.param(b"&".join(b"genre=%0100d" % number for number in range(50)), False, id="long"),
    ],
)
def test_only_short_query_strings_are_remembered(raw: bytes, is_remembered: bool) -> None:
    list_films: Any = films.list_films
    first, second = (list_films.operation.read(raw, {})["query"] for _ in range(2))

    assert first == second
    assert (first is second) is is_remembered
