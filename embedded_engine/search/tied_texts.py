"""The texts of documents whose keywords begin with the same bytes, so that the numbers of these bytes tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from embedded_engine.storage.fields import order_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tantivy import Query, Searcher

    from embedded_engine.search.order_steps import Step

Counts = list[tuple[str, int]]

# How many texts are listed at first for a page that begins after one of them: few ties have more.
_LISTED = 4_000


class TextOfPage(NamedTuple):
    """Of the documents with a text, those that a page shows: `first` to `end` (exclusive), or all if `is_whole`."""

    text: str
    first: int
    end: int
    is_whole: bool


def texts_of_page(
    searcher: Searcher, tied: Query, step: Step, skip: int, take: int, *, after: str | None = None
) -> Iterator[TextOfPage]:
    """The texts of documents `skip` to `skip + take` of a tie, in the order of a step that orders by texts.

    With `after` the documents are counted from the first whose text comes after that one.
    """
    start, page_end = 0, skip + take
    for text, count in _list_texts(searcher, tied, step, page_end, after):
        if start >= page_end:
            return
        first, end = max(skip - start, 0), min(page_end - start, count)
        if first < end:
            yield TextOfPage(text, first, end, is_whole=end - first == count)
        start += count


def _list_texts(searcher: Searcher, tied: Query, step: Step, wanted: int, after: str | None) -> Counts:
    """`[("long title", 3), ("long title 2", 1)]`: texts of at least `wanted` documents if the tie has as many."""
    if after is None:
        return _first_texts(searcher, tied, step, wanted)
    limit = max(wanted, _LISTED)
    first = _first_texts(searcher, tied, step, limit)
    texts = _beyond(first, step, after)
    if len(first) < limit or sum(count for _, count in texts) >= wanted:
        return texts
    # tantivy's aggregation begins at the first text and ends at the 65,000th; a list of terms has no order by text
    terms = searcher.terms_with_prefix(step.column, order_prefix(after), tied)
    return sorted(_beyond([term for term in terms if term[1]], step, after), reverse=step.descending)


def _first_texts(searcher: Searcher, tied: Query, step: Step, limit: int) -> Counts:
    order = {"_key": "desc" if step.descending else "asc"}
    request = {"texts": {"terms": {"field": step.column, "size": limit, "segment_size": limit, "order": order}}}
    found = searcher.aggregate(tied, request)
    return [(bucket["key"], bucket["doc_count"]) for bucket in found["texts"]["buckets"]]


def _beyond(texts: Counts, step: Step, after: str) -> Counts:
    return [(text, count) for text, count in texts if (text < after if step.descending else text > after)]
