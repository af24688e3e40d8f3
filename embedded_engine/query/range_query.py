"""range: numbers and dates within bounds; all hits have the same score."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.checks import refuse_unknown, require_object, require_text
from embedded_engine.errors import parsing_error, supported
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_boost, read_field, translate_refusals
from embedded_engine.storage.dates import DateFormat, format_of_query
from embedded_engine.storage.fields import Bounds
from embedded_engine.storage.number_fields import NUMBER_KINDS

_BOUNDS = ("gte", "gt", "lte", "lt")
_KINDS = (*NUMBER_KINDS, "date")


def compile_range(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: {"gte", "gt", "lte", "lt", "boost", "format"}}`, the last of dates."""
    name, what = read_field(body, "range")
    options = require_object(what, f"[range] on field [{name}]", parsing_error)
    refuse_unknown(options, (*_BOUNDS, "boost", "format"), "[range] query", parsing_error)
    boost = read_boost(options, "range")
    bounds = {bound: value for bound, value in options.items() if bound in _BOUNDS and value is not None}
    for pair in (("gte", "gt"), ("lte", "lt")):
        if bounds.keys() >= set(pair):
            raise parsing_error(
                f"[range] on field [{name}] has both [{pair[0]}] and [{pair[1]}]; supported: one of them"
            )
    field = compiler.index.mapping.fields.get(name)
    if field is None:
        return match_none()
    if field.kind not in _KINDS:
        raise parsing_error(f"[range] does not support field [{name}] of type [{field.kind}]; {supported(_KINDS)}")
    dates = _read_format(options, field.kind)
    query = translate_refusals(lambda: field.range(compiler.index.schema, Bounds(**bounds, format=dates)))
    return Compiled(query, missing_bounds=2 - len(bounds)).scored_alike(boost)


def _read_format(options: Mapping[str, Any], kind: str) -> DateFormat | None:
    if "format" not in options:
        return None
    if kind != "date":
        raise parsing_error(f"[range] does not support [format] of fields of type [{kind}]; supported: [date]")
    return format_of_query(require_text(options["format"], "[range] format", parsing_error))
