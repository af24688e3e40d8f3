"""Films like one, over each engine and over both side by side."""

from typing import Any
from urllib.parse import quote

import pytest
from elasticsearch import AsyncElasticsearch
from sanic_testing.testing import SanicASGITestClient as Client

from movies.films import FilmSimilar
from tests.fixtures.api_client import get
from tests.fixtures.engines import Engines
from tests.fixtures.films import FILMS
from tests.fixtures.generated_films import generate

_ABSENT = "00000000-0000-4000-8000-000000000000"


async def film(client: Client, title: str) -> Any:
    return (await get(client, f"/films?query={quote(title)}"))["items"][0]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("The Godfather", {"The Godfather Part II"}),
        ("The Godfather Part II", {"The Godfather"}),
        ("Star Wars", {"The Empire Strikes Back", "Return of the Jedi"}),
        ("Alien", {"Aliens", "Alien³"}),
        ("The Terminator", {"Terminator 2: Judgment Day"}),
        ("Mad Max: Fury Road", {"Mad Max", "Mad Max 2"}),
        ("Three Colors: Blue", {"Three Colors: Red", "Three Colors: White"}),
        ("It", {"It Chapter Two"}),
        ("Seven Samurai", {"Yojimbo"}),
        ("Stalker", {"Solaris"}),
    ],
)
async def test_parts_of_a_series_come_first_and_else_what_shares_most(
    client: Client, title: str, first: set[str]
) -> None:
    found = await film(client, title)
    items = (await get(client, f"/films/{found['id']}/similar"))["items"]

    assert {item["title"] for item in items[: len(first)]} == first
    assert len(items) == 10
    assert found["id"] not in [item["id"] for item in items]
    assert items[0].keys() == found.keys() - {"highlights"}


async def test_a_client_says_how_many_it_wants(client: Client) -> None:
    path = f"/films/{(await film(client, 'stalker'))['id']}/similar"
    fifty = (await get(client, f"{path}?page_size=50"))["items"]

    assert len(fifty) == 50
    assert (await get(client, f"{path}?page_size=3"))["items"] == fifty[:3]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/films/{_ABSENT}/similar", 404),
        ("/films/x/similar", 400),
        (f"/films/{_ABSENT}/similar?page_size=51", 400),
        (f"/films/{_ABSENT}/similar?page_size=0", 400),
        (f"/films/{_ABSENT}/similar?genre=drama", 400),
    ],
)
async def test_absent_films_and_wrong_parameters_are_told(client: Client, path: str, status: int) -> None:
    await get(client, path, status)


async def test_both_engines_find_the_same_in_the_same_order(engines: Engines) -> None:
    films = [*FILMS, *generate(1_000)]
    await engines.create_films(films)
    search = FilmSimilar.parse(b"page_size=50")

    for each in [*FILMS, *films[-60:]]:
        body = search.build(each).to_dict()

        async def find(engine: AsyncElasticsearch, body: dict[str, Any] = body) -> list[Any]:
            hits = (await engine.search(index=engines.index, **body))["hits"]["hits"]
            return [(hit["_id"], hit["sort"]) for hit in hits]

        embedded, elasticsearch = await engines.both(find)
        assert embedded == elasticsearch, each["title"]
