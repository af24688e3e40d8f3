"""Bulk requests: what becomes of each document."""

from collections.abc import Callable
from typing import Any

import pytest
from elasticsearch import ApiError, AsyncElasticsearch

from tests.engine_contract.divergences import NO_JSON_DOCUMENT
from tests.engine_contract.scenarios_bulk import FAILING, TAKEN, Failing, Taken
from tests.fixtures.films import film
from tests.fixtures.indices import found_ids

Document = dict[str, Any]


async def bulk(engine: AsyncElasticsearch, index: str, *documents: Document, refresh: bool = True) -> list[Any]:
    """Write documents under ids of their own, else under their numbers; returns the items of the answer."""
    operations: list[Any] = []
    for number, document in enumerate(documents):
        operations += ({"index": {"_id": document.get("id", str(number))}}, document)
    answer = await engine.bulk(index=index, operations=operations, refresh=refresh)
    items = [item["index"] for item in answer["items"]]
    assert answer["errors"] == any("error" in item for item in items)
    return items


async def send_lines(engine: AsyncElasticsearch, index: str, *lines: str) -> Any:
    headers = {"accept": "application/json", "content-type": "application/x-ndjson"}
    body = "".join(f"{line}\n" for line in lines)
    return (await engine.perform_request("POST", f"/{index}/_bulk?refresh=true", headers=headers, body=body)).body


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in TAKEN])
async def test_valid_documents_are_indexed(engine: AsyncElasticsearch, empty_index: str, scenario: Taken) -> None:
    (item,) = await bulk(engine, empty_index, scenario.document)

    assert (item["status"], item["result"]) == (201, "created")
    assert await found_ids(engine, empty_index, query=scenario.query) == ["0"]
    shown = await engine.get(index=empty_index, id="0", realtime=False)
    assert shown["_source"] == scenario.document


async def test_failing_documents_do_not_affect_the_others(engine: AsyncElasticsearch, empty_index: str) -> None:
    good = [film(f"good-{number}", "Solaris") for number in range(len(FAILING))]
    bad = [{**each.document, "id": f"bad-{number}"} for number, each in enumerate(FAILING)]
    mixed = [document for pair in zip(good, bad, strict=True) for document in pair]

    items = await bulk(engine, empty_index, *mixed)

    assert [item["_id"] for item in items] == [document["id"] for document in mixed]
    assert {item["_index"] for item in items} == {empty_index}
    assert [item["status"] for item in items] == [201, 400] * len(FAILING)
    assert sorted(await found_ids(engine, empty_index)) == sorted(each["id"] for each in good)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in FAILING])
async def test_invalid_documents_fail(engine: AsyncElasticsearch, empty_index: str, scenario: Failing) -> None:
    (item,) = await bulk(engine, empty_index, scenario.document)

    assert await found_ids(engine, empty_index) == []
    assert (item["status"], item["error"]["type"]) == (400, scenario.error)
    assert item["error"]["reason"]
    assert "result" not in item


async def test_a_document_with_a_known_id_replaces_the_earlier_one(
    engine: AsyncElasticsearch, empty_index: str
) -> None:
    first = await bulk(engine, empty_index, film("dune", "Dune", rating=6.3))
    second = await bulk(engine, empty_index, film("dune", "Solaris"))

    assert [(item["status"], item["result"]) for item in (*first, *second)] == [(201, "created"), (200, "updated")]
    assert await found_ids(engine, empty_index) == ["dune"]
    assert await found_ids(engine, empty_index, query={"term": {"title.raw": "dune"}}) == []
    assert await found_ids(engine, empty_index, query={"exists": {"field": "imdb_rating"}}) == []
    assert await found_ids(engine, empty_index, query={"term": {"title.raw": "solaris"}}) == ["dune"]


async def test_the_last_document_of_an_id_in_a_bulk_request_is_kept(
    engine: AsyncElasticsearch, empty_index: str
) -> None:
    items = await bulk(engine, empty_index, *(film("dune", title) for title in ("Dune", "Stalker", "Solaris")))

    assert [item["result"] for item in items] == ["created", "updated", "updated"]
    assert await found_ids(engine, empty_index, query={"term": {"title.raw": "solaris"}}) == ["dune"]
    assert await found_ids(engine, empty_index) == ["dune"]


async def test_a_failing_replacement_keeps_the_old_document(engine: AsyncElasticsearch, empty_index: str) -> None:
    await bulk(engine, empty_index, film("dune", "Dune"))
    (item,) = await bulk(engine, empty_index, {"id": "dune", "budget": 1})

    assert item["status"] == 400
    assert await found_ids(engine, empty_index, query={"term": {"title.raw": "dune"}}) == ["dune"]


async def test_documents_are_visible_after_a_refresh(engine: AsyncElasticsearch, empty_index: str) -> None:
    await bulk(engine, empty_index, film("dune", "Dune"), refresh=False)
    before = await found_ids(engine, empty_index)
    await engine.indices.refresh(index=empty_index)

    assert before == []
    assert await found_ids(engine, empty_index) == ["dune"]


async def test_a_replacement_is_visible_after_a_refresh(engine: AsyncElasticsearch, empty_index: str) -> None:
    await bulk(engine, empty_index, film("dune", "Dune"))
    await bulk(engine, empty_index, film("dune", "Solaris"), refresh=False)
    before = await found_ids(engine, empty_index, query={"term": {"title.raw": "dune"}})
    await engine.indices.refresh(index=empty_index)

    assert before == ["dune"]
    assert await found_ids(engine, empty_index, query={"term": {"title.raw": "dune"}}) == []


