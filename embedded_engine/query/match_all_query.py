"""match_all: every document; all hits have the same score."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import refuse_unknown
from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler
from embedded_engine.query.one_field import read_boost


def compile_match_all(body: Mapping[str, Any], _compiler: Compiler) -> Compiled:
    """`{}` or `{"boost"}`."""
    refuse_unknown(body, ("boost",), "[match_all]", parsing_error)
    return Compiled(Query.all_query(), 1.0, is_all=True).boosted(read_boost(body, "match_all"))
