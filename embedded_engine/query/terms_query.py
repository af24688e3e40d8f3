"""terms: any of some whole values of a field; all hits have the same score."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, any_of, match_none
from embedded_engine.query.one_field import read_boost, read_field, term_of


def compile_terms(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: [value, ...]}`, and `"boost"` beside the field."""
    boost = read_boost(body, "terms")
    fields = {name: values for name, values in body.items() if name != "boost"}
    if not fields:
        raise parsing_error("[terms] query names no field")
    name, values = read_field(fields, "terms")
    if not isinstance(values, list) or None in values:
        raise parsing_error(f"[terms] query requires a list of values for the field [{name}]")
    found = [query for value in values if (query := term_of(compiler.index, name, value)) is not None]
    if not found:
        return match_none()
    return Compiled(any_of(found)).scored_alike(boost)
