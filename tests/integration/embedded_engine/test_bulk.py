"""Documents go in whole or are refused one by one, in Elasticsearch's words."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import ApiError, AsyncElasticsearch

from .conftest import connect, load


async def test_items_are_in_the_order_of_their_documents_even_if_some_fail(client: AsyncElasticsearch) -> None:
    await load(client, [{"id": "1"}])

    answer = await client.bulk(
        index="films",
        operations=[
            {"index": {"_id": "1"}},
            {"title": "Alien"},
            {"index": {"_id": "2"}},
            {"nope": 1},
            {"index": {"_id": "3"}},
            {"title": "Aliens"},
            {"index": {"_id": "4", "_index": "absent"}},
            {"title": "Alien 3"},
        ],
    )

    items = [item["index"] for item in answer["items"]]
    assert answer["errors"] is True
    assert [(item["_id"], item["status"]) for item in items] == [("1", 200), ("2", 400), ("3", 201), ("4", 404)]
    assert [item.get("result") for item in items] == ["updated", None, "created", None]
    assert items[1]["error"] == {
        "type": "strict_dynamic_mapping_exception",
        "reason": "mapping set to strict, dynamic introduction of [nope] within [_doc] is not allowed",
    }
    assert items[3]["error"]["type"] == "index_not_found_exception"


@pytest.mark.parametrize(
    "document",
    [
        {"rating": "abc"},
        {"rating": True},
        {"rating": "NaN"},
        {"rating": {"value": 1}},
        {"year": 70000},
        {"votes": 3_000_000_000},
        {"released": "2020-1-1"},
        {"released": "2020-13-01"},
        {"released": 2020},
        {"title": {"text": "Alien"}},
        {"genres": "Drama"},
        {"id": "x" * 40_000},
    ],
)
async def test_a_wrong_value_is_refused(client: AsyncElasticsearch, document: dict[str, Any]) -> None:
    await load(client, [])

    answer = await client.bulk(index="films", operations=[{"index": {"_id": "1"}}, document], refresh=True)

    assert answer["items"][0]["index"]["status"] == 400
    assert answer["items"][0]["index"]["error"]["type"] == "document_parsing_exception"
    assert (await client.search(index="films"))["hits"]["total"]["value"] == 0


@pytest.mark.parametrize(
    ("document", "query"),
    [
        ({"rating": "7.3"}, {"term": {"rating": 7.3}}),
        ({"rating": 7}, {"term": {"rating": "7.0"}}),
        ({"votes": 7.9}, {"term": {"votes": 7}}),
        ({"votes": "12"}, {"term": {"votes": 12}}),
        ({"id": 5}, {"term": {"id": "5"}}),
        ({"released": "2020-02-30"}, {"term": {"released": "2020-03-01"}}),
        ({"genres": [{"name": "Drama"}, None, {"name": ["Action", "Noir"]}]}, {"term": {"genres.name": "noir"}}),
    ],
)
async def test_values_are_coerced_as_elasticsearch_does(
    client: AsyncElasticsearch, document: dict[str, Any], query: dict[str, Any]
) -> None:
    await load(client, [])
    await client.bulk(index="films", operations=[{"index": {"_id": "1"}}, document], refresh=True)

    assert (await client.search(index="films", query=query))["hits"]["total"]["value"] == 1


async def test_the_source_is_returned_unchanged(client: AsyncElasticsearch) -> None:
    document = {"id": "1", "rating": "7.30", "title": None, "genres": [{"name": "Drama", "id": None}]}
    await load(client, [document])

    assert (await client.search(index="films"))["hits"]["hits"][0]["_source"] == document


async def test_a_later_document_with_the_same_id_replaces_the_earlier_one(client: AsyncElasticsearch) -> None:
    await load(client, [{"id": "1", "title": "Alien"}])
    twice: list[dict[str, Any]] = [
        {"index": {"_id": "1"}},
        {"title": "Brazil"},
        {"index": {"_id": "1"}},
        {"title": "Casablanca"},
    ]

    await client.bulk(index="films", operations=twice, refresh=True)

    hits = (await client.search(index="films"))["hits"]
    assert [hit["_source"] for hit in hits["hits"]] == [{"title": "Casablanca"}]


async def test_documents_are_visible_to_every_client_after_a_refresh(tmp_path: Path) -> None:
    async with connect(tmp_path) as writer, connect(tmp_path) as reader:
        await load(writer, [{"id": "1"}])
        assert (await reader.search(index="films"))["hits"]["total"]["value"] == 1

        await writer.bulk(index="films", operations=[{"index": {"_id": "2"}}, {"id": "2"}])
        assert (await reader.search(index="films"))["hits"]["total"]["value"] == 1
        await writer.indices.refresh()

        assert (await reader.search(index="films"))["hits"]["total"]["value"] == 2


async def test_a_second_writer_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    async with connect(tmp_path) as second:
        async with connect(tmp_path) as first:
            await load(first, [{"id": "1"}])
            answer = await second.bulk(index="films", operations=[{"index": {"_id": "2"}}, {"id": "2"}])
            assert answer["items"][0]["index"]["status"] == 409
            assert answer["items"][0]["index"]["error"]["type"] == "resource_locked_exception"

        answer = await second.bulk(index="films", operations=[{"index": {"_id": "2"}}, {"id": "2"}])
        assert answer["errors"] is False


@pytest.mark.parametrize(
    "body",
    [b'{"index":{"_id":"1"}}', b'{"delete":{"_id":"1"}}\n', b'{"index":{"routing":"1"}}\n{}\n', b"nope\n{}\n"],
)
async def test_a_malformed_body_is_refused(client: AsyncElasticsearch, body: bytes) -> None:
    await load(client, [])
    node: Any = client.transport.node_pool.all()[0]

    answer = await node.perform_request("POST", "/films/_bulk", body)

    assert answer.meta.status == 400
    with pytest.raises(ApiError):
        await client.bulk(index="films", operations=[{"delete": {"_id": "1"}}])


async def test_a_refreshed_index_is_free_for_another_client_once_this_one_writes_elsewhere(
    client: AsyncElasticsearch, tmp_path: Path
) -> None:
    await load(client, [{"id": "1"}])
    async with connect(tmp_path) as other:
        operations: list[dict[str, Any]] = [{"index": {"_id": "2"}}, {"title": "Aliens"}]
        refused = await other.bulk(index="films", operations=operations)
        await load(client, [{"id": "1"}], index="elsewhere")
        taken = await other.bulk(index="films", operations=operations, refresh=True)

    assert refused["items"][0]["index"]["status"] == 409
    assert taken["items"][0]["index"]["status"] == 201


async def test_a_request_that_is_cancelled_while_it_waits_for_others_is_not_run(client: AsyncElasticsearch) -> None:
    await load(client, [])
    operations = [line for number in range(5_000) for line in ({"index": {"_id": number}}, {"title": "Alien"})]
    before = asyncio.create_task(client.bulk(index="films", operations=operations))
    await asyncio.sleep(0)
    cancelled = asyncio.create_task(client.indices.create(index="others"))
    await asyncio.sleep(0)
    assert not before.done()

    cancelled.cancel()
    await asyncio.wait([before, cancelled])

    assert not before.result()["errors"]
    assert not await client.indices.exists(index="others")