async def test_a_document_without_an_id_gets_one(engine: AsyncElasticsearch, empty_index: str) -> None:
    answer = await send_lines(engine, empty_index, '{"index": {}}', "{}", '{"index": {}}', "{}")
    ids = [item["index"]["_id"] for item in answer["items"]]

    assert len(set(ids)) == 2
    assert sorted(await found_ids(engine, empty_index)) == sorted(ids)


async def test_an_id_may_be_a_number_or_have_any_characters(engine: AsyncElasticsearch, empty_index: str) -> None:
    ids = ["ёлки", "a/b", "a b", "?x=1", "%41", "x" * 512]
    await bulk(engine, empty_index, *({"id": each} for each in ids))
    await send_lines(engine, empty_index, '{"index": {"_id": 7}}', "{}")

    assert sorted(await found_ids(engine, empty_index)) == sorted([*ids, "7"])
    for each in [*ids, "7"]:
        assert (await engine.get(index=empty_index, id=each, realtime=False))["_id"] == each


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ((), "action_request_validation_exception"),
        (("",), "action_request_validation_exception"),
        (('{"index": {"_id": "a"}}',), "action_request_validation_exception"),
        (('{"nope": {}}', "{}"), "illegal_argument_exception"),
        (('{"index": {"nope": 1}}', "{}"), "illegal_argument_exception"),
        (("nope", "{}"), "x_content_parse_exception"),
        ((f'{{"index": {{"_id": "{"x" * 513}"}}}}', "{}"), "action_request_validation_exception"),
    ],
    ids=["nothing", "an empty line", "no document", "an unknown action", "an unknown option", "no JSON", "a long id"],
)
async def test_a_malformed_bulk_request_writes_nothing(
    engine: AsyncElasticsearch, empty_index: str, lines: tuple[str, ...], error: str
) -> None:
    good = ('{"index": {"_id": "good"}}', "{}") if len(lines) > 1 else ()
    with pytest.raises(ApiError) as refusal:
        await send_lines(engine, empty_index, *good, *lines)
    await engine.indices.refresh(index=empty_index)

    assert (refusal.value.status_code, refusal.value.error) == (400, error)
    assert await found_ids(engine, empty_index) == []


async def test_only_the_document_with_an_empty_id_fails(engine: AsyncElasticsearch, empty_index: str) -> None:
    answer = await send_lines(engine, empty_index, '{"index": {"_id": ""}}', "{}", '{"index": {"_id": "a"}}', "{}")

    assert [item["index"]["status"] for item in answer["items"]] == [400, 201]
    assert answer["items"][0]["index"]["error"]["type"] == "illegal_argument_exception"


async def test_only_the_document_with_incomplete_json_fails(engine: AsyncElasticsearch, empty_index: str) -> None:
    answer = await send_lines(
        engine, empty_index, '{"index": {"_id": "a"}}', '{"title": ', '{"index": {"_id": "b"}}', '{"title": "Dune"}'
    )

    assert [item["index"]["status"] for item in answer["items"]] == [400, 201]
    assert answer["items"][0]["index"]["error"]["type"] == "document_parsing_exception"
    assert await found_ids(engine, empty_index) == ["b"]


async def test_only_the_document_that_is_not_an_object_fails(
    engine: AsyncElasticsearch, engine_url: str, empty_index: str
) -> None:
    answer = await send_lines(
        engine, empty_index, '{"index": {"_id": "a"}}', "[]", '{"index": {"_id": "b"}}', '{"title": "Dune"}'
    )
    failed, taken = [item["index"] for item in answer["items"]]

    assert taken["status"] == 201
    assert (failed["status"], failed["error"]["type"]) == NO_JSON_DOCUMENT.of(engine_url)
    assert await found_ids(engine, empty_index) == ["b"]


@pytest.mark.parametrize("title", ["Dune", {"of": "Dune"}])
async def test_an_answer_may_say_no_more_than_whether_any_failed(
    engine: AsyncElasticsearch, empty_index: str, title: Any
) -> None:
    operations: list[Any] = [{"index": {"_id": "0"}}, {"title": title}]
    answer = await engine.bulk(index=empty_index, operations=operations, filter_path="errors")
    assert answer.body == {"errors": title != "Dune"}


async def test_a_bulk_request_may_write_to_several_indices(
    engine: AsyncElasticsearch, empty_index: str, new_name: Callable[[str], str]
) -> None:
    alias, absent = new_name("alias"), "Absent"
    await engine.indices.update_aliases(actions=[{"add": {"index": empty_index, "alias": alias}}])
    operations: list[Any] = []
    for number, index in enumerate((empty_index, alias, absent)):
        operations += ({"index": {"_index": index, "_id": str(number)}}, {"title": "Dune"})
    answer = await engine.bulk(operations=operations, refresh=True)
    items = [item["index"] for item in answer["items"]]

    assert [item["_index"] for item in items] == [empty_index, empty_index, absent]
    assert [item["status"] for item in items[:2]] == [201, 201]
    assert items[2]["status"] >= 400
    assert sorted(await found_ids(engine, empty_index)) == ["0", "1"]
