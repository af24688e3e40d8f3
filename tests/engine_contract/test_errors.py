"""What is refused, and how: statuses and types of errors, not their wording."""

import pytest
from elasticsearch import ApiError, AsyncElasticsearch

from tests.engine_contract.scenarios_errors import (
    AGGREGATIONS,
    BODIES,
    INDICES,
    PAGES,
    QUERIES,
    RANGES,
    SORTS,
    Refused,
)

_GROUPS = {
    "aggregation": AGGREGATIONS,
    "query": QUERIES,
    "range": RANGES,
    "sort": SORTS,
    "page": PAGES,
    "body": BODIES,
    "index": INDICES,
}


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(each, id=f"{group}: {each.idea}") for group, scenarios in _GROUPS.items() for each in scenarios],
)
async def test_a_request_is_refused(engine: AsyncElasticsearch, films_index: str, scenario: Refused) -> None:
    await assert_refused(engine, films_index, scenario)


async def assert_refused(engine: AsyncElasticsearch, index: str, scenario: Refused) -> None:
    """The scenario's request is refused with its status and its types of errors."""
    method, target = scenario.request.replace("INDEX", index).split(" ")
    headers = {"accept": "application/json", "content-type": "application/json"}

    with pytest.raises(ApiError) as refusal:
        await engine.perform_request(method, target, headers=headers, body=scenario.body)

    body = refusal.value.body
    assert refusal.value.status_code == body["status"] == scenario.status
    types = (body["error"]["type"], [cause["type"] for cause in body["error"]["root_cause"]])
    assert scenario.error is None or types == (scenario.error, [scenario.root or scenario.error]), body


async def test_an_error_of_a_search_names_the_index_and_the_reason(
    engine: AsyncElasticsearch, films_index: str
) -> None:
    with pytest.raises(ApiError) as refusal:
        await engine.search(index=films_index, sort="nope")

    error = refusal.value.body["error"]
    root = error["root_cause"][0]
    assert (error["phase"], error["grouped"]) == ("query", True)
    assert (root["index"], root["reason"]) == (films_index, "No mapping found for [nope] in order to sort on")


async def test_a_missing_index_is_named(engine: AsyncElasticsearch, films_index: str) -> None:
    with pytest.raises(ApiError) as refusal:
        await engine.search(index=f"{films_index}-absent")

    root = refusal.value.body["error"]["root_cause"][0]
    assert (root["index"], root["resource.type"]) == (f"{films_index}-absent", "index_or_alias")


async def test_the_error_of_a_missing_alias_is_a_text(engine: AsyncElasticsearch, films_index: str) -> None:
    with pytest.raises(ApiError) as refusal:
        await engine.indices.get_alias(name=f"{films_index}-absent")

    assert refusal.value.body == {"error": f"alias [{films_index}-absent] missing", "status": 404}
