"""The documents of an index as one refresh left them."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from tantivy import Order, Query

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from tantivy import Searcher

Remembered = TypeVar("Remembered")

# How far down pages go: Elasticsearch's default of index.max_result_window.
MAX_WINDOW = 10_000
# A page is found together with the hit after it.
CUTOFF_RANK = MAX_WINDOW + 1
# An index of fewer documents, in multiples of CUTOFF_RANK, is searched hardly faster with the cutoff than without.
_WORTH_IT = 4
# The number of counts to remember: each is of some ten values, seldom of thousands.
_MOST_REMEMBERED = 256


class View:
    """A searcher, the values by which the first CUTOFF_RANK documents are told from the rest, and the last counts.

    Most lists are pages of everything in the order of one column. The value at CUTOFF_RANK is looked for once; a search
    for documents up to it finds the same page in a fraction of the time, since it never looks at most of the others.

    What was counted of some documents stays so, since a view does not change: all pages of a search have the same
    counts, and those of everything belong to many searches.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._cutoffs: dict[tuple[str, Order], Any] = {}
        self._remembered: dict[Hashable, Any] = {}
        self._lock = Lock()

    def cutoff_value(self, column: str, order: Order, limit: int) -> Any:
        """A value that none of the first `limit` documents by the column comes after; None if there is none."""
        if limit > CUTOFF_RANK or self.searcher.num_docs < _WORTH_IT * CUTOFF_RANK:
            return None
        key = column, order
        if key not in self._cutoffs:
            everything, place = Query.all_query(), CUTOFF_RANK - 1
            found = self.searcher.search(everything, 1, count=False, offset=place, order_by_field=column, order=order)
            # None if fewer documents than that have a value
            self._cutoffs[key] = found.hits[0][0]
        return self._cutoffs[key]

    def remember(self, key: Hashable, make: Callable[[], Remembered]) -> Remembered:
        """What `make` gives; of the last keys it is kept, so treat it as immutable."""
        with self._lock:
            if key in self._remembered:
                # to the end, where those stand that are asked for
                found: Remembered = self._remembered.pop(key)
                self._remembered[key] = found
                return found
        made = make()
        with self._lock:
            self._remembered[key] = made
            if len(self._remembered) > _MOST_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return made
