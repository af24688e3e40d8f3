"""The parts of a search, to which every parameter adds its own."""

from dataclasses import dataclass, field
from typing import Any

from elasticsearch.dsl import AsyncSearch
from elasticsearch.dsl.query import Bool, MatchAll, Query


@dataclass
class SearchParts:
    """What is collected for one search.

    `is_scored` says whether hits have a relevance. Of the clauses, hits must match all `scored` and `filters`, while
    `preferred` only raise the score. `sort` are the sort keys, `[{"price": {"order": "asc"}}]`. `options` are further
    keys of the request's body: `{"from": 20, "size": 10}`.
    """

    is_scored: bool = False
    scored: list[Query] = field(default_factory=list)
    preferred: list[Query] = field(default_factory=list)
    filters: list[Query] = field(default_factory=list)
    sort: list[dict[str, Any]] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    def build(self, index: str) -> AsyncSearch:
        """The search of an index that has all parts."""
        clauses = {"must": self.scored, "should": self.preferred, "filter": self.filters}
        given: dict[str, Any] = {name: queries for name, queries in clauses.items() if queries}
        search: AsyncSearch = AsyncSearch(index=index)
        return search.query(Bool(**given) if given else MatchAll()).sort(*self.sort).extra(**self.options)
