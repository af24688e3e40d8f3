"""Bounds on numbers and dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import inf
from typing import Annotated, Any, Self

from elasticsearch.dsl.query import Bool, Exists, Query
from elasticsearch.dsl.query import Range as RangeQuery
from pydantic import Field

from search_queries.faults import DeclarationError, Fault, require_numbers
from search_queries.lookups import BOUND_LOOKUPS, EXISTS_LOOKUP
from search_queries.mapping import Fields
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter

Bound = int | float | date

# The type of a value for each type of field, and the least and the greatest; beyond them Elasticsearch answers with an
# error of its own.
_TYPES: dict[str, tuple[type, int | None, int | None]] = {
    "short": (int, -(2**15), 2**15 - 1),
    "integer": (int, -(2**31), 2**31 - 1),
    "long": (int, -(2**63), 2**63 - 1),
    "double": (float, None, None),
    "date": (date, None, None),
}

# Each operator with the step from its bound into the range.
_LOWER = {"gte": 0, "gt": 1}
_UPPER = {"lte": 0, "lt": -1}


@dataclass(frozen=True, slots=True)
class RangeValue:
    """The tightest bounds asked for: at most one from below, `gte` or `gt`, and one from above, `lte` or `lt`.

    `exists` is None if it was not asked.
    """

    gte: Bound | None = None
    gt: Bound | None = None
    lte: Bound | None = None
    lt: Bound | None = None
    exists: bool | None = None

    @property
    def bounds(self) -> dict[str, Bound]:
        """The bounds by their operators: `{"gte": 7.5, "lt": 9.0}`."""
        bounds = {"gte": self.gte, "gt": self.gt, "lte": self.lte, "lt": self.lt}
        return {operator: bound for operator, bound in bounds.items() if bound is not None}

    @property
    def by_lookup(self) -> dict[str, Bound]:
        """The bounds by the lookups that ask for them: `{"gte": 7.5, "lt": 9.0}`, or `{"": 8.0}` for one value."""
        return {"": self.gte} if self.gte is not None and self.gte == self.lte else self.bounds


class Range(Parameter[RangeValue]):
    """Values of a number or date field: exactly `name`, bounded by `name__gte`, `gt`, `lte`, `lt`, or `name__exists`.

    `ge` and `le` bound what a client may ask of a number; without them the field's type does.
    """

    def __init__(
        self, field: str, *, ge: float | None = None, le: float | None = None, doc: str, example: Bound | None = None
    ) -> None:
        super().__init__({field: _TYPES})
        require_numbers({name: end for name, end in (("ge", ge), ("le", le)) if end is not None})
        self.field = field
        self._ge = ge
        self._le = le
        self._doc = doc
        self._example = example

    def bind(self, name: str, fields: Fields, declared_by: str) -> Self:
        bound = super().bind(name, fields, declared_by)
        kind, lowest, highest = _TYPES[bound.mappings[self.field]["type"]]
        if kind is date and (self._ge is not None or self._le is not None):
            raise DeclarationError(f"{declared_by}: ge and le bound numbers, and {self.field!r} has dates")
        if kind is not date:
            least, greatest = bound.limits
            if kind is int and any(limit != int(limit) for limit in (least, greatest)):
                raise DeclarationError(f"{declared_by}: {self.field!r} has whole numbers; got {least} to {greatest}")
            if least > greatest:
                raise DeclarationError(f"{declared_by}: no number is from {least} to {greatest}")
            if lowest is not None and highest is not None and not (lowest <= least and greatest <= highest):
                allowed = f"the field {self.field!r} has numbers from {lowest} to {highest}"
                raise DeclarationError(f"{declared_by}: {allowed}; got ge={self._ge}, le={self._le}")
        return bound

    @property
    def _limits(self) -> tuple[type, float | None, float | None]:
        """The type of a bound, and the least and the greatest that may be asked for."""
        kind, lowest, highest = _TYPES[self.mappings[self.field]["type"]]
        return kind, lowest if self._ge is None else self._ge, highest if self._le is None else self._le

    def url_parameters(self) -> Sequence[UrlParameter]:
        kind, lowest, highest = self._limits
        of = _type_within(kind, lowest, highest)
        example = str(self._example) if isinstance(self._example, date) else self._example
        bounds = [
            UrlParameter(lookup.url_name(self.name), of, f"{self._doc}: {lookup.meaning}.", example=example)
            for lookup in BOUND_LOOKUPS
        ]
        exists_doc = f"{self._doc}: {EXISTS_LOOKUP.meaning}."
        return [*bounds, UrlParameter(EXISTS_LOOKUP.url_name(self.name), bool, exists_doc, example=True)]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[RangeValue, Sequence[Fault]]:
        asked = [
            (lookup, operator, bound)
            for lookup in BOUND_LOOKUPS
            for bound in given.get(lookup.url_name(self.name), ())
            for operator in lookup.operators
        ]
        from_below = {self._end(bound, _LOWER[op]): (lookup, bound) for lookup, op, bound in asked if op in _LOWER}
        from_above = {self._end(bound, _UPPER[op]): (lookup, bound) for lookup, op, bound in asked if op in _UPPER}
        lower: Any = max(from_below, default=None)
        upper: Any = min(from_above, default=None)
        ends = {}
        if lower is not None:
            bound, step = lower
            ends["gt" if step else "gte"] = bound
        if upper is not None:
            bound, step = upper
            ends["lt" if step else "lte"] = bound
        exists = given.get(EXISTS_LOOKUP.url_name(self.name), [None])[0]
        value = RangeValue(**ends, exists=exists)
        if lower is None or upper is None or lower[0] < upper[0] or lower == upper:
            return value, ()
        both = " and ".join(
            f"{lookup.meaning} {_write_bound(bound)}" for lookup, bound in (from_below[lower], from_above[upper])
        )
        return value, [Fault(self.name, "empty_range", f"no {self.name} is both {both}")]

    def _end(self, bound: Bound, step: int) -> tuple[Bound, int]:
        """An end of a range, such that the tightest is the greatest below and the least above.

        `step` is 0 for a bound that is within the range; of one that is not, it is the way into the range, 1 or -1.
        Of whole numbers and days the next one is within: more than 1950 is at least 1951, and both are one search.
        """
        if isinstance(bound, float):
            # Elasticsearch holds -0.0 to be less than 0.0; a client that sends either means zero.
            return bound + 0.0, step
        if isinstance(bound, date):
            is_last = bound == (date.max if step > 0 else date.min)
            return (bound, step) if is_last else (bound + timedelta(days=step), 0)
        _, lowest, highest = self._limits
        neighbour = bound + step
        # A bound that may not be asked for is not written either: more than the greatest stays as it is.
        may_be_asked = (lowest is None or neighbour >= lowest) and (highest is None or neighbour <= highest)
        return (neighbour, 0) if may_be_asked else (bound, step)

    def simplify(self, value: RangeValue, *, is_scored: bool) -> RangeValue:
        # What is within bounds is known.
        return replace(value, exists=None) if value.exists and value.bounds else value

    def write(self, value: RangeValue) -> Iterator[tuple[str, str]]:
        bounds = value.by_lookup
        for lookup in BOUND_LOOKUPS:
            if lookup.suffix in bounds:
                yield lookup.url_name(self.name), _write_bound(bounds[lookup.suffix])
        if value.exists is not None:
            yield EXISTS_LOOKUP.url_name(self.name), str(value.exists).lower()

    def contribute(self, value: RangeValue, parts: SearchParts) -> None:
        if value.bounds:
            parts.filters.append(self.within(value))
        if value.exists is not None:
            known: Query = Exists(field=self.field)
            parts.filters.append(known if value.exists else Bool(must_not=[known]))

    def within(self, value: RangeValue) -> Query:
        """Documents with a number or a date within the bounds."""
        bounds: dict[str, Any] = {op: _as_sent(op, bound) for op, bound in value.bounds.items()}
        # the field may have moments in another format, by which a day would be refused
        return RangeQuery(**{self.field: bounds if self.is_of_numbers else {**bounds, "format": "strict_date"}})

    @property
    def is_of_numbers(self) -> bool:
        """Whether the field has numbers, not dates."""
        return self._limits[0] is not date

    @property
    def is_whole(self) -> bool:
        """Whether the field has whole numbers."""
        return self._limits[0] is int

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest number that may be asked for; infinite if there is none."""
        _, lowest, highest = self._limits
        return -inf if lowest is None else lowest, inf if highest is None else highest

    def number(self, value: float) -> float:
        """A number as the field has it: 1990.0 of a field of whole numbers is 1990."""
        return int(value) if self.is_whole else float(value)

    def describe(self, value: RangeValue) -> Iterator[str]:
        name = self.name.replace("_", " ")
        bounds = value.by_lookup
        for lookup in BOUND_LOOKUPS:
            if lookup.suffix in bounds:
                yield lookup.phrase.format(name=name, value=_write_bound(bounds[lookup.suffix]))
        if value.exists is not None:
            yield EXISTS_LOOKUP.phrase.format(name=name, value=str(value.exists).lower())


# The same object for the same bounds, so that pydantic need not read it again for each search.
@cache
def _type_within(kind: type, lowest: float | None, highest: float | None) -> Any:
    if kind is date:
        return date
    finite = {"allow_inf_nan": False} if kind is float else {}
    return Annotated[kind, Field(ge=lowest, le=highest, **finite)]  # type: ignore[call-overload]  # a keyword of floats alone


def _as_sent(operator: str, bound: Bound) -> Bound | str:
    if isinstance(bound, date):
        return str(bound)
    # A -0.0 that a document holds is zero too, and engines hold it to be less than 0.0.
    return -0.0 if isinstance(bound, float) and bound == 0 and operator in ("gte", "lt") else bound


def _write_bound(bound: Bound) -> str:
    # 8.0 and 8 are one value; JSON's form of either is read back.
    return str(bound).removesuffix(".0")
