"""What every part of a declared search has in common.

The life of a parameter, with `price = Range("price", doc="Price")` as the example:

1. declared: `Range(...)` stands in a class; it has options, and knows neither its name nor a document.
2. bound: when a search is made of the class, `bind` checks the fields against the search's document and gives a copy
   with its `name` and the `mappings` of its fields, and `among` shows it the other parameters. One declaration can so
   serve several searches. A bound parameter does not change any more.
3. read: for each query string `read` makes the value, `RangeValue(gte=2.0)`, from the typed values of its URL
   parameters. Once all are read, `simplify` brings the value to the one form of its meaning.
4. written: `write` turns a value back into pairs of a query string, `("price__gte", "2")`.
5. built: `contribute` adds what the value asks for to the parts of the search. Once all have, `finish` may change
   what others added.
"""

import copy
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar, overload

from search_queries.faults import Fault
from search_queries.mapping import Fields
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter

Value = TypeVar("Value")


class ParsedSearch(Protocol):
    """What a parameter reads its value from."""

    _values: Mapping[str, Any]


class Parameter(ABC, Generic[Value]):
    """A part of a declared search: an attribute of the class that reads as its value on a parsed search.

    `needs` are the fields that the document must have, by path, each with the types that will do:
    `{"price": {"double", "integer"}}`.
    """

    # Whether values decide which hits are found, and in which order; otherwise only what is told of them.
    selects: ClassVar[bool] = True
    # Whether its fields are searched; otherwise they are read as the document has them, however they are indexed.
    searches_fields: ClassVar[bool] = True
    # Whether a search has one parameter of this kind at most.
    is_single: ClassVar[bool] = False

    def __init__(self, needs: Mapping[str, Collection[str]] | None = None) -> None:
        self.needs = needs or {}
        # It stays what a class declares, also of a bound copy, so that a class that extends another binds it anew.
        self.declared: Parameter[Value] = self
        # Of a bound parameter: its name, and the mapping of each field in `needs`, {"price": {"type": "double"}}.
        self.name = ""
        self.mappings: Mapping[str, Mapping[str, Any]] = {}

    @overload
    def __get__(self, search: None, owner: type) -> Self: ...
    @overload
    def __get__(self, search: ParsedSearch, owner: type) -> Value: ...
    def __get__(self, search: ParsedSearch | None, owner: type) -> Self | Value:
        if search is None:
            return self
        value: Value = search._values[self.name]
        return value

    def bind(self, name: str, fields: Fields, declared_by: str) -> Self:
        """A copy of this name for a document with these fields. Raises DeclarationError, which names `declared_by`."""
        bound = copy.copy(self)
        bound.name = name
        bound.mappings = {
            path: fields.require(path, types, declared_by, is_searched=self.searches_fields)
            for path, types in self.needs.items()
        }
        return bound

    def among(self, parameters: Mapping[str, "Parameter[Any]"], declared_by: str) -> Self:
        """A copy that knows the other parameters of its search. Raises DeclarationError, which names `declared_by`."""
        return copy.copy(self)

    @abstractmethod
    def url_parameters(self) -> Sequence[UrlParameter]:
        """The parameters of the URL that it is read from."""

    @abstractmethod
    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[Value, Sequence[Fault]]:
        """The value, and the faults of values that do not fit together.

        `given` has the typed values of each URL parameter that was given without a fault: `{"price__gte": [2.0]}`.
        """

    @abstractmethod
    def write(self, value: Value) -> Iterator[tuple[str, str]]:
        """The pairs of a query string that `read` makes the value of; equal values give equal pairs, defaults none."""

    @abstractmethod
    def contribute(self, value: Value, parts: SearchParts) -> None:
        """Add what the value asks for."""

    def finish(self, values: Mapping[str, Any], parts: SearchParts) -> None:
        """Change what the others added, once all have; `values` are those of all parameters, by name."""

    def scores(self, value: Value) -> bool:
        """Whether the value gives hits a relevance, by which they are then ordered unless an order is asked for."""
        return False

    def has_closest(self, value: Value) -> bool:
        """Whether something may come closest to the value if nothing matches it."""
        return self.scores(value)

    def simplify(self, value: Value, *, is_scored: bool) -> Value:
        """The one form of all values that ask for the same; `is_scored`: whether any parameter's value scores."""
        return value

    def describe(self, value: Value) -> Iterator[str]:
        """Phrases that say what the value asks for: `price at least 2`."""
        yield from ()


def contribute_all(parameters: Mapping[str, Parameter[Any]], values: Mapping[str, Any], parts: SearchParts) -> None:
    """Let each parameter add what its value asks for, then let each change what others added."""
    of_all = parts.filters
    for name, parameter in parameters.items():
        parts.filters = parts.filters_of[name] = []
        parameter.contribute(values[name], parts)
    parts.filters = of_all
    for parameter in parameters.values():
        parameter.finish(values, parts)
