"""Marked words are the same on both engines, and by the rules by which the search found them."""

from collections.abc import Callable

import pytest
from sanic_testing.testing import SanicASGITestClient as Client


@pytest.mark.parametrize(
    ("query", "match", "title", "field", "expected"),
    [
        ("star wars", "all_words", "Star Wars", "title", "<mark>Star</mark> <mark>Wars</mark>"),
        ("starwars", "all_words", "Star Wars", "title", "<mark>Star Wars</mark>"),
        ("samurais", "all_words", "Seven Samurai", "title", "Seven <mark>Samurai</mark>"),
        ("7 samurai", "all_words", "Seven Samurai", "title", "<mark>Seven</mark> <mark>Samurai</mark>"),
        ("pulp fictoin", "closest", "Pulp Fiction", "title", "<mark>Pulp</mark> <mark>Fiction</mark>"),
        ("seven samur", "closest", "Seven Samurai", "title", "<mark>Seven</mark> <mark>Samur</mark>ai"),
        ("kurosava", "closest", "Seven Samurai", "directors", ["Akira <mark>Kurosawa</mark>"]),
        ("vfnhbwf", "closest", "The Matrix", "alternative_titles", ["<mark>Матрица</mark>"]),
        ("samuraev", "all_words", "Seven Samurai", "alternative_titles", ["Семь <mark>самураев</mark>"]),
        ("7-я", "all_words", "The Seventh Seal", "alternative_titles", ["<mark>Седьмая</mark> печать"]),
        ("7 seal", "closest", "The Seventh Seal", "title", "The <mark>Seventh</mark> <mark>Seal</mark>"),
        ("Тарантино", "closest", "Pulp Fiction", "directors", ["Quentin <mark>Tarantino</mark>"]),
    ],
)  # fmt: skip
async def test_the_words_are_marked_alike(
    make_client: Callable[..., Client],
    sample_url: str,
    query: str,
    match: str,
    title: str,
    field: str,
    expected: str | list[str],
) -> None:
    client = make_client(elasticsearch_url=sample_url)
    _, answer = await client.get("/api/v1/films", params={"query": query, "highlight": "true"})

    film = next(film for film in answer.json["items"] if film["title"] == title)
    assert answer.json["match"] == match
    assert film["highlights"][field] == expected
