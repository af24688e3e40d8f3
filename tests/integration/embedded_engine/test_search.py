"""Which documents a search finds, and what it answers of them."""

from typing import Any

import pytest
from elasticsearch import ApiError, AsyncElasticsearch, BadRequestError, NotFoundError

from .conftest import load

FILMS: list[dict[str, Any]] = [
    {
        "id": "alien",
        "title": "Alien",
        "description": "A ship's crew wakes up",
        "rating": 8.5,
        "votes": 900,
        "year": 1979,
        "released": "1979-05-25",
        "genres": [{"id": "h", "name": "Horror"}, {"id": "s", "name": "Sci-Fi"}],
    },
    {
        "id": "aliens",
        "title": "Aliens",
        "rating": 8.4,
        "votes": 700,
        "year": 1986,
        "genres": [{"id": "s", "name": "Sci-Fi"}],
    },
    {"id": "crew", "title": "Crew", "description": "Running aliens", "year": 1986, "released": "1986-07-18"},
    {"id": "ёлки", "title": "Ёлки", "rating": 5.9, "genres": []},
    {"id": "empty"},
]


@pytest.fixture
async def films(client: AsyncElasticsearch) -> AsyncElasticsearch:
    await load(client, FILMS)
    return client


def cross_fields(text: str, operator: str = "and", *fields: str) -> dict[str, Any]:
    names = list(fields) or ["title^4", "description"]
    return {"multi_match": {"query": text, "type": "cross_fields", "operator": operator, "fields": names}}


def weighed(**changed: Any) -> dict[str, Any]:
    factor = {"field": "votes", "modifier": "ln2p", "missing": 0, **changed}
    return {"function_score": {"query": {"match_all": {}}, "field_value_factor": factor}}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"match_all": {}}, ["alien", "aliens", "crew", "empty", "ёлки"]),
        ({"term": {"genres.name": "SCI-FI"}}, ["alien", "aliens"]),
        ({"term": {"genres.id": "S"}}, []),
        ({"term": {"title.raw": {"value": "елки", "boost": 2}}}, ["ёлки"]),
        ({"term": {"year": 1986.5}}, []),
        ({"term": {"released": "1979-05-25"}}, ["alien"]),
        ({"term": {"_id": "crew"}}, ["crew"]),
        ({"term": {"absent": 1}}, []),
        ({"terms": {"genres.name": ["horror", "drama"]}}, ["alien"]),
        ({"terms": {"year": [1979, "1986"]}}, ["alien", "aliens", "crew"]),
        ({"terms": {"year": []}}, []),
        ({"range": {"rating": {"gt": 5.9, "lte": "8.4"}}}, ["aliens"]),
        ({"range": {"rating": {"gte": 5.9, "lt": 8.4}}}, ["ёлки"]),
        ({"range": {"votes": {"gt": 699.5, "lt": 900}}}, ["aliens"]),
        ({"range": {"votes": {"gte": 5, "lte": 1}}}, []),
        ({"range": {"votes": {}}}, ["alien", "aliens"]),
        ({"range": {"released": {"gte": "1979-05-25", "lt": "1986-07-18"}}}, ["alien"]),
        ({"range": {"released": {"gt": "1979-05-25", "lte": "1986-07-18"}}}, ["crew"]),
        ({"exists": {"field": "rating"}}, ["alien", "aliens", "ёлки"]),
        ({"exists": {"field": "description"}}, ["alien", "crew"]),
        ({"exists": {"field": "title"}}, ["alien", "aliens", "crew", "ёлки"]),
        ({"exists": {"field": "genres"}}, ["alien", "aliens"]),
        ({"exists": {"field": "absent"}}, []),
        ({"bool": {}}, ["alien", "aliens", "crew", "empty", "ёлки"]),
        ({"bool": {"must_not": [{"exists": {"field": "rating"}}]}}, ["crew", "empty"]),
        ({"bool": {"must_not": {"match_all": {}}}}, []),
        ({"bool": {"should": [{"term": {"id": "crew"}}, {"term": {"year": 1986}}]}}, ["aliens", "crew"]),
        (
            {"bool": {"should": [{"term": {"id": "crew"}}, {"term": {"year": 1986}}], "minimum_should_match": 2}},
            ["crew"],
        ),
        ({"bool": {"should": [{"term": {"id": "crew"}}], "minimum_should_match": 2}}, []),
        ({"bool": {"filter": [{"term": {"year": 1986}}], "should": [{"term": {"id": "crew"}}]}}, ["aliens", "crew"]),
        (
            {
                "bool": {
                    "filter": [{"term": {"year": 1986}}],
                    "should": [{"term": {"id": "crew"}}],
                    "minimum_should_match": 1,
                }
            },
            ["crew"],
        ),
        ({"bool": {"must": {"match_all": {}}, "must_not": {"term": {"year": 1986}}}}, ["alien", "empty", "ёлки"]),
        (cross_fields("alien"), ["alien", "aliens", "crew"]),
        (cross_fields("alien crews"), ["alien", "crew"]),
        (cross_fields("alien елка", "or"), ["alien", "aliens", "crew", "ёлки"]),
        (cross_fields("alien absent"), []),
        (cross_fields("!?"), []),
        (cross_fields("alien", "and", "absent"), []),
        (cross_fields("ships alien alien"), ["alien"]),
        ({"match": {"title": {"query": "alien"}}}, ["alien", "aliens"]),
        ({"match": {"title": {"query": "alen"}}}, []),
        ({"match": {"title": {"query": "alen", "fuzziness": "AUTO"}}}, ["alien", "aliens"]),
        ({"match": {"title": {"query": "laien", "fuzziness": "AUTO"}}}, ["alien", "aliens"]),
        ({"match": {"title": {"query": "laein", "fuzziness": "AUTO"}}}, []),
        ({"match": {"title": {"query": "!", "fuzziness": "AUTO"}}}, []),
        ({"match": {"absent": {"query": "alien"}}}, []),
    ],
)
async def test_a_query_finds(films: AsyncElasticsearch, query: dict[str, Any], found: list[str]) -> None:
    answer = await films.search(index="films", query=query, sort="id", track_total_hits=True)

    assert [hit["_id"] for hit in answer["hits"]["hits"]] == found
    assert answer["hits"]["total"] == {"value": len(found), "relation": "eq"}


