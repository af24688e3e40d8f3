"""What the kinds of aggregation have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from embedded_engine.query.compiled import restrict
from embedded_engine.storage.hit_count import count_hits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tantivy import Query

    from embedded_engine.query.compiled import Compiled
    from embedded_engine.storage.index import Index
    from embedded_engine.storage.view import View


@dataclass(frozen=True)
class Counted:
    """The documents that are counted: those of a view that the query finds.

    `key` is the same for the same documents of a view: `("", '{"term":{"type":"movie"}}')`.
    """

    index: Index
    view: View
    query: Query
    key: tuple[str, ...]

    def count(self) -> int:
        """How many there are."""
        return self.view.remember(("count", self.key), lambda: count_hits(self.view.searcher, self.query))

    def within(self, narrowed: Compiled, key: str) -> Counted:
        """Those of them that a query finds, too; `key` says which query."""
        if narrowed.is_all:
            return self
        return Counted(self.index, self.view, restrict(self.query, narrowed.filter), (*self.key, key))


class ValueAggregation(Protocol):
    """An aggregation of a field's values, by one of tantivy's own aggregations."""

    def request(self, counted: Counted) -> Mapping[str, Any] | None:
        """What to ask tantivy; None if there is nothing to ask."""

    def answer(self, found: Mapping[str, Any], counted: Counted) -> dict[str, Any]:
        """Elasticsearch's answer, from tantivy's; from `{}` if nothing was asked."""
