"""match: words of one field; with `fuzziness` also words that are spelt nearly so."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import require_count
from embedded_engine.errors import illegal_argument
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.fuzziness import read_fuzziness, spelt_nearly
from embedded_engine.query.minimum_should_match import read_minimum
from embedded_engine.query.one_field import read_boost, read_options
from embedded_engine.query.words import find_text_field, join_words, read_operator, read_words, split_words


def compile_match(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: text}` or `{field: {"query", "operator", "minimum_should_match", "fuzziness", "boost"}}`.

    Every word within the distance counts: `max_expansions` is read but never limits their number.
    """
    further = ("operator", "minimum_should_match", "fuzziness", "max_expansions")
    name, options = read_options(body, "match", "query", further)
    boost = read_boost(options, "match")
    text = read_words(options, "match")
    operator = read_operator(options, "match")
    minimum = read_minimum(options, "match")
    fuzziness = read_fuzziness(options.get("fuzziness", 0))
    if require_count(options.get("max_expansions", 50), "[match] max_expansions") == 0:
        raise illegal_argument("[match] requires maxExpansions to be positive.")
    field = find_text_field(compiler, name, "match")
    if field is None:
        return match_none()
    column = field.column

    def find_word(word: str) -> Query:
        return spelt_nearly(compiler.index.schema, column, word, fuzziness.edits(word)).query

    return join_words(split_words(field, text), operator, find_word, minimum).boosted(boost)