async def test_hits_have_the_sort_values_that_elasticsearch_writes(films: AsyncElasticsearch) -> None:
    sort: list[Any] = [{"rating": "desc"}, {"votes": {"order": "asc", "missing": "_last"}}, "released", "title.raw"]

    hits = (await films.search(index="films", sort=sort, source=False))["hits"]

    no_long = 9223372036854775807
    assert hits["max_score"] is None
    assert [(hit["_id"], hit["_score"], hit["sort"]) for hit in hits["hits"]] == [
        ("alien", None, [8.5, 900, 296438400000, "alien"]),
        ("aliens", None, [8.4, 700, no_long, "aliens"]),
        ("ёлки", None, [5.9, 2147483647, no_long, "елки"]),
        ("crew", None, ["-Infinity", 2147483647, 522028800000, "crew"]),
        ("empty", None, ["-Infinity", 2147483647, no_long, None]),
    ]
    assert "_source" not in hits["hits"][0]


async def test_a_match_in_the_better_field_comes_first(films: AsyncElasticsearch) -> None:
    answer = await films.search(index="films", query=cross_fields("crew"), sort=["_score", "id"])

    hits = answer["hits"]["hits"]
    assert [hit["_id"] for hit in hits] == ["crew", "alien"]
    assert [hit["sort"][0] for hit in hits] == [hit["_score"] for hit in hits]
    unsorted = (await films.search(index="films", query=cross_fields("crew")))["hits"]
    assert [hit["_score"] for hit in unsorted["hits"]] == [hit["_score"] for hit in hits]
    assert unsorted["max_score"] == hits[0]["_score"]


async def test_the_score_may_be_a_later_sort_key(films: AsyncElasticsearch) -> None:
    hits = (await films.search(index="films", query=cross_fields("crew"), sort=["year", "_score"]))["hits"]["hits"]

    assert [hit["_id"] for hit in hits] == ["alien", "crew"]
    assert all(hit["_score"] > 0 for hit in hits)


@pytest.mark.parametrize(
    ("wanted", "total"),
    [(True, {"value": 5, "relation": "eq"}), (3, {"value": 3, "relation": "gte"}), (5, {"value": 5, "relation": "eq"})],
)
async def test_totals_are_exact_up_to_track_total_hits(films: AsyncElasticsearch, wanted: Any, total: Any) -> None:
    assert (await films.search(index="films", size=0, track_total_hits=wanted))["hits"]["total"] == total


