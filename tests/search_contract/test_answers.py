"""What an answer of a search holds: the page, the total, and how much of each document."""

from typing import Any

import pytest
from elasticsearch import AsyncElasticsearch

from tests.fixtures.films import FILMS, IDS
from tests.fixtures.indices import found_ids

ORDER = [{"id": {"order": "asc"}}]
SHOWS = {"term": {"type": "tv_show"}}
SOLARIS = {"term": {"id": "solaris"}}
ALL = len(IDS)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({}, slice(0, 10)),
        ({"size": 3}, slice(0, 3)),
        ({"from_": 2, "size": 3}, slice(2, 5)),
        ({"from_": ALL - 2, "size": 3}, slice(ALL - 2, ALL)),
        ({"from_": ALL, "size": 3}, slice(0, 0)),
        ({"from_": 5, "size": 0}, slice(0, 0)),
        ({"size": 0}, slice(0, 0)),
        ({"from_": 9_999, "size": 1}, slice(0, 0)),
        ({"from_": 9_900, "size": 100}, slice(0, 0)),
        ({"from_": 10_000, "size": 0}, slice(0, 0)),
        ({"size": 10_000}, slice(0, ALL)),
    ],
    ids=str,
)
async def test_a_page_has_its_part_of_the_hits_and_the_total_of_all(
    engine: AsyncElasticsearch, films_index: str, page: dict[str, Any], expected: slice
) -> None:
    answer = await engine.search(index=films_index, sort=ORDER, **page)

    assert [hit["_id"] for hit in answer["hits"]["hits"]] == sorted(IDS)[expected]
    assert answer["hits"]["total"] == {"value": ALL, "relation": "eq"}


@pytest.mark.parametrize(
    ("track", "query", "total"),
    [
        (True, None, {"value": ALL, "relation": "eq"}),
        (True, SHOWS, {"value": 2, "relation": "eq"}),
        (True, {"term": {"id": "nobody"}}, {"value": 0, "relation": "eq"}),
        (None, None, {"value": ALL, "relation": "eq"}),
        (5, None, {"value": 5, "relation": "gte"}),
        (ALL - 1, None, {"value": ALL - 1, "relation": "gte"}),
        (ALL, None, {"value": ALL, "relation": "eq"}),
        (ALL + 1, None, {"value": ALL, "relation": "eq"}),
        (5, SHOWS, {"value": 2, "relation": "eq"}),
        (1, SHOWS, {"value": 1, "relation": "gte"}),
        (False, None, None),
        (False, SHOWS, None),
    ],
)
@pytest.mark.parametrize("size", [0, 1, 100])
async def test_totals_are_counted_as_far_as_asked(
    engine: AsyncElasticsearch,
    films_index: str,
    track: bool | int | None,
    query: dict[str, Any] | None,
    total: dict[str, Any] | None,
    size: int,
) -> None:
    answer = await engine.search(index=films_index, query=query, sort=ORDER, size=size, track_total_hits=track)

    assert answer["hits"].get("total") == total


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (["title"], {"title": "Solaris"}),
        ("title", {"title": "Solaris"}),
        (["title", "imdb_rating"], {"title": "Solaris", "imdb_rating": 8.0}),
        (["directors"], {"directors": [{"id": "andrei-tarkovsky", "full_name": "Andrei Tarkovsky"}]}),
        (["genres.name"], {"genres": [{"name": "Drama"}, {"name": "Sci-Fi"}]}),
        (
            ["genres.name", "genres.id"],
            {"genres": [{"id": "drama", "name": "Drama"}, {"id": "sci-fi", "name": "Sci-Fi"}]},
        ),
        (["title", "genres.id"], {"title": "Solaris", "genres": [{"id": "drama"}, {"id": "sci-fi"}]}),
        (["alternative_titles"], {"alternative_titles": []}),
        (["budget"], {}),
        (["title", "budget"], {"title": "Solaris"}),
        (["title.raw"], {}),
        (["*title"], {"title": "Solaris", "original_title": "Солярис"}),
        (["release_*"], {"release_date": "1972-05-13", "release_year": 1972}),
        (["directors.*"], {"directors": [{"id": "andrei-tarkovsky", "full_name": "Andrei Tarkovsky"}]}),
    ],
    ids=str,
)
async def test_a_list_of_fields_shows_these_only(
    engine: AsyncElasticsearch, films_index: str, source: Any, shown: dict[str, Any]
) -> None:
    answer = await engine.search(index=films_index, query=SOLARIS, source=source)

    assert answer["hits"]["hits"][0]["_source"] == shown


@pytest.mark.parametrize("source", [None, True, [], ["*"]], ids=str)
async def test_without_a_list_the_whole_document_is_shown(
    engine: AsyncElasticsearch, films_index: str, source: Any
) -> None:
    answer = await engine.search(index=films_index, sort=ORDER, source=source, size=100)

    assert [hit["_source"] for hit in answer["hits"]["hits"]] == sorted(FILMS, key=lambda film: str(film["id"]))


async def test_no_source_shows_nothing(engine: AsyncElasticsearch, films_index: str) -> None:
    answer = await engine.search(index=films_index, query=SOLARIS, source=False)

    assert "_source" not in answer["hits"]["hits"][0]


async def test_a_hit_names_its_index(engine: AsyncElasticsearch, films_index: str) -> None:
    answer = await engine.search(index=films_index, query=SOLARIS)
    hit = answer["hits"]["hits"][0]

    assert (hit["_index"], hit["_id"]) == (films_index, "solaris")
    assert answer["timed_out"] is False
    assert answer["_shards"]["failed"] == 0


async def test_a_preference_changes_nothing(engine: AsyncElasticsearch, films_index: str) -> None:
    plain = await found_ids(engine, films_index, sort=ORDER)

    assert await found_ids(engine, films_index, sort=ORDER, preference="0a1b2c3d4e5f6071") == plain


async def test_no_body_finds_all(engine: AsyncElasticsearch, films_index: str) -> None:
    assert (await engine.search(index=films_index))["hits"]["total"]["value"] == ALL


async def test_the_index_behind_an_alias_is_searched(engine: AsyncElasticsearch, films_index: str) -> None:
    alias = f"{films_index}-alias"
    await engine.indices.update_aliases(actions=[{"add": {"index": films_index, "alias": alias}}])
    answer = await engine.search(index=alias, query=SOLARIS)
    await engine.indices.update_aliases(actions=[{"remove": {"index": films_index, "alias": alias}}])

    assert [hit["_index"] for hit in answer["hits"]["hits"]] == [films_index]
