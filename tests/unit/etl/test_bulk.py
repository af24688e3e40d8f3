"""Bulks: how they are packed, what is sent again, and what ends a load."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Self, cast

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig, TlsError
from elastic_transport import ConnectionError as EngineConnectionError
from elasticsearch import ApiError, AsyncElasticsearch

from etl import bulk
from etl.errors import EngineBusyError, RefusedItem, RefusedItemsError

Answer = dict[str, Any] | Exception

TAKEN: Answer = {"errors": False, "items": []}


def refusal(status: int, name: str, document_id: str = "1") -> dict[str, Any]:
    error = {"type": name, "reason": "because"}
    return {"index": {"_index": "films", "_id": document_id, "status": status, "error": error}}


def api_error(status: int) -> ApiError:
    node = NodeConfig("http", "localhost", 9200)
    return ApiError("some_exception", ApiResponseMeta(status, "1.1", HttpHeaders(), 0.1, node), {})


class ScriptedClient:
    """Gives one answer after another, the last of them for ever, and keeps what it was sent.

    That documents failed is first told without saying which, as it is asked for.
    """

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.bodies: list[bytes] = []
        self.under_way = self.most_under_way = 0
        self.first_bulk_came = asyncio.Event()

    def options(self, **_: object) -> Self:
        return self

    async def bulk(self, *, index: str, operations: list[bytes], filter_path: str | None) -> dict[str, Any]:
        assert index == "films"
        self.bodies += operations
        self.under_way += 1
        self.first_bulk_came.set()
        self.most_under_way = max(self.under_way, self.most_under_way)
        await asyncio.sleep(0.001)
        self.under_way -= 1
        if filter_path and isinstance(self.answers[0], dict) and self.answers[0]["errors"]:
            return {"errors": True}
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return {"errors": False} if filter_path else answer


async def numbered(count: int, size: int = 0) -> AsyncIterator[bulk.Document]:
    for number in range(count):
        yield {"id": str(number), "text": "x" * size}


async def send(client: ScriptedClient, documents: AsyncIterator[bulk.Document]) -> tuple[int, list[int]]:
    told: list[int] = []
    sent = await bulk.send_documents(cast("AsyncElasticsearch", client), "films", documents, told.append)
    return sent, told


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "RETRY_DELAYS_S", (0.0,) * len(bulk.RETRY_DELAYS_S))


async def test_each_document_goes_under_its_id() -> None:
    client = ScriptedClient(TAKEN)
    assert await send(client, numbered(2)) == (2, [2])
    assert [json.loads(line) for line in client.bodies[0].splitlines()] == [
        {"index": {"_id": "0"}},
        {"id": "0", "text": ""},
        {"index": {"_id": "1"}},
        {"id": "1", "text": ""},
    ]
    assert client.bodies[0].endswith(b"\n")


async def test_no_document_makes_no_request() -> None:
    client = ScriptedClient(TAKEN)
    assert await send(client, numbered(0)) == (0, [])
    assert client.bodies == []


async def test_a_bulk_ends_after_a_thousand_documents() -> None:
    sent, told = await send(ScriptedClient(TAKEN), numbered(2_500))
    assert (sent, sorted(told)) == (2_500, [500, 1_000, 1_000])


async def test_a_bulk_ends_before_a_document_that_makes_it_larger_than_a_megabyte() -> None:
    client = ScriptedClient(TAKEN)
    sent, told = await send(client, numbered(11, size=300_000))
    assert (sent, sorted(told)) == (11, [2, 3, 3, 3])
    assert max(map(len, client.bodies)) <= bulk.BULK_BYTES


async def test_a_document_of_more_than_a_megabyte_is_a_bulk_by_itself() -> None:
    assert await send(ScriptedClient(TAKEN), numbered(3, size=2_000_000)) == (3, [1, 1, 1])


async def test_several_bulks_are_under_way_at_once() -> None:
    client = ScriptedClient(TAKEN)
    await send(client, numbered(10_000))
    assert client.most_under_way == bulk.SENDERS


async def test_no_more_documents_are_made_than_the_queue_holds() -> None:
    made = 0

    async def counted() -> AsyncIterator[bulk.Document]:
        nonlocal made
        async for document in numbered(50_000):
            made += 1
            yield document

    with pytest.raises(ApiError):
        await send(ScriptedClient(api_error(400)), counted())
    # one is made to see that it is too much for the last bulk
    assert made <= (bulk.SENDERS + bulk.WAITING_BULKS + 1) * bulk.BULK_DOCUMENTS + 1


@pytest.mark.parametrize(
    "failure",
    [
        api_error(429),
        api_error(503),
        EngineConnectionError("connection refused"),
        ConnectionTimeout("no answer"),
        {"errors": True, "items": [refusal(429, "es_rejected_execution_exception"), {"index": {"status": 200}}]},
    ],
)
async def test_what_may_pass_is_sent_again(failure: Answer) -> None:
    client = ScriptedClient(failure, failure, TAKEN)
    assert await send(client, numbered(3)) == (3, [3])
    assert client.answers == [TAKEN]
    assert client.bodies == [client.bodies[0]] * len(client.bodies)


async def test_an_engine_that_stays_busy_ends_the_load() -> None:
    client = ScriptedClient(api_error(429))
    with pytest.raises(EngineBusyError, match=r"the engine is too busy: .*429"):
        await send(client, numbered(1))
    assert len(client.bodies) == 1 + len(bulk.RETRY_DELAYS_S)


@pytest.mark.parametrize("failure", [api_error(400), api_error(500), TlsError("bad certificate")])
async def test_what_would_fail_again_is_sent_once(failure: Exception) -> None:
    client = ScriptedClient(failure)
    with pytest.raises(type(failure)):
        await send(client, numbered(1))
    assert len(client.bodies) == 1


async def test_refused_documents_are_named() -> None:
    items = [refusal(400, "document_parsing_exception", str(number)) for number in range(5)]
    client = ScriptedClient({"errors": True, "items": [{"index": {"status": 201}}, *items]})
    with pytest.raises(RefusedItemsError) as refused:
        await send(client, numbered(6))
    assert refused.value.items == [
        RefusedItem(str(number), "document_parsing_exception", "because") for number in range(5)
    ]
    assert str(refused.value) == (
        "the engine refused 0 (document_parsing_exception: because), 1 (document_parsing_exception: because), "
        "2 (document_parsing_exception: because) and 2 more"
    )
    assert client.bodies == [client.bodies[0]] * 2


async def test_a_source_that_fails_ends_the_load_with_its_error() -> None:
    async def failing() -> AsyncIterator[bulk.Document]:
        async for document in numbered(1_500):
            yield document
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        await send(ScriptedClient(TAKEN), failing())


async def test_a_cancelled_load_waits_for_its_requests() -> None:
    client = ScriptedClient(TAKEN)
    loading = asyncio.create_task(send(client, numbered(1_000_000)))
    await client.first_bulk_came.wait()
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert client.under_way == 0
