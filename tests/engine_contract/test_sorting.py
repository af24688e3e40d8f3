"""The order of hits, and walks over pages of them."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from tests.engine_contract.scenarios_sorting import ID, ORDERED, VALUED, Keys, Ordered, Valued, ascending, descending
from tests.fixtures.engines import Engines, both_engines
from tests.fixtures.films import IDS, film
from tests.fixtures.generated_films import generate
from tests.fixtures.indices import create_films, found_ids


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in ORDERED])
async def test_hits_come_in_order(engine: AsyncElasticsearch, films_index: str, scenario: Ordered) -> None:
    found = await found_ids(engine, films_index, query=scenario.query, sort=scenario.keys)

    assert tuple(found) == scenario.expected


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in ORDERED])
async def test_pages_are_parts_of_the_whole_order(
    engine: AsyncElasticsearch, films_index: str, scenario: Ordered
) -> None:
    for size in (1, 2, 4):
        walked: list[str] = []
        for start in range(0, len(scenario.expected) + size, size):
            page = {"from_": start, "size": size}
            walked += await found_ids(engine, films_index, query=scenario.query, sort=scenario.keys, **page)

        assert tuple(walked) == scenario.expected


@pytest.mark.parametrize("size", [1, 4, 7])
@pytest.mark.parametrize(
    "keys",
    [
        [descending("imdb_rating"), ID],
        [ascending("imdb_rating"), ID],
        [descending("release_year"), descending("imdb_rating"), ID],
        [ascending("release_date"), ID],
        [ascending("title.raw"), ID],
        [descending("title.raw"), ascending("votes"), ID],
        [ascending("type"), descending("votes"), ID],
        [{"_score": "desc"}, ID],
    ],
    ids=lambda keys: (
        ", ".join(f"{field} {options}" for key in keys for field, options in key.items())
        if isinstance(keys, list)
        else str(keys)
    ),
)
async def test_a_walk_over_all_films_neither_repeats_nor_skips(
    engine: AsyncElasticsearch, films_index: str, keys: Keys, size: int
) -> None:
    whole = await found_ids(engine, films_index, sort=keys)
    walked: list[str] = []
    for start in range(0, len(IDS) + size, size):
        walked += await found_ids(engine, films_index, sort=keys, from_=start, size=size)

    assert walked == whole
    assert sorted(walked) == sorted(IDS)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in VALUED])
async def test_hits_have_the_values_of_their_sort_keys(
    engine: AsyncElasticsearch, films_index: str, scenario: Valued
) -> None:
    answer = await engine.search(index=films_index, sort=scenario.keys, size=100)
    (hit,) = [hit for hit in answer["hits"]["hits"] if hit["_id"] == scenario.film]

    assert hit["sort"] == scenario.values


async def test_hits_of_an_order_by_fields_have_no_score(engine: AsyncElasticsearch, films_index: str) -> None:
    answer = await engine.search(index=films_index, sort=[descending("imdb_rating"), ID])

    assert answer["hits"]["max_score"] is None
    assert {hit["_score"] for hit in answer["hits"]["hits"]} == {None}


async def test_hits_of_an_order_by_score_have_theirs(engine: AsyncElasticsearch, films_index: str) -> None:
    query = {"multi_match": {"query": "dune", "type": "cross_fields", "fields": ["title"]}}
    answer = await engine.search(index=films_index, query=query, sort=[{"_score": "desc"}, ID])
    scores = [hit["_score"] for hit in answer["hits"]["hits"]]

    assert [hit["sort"] for hit in answer["hits"]["hits"]] == [
        [hit["_score"], hit["_id"]] for hit in answer["hits"]["hits"]
    ]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


async def test_hits_without_an_order_have_a_score_and_no_sort(engine: AsyncElasticsearch, films_index: str) -> None:
    answer = await engine.search(index=films_index, query={"term": {"title": "dune"}})
    hits = answer["hits"]["hits"]

    assert all("sort" not in hit for hit in hits)
    assert answer["hits"]["max_score"] == hits[0]["_score"] == max(hit["_score"] for hit in hits)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def thousands(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """Thousands of films on both engines, to be read only."""
    async with both_engines(tmp_path_factory.mktemp("both"), elasticsearch_url) as engines:
        await engines.create_films(generate(3_000))
        yield engines


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "keys", [[ascending("release_year"), ID], [descending("votes"), ascending("id_hash")], [ascending("title.raw"), ID]]
)
async def test_large_groups_of_one_score_come_in_the_same_order(thousands: Engines, keys: Keys) -> None:
    constants = (
        ({"exists": {"field": "votes"}}, 62.4),
        ({"prefix": {"title.raw": "s"}}, 2.6),
        ({"fuzzy": {"names.titles": {"value": "lights", "max_expansions": 1_000}}}, 0.1),
    )
    query = {
        "bool": {"should": [{"constant_score": {"filter": clause, "boost": score}} for clause, score in constants]}
    }

    for start in (0, 5, 300, 1_500):
        page = {"query": query, "sort": [{"_score": "desc"}, *keys], "from_": start, "size": 20}
        embedded = await found_ids(thousands.embedded, thousands.index, **page)

        assert embedded == await found_ids(thousands.elasticsearch, thousands.index, **page)


@pytest.mark.parametrize("key", [ascending("votes"), descending("votes")])
@pytest.mark.parametrize("size", [1, 2, 5])
async def test_the_last_integer_that_there_can_be_ties_with_a_missing_one(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], key: dict[str, Any], size: int
) -> None:
    last = 2**31 - 1 if key == ascending("votes") else -(2**31)
    votes = (None, last, None, 7, last, last, 7, None, last)
    films = [
        {**film(f"{place}", "Dune"), **({} if each is None else {"votes": each})} for place, each in enumerate(votes)
    ]
    await create_films(engine, new_name("films"), films)
    tied = [str(place) for place, each in enumerate(votes) if each in (None, last)]
    order: list[Any] = [key, ID]
    found: list[str] = []
    after: dict[str, Any] = {}
    while len(found) < len(votes):
        answer = await engine.search(index=new_name("films"), sort=order, size=size, **after)
        hits = answer["hits"]["hits"]
        assert hits, f"a walk ends after {found}"
        found += [hit["_id"] for hit in hits]
        after = {"search_after": hits[-1]["sort"]}

    assert found == ["3", "6", *tied]
    assert await found_ids(engine, new_name("films"), sort=order, from_=3, size=4) == found[3:7]
    assert await found_ids(engine, new_name("films"), sort=[key, descending("id")]) == ["6", "3", *reversed(tied)]
