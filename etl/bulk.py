"""Documents -> bulk requests, several under way at once over one bounded queue."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Mapping
from contextlib import aclosing
from typing import Any, NamedTuple

import orjson
from elastic_transport import ConnectionError as EngineConnectionError
from elastic_transport import ConnectionTimeout, TlsError
from elasticsearch import ApiError, AsyncElasticsearch

from etl.errors import EngineBusyError, RefusedItem, RefusedItemsError
from etl.uninterrupted import uninterrupted

Document = Mapping[str, Any]

BULK_DOCUMENTS = 1_000
# The client's aiohttp warns of bodies above 2**20 bytes, which it hands over in one piece.
BULK_BYTES = 1_000_000
# One more than the cores of a small machine: while one answer is read, the engine has the next bulk already.
SENDERS = 3
WAITING_BULKS = 2
REQUEST_LIMIT_S = 60.0
RETRY_DELAYS_S = (0.5, 1.0, 2.0, 4.0, 8.0)

_BUSY = (429, 503)


class Bulk(NamedTuple):
    """The body of one bulk request, as it is sent, and how many documents it holds."""

    body: bytes
    documents: int


async def send_documents(
    client: AsyncElasticsearch, index: str, documents: AsyncIterable[Document], on_sent: Callable[[int], object]
) -> int:
    """Index all documents, each under its `id`; returns how many there were.

    `on_sent` is called with the number of documents of each bulk that the engine indexed. No request is running when
    this ends, however it ends. Raises EngineBusyError, RefusedItemsError, what the client raises, and what `documents`
    raises.
    """
    queue: asyncio.Queue[Bulk | None] = asyncio.Queue(WAITING_BULKS)
    sent = 0

    async def produce() -> None:
        async with aclosing(_pack(documents)) as bulks:
            async for bulk in bulks:
                await queue.put(bulk)
        for _ in range(SENDERS):
            await queue.put(None)

    async def consume() -> None:
        nonlocal sent
        while (bulk := await queue.get()) is not None:
            await _send(client, index, bulk)
            sent += bulk.documents
            on_sent(bulk.documents)

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(produce())
            for _ in range(SENDERS):
                tasks.create_task(consume())
    except ExceptionGroup as failures:
        raise failures.exceptions[0]  # noqa: B904 - it has its own cause; the others only followed
    return sent


async def _pack(documents: AsyncIterable[Document]) -> AsyncGenerator[Bulk, None]:
    lines: list[bytes] = []
    size_bytes = 0
    async for document in documents:
        action = orjson.dumps({"index": {"_id": document["id"]}}, option=orjson.OPT_APPEND_NEWLINE)
        source = orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)
        size = len(action) + len(source)
        if lines and (len(lines) == 2 * BULK_DOCUMENTS or size_bytes + size > BULK_BYTES):
            yield Bulk(b"".join(lines), len(lines) // 2)
            lines, size_bytes = [], 0
        lines += (action, source)
        size_bytes += size
    if lines:
        yield Bulk(b"".join(lines), len(lines) // 2)


async def _send(client: AsyncElasticsearch, index: str, bulk: Bulk) -> None:
    """Send until the engine has taken it; every delay of RETRY_DELAYS_S is waited once at most."""
    for delay_s in RETRY_DELAYS_S:
        try:
            return await uninterrupted(_send_once(client, index, bulk))
        except EngineBusyError:
            await asyncio.sleep(delay_s)
    return await uninterrupted(_send_once(client, index, bulk))


async def _send_once(client: AsyncElasticsearch, index: str, bulk: Bulk) -> None:
    """Send a bulk. Sent twice it does no harm: its documents have ids, and the later write of one equals the former.

    An answer with an outcome for each document takes the engine and this process a twentieth of a load, so it is asked
    for only where some failed, by sending the bulk once more.
    """
    answer = await _post(client, index, bulk, filter_path="errors")
    if answer["errors"]:
        answer = await _post(client, index, bulk)
    if answer["errors"]:
        _raise_refused([item["index"] for item in answer["items"] if "error" in item["index"]])


async def _post(client: AsyncElasticsearch, index: str, bulk: Bulk, filter_path: str | None = None) -> Any:
    """The answer to a bulk. Raises EngineBusyError, and what else the client raises."""
    operations: Any = [bulk.body]  # bytes pass through the client as they are, which its types do not say
    try:
        return await client.options(request_timeout=REQUEST_LIMIT_S).bulk(
            index=index, operations=operations, filter_path=filter_path
        )
    except TlsError:
        raise
    except (EngineConnectionError, ConnectionTimeout) as error:
        raise EngineBusyError(f"the engine does not answer: {error.message}") from error
    except ApiError as error:
        if error.status_code in _BUSY:
            raise EngineBusyError(f"the engine is too busy: {error}") from error
        raise


def _raise_refused(items: list[dict[str, Any]]) -> None:
    refused = [RefusedItem(item["_id"], item["error"]["type"], item["error"]["reason"]) for item in items]
    if all(item["status"] in _BUSY for item in items):
        raise EngineBusyError(f"the engine is too busy: {refused[0]}")
    raise RefusedItemsError(refused)
