"""What a document holds at a path."""

from typing import Any

import pytest

from search_queries.source_values import values_at


@pytest.mark.parametrize(
    ("source", "path", "values"),
    [
        ({"title": "Alien"}, "title", ["Alien"]),
        ({"title": "Alien"}, "title.raw", ["Alien"]),
        ({"tags": ["a", "b", None]}, "tags", ["a", "b"]),
        ({"genres": [{"id": "a"}, {"name": "War"}, {"id": "b"}]}, "genres.id", ["a", "b"]),
        ({"crew": {"writers": [{"person": {"id": 1}}, {"person": {"id": 0}}]}}, "crew.writers.person.id", [1, 0]),
        ({"title": None}, "title", []),
        ({}, "genres.id", []),
        ({"genres": [{"id": "a"}]}, "genres", []),
    ],
)
def test_values_stand_in_objects_lists_or_as_the_fields_own(
    source: dict[str, Any], path: str, values: list[Any]
) -> None:
    assert [*values_at(source, path)] == values
