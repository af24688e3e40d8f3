"""The order of hits."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal, Self

from search_queries.faults import DeclarationError, Fault
from search_queries.mapping import NUMBER_TYPES, Fields
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter

_SORTABLE = NUMBER_TYPES | {"keyword", "date"}

# What "_last" stands for in an order by dates. Elasticsearch 8 takes "_last" as leave to pass over shards whose dates
# are not wanted, and with them over their documents without a date, which then vanish from later pages.
_LAST_DAY = {"asc": 2**63 - 1, "desc": -(2**63)}
# The formats in which Elasticsearch can write these, which it does although nobody asks for it.
_WRITES_LAST_DAY = ("strict_date_optional_time", "strict_date")


class Sort(Parameter[tuple[str, ...]]):
    """Public names of sort keys, with `-` for descending order. The value has those asked for, () for the default.

    A key is a field of the same name, or `name="field"`. The default is relevance if there are words, otherwise the
    keys of `default`, `"-price,title"`. Missing values come last. Every order ends in the unique field `tie_breaker`,
    so that pages neither repeat nor skip, and that all keys reversed give the reversed list of what has their values;
    make it a number if an index is large, since a page far down compares thousands of values.
    """

    is_single = True

    def __init__(
        self, *names: str, default: str, tie_breaker: str = "id", doc: str = "The order", **fields: str
    ) -> None:
        if not all(isinstance(text, str) for text in (*names, *fields.values(), default, tie_breaker)):
            raise DeclarationError(
                'Sort takes the names of its keys, and their order as one text: Sort("price", "title", '
                f'default="-price,title"); got {names}, default={default!r}'
            )
        if directed := next((name for name in (*names, *fields) if name.startswith("-")), None):
            raise DeclarationError(
                f"Sort names its keys without a direction, which only `default` has; got {directed!r}"
            )
        if repeated := fields.keys() & {*names}:
            raise DeclarationError(f"Sort names the key {min(repeated)} twice")
        paths = {**{name: name for name in names}, **fields}
        super().__init__(dict.fromkeys((*paths.values(), tie_breaker), _SORTABLE))
        self._fields = paths
        self._default = tuple(key.strip() for key in default.split(","))
        self._tie_breaker = tie_breaker
        self._doc = doc

    def bind(self, name: str, fields: Fields, declared_by: str) -> Self:
        for key in (key.removeprefix("-") for key in self._default):
            if key not in self._fields:
                known = ", ".join(self._fields)
                raise DeclarationError(f"{declared_by}: the default {key!r} is not one of its keys: {known}")
        if twice := self._twice(self._default):
            raise DeclarationError(f"{declared_by}: the default names {twice[0]} twice")
        if self._tie_breaker not in fields:
            raise DeclarationError(
                f"{declared_by}: there is no field {self._tie_breaker!r} to order ties by; name one in which no two "
                "documents are alike, as tie_breaker="
            )
        bound = super().bind(name, fields, declared_by)
        for path, mapping in bound.mappings.items():
            written = mapping.get("format", _WRITES_LAST_DAY[0]).partition("||")[0]
            if mapping["type"] == "date" and written not in _WRITES_LAST_DAY:
                raise DeclarationError(
                    f"{declared_by}: documents without {path!r} cannot be ordered by it in the format {written}; "
                    "declare Date(), which reads most formats, or name strict_date_optional_time or strict_date first"
                )
        return bound

    def url_parameters(self) -> Sequence[UrlParameter]:
        directions = [(name, f"-{name}") for name in self._fields]
        choices = tuple(chain.from_iterable(directions))
        default = ",".join(self._default)
        doc = (
            f"{self._doc}. Prefix a key with - for descending order. "
            f"Default: relevance if there is a text query, otherwise {default}."
        )
        example = list(self._default)
        return [
            UrlParameter(
                self.name,
                Literal[choices],
                doc,
                many=True,
                commas=True,
                ordered=True,
                example=example,
                exclusive=directions,
            )
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[tuple[str, ...], Sequence[Fault]]:
        keys = tuple(given.get(self.name, ()))
        return keys, [Fault(self.name, "repeated", f"{self.name} names {name} twice") for name in self._twice(keys)]

    @staticmethod
    def _twice(keys: Sequence[str]) -> list[str]:
        names = [key.removeprefix("-") for key in keys]
        return sorted({name for name in names if names.count(name) > 1})

    def write(self, value: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if value:
            yield self.name, ",".join(value)

    def simplify(self, value: tuple[str, ...], *, is_scored: bool) -> tuple[str, ...]:
        # The default asked for by name is no other order; beside words the default is another: relevance.
        return () if value == self._default and not is_scored else value

    def contribute(self, value: tuple[str, ...], parts: SearchParts) -> None:
        if parts.is_scored and not value:
            parts.sort += [{"_score": {"order": "desc"}}, {self._tie_breaker: {"order": "asc"}}]
        else:
            keys = value or self._default
            # in the direction of the last key, so that all keys reversed are the reversed list, ties included
            parts.sort += [*map(self._key, keys), {self._tie_breaker: {"order": _direction(keys[-1])}}]

    def field_types(self, value: tuple[str, ...], *, is_scored: bool) -> list[str] | None:
        """The types of the fields that hits are ordered by, the tie breaker last; None for an order by relevance."""
        if is_scored and not value:
            return None
        paths = [self._fields[key.removeprefix("-")] for key in value or self._default]
        return [self.mappings[path]["type"] for path in (*paths, self._tie_breaker)]

    def _key(self, key: str) -> dict[str, Any]:
        path, order = self._fields[key.removeprefix("-")], _direction(key)
        missing = _LAST_DAY[order] if self.mappings[path]["type"] == "date" else "_last"
        return {path: {"order": order, "missing": missing}}

    def describe(self, value: tuple[str, ...]) -> Iterator[str]:
        if value:
            yield f"{self.name} by {', '.join(value)}"


def _direction(key: str) -> str:
    return "desc" if key.startswith("-") else "asc"
