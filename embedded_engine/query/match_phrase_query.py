"""match_phrase: words of one field, one right after the other."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import require_count
from embedded_engine.errors import parsing_error, query_shard_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_boost, read_options
from embedded_engine.query.words import find_text_field, read_words, split_words


def compile_match_phrase(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: text}` or `{field: {"query", "slop": 0, "boost"}}`.

    With a greater slop tantivy would find words at the end of one value and the start of the next.
    """
    name, options = read_options(body, "match_phrase", "query", ("slop",))
    boost = read_boost(options, "match_phrase")
    text = read_words(options, "match_phrase")
    slop = require_count(options.get("slop", 0), "[match_phrase] slop")
    if slop:
        raise parsing_error(f"[match_phrase] does not support the slop [{slop}]; supported: [0]")
    field = find_text_field(compiler, name, "match_phrase")
    words = [] if field is None else split_words(field, text)
    if field is None or not words:
        return match_none()
    schema = compiler.index.schema
    if len(words) == 1:
        return Compiled(field.word(schema, words[0])).boosted(boost)
    if not field.has_positions:
        raise query_shard_error(f"field [{name}] was indexed without position data; cannot run [match_phrase]")
    return Compiled(Query.phrase_query(schema, field.column, list(words))).boosted(boost)
