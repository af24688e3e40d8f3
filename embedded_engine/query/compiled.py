"""A query of Elasticsearch's, compiled to one of tantivy's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tantivy import Occur, Query

from embedded_engine.storage.fields import Field
from embedded_engine.storage.index import Index


@dataclass(frozen=True)
class Compiled:
    """A tantivy query. `score` is that of every hit, or None if hits are scored one by one.

    `unscored` finds the same hits quicker, if scores do not matter; None if `query` does. `missing_bounds` is how many
    bounds a range lacks, 0 for anything else: the more, the wider it is likely to be. `is_all` says that every document
    is found. `weight` is a field by which tantivy weighs the scores when it searches, as no query can:
    each is multiplied by `log2(2 + value)`.
    """

    query: Query
    score: float | None = None
    unscored: Query | None = None
    missing_bounds: int = 0
    is_all: bool = False
    weight: Field | None = None

    @property
    def filter(self) -> Query:
        """A query that finds the same hits, with any scores."""
        return self.query if self.unscored is None else self.unscored

    def boosted(self, boost: float) -> "Compiled":
        """The same hits, their scores multiplied by the boost."""
        if boost == 1.0:
            return self
        score = None if self.score is None else self.score * boost
        return replace(self, query=Query.boost_query(self.query, boost), score=score)

    def scored_alike(self, score: float) -> "Compiled":
        """The same hits, each with this score."""
        return replace(self, query=Query.const_score_query(self.filter, score), score=score)


class Compiler(Protocol):
    """Compiles the queries inside a query; passed to each kind."""

    index: Index

    def compile(self, body: object) -> Compiled:
        """A query inside another. Raises EngineError."""

    def compile_weighted(self, body: object) -> Compiled:
        """The same, which may have a `weight`: the caller has to keep it. Raises EngineError."""


def restrict(query: Query, filter_query: Query) -> Query:
    """Documents that both queries find, scored by the first."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(filter_query, 0.0))])


def any_of(queries: Sequence[Query]) -> Query:
    """Documents that at least one of the queries finds."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, each) for each in queries])


def match_none() -> Compiled:
    """A query that finds nothing."""
    return Compiled(Query.empty_query(), 0.0)
