"""What a query of Elasticsearch's becomes."""

from dataclasses import dataclass, replace
from typing import Protocol

from tantivy import Query

from embedded_engine.storage.index import Index


@dataclass(frozen=True)
class Compiled:
    """A tantivy query. `score` is that of every hit, or None where hits are scored one by one.

    `open_ends` is how many bounds a range lacks, 0 for anything else: the more, the wider it is likely to be. `is_all`
    says that every document is found.
    """

    query: Query
    score: float | None = None
    open_ends: int = 0
    is_all: bool = False

    def boosted(self, boost: float) -> "Compiled":
        """The same hits, their scores times the boost."""
        if boost == 1.0:
            return self
        score = None if self.score is None else self.score * boost
        return replace(self, query=Query.boost_query(self.query, boost), score=score)


class Compiler(Protocol):
    """What a query kind gets to work with."""

    index: Index

    def compile(self, body: object) -> Compiled:
        """A query inside the query. Raises EngineError."""


def constant_score(query: Query, boost: float = 1.0) -> Compiled:
    """What the query finds, each hit with the boost for its score."""
    return Compiled(Query.const_score_query(query, boost), boost)


def match_none() -> Compiled:
    return Compiled(Query.empty_query(), 0.0)
