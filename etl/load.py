"""Full loads: a new index is filled beside the one that is served, then the alias moves to it."""

import asyncio
import hashlib
import json
import secrets
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from elasticsearch import ApiError, AsyncElasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import AsyncDocument

from etl.bulk import REQUEST_LIMIT_S, Document, send_documents, uninterrupted
from etl.errors import EngineError

# A search that began in an index fails with a 503 when the index goes, be it in the same step as the alias. The service
# gives a search two seconds, so after these none is left.
REMOVAL_DELAY_S = 2.0

Row = TypeVar("Row")
Rows = AsyncIterable[Row] | Iterable[Row]


@dataclass(frozen=True)
class Loaded:
    """A load that has ended: the index that is served now, how long it took to fill, and those that it replaced."""

    index: str
    documents: int
    duration_s: float
    replaced: tuple[str, ...]


async def load_index(
    client: AsyncElasticsearch,
    document: type[AsyncDocument],
    rows: Rows[Row],
    to_document: Callable[[Row], Document],
    on_sent: Callable[[int], object] = lambda count: None,
) -> Loaded:
    """Load all rows into a new index of the document's, and serve it in place of the older one, which is removed.

    Until the last moment the older index answers, and it goes on doing so after any error and any cancellation; then
    the new one is removed. `on_sent` is told how many documents each bulk took. Raises EngineError,
    RefusedItemsError and what `rows` raises.
    """
    started = time.monotonic()
    client = client.options(request_timeout=REQUEST_LIMIT_S)
    alias = index_alias(document)
    index = new_index_name(document, datetime.now(UTC))
    with _engine_errors():
        if alias in await served_indices(client, alias):
            raise EngineError(f"{alias} is an index, where an alias is to be: move its documents and delete it")
        try:
            await uninterrupted(_create(client, index, document))
            sent = await send_documents(client, index, _documents(rows, to_document), on_sent)
            await _check_count(client, index, sent)
            replaced = await served_indices(client, alias)
        except BaseException:
            await _discard(client, index)
            raise
        duration_s = time.monotonic() - started
        await uninterrupted(_replace(client, alias, index, replaced))
    return Loaded(index, sent, duration_s, replaced)


def index_alias(document: type[AsyncDocument]) -> str:
    """The alias that the document's index stands behind."""
    return str(document._index._name)


def body_hash(document: type[AsyncDocument]) -> str:
    """12 hex digits that change with the mapping or the settings of the document's index."""
    body = json.dumps(document._index.to_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def new_index_name(document: type[AsyncDocument], now: datetime) -> str:
    """`movies-<hash of its body>-<UTC time>-<4 random hex digits>`: two loads begun in one second differ too."""
    return f"{index_alias(document)}-{body_hash(document)}-{now:%Y%m%dt%H%M%Sz}-{secrets.token_hex(2)}"


async def served_indices(client: AsyncElasticsearch, alias: str) -> tuple[str, ...]:
    """The indices behind an alias, none where it does not exist; the name itself where it is an index.

    Raises EngineError.
    """
    with _engine_errors():
        try:
            return tuple(await client.indices.get(index=alias))
        except NotFoundError:
            return ()


@contextmanager
def _engine_errors() -> Iterator[None]:
    """What the client raises as one of our errors."""
    try:
        yield
    except TransportError as error:
        raise EngineError(f"the engine does not answer: {error.message}") from error
    except ApiError as error:
        raise EngineError(f"the engine refused a request: {error}") from error


async def _documents(rows: Rows[Row], to_document: Callable[[Row], Document]) -> AsyncIterator[Document]:
    if isinstance(rows, AsyncIterable):
        async for row in rows:
            yield to_document(row)
    else:
        for row in rows:
            yield to_document(row)


async def _create(client: AsyncElasticsearch, index: str, document: type[AsyncDocument]) -> None:
    body: dict[str, Any] = document._index.to_dict()
    await client.indices.create(index=index, **body)


async def _check_count(client: AsyncElasticsearch, index: str, sent: int) -> None:
    """Raises EngineError unless the index shows as many documents as were sent."""
    await client.indices.refresh(index=index)
    answer = await client.search(index=index, size=0, track_total_hits=True)
    held = answer["hits"]["total"]["value"]
    if held != sent:
        raise EngineError(f"{sent:,} documents were sent and {held:,} arrived; do ids repeat?")


async def _serve(client: AsyncElasticsearch, alias: str, index: str, replaced: tuple[str, ...]) -> None:
    """Move the alias in one step, which happens wholly or not at all."""
    removals = [{"remove": {"index": old, "alias": alias}} for old in replaced]
    try:
        await client.indices.update_aliases(actions=[{"add": {"index": index, "alias": alias}}, *removals])
    except (ApiError, TransportError) as error:
        if isinstance(error, ApiError) and error.status_code < 500:
            await _discard(client, index)
        elif index in await served_indices(client, alias):
            return  # only the answer was lost
        # else it may yet be served: to remove it now could leave nothing
        raise


async def _replace(client: AsyncElasticsearch, alias: str, index: str, replaced: tuple[str, ...]) -> None:
    """Serve the index, and remove the older ones once no search is under way in them."""
    await _serve(client, alias, index, replaced)
    if replaced:
        await asyncio.sleep(REMOVAL_DELAY_S)
        await client.indices.delete(index=",".join(replaced), ignore_unavailable=True)


async def _discard(client: AsyncElasticsearch, index: str) -> None:
    """Remove a half-built index, if it is there and the engine too; else it stays, unserved."""
    try:
        await uninterrupted(client.indices.delete(index=index, ignore_unavailable=True))
    except (ApiError, TransportError):
        return
