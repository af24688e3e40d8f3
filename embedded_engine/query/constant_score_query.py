"""constant_score: the hits of a filter, all with the same score."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.checks import refuse_unknown
from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler
from embedded_engine.query.one_field import read_boost


def compile_constant_score(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"filter": {...}, "boost": score}`."""
    refuse_unknown(body, ("filter", "boost"), "[constant_score]", parsing_error)
    if "filter" not in body:
        raise parsing_error("[constant_score] requires a [filter]")
    return compiler.compile(body["filter"]).scored_alike(read_boost(body, "constant_score"))
