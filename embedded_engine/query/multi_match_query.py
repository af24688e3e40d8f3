"""multi_match of type cross_fields: words, each of which may be in any of some fields."""

import re
from collections.abc import Mapping
from typing import Any

from tantivy import Occur, Query

from embedded_engine.checks import refuse_unknown, require_text, require_texts
from embedded_engine.errors import illegal_argument, parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.storage.fields import TextField

_TYPES = ("cross_fields",)
_OPERATORS = {"and": Occur.Must, "or": Occur.Should}
_FIELD = re.compile(r"([^*^]+)(?:\^(\d+(?:\.\d+)?))?")


def compile_multi_match(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"query", "type", "operator", "fields"}`; a word scores as it does in its best field."""
    refuse_unknown(body, ("query", "type", "operator", "fields"), "[multi_match]", parsing_error)
    text = require_text(body.get("query"), "[multi_match] query", parsing_error)
    if body.get("type") not in _TYPES:
        kinds = ", ".join(_TYPES)
        raise parsing_error(f"[multi_match] does not support the type [{body.get('type')}]; supported: [{kinds}]")
    operator = require_text(body.get("operator", "or"), "[multi_match] operator", parsing_error).lower()
    if operator not in _OPERATORS:
        raise illegal_argument(f"[multi_match] does not support the operator [{operator}]; supported: [and, or]")
    names = require_texts(body.get("fields"), "[multi_match] fields", parsing_error)
    fields = [found for name in names if (found := _read_field(name, compiler)) is not None]
    if len({field.analyzer_name for field, _ in fields}) > 1:
        raise parsing_error("[multi_match] of type [cross_fields] supports fields of one analyzer at a time")
    words = list(dict.fromkeys(fields[0][0].analyzer.analyze(text))) if fields else []
    if not words:
        return match_none()
    clauses = [(_OPERATORS[operator], _anywhere(word, fields, compiler)) for word in words]
    return Compiled(clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses))


def _read_field(boosted: str, compiler: Compiler) -> tuple[TextField, float] | None:
    """A field and its boost from `name^boost`; None where the index has no such field."""
    match = _FIELD.fullmatch(boosted)
    if match is None:
        raise parsing_error(f"[multi_match] does not support the field [{boosted}]; supported: [name, name^boost]")
    field = compiler.index.mapping.fields.get(match[1])
    if field is None:
        return None
    if not isinstance(field, TextField):
        raise parsing_error(
            f"[multi_match] does not support field [{match[1]}] of type [{field.kind}]; supported: [text]"
        )
    return field, float(match[2] or 1)


def _anywhere(word: str, fields: list[tuple[TextField, float]], compiler: Compiler) -> Query:
    queries = [Query.boost_query(field.word(compiler.index.schema, word), boost) for field, boost in fields]
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)
