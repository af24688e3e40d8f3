"""What a query of Elasticsearch's becomes."""

from dataclasses import dataclass
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


class Compiler(Protocol):
    """What a query kind gets to work with."""

    index: Index

    def compile(self, body: object) -> Compiled:
        """A query inside the query. Raises EngineError."""


def match_none() -> Compiled:
    return Compiled(Query.empty_query(), 0.0)
