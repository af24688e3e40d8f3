"""Walks by cursor on both engines, over films that come, change and go, and from one index to the next."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from sanic_testing.testing import SanicASGITestClient as Client

from catalogue.documents import FilmDocument
from movies.films import FilmSearch
from search_queries import InvalidQueryError
from tests.fixtures.films import Film
from tests.fixtures.generated_films import DAYS, RATINGS, VOTES, generate
from tests.fixtures.indices import create_films, filled_index

_FILMS = 600
_FEW = 60
_VALUES: dict[str, Any] = {"imdb_rating": RATINGS, "release_date": DAYS, "votes": VOTES}
_SORTS = ("", "sort=imdb_rating", "sort=-release_date", "sort=release_year,-votes", "sort=title", "sort=-title,votes")


async def page(engine: AsyncElasticsearch, index: str, search: FilmSearch) -> tuple[list[str], FilmSearch | None]:
    """The ids on a page, and the search for the next page."""
    hits = (await engine.search(index=index, body=search.build().to_dict()))["hits"]["hits"]
    shown = hits[: search.page.size]
    following = search.after(shown[-1]["sort"]) if shown else None
    # by its text, as clients send it
    return [hit["_id"] for hit in shown], following and FilmSearch.parse(following.canonical().encode())


@pytest.mark.parametrize("sort", _SORTS)
async def test_a_walk_visits_each_film_that_stays_exactly_once_while_others_come_change_and_go(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], sort: str
) -> None:
    films = generate(_FILMS)
    added = generate(_FILMS + 60)[_FILMS:]
    removed, changed, stay = films[::3], films[1::3], {film["id"] for film in films[2::3]}
    index = new_name("films")
    await create_films(engine, index, films)

    walked: list[str] = []
    search: FilmSearch | None = FilmSearch.parse(f"{sort}&page_size=47".encode())
    step = 0
    while search is not None:
        ids, search = await page(engine, index, search)
        walked += ids
        operations: list[dict[str, Any]] = []
        for film in added[step * 5 : step * 5 + 5]:
            operations += ({"index": {"_id": film["id"]}}, film)
        # "removed" are put where nobody looks again: at the end of another order, as a film that lost all its values
        for film in (*changed[step * 15 : step * 15 + 15], *removed[step * 15 : step * 15 + 15]):
            emptied = {"id": film["id"], "id_hash": film["id_hash"], "title": "ЯЯЯ" if step % 2 else "!"}
            operations += ({"index": {"_id": film["id"]}}, emptied)
        if operations:
            await engine.bulk(index=index, operations=operations, refresh=True)
        step += 1

    assert step > 10
    assert sorted(film_id for film_id in walked if film_id in stay) == sorted(stay)


@pytest.mark.parametrize("sort", _SORTS)
async def test_after_a_load_a_walk_goes_on_in_the_new_index(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], sort: str
) -> None:
    films = generate(_FILMS)
    await create_films(engine, new_name("old"), films)
    gone = {film["id"] for film in films[::4]}
    await create_films(engine, new_name("new"), [film for film in reversed(films) if film["id"] not in gone])

    walked: list[str] = []
    search: FilmSearch | None = FilmSearch.parse(f"{sort}&page_size=50".encode())
    while search is not None:
        ids, search = await page(engine, new_name("old" if len(walked) < _FILMS // 2 else "new"), search)
        walked += ids

    assert len(walked) == len(set(walked))
    assert {film["id"] for film in films} - gone <= set(walked)


async def walk(engine: AsyncElasticsearch, index: str, query: str) -> list[str]:
    """The ids of a walk from the first page to the last."""
    walked: list[str] = []
    search: FilmSearch | None = FilmSearch.parse(query.encode())
    while search is not None:
        ids, search = await page(engine, index, search)
        walked += ids
    return walked


def reversed_keys(sort: str) -> str:
    """The order that goes the other way: `imdb_rating,-title` of `-imdb_rating,title`."""
    return ",".join(key[1:] if key.startswith("-") else f"-{key}" for key in sort.split(","))


_KEYS = (
    "imdb_rating", "release_year", "release_date", "votes", "title", "imdb_rating,release_year", "release_year,-votes",
    "votes,-title,release_date", "-imdb_rating,-release_date,title",
)  # fmt: skip


@pytest.mark.parametrize("sort", [*_KEYS, *map(reversed_keys, _KEYS)])
async def test_small_pages_over_few_distinct_and_missing_values_neither_lose_nor_repeat_a_film(
    engine: AsyncElasticsearch, walked_index: str, sort: str
) -> None:
    body = {**FilmSearch.parse(f"sort={sort}".encode()).build().to_dict(), "size": 1_000}
    whole = [hit["_id"] for hit in (await engine.search(index=walked_index, body=body))["hits"]["hits"]]

    assert len(whole) == len(set(whole)) == 2 * _FEW
    for size in (1, 2, 7):
        assert await walk(engine, walked_index, f"sort={sort}&page_size={size}") == whole


@pytest.mark.parametrize("sort", _KEYS)
async def test_the_reversed_order_walks_backwards_through_the_films_that_have_its_values(
    engine: AsyncElasticsearch, walked_index: str, sort: str
) -> None:
    complete = {film["id"] for film in _films() if all(film.get(field) is not None for field in _VALUES)}
    forwards, backwards = [
        [film_id for film_id in await walk(engine, walked_index, f"sort={keys}&page_size=7") if film_id in complete]
        for keys in (sort, reversed_keys(sort))
    ]

    assert forwards == backwards[::-1]
    assert len(forwards) > _FEW


def _films() -> list[Film]:
    """Films of which every second one lacks nothing, and others lack values."""
    films = generate(2 * _FEW)
    for place, film in enumerate(films[::2]):
        film |= {field: values[place % len(values)] for field, values in _VALUES.items()}
        film["release_year"] = int(film["release_date"][:4])
    return films


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def walked_index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of films on each engine in turn, to be read only."""
    async with filled_index(engine_url, "walked", FilmDocument, _films(), shards=3) as name:
        yield name


