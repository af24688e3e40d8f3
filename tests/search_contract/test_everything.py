"""The search over films, persons and genres, over each engine, as a client sees it."""

from typing import Any
from urllib.parse import quote

import pytest
from sanic_testing.testing import SanicASGITestClient as Client


async def search(client: Client, text: str) -> Any:
    _, answer = await client.get(f"/api/v1/search?query={quote(text)}")
    assert answer.status == 200, answer.text
    return answer.json


@pytest.mark.parametrize(
    ("text", "kind", "name", "is_exact"),
    [
        ("akira kurosawa", "person", "Akira Kurosawa", True),
        ("Milos Forman", "person", "Miloš Forman", True),
        ("DRAMA", "genre", "Drama", True),
        ("science fiction", "genre", "Science Fiction", True),
        ("the godfather", "film", "The Godfather", True),
        ("semь samuraev", "film", "Seven Samurai", False),
        ("Семь самураев", "film", "Seven Samurai", True),
        ("wall-e", "film", "WALL·E", True),
        ("godfather", "film", "The Godfather", False),
        ("godfathr", "film", "The Godfather", False),
        ("dramma", "genre", "Drama", False),
    ],
)
async def test_the_best_match_is_an_exact_name_or_else_the_first_film(
    client: Client, text: str, kind: str, name: str, is_exact: bool
) -> None:
    best = (await search(client, text))["best"]

    assert (best["kind"], best["name"], best["is_exact"]) == (kind, name, is_exact)


@pytest.mark.parametrize("text", ["kurosawa", "godfathr", "dramma", "love", '"star wars" -clone', "qqqqqqqqqq", "!!!"])
async def test_each_kind_is_the_start_of_its_own_list(client: Client, text: str) -> None:
    body = await search(client, text)

    for name in ("films", "persons", "genres"):
        _, listed = await client.get(f"/api/v1/{name}?page_size=5&query={quote(text)}")
        items = [{key: value for key, value in item.items() if key != "highlights"} for item in listed.json["items"]]
        assert body[name] == {"items": items, "total": listed.json["total"], "match": listed.json["match"]}


async def test_where_nothing_is_found_nothing_is_best(client: Client) -> None:
    nothing = {"items": [], "total": 0, "match": None}

    assert await search(client, "qqqqqqqqqq") == {
        "best": None,
        "films": nothing,
        "persons": nothing,
        "genres": nothing,
    }
