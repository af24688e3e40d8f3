"""The documents of an index as one refresh left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tantivy import Order, Query

if TYPE_CHECKING:
    from tantivy import Searcher

# No page reaches further down: one is taken with the hit after it.
CUTOFF_RANK = 10_001
# Below 4 x CUTOFF_RANK documents the shortcut saves nothing.
_WORTH_IT = 4


class View:
    """A searcher, and down to which values the first CUTOFF_RANK documents by a column go.

    Most lists are pages of everything in the order of one column. That value is looked for once, and a search for what
    is as good finds the same page in a fraction of the time, since it leaves out nearly all documents unseen.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._worst: dict[tuple[str, Order], Any] = {}

    def cutoff_value(self, column: str, order: Order, limit: int) -> Any:
        """A value that none of the first `limit` documents is beyond; None where it is not known."""
        if limit > CUTOFF_RANK or self.searcher.num_docs < _WORTH_IT * CUTOFF_RANK:
            return None
        key = column, order
        if key not in self._worst:
            everything, place = Query.all_query(), CUTOFF_RANK - 1
            found = self.searcher.search(everything, 1, count=False, offset=place, order_by_field=column, order=order)
            # it has no value where fewer documents have one
            self._worst[key] = found.hits[0][0]
        return self._worst[key]
