"""Full loads: a new index is filled beside the one that is served, then the alias moves to it."""

import asyncio
import time
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from elasticsearch import ApiError, AsyncElasticsearch, TransportError
from elasticsearch.dsl import AsyncDocument

from catalogue.documents import index_alias
from etl.bulk import REQUEST_LIMIT_S, Document, send_documents
from etl.engine_requests import count_documents, engine_errors, served_indices
from etl.errors import EngineRequestError
from etl.index_names import new_index_name
from etl.memory import collecting_rarely
from etl.uninterrupted import uninterrupted

# A search that began in an index fails with a 503 when the index goes, be it in the same step as the alias. The service
# gives a search two seconds, so after these none is left.
REMOVAL_DELAY_S = 2.0

Row = TypeVar("Row")
Rows = AsyncIterable[Row] | Iterable[Row]


async def iterate(rows: Rows[Row]) -> AsyncIterator[Row]:
    """Each row, of either kind of iterable."""
    if isinstance(rows, AsyncIterable):
        async for row in rows:
            yield row
    else:
        for row in rows:
            yield row


@dataclass(frozen=True)
class Pipeline(Generic[Row]):
    """The rows that fill one index; `on_sent` is called with the number of documents that each bulk indexed."""

    document: type[AsyncDocument]
    rows: Rows[Row]
    to_document: Callable[[Row], Document]
    on_sent: Callable[[int], object] = lambda count: None


@dataclass(frozen=True)
class Loaded:
    """An index that a load has filled: it is served now, in place of those that it replaced."""

    index: str
    alias: str
    documents: int
    duration_s: float
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How an index is spread over the nodes; the name of an index does not depend on it."""

    shards: int = 1
    replicas: int = 0


async def load_indices(
    client: AsyncElasticsearch,
    pipelines: Sequence[Pipeline[Any]],
    layout: Layout,
    confirm: Callable[[], Awaitable[None]] | None = None,
) -> tuple[Loaded, ...]:
    """Load new indices one after another, then serve them in place of the older ones, which are removed.

    All are swapped in one step. Until then the older indices answer, and they continue to do so after any error and any
    cancellation; the new ones are then removed. `confirm` is called when all are filled and may yet refuse the swap by
    raising. The segments of the new indices are merged after this has ended. Raises EngineRequestError,
    RefusedItemsError, what the rows raise and what `confirm` raises.
    """
    client = client.options(request_timeout=REQUEST_LIMIT_S)
    loaded: list[Loaded] = []
    with engine_errors():
        for pipeline in pipelines:
            alias = index_alias(pipeline.document)
            if alias in await served_indices(client, alias):
                raise EngineRequestError(
                    f"'{alias}' must be an alias but is an index. Copy its documents elsewhere and delete it"
                )
        names = [new_index_name(pipeline.document, datetime.now(UTC)) for pipeline in pipelines]
        try:
            for index, pipeline in zip(names, pipelines, strict=True):
                loaded.append(await _fill(client, index, pipeline, layout))
            if confirm is not None:
                await confirm()
            loaded = [replace(new, replaced=await served_indices(client, new.alias)) for new in loaded]
        except BaseException:
            await _discard(client, names)
            raise
        await uninterrupted(_replace(client, loaded))
    await _ask_for_merge(client, [new.index for new in loaded])
    return tuple(loaded)


async def _fill(client: AsyncElasticsearch, index: str, pipeline: Pipeline[Any], layout: Layout) -> Loaded:
    started_s = time.monotonic()
    await uninterrupted(_create(client, index, pipeline.document, layout))
    documents = _documents(pipeline.rows, pipeline.to_document)
    with collecting_rarely():
        sent = await send_documents(client, index, documents, pipeline.on_sent)
    await _check_count(client, index, sent)
    return Loaded(index, index_alias(pipeline.document), sent, time.monotonic() - started_s)


async def _documents(rows: Rows[Row], to_document: Callable[[Row], Document]) -> AsyncIterator[Document]:
    async for row in iterate(rows):
        yield to_document(row)


async def _create(client: AsyncElasticsearch, index: str, document: type[AsyncDocument], layout: Layout) -> None:
    body: dict[str, Any] = document._index.to_dict()
    spread = {"number_of_shards": layout.shards, "number_of_replicas": layout.replicas}
    await client.indices.create(index=index, mappings=body["mappings"], settings={**body.get("settings", {}), **spread})


async def _check_count(client: AsyncElasticsearch, index: str, sent: int) -> None:
    """Raises EngineRequestError unless the index shows as many documents as were sent."""
    await client.indices.refresh(index=index)
    held = await count_documents(client, index)
    if held != sent:
        raise EngineRequestError(f"{sent:,} documents were sent and {held:,} arrived; do ids repeat?")


async def _serve(client: AsyncElasticsearch, loaded: Sequence[Loaded]) -> None:
    """Move the aliases in one step, which happens wholly or not at all."""
    actions = [{"add": {"index": new.index, "alias": new.alias}} for new in loaded]
    actions += [{"remove": {"index": old, "alias": new.alias}} for new in loaded for old in new.replaced]
    try:
        await client.indices.update_aliases(actions=actions)
    except (ApiError, TransportError) as error:
        if isinstance(error, ApiError) and error.status_code < 500:
            await _discard(client, [new.index for new in loaded])
        elif loaded[0].index in await served_indices(client, loaded[0].alias):
            return  # only the answer was lost
        # else they may yet be served: to remove them now could leave nothing
        raise


async def _replace(client: AsyncElasticsearch, loaded: Sequence[Loaded]) -> None:
    """Serve the new indices, and remove the older ones once no search is under way in them."""
    await _serve(client, loaded)
    replaced = [old for new in loaded for old in new.replaced]
    if replaced:
        await asyncio.sleep(REMOVAL_DELAY_S)
        await client.indices.delete(index=",".join(replaced), ignore_unavailable=True)


async def _ask_for_merge(client: AsyncElasticsearch, indices: Sequence[str]) -> None:
    """Have each index merged into one segment a shard, while it is served already.

    200,000 films come in 17 segments, and a search by words takes half as long in one. The embedded engine merges by
    itself and refuses to be told; so may a cluster that gives no right to. A load does not depend on it.
    """
    with suppress(ApiError, TransportError):
        await client.indices.forcemerge(index=",".join(indices), max_num_segments=1, wait_for_completion=False)


async def _discard(client: AsyncElasticsearch, indices: Sequence[str]) -> None:
    """Remove half-built indices, if they are there and the engine too; else they stay, unserved."""
    try:
        await uninterrupted(client.indices.delete(index=",".join(indices), ignore_unavailable=True))
    except (ApiError, TransportError):
        return
