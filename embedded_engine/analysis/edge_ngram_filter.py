"""edge_ngram: the starts of each word, "wars" -> "wa", "war", "wars"."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.analysis.tokens import WordFilter
from embedded_engine.checks import refuse_unknown, require_count, require_flag
from embedded_engine.errors import illegal_argument

_PARAMETERS = ("type", "min_gram", "max_gram", "preserve_original")


def read_edge_ngram(where: str, body: Mapping[str, Any]) -> WordFilter:
    """`{"min_gram", "max_gram", "preserve_original"}`, the lengths in characters.

    A word shorter than `min_gram` has no start. `preserve_original` keeps words of other lengths whole besides.
    Raises EngineError.
    """
    refuse_unknown(body, _PARAMETERS, where, illegal_argument)
    shortest = require_count(body.get("min_gram", 1), f"{where} min_gram")
    longest = require_count(body.get("max_gram", 2), f"{where} max_gram")
    keeps_word = require_flag(body.get("preserve_original", False), f"{where} preserve_original")
    if shortest < 1:
        raise illegal_argument(f"{where} min_gram must be 1 or more")
    if longest < shortest:
        raise illegal_argument(f"{where} max_gram must not be less than min_gram")

    def starts(word: str) -> tuple[str, ...]:
        found = tuple([word[:length] for length in range(shortest, min(longest, len(word)) + 1)])
        return (*found, word) if keeps_word and not shortest <= len(word) <= longest else found

    return WordFilter(starts, keeps_words=False)
