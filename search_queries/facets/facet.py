"""What the kinds of facets have in common."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from search_queries.faults import DeclarationError
from search_queries.parameter import Parameter
from search_queries.querystring import write_pairs

Kind = TypeVar("Kind", bound=Parameter[Any])
Number = int | float


# Not frozen, as are those below: to make the ninety of an answer would take three times as long.
@dataclass(slots=True)
class ValueBucket:
    """The documents that have a value. `query` is the query string that asks for them: `genre_id=73e68242-...`.

    `id` belongs to the value, if the facet knows ids; `selected` says whether the search asks for the value.
    """

    value: str
    id: str | None
    count: int
    selected: bool
    query: str


@dataclass(slots=True)
class RangeBucket:
    """The documents with a number in a range. `query` is the query string that asks for them: `price__gte=5`.

    The ends are None for open ones. `end` is the last of whole numbers, and of others the first number beyond.
    """

    start: Number | None
    end: Number | None
    count: int
    selected: bool
    query: str


Buckets = Sequence[ValueBucket] | Sequence[RangeBucket]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is known of the documents that a facet counts: if they are all that there are, and if one shard has them."""

    is_everything: bool
    one_shard: bool


class Facet(ABC, Generic[Kind]):
    """A facet of one or more parameters of its search, whose filters it ignores while it obeys all others.

    `names` are those of the parameters, which must be of the kind `kind`; `needs` are the fields that the document must
    have besides theirs, each with the types that will do. What it asks the engine begins with its own name.
    """

    def __init__(self, kind: type[Kind], *names: str, needs: Mapping[str, Collection[str]] | None = None) -> None:
        self.names = names
        self.needs = needs or {}
        self._kind = kind
        # of a bound facet: its name, the parameters by theirs, and the mapping of each field in `needs`
        self.name = ""
        self.parameters: Mapping[str, Kind] = {}
        self.mappings: Mapping[str, Mapping[str, Any]] = {}

    def bind(
        self,
        name: str,
        parameters: Mapping[str, Parameter[Any]],
        mappings: Mapping[str, Mapping[str, Any]],
        declared_by: str,
    ) -> Self:
        """A copy of this name for a search with these parameters. Raises DeclarationError."""
        bound = copy.copy(self)
        bound.name = name
        bound.parameters = {each: self._require(each, parameters, declared_by) for each in self.names}
        bound.mappings = {path: mappings[path] for path in self.needs}
        bound.check(declared_by)
        return bound

    def check(self, declared_by: str) -> None:
        """Raise DeclarationError if it cannot count what its parameters ask for."""

    def _require(self, name: str, parameters: Mapping[str, Parameter[Any]], declared_by: str) -> Kind:
        parameter = parameters.get(name)
        if not isinstance(parameter, self._kind):
            known = ", ".join(other for other, each in parameters.items() if isinstance(each, self._kind)) or "none"
            raise DeclarationError(f"{declared_by}: there is no {self._kind.__name__} {name!r}; there are {known}")
        return parameter

    @abstractmethod
    def aggregations(self, values: Mapping[str, Any], counted: Counted) -> dict[str, Any]:
        """The aggregations of what is found, from the values of all parameters: `{"genre": {"terms": {...}}}`.

        What is `counted` may make them cheaper; `read` takes the answers to all.
        """

    def aggregations_of_everything(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The aggregations of all documents, whatever the search finds."""
        return {}

    @abstractmethod
    def read(self, found: Mapping[str, Any], everything: Mapping[str, Any], values: Mapping[str, Any]) -> Buckets:
        """The buckets, from the engine's answers to the one and the other."""


def query_of(parameter: Parameter[Any], value: Any) -> str:
    """The query string that gives a parameter this value."""
    return write_pairs(sorted(parameter.write(value)))
