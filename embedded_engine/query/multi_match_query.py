"""multi_match of type cross_fields: words, each of which may be in any of some fields."""

import re
from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import refuse_unknown, require_texts
from embedded_engine.errors import parsing_error, supported
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_boost
from embedded_engine.query.words import find_text_field, join_words, read_operator, read_words, split_words
from embedded_engine.storage.fields import TextField

_TYPES = ("cross_fields",)
_FIELD = re.compile(r"([^*^]+)(?:\^(\d+(?:\.\d+)?))?")


def compile_multi_match(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"query", "type", "operator", "fields", "boost"}`; a word scores as it does in its best field."""
    refuse_unknown(body, ("query", "type", "operator", "fields", "boost"), "[multi_match]", parsing_error)
    boost = read_boost(body, "multi_match")
    text = read_words(body, "multi_match")
    if body.get("type") not in _TYPES:
        raise parsing_error(f"[multi_match] does not support the type [{body.get('type')}]; {supported(_TYPES)}")
    operator = read_operator(body, "multi_match")
    names = require_texts(body.get("fields"), "[multi_match] fields", parsing_error)
    fields = [found for name in names if (found := _read_field(name, compiler)) is not None]
    if not fields:
        return match_none()
    if len({field.search_analyzer for field, _ in fields}) > 1:
        raise parsing_error("[multi_match] of type [cross_fields] supports fields of one analyzer at a time")
    words = split_words(fields[0][0], text)
    return join_words(words, operator, lambda word: _anywhere(word, fields, compiler)).boosted(boost)


def _read_field(boosted: str, compiler: Compiler) -> tuple[TextField, float] | None:
    """A field and its boost from `name^boost`; None if the index has no such field."""
    match = _FIELD.fullmatch(boosted)
    if match is None:
        raise parsing_error(f"[multi_match] does not support the field [{boosted}]; supported: [name, name^boost]")
    field = find_text_field(compiler, match[1], "multi_match")
    return None if field is None else (field, float(match[2] or 1))


def _anywhere(word: str, fields: list[tuple[TextField, float]], compiler: Compiler) -> Query:
    queries = [Query.boost_query(field.word(compiler.index.schema, word), boost) for field, boost in fields]
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)
