"""What every part of a declared search has in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from elasticsearch.dsl.query import Bool, MatchAll, Query

from search_queries.faults import Fault
from search_queries.mapping import Fields
from search_queries.url_parameter import UrlParameter

if TYPE_CHECKING:
    from search_queries.query import SearchQuery

Value = TypeVar("Value")


@dataclass
class Clauses:
    """The clauses of a bool query: `scored` and `filters` must match, `preferred` only raise the score."""

    scored: list[Query] = field(default_factory=list)
    preferred: list[Query] = field(default_factory=list)
    filters: list[Query] = field(default_factory=list)

    def query(self) -> Query:
        """One query of them all."""
        parts = {"must": self.scored, "should": self.preferred, "filter": self.filters}
        given: dict[str, Any] = {name: clauses for name, clauses in parts.items() if clauses}
        return Bool(**given) if given else MatchAll()


class Parameter(ABC, Generic[Value]):
    """A part of a declared search: an attribute of the class that reads as its value on a parsed search.

    A class that declares it owns a copy bound to its document, so that one declaration can serve several.
    """

    name: str

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, query: None, owner: type) -> Self: ...
    @overload
    def __get__(self, query: "SearchQuery", owner: type) -> Value: ...
    def __get__(self, query: "SearchQuery | None", owner: type) -> "Self | Value":
        if query is None:
            return self
        value: Value = query._values[self.name]
        return value

    @abstractmethod
    def bind(self, fields: Fields, declared_by: str) -> None:
        """Check every field that is named. Raises DeclarationError."""

    @abstractmethod
    def url_parameters(self) -> Sequence[UrlParameter]:
        """What of the URL belongs to this part."""

    @abstractmethod
    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[Value, Sequence[Fault]]:
        """The value from the typed values of each URL parameter that was given without a fault."""

    @abstractmethod
    def write(self, value: Value) -> Iterator[tuple[str, str]]:
        """The pairs of a query string that `read` makes the value of; equal values give equal pairs, defaults none."""

    def add_clauses(self, value: Value, clauses: Clauses) -> None:
        """Add what the value asks for."""
