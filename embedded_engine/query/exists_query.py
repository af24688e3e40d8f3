"""exists: documents with any value in a field, or in an object; all hits have the same score."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.checks import refuse_unknown, require_text
from embedded_engine.errors import illegal_argument, parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, any_of, match_none
from embedded_engine.query.one_field import read_boost


def compile_exists(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"field": name, "boost"}`."""
    refuse_unknown(body, ("field", "boost"), "[exists]", parsing_error)
    boost = read_boost(body, "exists")
    name = require_text(body.get("field"), "[exists] field", parsing_error)
    if not name:
        raise illegal_argument("[exists] field name is null or empty")
    found = [field.exists(compiler.index.schema) for field in compiler.index.mapping.inside(name)]
    if not found:
        return match_none()
    return Compiled(any_of(found)).scored_alike(boost)
