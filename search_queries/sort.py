"""The order of hits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from search_queries.faults import DeclarationError, Fault
from search_queries.mapping import Fields
from search_queries.parameter import Parameter
from search_queries.url_parameter import UrlParameter

_SORTABLE = {"keyword", "double", "integer", "long", "short", "date"}


class Sort(Parameter[tuple[str, ...]]):
    """Public names of sort keys, `-` before those that go downwards; in value: those asked for, () for the default.

    A key is a field of the same name, or `name="field"`. By default hits with words are ordered by relevance, others by
    `default`. Missing values come last. Every order ends in the unique field `tie_breaker`, so that pages neither
    repeat nor skip; make it a number where an index is large, since a page far down compares thousands of values.
    """

    def __init__(
        self, *names: str, default: str, tie_breaker: str = "id", doc: str = "The order", **fields: str
    ) -> None:
        self._fields = {**{name: name for name in names}, **fields}
        self._default = tuple(default.split(","))
        self._tie_breaker = tie_breaker
        self._doc = doc

    def bind(self, fields: Fields, declared_by: str) -> None:
        for name in (key.removeprefix("-") for key in self._default):
            if name not in self._fields:
                known = ", ".join(self._fields)
                raise DeclarationError(f"{declared_by}: the default {name!r} is none of its keys {known}")
        for path in (*self._fields.values(), self._tie_breaker):
            fields.require(path, _SORTABLE, declared_by)

    def url_parameters(self) -> Sequence[UrlParameter]:
        choices = tuple(sign + name for name in self._fields for sign in ("", "-"))
        default = ",".join(self._default)
        doc = f"{self._doc}; - before a key goes downwards. Without it: relevance with words, else {default}."
        example = list(self._default)
        return [UrlParameter(self.name, Literal[choices], doc, many=True, commas=True, ordered=True, example=example)]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[tuple[str, ...], Sequence[Fault]]:
        keys = tuple(given.get(self.name, ()))
        names = [key.removeprefix("-") for key in keys]
        twice = sorted({name for name in names if names.count(name) > 1})
        faults = [Fault(self.name, "repeated", f"{self.name} names {name} twice") for name in twice]
        return keys, faults

    def write(self, value: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if value:
            yield self.name, ",".join(value)

    def without_default(self, value: tuple[str, ...], *, is_scored: bool) -> tuple[str, ...]:
        """() for an order that is what would be used anyway."""
        return () if value == self._default and not is_scored else value

    def keys(self, value: tuple[str, ...], *, is_scored: bool) -> list[dict[str, Any]]:
        """The `sort` of a search."""
        tie_breaker: dict[str, Any] = {self._tie_breaker: {"order": "asc"}}
        if is_scored and not value:
            return [{"_score": {"order": "desc"}}, tie_breaker]
        return [
            *(
                {
                    self._fields[key.removeprefix("-")]: {
                        "order": "desc" if key.startswith("-") else "asc",
                        "missing": "_last",
                    }
                }
                for key in value or self._default
            ),
            tie_breaker,
        ]
