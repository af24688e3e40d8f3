"""What the search over everything asks of each engine, and what is best of one name."""

from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncSearch
from sanic_testing.testing import SanicASGITestClient as Client

from benchmarks.counting_app import count_calls
from catalogue.engine import connect
from catalogue.settings import Settings
from movies.http.engine_requests import search_several
from tests.fixtures.catalogues import remove_all, serve_empty
from tests.fixtures.films import film
from tests.fixtures.persons import person


@pytest_asyncio.fixture
async def love_url(engine_url: str) -> AsyncIterator[str]:
    """The URL of each engine in turn with a film, a person and a genre that are called Love; and a person, Dove."""
    identity = {"id": str(UUID(int=1)), "id_hash": 1, "films_count": 1, "modified": "2026-11-01T00:00:00Z"}
    names = {"title": ["love"], "whole": ["love"], "length": 1}
    documents = [
        ("movies", film(str(UUID(int=2)), "Love")),
        ("persons", {**identity, "full_name": "Love", "roles": ["actor"], "names": names}),
        ("persons", {**person("Dove"), "id": str(UUID(int=3))}),
        ("genres", {**identity, "name": "Love", "names": names}),
    ]
    async with connect(engine_url, timeout_s=60) as engine:
        await serve_empty(engine)
        for index, document in documents:
            await engine.bulk(index=index, operations=[{"index": {"_id": document["id"]}}, document], refresh=True)
    yield engine_url
    async with connect(engine_url, timeout_s=60) as engine:
        await remove_all(engine)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The indices that each call of the search asks, in their order."""
    calls: list[list[str]] = []

    async def recorded(engine: AsyncElasticsearch, searches: Iterable[AsyncSearch]) -> list[Any]:
        searches = list(searches)
        calls.append([index for each in searches for index in each._index or ()])
        return await search_several(engine, searches)

    monkeypatch.setattr("movies.search.search_several", recorded)
    return calls


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("love", [["persons", "genres", "movies"]]),
        ("dove", [["persons", "genres", "movies"], ["genres", "movies"]]),
        ("loev", [["persons", "genres", "movies"], ["persons", "genres", "movies"]]),
    ],
)
async def test_one_call_asks_all_and_a_second_only_those_that_found_nothing(
    make_client: Callable[..., Client], love_url: str, asked: list[list[str]], text: str, indices: list[list[str]]
) -> None:
    client = make_client(elasticsearch_url=love_url)
    count_calls(client.sanic_app, Settings(elasticsearch_url=love_url, elasticsearch_timeout_s=60))

    _, answer = await client.get(f"/api/v1/search?query={text}")

    assert asked == indices
    assert answer.headers["x-engine-calls"] == str(len(indices))


async def test_a_person_comes_before_a_genre_and_a_film_of_the_same_name(
    make_client: Callable[..., Client], love_url: str
) -> None:
    _, answer = await make_client(elasticsearch_url=love_url).get("/api/v1/search?query=LOVE")

    assert answer.json["best"] == {"kind": "person", "id": str(UUID(int=1)), "name": "Love", "is_exact": True}
