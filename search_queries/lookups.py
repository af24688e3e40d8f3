"""The lookups: what may be asked of a field as `name__suffix`, one row each.

To add a lookup, add a row. It is then read, documented, written, built and described like the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from elasticsearch.dsl.query import Bool, Q, Query


@dataclass(frozen=True, slots=True)
class Lookup:
    """A row: its suffix, "" for the name alone; its meaning, for OpenAPI; its part of a sentence about a search.

    `phrase` is a format string of `{name}` and of the values: `{value}` for one, `{any}` and `{all}` for several.
    """

    suffix: str
    meaning: str
    phrase: str

    def url_name(self, name: str) -> str:
        """The name of the URL parameter: `price__gte`."""
        return f"{name}__{self.suffix}" if self.suffix else name


@dataclass(frozen=True, slots=True)
class TermsLookup(Lookup):
    """A lookup of whole values. `filters` makes the clauses from the paths of the fields and the values asked for."""

    filters: Callable[[Sequence[str], Sequence[str]], list[Query]]


@dataclass(frozen=True, slots=True)
class BoundLookup(Lookup):
    """A lookup of a range. `operators` are those of the `range` clause that the value bounds."""

    operators: tuple[str, ...]


def has_any(paths: Sequence[str], values: Sequence[str]) -> Query:
    """Documents that have at least one of the values in at least one of the fields."""
    return _any_of([Q("terms", **{path: list(values)}) for path in paths])


def _has_one(paths: Sequence[str], values: Sequence[str]) -> list[Query]:
    return [has_any(paths, values)]


def _has_each(paths: Sequence[str], values: Sequence[str]) -> list[Query]:
    return [has_any(paths, [value]) for value in values]


def _has_none(paths: Sequence[str], values: Sequence[str]) -> list[Query]:
    return [Bool(must_not=[has_any(paths, values)])]


def _starts_with_any(paths: Sequence[str], starts: Sequence[str]) -> list[Query]:
    return [_any_of([Q("prefix", **{path: {"value": start}}) for path in paths for start in starts])]


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Bool(should=queries, minimum_should_match=1)


TERMS_LOOKUPS = (
    TermsLookup("", "any of those given", "{name} {any}", _has_one),
    TermsLookup("all", "all of those given", "{name} {all}", _has_each),
    TermsLookup("not", "none of those given", "{name} not {any}", _has_none),
    TermsLookup("prefix", "starting with any of those given", "{name} starting with {any}", _starts_with_any),
)

BOUND_LOOKUPS = (
    BoundLookup("", "exactly", "{name} {value}", ("gte", "lte")),
    BoundLookup("gte", "at least", "{name} at least {value}", ("gte",)),
    BoundLookup("lte", "at most", "{name} at most {value}", ("lte",)),
    BoundLookup("gt", "more than", "{name} more than {value}", ("gt",)),
    BoundLookup("lt", "less than", "{name} less than {value}", ("lt",)),
)
EXISTS_LOOKUP = Lookup("exists", "whether it is known", "{name} known: {value}")
