"""The fields of numbers and dates."""

from dataclasses import dataclass
from functools import partial
from math import ceil, floor, isfinite
from typing import Any

from tantivy import Document, FieldType, Query, Schema, SchemaBuilder

from embedded_engine.storage.dates import DateFormat
from embedded_engine.storage.fields import (
    Bounds,
    DocumentValues,
    Field,
    NotADateError,
    NotANumberError,
    ValueRefusedError,
    Write,
)

_LONG = (-(2**63), 2**63 - 1)
_INTEGERS = {"short": (-(2**15), 2**15 - 1), "integer": (-(2**31), 2**31 - 1), "long": _LONG}


@dataclass(frozen=True)
class DoubleField(Field):
    """Numbers of 64 bits."""

    def missing_sort_value(self, *, descending: bool) -> Any:
        return "-Infinity" if descending else "Infinity"

    def declare(self, builder: SchemaBuilder) -> None:
        builder.add_float_field(self.column, indexed=True, fast=True)

    def writer(self) -> Write:
        column = self.column

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            number = value if value.__class__ is float else _read_number(value)
            if number is None:
                return
            # -0.0 becomes 0.0: pages would take them for one value and orders for two
            number = float(number) + 0.0
            document.add_float(column, number)
            noted.note(column, number)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        return Query.term_query(schema, self.column, float(_query_number(value)))

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        lower, upper = (
            None if bound is None else float(_query_number(bound))
            for bound in (_either(bounds.gte, bounds.gt), _either(bounds.lte, bounds.lt))
        )
        if lower is None and upper is None:
            return self.exists(schema)
        with_lower, with_upper = bounds.gt is None, bounds.lt is None
        return Query.range_query(schema, self.column, FieldType.Float, lower, upper, with_lower, with_upper)


class _WholeField(Field):
    """A column of whole numbers."""

    def missing_sort_value(self, *, descending: bool) -> Any:
        lowest, highest = _INTEGERS["integer"] if self.kind in ("short", "integer") else _LONG
        return lowest if descending else highest

    def declare(self, builder: SchemaBuilder) -> None:
        builder.add_integer_field(self.column, indexed=True, fast=True)

    def between(self, schema: Schema, lowest: int | None, highest: int | None) -> Query:
        """Documents with a number from lowest to highest, both inclusive."""
        if lowest is None and highest is None:
            return self.exists(schema)
        lower = _LONG[0] if lowest is None else lowest
        upper = _LONG[1] if highest is None else highest
        if lower > upper or lower > _LONG[1] or upper < _LONG[0]:
            return Query.empty_query()
        return Query.range_query(
            schema, self.column, FieldType.Integer, max(lower, _LONG[0]), min(upper, _LONG[1]), True, True
        )


class IntegerField(_WholeField):
    """Whole numbers of 16, 32 or 64 bits; what stands behind a decimal point is cut off."""

    def last_number(self, *, descending: bool) -> int | None:
        """The number that ties with a missing one in an order; None if it is beyond what the field holds."""
        number: int = self.missing_sort_value(descending=descending)
        lowest, highest = _INTEGERS[self.kind]
        return number if lowest <= number <= highest else None

    def writer(self) -> Write:
        column = self.column
        kind = self.kind
        lowest, highest = _INTEGERS[kind]

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            number = value if value.__class__ is int else _read_number(value)
            if number is None:
                return
            number = int(number)
            if not lowest <= number <= highest:
                raise _out_of_range(value, kind)
            document.add_integer(column, number)
            noted.note(column, number)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        number = _query_number(value)
        lowest, highest = _LONG
        if number != int(number) or not lowest <= number <= highest:
            return Query.empty_query()
        return Query.term_query(schema, self.column, int(number))

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        lowest = highest = None
        if bounds.gte is not None:
            lowest = ceil(self._bound(bounds.gte))
        if bounds.gt is not None:
            lowest = floor(self._bound(bounds.gt)) + 1
        if bounds.lte is not None:
            highest = floor(self._bound(bounds.lte))
        if bounds.lt is not None:
            highest = ceil(self._bound(bounds.lt)) - 1
        return self.between(schema, lowest, highest)

    def _bound(self, value: Any) -> int | float:
        number = _query_number(value)
        # a short is asked for as an integer is: beyond its own bounds there is just nothing
        lowest, highest = _INTEGERS["integer" if self.kind == "short" else self.kind]
        if not lowest <= number <= highest:
            raise _out_of_range(value, self.kind)
        return number


@dataclass(frozen=True)
class DateField(_WholeField):
    """Moments, in milliseconds since 1970."""

    format: DateFormat

    def writer(self) -> Write:
        column = self.column
        parse = self.format.parse

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            try:
                millis = parse(value)
            except ValueError as error:
                raise NotADateError(str(error)) from error
            document.add_integer(column, millis)
            noted.note(column, millis)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        return self.range(schema, Bounds(gte=value, lte=value))

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        parse = partial(_parse_date, bounds.format or self.format)
        lowest = highest = None
        if bounds.gte is not None:
            lowest = parse(bounds.gte)
        if bounds.gt is not None:
            lowest = parse(bounds.gt, round_up=True) + 1
        if bounds.lte is not None:
            highest = parse(bounds.lte, round_up=True)
        if bounds.lt is not None:
            highest = parse(bounds.lt) - 1
        return self.between(schema, lowest, highest)


def _parse_date(date_format: DateFormat, value: Any, *, round_up: bool = False) -> int:
    try:
        return date_format.parse(value, round_up=round_up)
    except ValueError as error:
        raise NotADateError(str(error)) from error


INTEGER_KINDS = tuple(_INTEGERS)
NUMBER_KINDS = ("double", *INTEGER_KINDS)


def _read_number(value: Any) -> int | float | None:
    """The number in a JSON value; None for an empty text, which is null to Elasticsearch. Raises ValueRefusedError."""
    if isinstance(value, str):
        return _parse_number(value) if value else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueRefusedError(f"Current token is no number: {value}")
    return value


def _query_number(value: Any) -> int | float:
    number = _read_number(value)
    if number is None:
        raise NotANumberError("")
    return number


def _parse_number(text: str) -> int | float:
    try:
        number = float("" if "_" in text else text)
    except ValueError as error:
        raise NotANumberError(text) from error
    if not isfinite(number):
        raise ValueRefusedError(f"[double] supports only finite values, but got [{text}]")
    try:
        return int(text)  # a long has more digits than a float
    except ValueError:
        return number


def _out_of_range(value: Any, kind: str) -> ValueRefusedError:
    return ValueRefusedError(f"Value [{value}] is out of range for {'an' if kind == 'integer' else 'a'} {kind}")


def _either(first: Any, second: Any) -> Any:
    return second if first is None else first
