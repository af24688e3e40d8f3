"""prefix: documents with a term that starts with the value; all hits have the same score."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_boost, read_options, read_token


def compile_prefix(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: value}` or `{field: {"value", "boost"}}`, of a keyword or text field."""
    name, options = read_options(body, "prefix", "value")
    boost = read_boost(options, "prefix")
    token = read_token(compiler.index, name, options.get("value"), "prefix")
    if token is None:
        return match_none()
    # tantivy has no prefix query, but fuzzy prefixes, here without any error
    query = Query.fuzzy_term_query(compiler.index.schema, *token, distance=0, prefix=True)
    return Compiled(query).scored_alike(boost)
