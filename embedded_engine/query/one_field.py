"""What the queries have in common whose body is `{field: what}`."""

from collections.abc import Callable, Mapping
from typing import Any

from tantivy import Query

from embedded_engine.errors import EngineError, illegal_argument, parsing_error
from embedded_engine.storage.fields import Field, ValueRefusedError
from embedded_engine.storage.index import Index
from embedded_engine.storage.mapping import ID_COLUMN


def read_field(body: Mapping[str, Any], kind: str) -> tuple[str, Any]:
    """The field's name, and what is asked of it."""
    if not body:
        raise illegal_argument(f"[{kind}] query names no field")
    if len(body) != 1:
        raise parsing_error(f"[{kind}] query supports one field and no further options, found [{', '.join(body)}]")
    ((name, what),) = body.items()
    return name, what


def ask(field: Field, make: Callable[[], Query]) -> Query:
    """The query of a field, its refusals in Elasticsearch's words."""
    try:
        return make()
    except ValueRefusedError as error:
        if field.kind == "date":
            raise EngineError("parse_exception", str(error)) from error
        kind = "number_format_exception" if str(error).startswith("For input string") else "illegal_argument_exception"
        raise EngineError(
            "query_shard_exception", f"failed to create query: {error}", cause=EngineError(kind, str(error))
        ) from error


def term_of(index: Index, name: str, value: Any) -> Query | None:
    """Documents with the value; None where the index has no such field."""
    if value is None:
        raise illegal_argument(f"the value for field [{name}] cannot be null")
    if isinstance(value, dict | list):
        raise parsing_error(f"the value for field [{name}] must be a string, a number or a boolean")
    if name == ID_COLUMN:
        return Query.term_query(index.schema, ID_COLUMN, str(value), "basic")
    field = index.mapping.fields.get(name)
    return None if field is None else ask(field, lambda: field.term(index.schema, value))
