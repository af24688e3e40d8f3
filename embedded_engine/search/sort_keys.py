"""`sort`: the keys by which hits are ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from embedded_engine.checks import refuse_unknown, require_object, require_one_key, require_text
from embedded_engine.errors import (
    EngineError,
    SearchPhaseError,
    illegal_argument,
    no_field_data,
    parsing_error,
    supported,
)
from embedded_engine.storage.fields import Field, TextField
from embedded_engine.storage.index import Index

_SCORE = "_score"

_DIRECTIONS = {"asc": False, "desc": True}


@dataclass(frozen=True)
class SortKey:
    """One key of an order; `field` None is the score. Documents without a value come last in both directions."""

    field: Field | None
    descending: bool


def read_sort(body: Any, index: Index) -> list[SortKey]:
    """The keys of a search: `["_score", {"year": {"order": "desc"}}]` has two. Raises EngineError."""
    given = body if isinstance(body, list) else [body]
    return [_read_key(*_split(key), index) for key in given]


def _split(key: Any) -> tuple[str, Any]:
    if isinstance(key, str):
        return key, {}
    name, options = require_one_key(key, "a key of [sort] that is not a field's name")
    return name, {"order": options} if isinstance(options, str) else options


def _read_key(name: str, options: Any, index: Index) -> SortKey:
    known = ("order",) if name == _SCORE else ("order", "missing")
    options = require_object(options, f"[sort] of [{name}]", parsing_error)
    refuse_unknown(options, known, f"[sort] of [{name}]", parsing_error)
    descending = _read_direction(name, options)
    if name == _SCORE:
        if not descending:
            raise illegal_argument("[sort] does not support [_score] with order [asc]; supported: [desc]")
        return SortKey(None, descending)
    field = _sortable(name, index)
    # the last number that there can be is the same place
    missing = options.get("missing", "_last")
    if missing != "_last" and (missing is None or missing != field.missing_sort_value(descending=descending)):
        raise illegal_argument(f"[sort] does not support missing [{missing}]; supported: [_last]")
    return SortKey(field, descending)


def _read_direction(name: str, options: Mapping[str, Any]) -> bool:
    order = require_text(
        options.get("order", "desc" if name == _SCORE else "asc"), "[sort] order", parsing_error
    ).lower()
    if order not in _DIRECTIONS:
        raise illegal_argument(f"[sort] does not support order [{order}]; {supported(_DIRECTIONS)}")
    return _DIRECTIONS[order]


def _sortable(name: str, index: Index) -> Field:
    field = index.mapping.fields.get(name)
    if field is None:
        reason = f"No mapping found for [{name}] in order to sort on"
        raise SearchPhaseError(index.name, EngineError("query_shard_exception", reason, index=index.name))
    if isinstance(field, TextField):
        raise SearchPhaseError(index.name, no_field_data(name, index.name))
    return field
