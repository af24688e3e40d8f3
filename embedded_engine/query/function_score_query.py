"""function_score: the hits of a query, each score multiplied by a weight that a field of the document gives."""

from collections.abc import Mapping
from dataclasses import replace
from math import log
from typing import Any

from embedded_engine.checks import refuse_unknown, require_object, require_text
from embedded_engine.errors import illegal_argument, parsing_error, query_shard_error, supported
from embedded_engine.query.compiled import Compiled, Compiler
from embedded_engine.query.one_field import read_boost
from embedded_engine.storage.number_fields import NUMBER_KINDS

_FUNCTION = "field_value_factor"
# The only values that tantivy can do: it weighs a score by log2(2 + value), and takes 0 for no value.
_FIXED = {"modifier": "ln2p", "missing": 0, "factor": 1}


def compile_function_score(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"query", "field_value_factor": {"field", "modifier": "ln2p", "missing": 0}, "boost_mode", "boost"}`.

    The score is that of the query, times the boost, times the natural logarithm of 2 + the value of the field. A
    missing value counts as 0. The function may also be in a list: `{"functions": [{"field_value_factor": {...}}]}`.
    Without a function the score is that of the query, times the boost.
    """
    refuse_unknown(body, ("query", "functions", _FUNCTION, "boost_mode", "boost"), "[function_score]", parsing_error)
    mode = require_text(body.get("boost_mode", "multiply"), "[function_score] boost_mode")
    if mode.lower() != "multiply":
        raise illegal_argument(f"[function_score] does not support the boost_mode [{mode}]; supported: [multiply]")
    query = compiler.compile(body.get("query", {"match_all": {}})).boosted(read_boost(body, "function_score"))
    if _FUNCTION not in body and "functions" not in body:
        return query
    name = _read_function(body)
    field = compiler.index.mapping.fields.get(name)
    if field is not None and field.kind not in NUMBER_KINDS:
        raise query_shard_error(
            f"[{_FUNCTION}] does not support field [{name}] of type [{field.kind}]; {supported(NUMBER_KINDS)}"
        )
    # tantivy's logarithm is that of base 2
    query = query.boosted(log(2))
    return query if field is None else replace(query, score=None, is_all=False, weight=field)


def _read_function(body: Mapping[str, Any]) -> str:
    """The name of the field that weighs."""
    functions = body.get("functions", [body])
    if not isinstance(functions, list) or len(functions) != 1 or ("functions" in body and _FUNCTION in body):
        raise parsing_error(f"[function_score] supports one function, [{_FUNCTION}]")
    holder = require_object(functions[0], "[function_score] functions", parsing_error)
    if holder is not body:
        refuse_unknown(holder, (_FUNCTION,), "[function_score] functions", parsing_error)
    options = require_object(holder.get(_FUNCTION), f"[{_FUNCTION}]", parsing_error)
    refuse_unknown(options, ("field", *_FIXED), f"[{_FUNCTION}]", parsing_error)
    name = require_text(options.get("field"), f"[{_FUNCTION}] field", parsing_error)
    given = {"factor": 1, **options, "modifier": str(options.get("modifier", "none")).lower()}
    for option, only in _FIXED.items():
        if given.get(option) != only:
            raise illegal_argument(
                f"[{_FUNCTION}] does not support [{option}] of [{options.get(option)}]; supported: [{only}]"
            )
    return name