@pytest.mark.parametrize("query", ["page_size=100", "sort=title&page_size=90", "type=movie&sort=-release_date,title"])
async def test_a_client_walks_by_the_links_of_cursors(
    make_client: Callable[..., Client], sample_url: str, query: str
) -> None:
    client = make_client(elasticsearch_url=sample_url)
    _, first = await client.get(f"/api/v1/films?{query}")
    body, ids = first.json, [film["id"] for film in first.json["items"]]
    while body["page"]["next_cursor"] is not None:
        _, answer = await client.get(f"/api/v1/films?{query}&cursor={body['page']['next_cursor']}")
        body = answer.json
        ids += [film["id"] for film in body["items"]]

        assert body["items"]
        assert (body["total"], body["page"]["number"]) == (first.json["total"], None)
        link = body["page"]["next"]
        assert ('rel="next"' in answer.headers.get("link", "")) == (link is not None)
        assert link is None or f"cursor={body['page']['next_cursor']}" in urlsplit(link).query

    assert len(ids) == len(set(ids)) == first.json["total"]


async def test_a_wrong_cursor_is_a_problem_of_its_parameter(
    make_client: Callable[..., Client], sample_url: str
) -> None:
    client = make_client(elasticsearch_url=sample_url)
    _, first = await client.get("/api/v1/films")
    cursor = first.json["page"]["next_cursor"]
    for query in (f"sort=title&cursor={cursor}", f"cursor={cursor[:-2]}", "cursor=x", f"query=war&cursor={cursor}"):
        _, answer = await client.get(f"/api/v1/films?{query}")

        assert answer.status == 400
        assert [(each["parameter"], each["code"]) for each in answer.json["errors"]] == [("cursor", "wrong_cursor")]

    _, by_relevance = await client.get("/api/v1/films?query=the&page_size=1")
    assert by_relevance.json["page"]["next"] == "?page_number=2&page_size=1&query=the"
    assert by_relevance.json["page"]["next_cursor"] is None


async def test_a_cursor_belongs_to_the_filmography_that_gave_it(
    make_client: Callable[..., Client], sample_url: str
) -> None:
    client = make_client(elasticsearch_url=sample_url)
    _, persons = await client.get("/api/v1/persons?page_size=2")
    first, second = (f"/api/v1/persons/{person['id']}/films" for person in persons.json["items"])
    _, page = await client.get(f"{first}?page_size=1")
    cursor = page.json["page"]["next_cursor"]

    _, following = await client.get(f"{first}?page_size=1&cursor={cursor}")
    assert following.status == 200
    assert following.json["items"] != page.json["items"]
    for path in (second, "/api/v1/films"):
        _, answer = await client.get(f"{path}?page_size=1&cursor={cursor}")
        assert answer.status == 400
        assert [each["code"] for each in answer.json["errors"]] == ["wrong_cursor"]


@pytest.mark.parametrize("sort", ["imdb_rating", "votes", "release_year", "-release_date", "title"])
async def test_each_engine_takes_whatever_values_a_forged_cursor_may_have(
    engine: AsyncElasticsearch, films_index: str, sort: str
) -> None:
    texts = (None, "", "\x00", "\uffff", "9" * 3_000, "Infinity", "-Infinity")
    numbers = (2**31, 2**63 - 1, -(2**63), 2**64, 10**400, 1.5, 1e308, -0.0)
    plain = FilmSearch.parse(f"sort={sort}".encode())
    taken = 0
    for value in (*texts, *numbers):
        forged = plain.after([value, 1])
        assert forged is not None
        with suppress(InvalidQueryError):
            search = FilmSearch.parse(forged.canonical().encode())
            await engine.search(index=films_index, body=search.build().to_dict())
            taken += 1

    assert taken >= 3
