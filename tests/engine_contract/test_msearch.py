"""Several searches in one request."""

import pytest
from elasticsearch import ApiError, AsyncElasticsearch

SHOWS = {"term": {"type": "tv_show"}}
ORDER = [{"id": {"order": "asc"}}]


async def test_each_search_is_answered_in_its_place(engine: AsyncElasticsearch, films_index: str) -> None:
    answers = (
        await engine.msearch(
            searches=[
                {"index": films_index},
                {"query": SHOWS, "sort": ORDER, "size": 1, "_source": ["title"]},
                {"index": [films_index], "preference": "any"},
                {"query": {"term": {"id": "nobody"}}, "size": 0, "track_total_hits": True},
            ]
        )
    )["responses"]

    assert [answer["status"] for answer in answers] == [200, 200]
    assert [answer["hits"]["total"]["value"] for answer in answers] == [2, 0]
    assert [hit["_source"] for hit in answers[0]["hits"]["hits"]] == [{"title": "Chernobyl"}]


async def test_a_failing_search_does_not_affect_the_others(engine: AsyncElasticsearch, films_index: str) -> None:
    answers = (
        await engine.msearch(
            searches=[
                {"index": f"{films_index}-absent"},
                {"query": SHOWS},
                {"index": films_index},
                {"query": {"term": {"release_year": "x"}}},
                {"index": films_index},
                {"query": SHOWS},
            ]
        )
    )["responses"]

    assert [answer["status"] for answer in answers] == [404, 400, 200]
    assert answers[0]["error"]["type"] == "index_not_found_exception"
    assert answers[1]["error"]["type"] == "search_phase_execution_exception"
    assert answers[2]["hits"]["total"]["value"] == 2


@pytest.mark.parametrize(
    "searches", [[], [{"index": "INDEX"}], [{"index": "INDEX", "nope": 1}, {"query": SHOWS}]], ids=str
)
async def test_a_malformed_request_is_refused(
    engine: AsyncElasticsearch, films_index: str, searches: list[dict[str, object]]
) -> None:
    named = [{**each, "index": films_index} if "index" in each else each for each in searches]

    with pytest.raises((ApiError, ValueError)) as refusal:
        await engine.msearch(searches=named)

    if isinstance(refusal.value, ApiError):
        assert refusal.value.meta.status == 400
