"""Reading queries of one field: `{field: value}`, or `{field: {"value": value, "boost": 2}}`."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import refuse_unknown, require_boost
from embedded_engine.errors import EngineError, ShardError, illegal_argument, parsing_error, query_shard_error
from embedded_engine.storage.fields import KeywordField, NotADateError, TextField, ValueRefusedError, read_text
from embedded_engine.storage.index import Index
from embedded_engine.storage.mapping import ID_COLUMN


def read_field(body: Mapping[str, Any], kind: str) -> tuple[str, Any]:
    """The name and the value of `{field: value}`."""
    if not body:
        raise illegal_argument(f"[{kind}] query names no field")
    if len(body) != 1:
        raise parsing_error(f"[{kind}] query supports one field and no further options, found [{', '.join(body)}]")
    ((name, what),) = body.items()
    return name, what


def read_options(
    body: Mapping[str, Any], kind: str, value_name: str, further: Collection[str] = ()
) -> tuple[str, dict[str, Any]]:
    """The field's name, and its options with its value among them.

    `{field: value}` is short for `{field: {value_name: value}}`.
    """
    name, what = read_field(body, kind)
    if not isinstance(what, dict):
        return name, {value_name: what}
    refuse_unknown(what, (value_name, "boost", *further), f"[{kind}]", parsing_error)
    return name, what


def read_boost(options: Mapping[str, Any], kind: str) -> float:
    """The factor by which scores are multiplied; 1 by default."""
    return require_boost(options.get("boost", 1.0), f"[{kind}] boost")


def translate_refusals(make: Callable[[], Query]) -> Query:
    """The query that is made. A value that its field refuses is refused in Elasticsearch's words."""
    try:
        return make()
    except NotADateError as error:
        raise ShardError("parse_exception", str(error)) from error
    except ValueRefusedError as error:
        cause = EngineError(error.kind, str(error))
        raise query_shard_error(f"failed to create query: {error}", cause=cause) from error


def term_of(index: Index, name: str, value: Any) -> Query | None:
    """Documents with the value; None if the index has no such field."""
    if value is None:
        raise illegal_argument(f"the value for field [{name}] cannot be null")
    if isinstance(value, dict | list):
        raise parsing_error(f"the value for field [{name}] must be a string, a number or a boolean")
    if name == ID_COLUMN:
        return Query.term_query(index.schema, ID_COLUMN, str(value), "basic")
    field = index.mapping.fields.get(name)
    return None if field is None else translate_refusals(lambda: field.term(index.schema, value))


def read_token(index: Index, name: str, value: Any, kind: str) -> tuple[str, str] | None:
    """The column of a keyword or text field, and a value as its terms are written; None if there is no such field.

    The value is not analysed: a keyword field's is normalised, a text field's taken as it is.
    """
    if value is None:
        raise illegal_argument(f"[{kind}] value cannot be null")
    if isinstance(value, dict | list):
        raise illegal_argument(f"[{kind}] value must be a string")
    field = index.mapping.fields.get(name)
    if field is None and name != ID_COLUMN:
        return None
    if not isinstance(field, KeywordField | TextField):
        of_kind = ID_COLUMN if field is None else field.kind
        raise query_shard_error(
            f"Can only use {kind} queries on keyword and text fields - not on [{name}] which is of type [{of_kind}]"
        )
    return field.column, field.normalize(value) if isinstance(field, KeywordField) else read_text(value)
