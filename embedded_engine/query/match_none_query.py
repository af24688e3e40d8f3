"""match_none: no document."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.checks import refuse_unknown
from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_boost


def compile_match_none(body: Mapping[str, Any], _compiler: Compiler) -> Compiled:
    """`{}`; a boost changes nothing."""
    refuse_unknown(body, ("boost",), "[match_none]", parsing_error)
    read_boost(body, "match_none")
    return match_none()
