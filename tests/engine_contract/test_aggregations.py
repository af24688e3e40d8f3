"""What aggregations count, of which documents, and how they go with a post filter."""

from collections.abc import Callable

import pytest
from elasticsearch import AsyncElasticsearch

from tests.engine_contract.scenarios_aggregations import AGGREGATIONS, DECADES, SERIES, Aggregated, counted, terms
from tests.fixtures.films import film
from tests.fixtures.indices import create_films


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in AGGREGATIONS])
async def test_an_aggregation_counts(engine: AsyncElasticsearch, films_index: str, scenario: Aggregated) -> None:
    answer = await engine.search(index=films_index, query=scenario.query, aggs={"found": scenario.body}, size=0)

    assert answer["aggregations"] == {"found": scenario.expected}


async def test_a_negative_zero_is_in_the_range_that_begins_with_zero(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    films = [film("a", "Dune", rating=0.0), film("b", "Dune") | {"imdb_rating": -0.0}, film("c", "Dune", rating=5)]
    await create_films(engine, new_name("films"), films)
    ranges = {"range": {"field": "imdb_rating", "ranges": [{"to": 0}, {"from": 0, "to": 5}]}}
    answer = await engine.search(index=new_name("films"), aggs={"found": ranges}, size=0)

    assert [each["doc_count"] for each in answer["aggregations"]["found"]["buckets"]] == [0, 2]


async def test_a_search_without_aggregations_answers_none(engine: AsyncElasticsearch, films_index: str) -> None:
    assert "aggregations" not in await engine.search(index=films_index)


async def test_a_post_filter_narrows_the_hits_and_the_total_but_not_what_is_counted(
    engine: AsyncElasticsearch, films_index: str
) -> None:
    answer = await engine.search(
        index=films_index,
        query={"range": {"release_year": {"gte": 1990}}},
        post_filter=SERIES,
        aggs={"types": terms("type")},
        sort="id",
    )

    assert [hit["_id"] for hit in answer["hits"]["hits"]] == ["chernobyl", "friends"]
    assert answer["hits"]["total"] == {"value": 2, "relation": "eq"}
    assert answer["aggregations"]["types"] == counted(("movie", 13), ("tv_show", 2))


async def test_a_post_filter_leaves_the_scores_as_they_are(engine: AsyncElasticsearch, films_index: str) -> None:
    query = {"multi_match": {"query": "dune", "type": "cross_fields", "fields": ["title"]}}
    whole = await engine.search(index=films_index, query=query)
    narrowed = await engine.search(index=films_index, query=query, post_filter={"term": {"id": "dune"}})
    scores = {hit["_id"]: hit["_score"] for hit in whole["hits"]["hits"]}

    assert {hit["_id"]: hit["_score"] for hit in narrowed["hits"]["hits"]} == {"dune": scores["dune"]}


async def test_a_document_counts_once_however_often_it_holds_a_value(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    films = [film("a", "Dune", genres=["Drama", "War", "DRAMA", "Drama"]), film("b", "Dune", genres=["War"])]
    await create_films(engine, new_name("films"), films)

    answer = await engine.search(index=new_name("films"), aggs={"genres": terms("genres.name.raw")})

    assert answer["aggregations"]["genres"] == counted(("war", 2), ("drama", 1))


async def test_counts_follow_what_is_written(engine: AsyncElasticsearch, new_name: Callable[[str], str]) -> None:
    index = new_name("films")
    await create_films(engine, index, [film("a", "Dune", year=1984)])
    before = await engine.search(index=index, aggs={"types": terms("type"), "decades": DECADES})
    await engine.bulk(
        index=index, operations=[{"index": {"_id": "b"}}, film("b", "Dune", kind="tv_show", year=2021)], refresh=True
    )
    after = await engine.search(index=index, aggs={"types": terms("type"), "decades": DECADES})

    assert before["aggregations"]["types"] == counted(("movie", 1))
    assert after["aggregations"]["types"] == counted(("movie", 1), ("tv_show", 1))
    assert [bucket["key"] for bucket in after["aggregations"]["decades"]["buckets"]] == [1980.0, 2020.0]


@pytest.mark.parametrize("shards", [1, 3])
async def test_every_count_of_thousands_of_values_is_exact(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], shards: int
) -> None:
    index = new_name("values")
    values = [f"value {number % 1_500} of {number % 3}" for number in range(9_000)]
    properties = {"tag": {"type": "keyword"}}
    await engine.indices.create(
        index=index,
        mappings={"dynamic": "strict", "properties": properties},
        settings={"number_of_shards": shards, "number_of_replicas": 0},
    )
    operations = [line for number, tag in enumerate(values) for line in ({"index": {"_id": str(number)}}, {"tag": tag})]
    await engine.bulk(index=index, operations=operations, refresh=True)
    counts = {tag: values.count(tag) for tag in set(values)}
    first = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:20]

    answer = await engine.search(index=index, aggs={"tags": terms("tag", size=20, shard_size=10_000)}, size=0)

    assert answer["aggregations"]["tags"] == counted(*first, others=9_000 - sum(count for _, count in first))