async def test_a_search_that_does_not_track_total_hits_has_no_total(films: AsyncElasticsearch) -> None:
    assert "total" not in (await films.search(index="films", track_total_hits=False, preference="x"))["hits"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (["id", "genres.name"], {"id": "alien", "genres": [{"name": "Horror"}, {"name": "Sci-Fi"}]}),
        ("gen*", {"genres": FILMS[0]["genres"]}),
        (
            {"includes": ["id", "genres"], "excludes": ["*.id"]},
            {"id": "alien", "genres": [{"name": "Horror"}, {"name": "Sci-Fi"}]},
        ),
        ({"excludes": ["description", "genres", "r*", "votes"]}, {"id": "alien", "title": "Alien", "year": 1979}),
        (True, FILMS[0]),
        ([], FILMS[0]),
    ],
)
async def test_the_source_is_filtered(films: AsyncElasticsearch, source: Any, shown: dict[str, Any]) -> None:
    answer = await films.search(index="films", query={"term": {"_id": "alien"}}, source=source)

    assert answer["hits"]["hits"][0]["_source"] == shown


async def test_a_document_is_fetched_by_its_id(films: AsyncElasticsearch) -> None:
    found = await films.get(index="films", id="ёлки", realtime=False, source_includes=["rating"])
    assert (found["found"], found["_source"]) == (True, {"rating": 5.9})

    with pytest.raises(NotFoundError) as missing:
        await films.get(index="films", id="nope", realtime=False)
    assert missing.value.body == {"_index": "films", "_id": "nope", "found": False}

    with pytest.raises(BadRequestError, match="realtime"):
        await films.get(index="films", id="alien")


async def test_the_window_ends_at_ten_thousand(films: AsyncElasticsearch) -> None:
    with pytest.raises(BadRequestError) as refused:
        await films.search(index="films", from_=9_990, size=11)

    error: Any = refused.value.body["error"]
    assert error["type"] == "search_phase_execution_exception"
    assert error["root_cause"][0]["type"] == "illegal_argument_exception"
    assert error["root_cause"][0]["reason"].startswith(
        "Result window is too large, from + size must be less than or equal to: [10000] but was [10001]"
    )


async def test_more_buckets_than_65_000_are_refused(client: AsyncElasticsearch) -> None:
    await load(client, [{"id": f"{number}"} for number in range(65_001)])
    buckets = {"ids": {"terms": {"field": "id", "size": 65_001, "shard_size": 65_001}}}

    with pytest.raises(BadRequestError, match="too many buckets"):
        await client.search(index="films", size=0, aggs=buckets)


