"""The body of a search request -> its answer."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson
from tantivy import Query, Searcher

from embedded_engine.aggregation.aggregations import Aggregations, read_aggregations
from embedded_engine.aggregation.counted import Counted
from embedded_engine.checks import refuse_unknown, require_count
from embedded_engine.errors import SearchPhaseError, ShardError, illegal_argument, parsing_error
from embedded_engine.query.compiled import Compiled, restrict
from embedded_engine.query.compiler import QueryCompiler
from embedded_engine.search.ordering import Hit, Ordering, sort_value
from embedded_engine.search.search_after import read_search_after
from embedded_engine.search.sort_keys import SortKey, read_sort
from embedded_engine.search.source_filter import Source, SourceFilter
from embedded_engine.storage.fields import KeywordField
from embedded_engine.storage.index import Index
from embedded_engine.storage.mapping import ID_COLUMN, SOURCE_COLUMN
from embedded_engine.storage.view import MAX_WINDOW, View

_KEYS = (
    "query",
    "post_filter",
    "aggs",
    "aggregations",
    "from",
    "size",
    "sort",
    "search_after",
    "_source",
    "track_total_hits",
)
_COUNTED_BY_DEFAULT = 10_000
_SHARDS = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}


def search(index: Index, body: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of `POST /{index}/_search`, for orjson to write. Raises EngineError."""
    started = time.monotonic()
    refuse_unknown(body, _KEYS, "[search]", parsing_error)
    skip = require_count(body.get("from", 0), "[from]")
    take = require_count(body.get("size", 10), "[size]")
    _check_window(index, skip, take)
    source = SourceFilter(body.get("_source", True))
    counted = _read_track_total_hits(body.get("track_total_hits", _COUNTED_BY_DEFAULT))
    keys = read_sort(body.get("sort", []), index)
    after = read_search_after(body.get("search_after"), keys, skip, index)
    try:
        compiler = QueryCompiler(index)
        counting = compiler.compile_weighted(body.get("query", {"match_all": {}}))
        query = _narrow(counting, compiler.compile(body["post_filter"])) if "post_filter" in body else counting
        aggregations = read_aggregations(_read_aggs(body), compiler)
        view = index.view()
        order = keys or [SortKey(None, descending=True)]
        ordering = Ordering(view, index.schema, query, order)
        hits = _page(ordering, after, skip, take) if take else []
        counts = _aggregate(aggregations, index, view, counting, body)
    except ShardError as error:
        raise SearchPhaseError(index.name, error) from error
    searcher = view.searcher
    shown = {
        **({} if counted == 0 else {"total": _total(ordering.total(), counted)}),
        "max_score": None if keys or not hits else _score(hits[0], query),
        "hits": _show(searcher, index.name, hits, query, keys=keys, source=source),
    }
    took_ms = round((time.monotonic() - started) * 1000)
    answer = {"took": took_ms, "timed_out": False, "_shards": _SHARDS, "hits": shown}
    return {**answer, "aggregations": counts} if counts else answer


def find(index: Index, document_id: str) -> bytes | None:
    """The bytes of a refreshed document with this id; None if there is none."""
    searcher = index.view().searcher
    hits = searcher.search(Query.term_query(index.schema, ID_COLUMN, document_id, "basic"), 1, count=False).hits
    return searcher.doc(hits[0][1]).get_first(SOURCE_COLUMN) if hits else None


def _page(ordering: Ordering, after: Sequence[Any] | None, skip: int, take: int) -> list[Hit]:
    return ordering.page(skip, take) if after is None else ordering.page_after(after, take)


def _check_window(index: Index, skip: int, take: int) -> None:
    if skip + take > MAX_WINDOW:
        reason = (
            f"Result window is too large, from + size must be less than or equal to: [{MAX_WINDOW}] but was "
            f"[{skip + take}]. See the scroll api for a more efficient way to request large data sets. This limit can "
            "be set by changing the [index.max_result_window] index level setting."
        )
        raise SearchPhaseError(index.name, illegal_argument(reason))


def _narrow(query: Compiled, narrowed: Compiled) -> Compiled:
    """What both find, scored as by the first."""
    both = restrict(query.query, narrowed.filter)
    return replace(query, query=both, unscored=None, is_all=query.is_all and narrowed.is_all)


def _read_aggs(body: Mapping[str, Any]) -> Any:
    """The aggregations, under either of their names."""
    return body.get("aggs", body.get("aggregations", {}))


def _aggregate(
    aggregations: Aggregations, index: Index, view: View, counting: Compiled, body: Mapping[str, Any]
) -> dict[str, Any]:
    """What is counted of all that the query finds, whether the post filter lets it through or not."""
    everything = Counted(index, view, Query.all_query(), ())
    return aggregations.answer(everything.within(counting, orjson.dumps(body.get("query")).decode()), everything)


def _read_track_total_hits(given: Any) -> int | None:
    """The number of hits up to which the total is exact; None for no limit, 0 for no total."""
    if isinstance(given, bool):
        return None if given else 0
    return require_count(given, "[track_total_hits]")


def _total(count: int, counted: int | None) -> dict[str, Any]:
    if counted is not None and count > counted:
        return {"value": counted, "relation": "gte"}
    return {"value": count, "relation": "eq"}


def _score(hit: Hit, query: Compiled) -> float | None:
    return query.score if query.score is not None else hit.score


def _show(
    searcher: Searcher,
    name: str,
    hits: Sequence[Hit],
    query: Compiled,
    *,
    keys: Sequence[SortKey],
    source: SourceFilter,
) -> list[dict[str, Any]]:
    is_scored = not keys or any(key.field is None for key in keys)
    documents = [searcher.doc(hit.address) for hit in hits]
    sources = [Source(document.get_first(SOURCE_COLUMN) or b"{}") for document in documents]
    columns = [_sort_column(searcher, hits, sources, query, key) for key in keys]
    shown = []
    for position, (hit, document) in enumerate(zip(hits, documents, strict=True)):
        entry: dict[str, Any] = {
            "_index": name,
            "_id": document.get_first(ID_COLUMN),
            "_score": _score(hit, query) if is_scored else None,
        }
        if source.is_shown:
            entry["_source"] = source.show(sources[position])
        if keys:
            entry["sort"] = [column[position] for column in columns]
        shown.append(entry)
    return shown


def _sort_column(
    searcher: Searcher, hits: Sequence[Hit], sources: Sequence[Source], query: Compiled, key: SortKey
) -> Sequence[Any]:
    """The value of one sort key for each hit."""
    if key.field is None:
        return [_score(hit, query) for hit in hits]
    if isinstance(key.field, KeywordField):
        return [sort_value(key.field, source.value) for source in sources]
    missing = key.field.missing_sort_value(descending=key.descending)
    values = searcher.fast_field_values(key.field.column, [hit.address for hit in hits])
    return [missing if value is None else value for value in values]
