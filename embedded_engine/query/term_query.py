"""term: one whole value of a field."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import refuse_unknown, require_boost
from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_field, term_of
from embedded_engine.storage.fields import KeywordField, TextField


def compile_term(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: value}` or `{field: {"value", "boost"}}`."""
    name, what = read_field(body, "term")
    value, boost = what, 1.0
    if isinstance(what, dict):
        refuse_unknown(what, ("value", "boost"), "[term]", parsing_error)
        value = what.get("value")
        boost = require_boost(what.get("boost", 1.0), "[term] boost")
    query = term_of(compiler.index, name, value)
    if query is None:
        return match_none()
    if not isinstance(compiler.index.mapping.fields.get(name), KeywordField | TextField):
        return Compiled(Query.const_score_query(query, boost), boost)
    return Compiled(query if boost == 1.0 else Query.boost_query(query, boost))
