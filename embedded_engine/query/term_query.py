"""term: one whole value of a field."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_boost, read_options, term_of
from embedded_engine.storage.fields import KeywordField, TextField


def compile_term(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: value}` or `{field: {"value", "boost"}}`."""
    name, options = read_options(body, "term", "value")
    boost = read_boost(options, "term")
    query = term_of(compiler.index, name, options.get("value"))
    if query is None:
        return match_none()
    if not isinstance(compiler.index.mapping.fields.get(name), KeywordField | TextField):
        return Compiled(query).scored_alike(boost)
    return Compiled(query).boosted(boost)
