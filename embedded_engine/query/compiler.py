"""The registry of query kinds: `{"kind": {...}}` -> a tantivy query."""

from collections.abc import Callable, Mapping
from typing import Any

from embedded_engine.checks import require_object, require_one_key
from embedded_engine.errors import illegal_argument, parsing_error, supported
from embedded_engine.query import (
    bool_query,
    constant_score_query,
    dis_max_query,
    exists_query,
    function_score_query,
    fuzzy_query,
    match_all_query,
    match_none_query,
    match_phrase_query,
    match_query,
    multi_match_query,
    prefix_query,
    range_query,
    term_query,
    terms_query,
)
from embedded_engine.query.compiled import Compiled, Compiler
from embedded_engine.storage.index import Index

Compile = Callable[[Mapping[str, Any], Compiler], Compiled]

KINDS: dict[str, Compile] = {
    "bool": bool_query.compile_bool,
    "constant_score": constant_score_query.compile_constant_score,
    "dis_max": dis_max_query.compile_dis_max,
    "exists": exists_query.compile_exists,
    "function_score": function_score_query.compile_function_score,
    "fuzzy": fuzzy_query.compile_fuzzy,
    "match": match_query.compile_match,
    "match_all": match_all_query.compile_match_all,
    "match_none": match_none_query.compile_match_none,
    "match_phrase": match_phrase_query.compile_match_phrase,
    "multi_match": multi_match_query.compile_multi_match,
    "prefix": prefix_query.compile_prefix,
    "range": range_query.compile_range,
    "term": term_query.compile_term,
    "terms": terms_query.compile_terms,
}


class QueryCompiler:
    """Compiles queries of one index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def compile(self, body: object) -> Compiled:
        """A query that is part of another. Raises EngineError for what is not supported."""
        compiled = self.compile_weighted(body)
        if compiled.weight is not None:
            raise parsing_error(
                "[function_score] is supported as the whole query, or as the only clause of a [bool] that scores"
            )
        return compiled

    def compile_weighted(self, body: object) -> Compiled:
        """A whole query, whose scores may be weighed by a field. Raises EngineError for what is not supported."""
        if body == {}:
            raise illegal_argument("query malformed, empty clause found")
        kind, options = require_one_key(body, "[query]", parsing_error)
        if kind not in KINDS:
            raise parsing_error(f"unknown query [{kind}]; {supported(KINDS)}")
        return KINDS[kind](require_object(options, f"[{kind}]", parsing_error), self)