@pytest.mark.parametrize(
    ("search", "kind", "named"),
    [
        ({"query": {"regexp": {"title": "x"}}}, "parsing_exception", "supported: [bool, constant_score, dis_max"),
        ({"query": {"fuzzy": {"title": {"value": "x", "prefix_length": 1}}}}, "parsing_exception", "prefix_length"),
        ({"query": {"prefix": {"title": {"value": "x", "rewrite": "x"}}}}, "parsing_exception", "rewrite"),
        ({"query": {"match": {"title": {"query": "x", "lenient": True}}}}, "parsing_exception", "lenient"),
        ({"query": {"match": {"title.raw": "x"}}}, "parsing_exception", "keyword"),
        (
            {"query": {"match_phrase": {"title": {"query": "x y", "slop": 1}}}},
            "parsing_exception",
            "slop [1]; supported: [0]",
        ),
        ({"query": {"function_score": {"script_score": {}}}}, "parsing_exception", "field_value_factor"),
        ({"query": weighed(modifier="none")}, "illegal_argument_exception", "supported: [ln2p]"),
        ({"query": weighed(missing=None)}, "illegal_argument_exception", "[missing] of [None]; supported: [0]"),
        ({"query": weighed(factor=2)}, "illegal_argument_exception", "[factor] of [2]; supported: [1]"),
        ({"query": {"function_score": {"functions": []}}}, "parsing_exception", "one function"),
        ({"query": weighed() | {"x": 1}}, "parsing_exception", "one key"),
        ({"query": {"bool": {"must": [weighed(), {"match_all": {}}]}}}, "parsing_exception", "as the whole query"),
        ({"query": {"bool": {"filter": [weighed()]}}}, "parsing_exception", "as the whole query"),
        ({"query": {"dis_max": {"queries": [weighed()]}}}, "parsing_exception", "as the whole query"),
        ({"query": weighed(field="released")}, "search_phase_execution_exception", "date"),
        (
            {"query": {"term": {"id": {"value": "x", "case_insensitive": True}}}},
            "parsing_exception",
            "case_insensitive",
        ),
        ({"query": {"range": {"rating": {"gte": 1, "format": "x"}}}}, "parsing_exception", "format"),
        ({"query": {"range": {"id": {"gte": "a"}}}}, "parsing_exception", "keyword"),
        ({"query": {"range": {"votes": {"gte": "many"}}}}, "search_phase_execution_exception", "many"),
        ({"query": {"range": {"votes": {"gte": 3_000_000_000}}}}, "search_phase_execution_exception", "out of range"),
        ({"query": {"range": {"released": {"gte": "now-1d"}}}}, "search_phase_execution_exception", "now-1d"),
        ({"query": {"bool": {"must": [], "adjust_pure_negative": True}}}, "parsing_exception", "adjust_pure_negative"),
        (
            {"query": {"bool": {"should": [], "minimum_should_match": "75%"}}},
            "search_phase_execution_exception",
            "75%",
        ),
        ({"query": cross_fields("x") | {"term": {}}}, "parsing_exception", "one key"),
        ({"query": {"multi_match": {"query": "x", "fields": ["title"]}}}, "parsing_exception", "cross_fields"),
        ({"query": cross_fields("x", "and", "ti*")}, "parsing_exception", "ti*"),
        ({"query": cross_fields("x", "and", "title.raw")}, "parsing_exception", "keyword"),
        ({"query": cross_fields("x", "not")}, "illegal_argument_exception", "not"),
        ({"sort": "absent"}, "search_phase_execution_exception", "No mapping found for [absent]"),
        ({"sort": "title"}, "search_phase_execution_exception", "Fielddata is disabled on [title]"),
        ({"sort": "genres.id"}, "illegal_argument_exception", "genres.id"),
        ({"sort": [{"_score": "asc"}]}, "illegal_argument_exception", "_score"),
        ({"sort": [{"rating": {"missing": "_first"}}]}, "illegal_argument_exception", "_first"),
        ({"sort": [{"rating": {"mode": "avg"}}]}, "parsing_exception", "mode"),
        ({"suggest": {}}, "parsing_exception", "suggest"),
        ({"size": -1}, "illegal_argument_exception", "size"),
        ({"source": {"include": []}}, "parsing_exception", "include"),
        ({"typed_keys": True}, "illegal_argument_exception", "typed_keys"),
    ],
)
async def test_a_refusal_names_the_unsupported_part(
    films: AsyncElasticsearch, search: dict[str, Any], kind: str, named: str
) -> None:
    with pytest.raises(ApiError) as refused:
        await films.search(index="films", **search)

    body: Any = refused.value.body
    assert (refused.value.status_code, body["status"]) == (400, 400)
    assert body["error"]["type"] == kind
    assert named in body["error"]["root_cause"][0]["reason"]


async def test_scores_are_not_weighed_by_lists(client: AsyncElasticsearch) -> None:
    await load(client, [{"id": "a", "votes": [1, 2]}])

    with pytest.raises(BadRequestError, match="several values"):
        await client.search(index="films", query=weighed())


async def test_a_refused_search_does_not_affect_the_others(films: AsyncElasticsearch) -> None:
    answer = await films.msearch(
        searches=[
            {"index": "films"},
            {"query": {"term": {"id": "alien"}}, "size": 0},
            {"index": ["absent"]},
            {},
            {"index": "films", "preference": "x"},
            {"query": {"regexp": {}}},
        ]
    )
    found, absent, refused = answer["responses"]

    assert (found["status"], found["hits"]["total"]["value"]) == (200, 1)
    assert (absent["status"], absent["error"]["type"]) == (404, "index_not_found_exception")
    assert (refused["status"], refused["error"]["type"]) == (400, "parsing_exception")
