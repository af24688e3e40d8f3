"""`search_after`: the values of the sort keys after which a page begins."""

from collections.abc import Sequence
from math import isnan
from typing import Any

from embedded_engine.errors import EngineError, SearchPhaseError, illegal_argument, parsing_error, validation_error
from embedded_engine.search.sort_keys import SortKey
from embedded_engine.storage.fields import Field, KeywordField, read_text
from embedded_engine.storage.index import Index
from embedded_engine.storage.number_fields import DateField, DoubleField

_LONG = range(-(2**63), 2**63)


def read_search_after(body: Any, keys: Sequence[SortKey], skip: int, index: Index) -> list[Any] | None:
    """A value for each key, as columns hold them, None for no value; None if a search does not ask for it.

    They are read as hits carry them in `sort`: the last value that there can be, such as "-Infinity" for a double
    downwards, is no value. Raises EngineError.
    """
    if body is None:
        return None
    if not isinstance(body, list):
        raise parsing_error("[search_after] must be a list of values")
    if any(isinstance(value, list | dict) for value in body):
        raise parsing_error("[search_after] takes texts, numbers, booleans and null")
    if not body:
        raise illegal_argument("Values must contains at least one value.")
    if skip:
        raise validation_error("[from] parameter must be set to 0 when [search_after] is used")
    try:
        return _read(body, keys)
    except EngineError as error:
        raise SearchPhaseError(index.name, error) from error


def _read(values: Sequence[Any], keys: Sequence[SortKey]) -> list[Any]:
    if not keys:
        raise illegal_argument("Sort must contain at least one field.")
    if len(values) != len(keys):
        raise illegal_argument(f"search_after has {len(values)} value(s) but sort has {len(keys)}.")
    return [_read_one(key, value) for key, value in zip(keys, values, strict=True)]


def _read_one(key: SortKey, value: Any) -> Any:
    field = key.field
    if field is None:
        raise illegal_argument("[search_after] does not support the key [_score]; supported: fields")
    if isinstance(field, KeywordField):
        return None if value is None else field.normalize(value)
    if value is None:
        raise illegal_argument(f"[search_after] does not support null for field [{field.path}] of type [{field.kind}]")
    number = _read_number(field, value)
    last = field.missing_sort_value(descending=key.descending)
    last = float(last) if isinstance(last, str) else last
    return None if (number <= last if key.descending else number >= last) else number


def _read_number(field: Field, value: Any) -> int | float:
    try:
        if isinstance(field, DoubleField):
            return _read_double(read_text(value))
        if isinstance(field, DateField) and isinstance(value, str):
            return field.format.parse(value)
        return _read_long(int(value) if isinstance(value, float) else int(read_text(value)))
    except (ValueError, OverflowError) as error:
        if isinstance(field, DateField):
            raise EngineError("parse_exception", f"failed to parse date field [{value}]: {error}") from error
        reason = f"Failed to parse search_after value for field [{field.path}]."
        cause = EngineError("number_format_exception", f'For input string: "{value}"')
        raise EngineError("illegal_argument_exception", reason, cause=cause) from error


def _read_double(text: str) -> float:
    number = float("NaN" if "_" in text else text)
    if isnan(number):
        raise ValueError(f"{text} has no place in an order")
    return number


def _read_long(number: int) -> int:
    if number not in _LONG:
        raise ValueError(f"{number} is out of range for a long")
    return number
