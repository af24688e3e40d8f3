"""Bounds on numbers and dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from elasticsearch.dsl.query import Bool, Exists, Query
from elasticsearch.dsl.query import Range as RangeQuery
from pydantic import Field

from search_queries.faults import Fault
from search_queries.mapping import Fields
from search_queries.parameter import Clauses, Parameter
from search_queries.url_parameter import UrlParameter

Bound = int | float | date

# What a field of each type takes; beyond it Elasticsearch answers with an error of its own.
_TYPES: dict[str, tuple[type, int | None, int | None]] = {
    "short": (int, -(2**15), 2**15 - 1),
    "integer": (int, -(2**31), 2**31 - 1),
    "double": (float, None, None),
    "date": (date, None, None),
}


@dataclass(frozen=True, slots=True)
class RangeValue:
    """Both bounds inclusive; `exists` None asks nothing."""

    gte: Bound | None = None
    lte: Bound | None = None
    exists: bool | None = None


class Range(Parameter[RangeValue]):
    """Values of a number or date field: `name` (exactly), `name__gte`, `name__lte`, `name__exists`.

    `ge` and `le` bound what a client may ask of a number; without them the field's type does.
    """

    def __init__(
        self, field: str, *, ge: float | None = None, le: float | None = None, doc: str, example: Bound | None = None
    ) -> None:
        self._field = field
        self._ge = ge
        self._le = le
        self._doc = doc
        self._example = example

    def bind(self, fields: Fields, declared_by: str) -> None:
        mapping = fields.require(self._field, _TYPES, declared_by)
        kind, lowest, highest = _TYPES[mapping["type"]]
        if kind is date:
            self._of: Any = date
            return
        lowest_asked = lowest if self._ge is None else self._ge
        highest_asked = highest if self._le is None else self._le
        finite = {"allow_inf_nan": False} if kind is float else {}
        self._of = Annotated[kind, Field(ge=lowest_asked, le=highest_asked, **finite)]  # type: ignore[call-overload]

    def url_parameters(self) -> Sequence[UrlParameter]:
        return [
            UrlParameter(self.name, self._of, f"{self._doc}: exactly.", example=self._example),
            UrlParameter(f"{self.name}__gte", self._of, f"{self._doc}: at least.", example=self._example),
            UrlParameter(f"{self.name}__lte", self._of, f"{self._doc}: at most.", example=self._example),
            UrlParameter(f"{self.name}__exists", bool, f"{self._doc}: whether it is known.", example=True),
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[RangeValue, Sequence[Fault]]:
        def one(lookup: str) -> Any:
            return next(iter(given.get(self.name + lookup, ())), None)

        exactly = one("")
        lower = [bound for bound in (exactly, one("__gte")) if bound is not None]
        upper = [bound for bound in (exactly, one("__lte")) if bound is not None]
        value = RangeValue(max(lower, default=None), min(upper, default=None), one("__exists"))
        if value.gte is not None and value.lte is not None and value.gte > value.lte:  # type: ignore[operator]
            return value, [
                Fault(
                    self.name, "empty_range", f"{self.name} is asked to be at least {value.gte} and at most {value.lte}"
                )
            ]
        return value, ()

    def write(self, value: RangeValue) -> Iterator[tuple[str, str]]:
        if value.gte is not None and value.gte == value.lte:
            yield self.name, _write_bound(value.gte)
        else:
            if value.gte is not None:
                yield f"{self.name}__gte", _write_bound(value.gte)
            if value.lte is not None:
                yield f"{self.name}__lte", _write_bound(value.lte)
        if value.exists is not None:
            yield f"{self.name}__exists", str(value.exists).lower()

    def add_clauses(self, value: RangeValue, clauses: Clauses) -> None:
        bounds = {"gte": value.gte, "lte": value.lte}
        given = {
            name: str(bound) if isinstance(bound, date) else bound
            for name, bound in bounds.items()
            if bound is not None
        }
        if given:
            clauses.filters.append(RangeQuery(**{self._field: given}))
        if value.exists is not None:
            known: Query = Exists(field=self._field)
            clauses.filters.append(known if value.exists else Bool(must_not=[known]))


def _write_bound(bound: Bound) -> str:
    # 8.0 and 8 are one value; JSON's form of either is read back.
    return str(int(bound)) if isinstance(bound, float) and bound.is_integer() else str(bound)
