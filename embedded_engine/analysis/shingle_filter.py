"""shingle: neighbours as one token, "star wars" -> "star", "star wars", "wars"."""

from collections.abc import Mapping, Sequence
from typing import Any

from embedded_engine.analysis.tokenizers import WHITE_SPACE
from embedded_engine.analysis.tokens import Token
from embedded_engine.checks import refuse_unknown, require_count, require_flag, require_text
from embedded_engine.errors import illegal_argument

_PARAMETERS = ("type", "min_shingle_size", "max_shingle_size", "token_separator", "output_unigrams")
_SMALLEST = 2


class ShingleFilter:
    """At each word the runs of words that begin with it. `sizes` are the lengths of the runs in words, ascending."""

    keeps_words = False

    def __init__(self, sizes: Sequence[int], separator: str) -> None:
        self._sizes = sizes
        self._separator = separator
        self.adds_space = not set(separator).isdisjoint(WHITE_SPACE)

    def words(self, words: Sequence[str]) -> Sequence[str]:
        join = self._separator.join
        count = len(words)
        return [
            join(words[start : start + size]) for start in range(count) for size in self._sizes if start + size <= count
        ]

    def tokens(self, tokens: Sequence[Token]) -> Sequence[Token]:
        runs = (
            tokens[start : start + size]
            for start in range(len(tokens))
            for size in self._sizes
            if start + size <= len(tokens)
        )
        return [run[0] if len(run) == 1 else self._joined(run) for run in runs]

    def _joined(self, run: Sequence[Token]) -> Token:
        text = self._separator.join(token.text for token in run)
        # a run of the smallest size spans one position, and one of each word more a position more
        length = len(run) - self._sizes[0] + 1
        return Token(text, run[0].position, run[0].start_offset, run[-1].end_offset, "shingle", length)


def read_shingle(where: str, body: Mapping[str, Any], max_diff: int) -> ShingleFilter:
    """`{"min_shingle_size", "max_shingle_size", "token_separator", "output_unigrams"}`.

    `max_diff` is the setting `max_shingle_diff` of the index. Raises EngineError.
    """
    refuse_unknown(body, _PARAMETERS, where, illegal_argument)
    smallest = require_count(body.get("min_shingle_size", _SMALLEST), f"{where} min_shingle_size")
    largest = require_count(body.get("max_shingle_size", _SMALLEST), f"{where} max_shingle_size")
    with_words = require_flag(body.get("output_unigrams", True), f"{where} output_unigrams")
    separator = require_text(body.get("token_separator", " "), f"{where} token_separator")
    if smallest < _SMALLEST:
        raise illegal_argument(f"{where} min_shingle_size must be {_SMALLEST} or more")
    if largest < smallest:
        raise illegal_argument(f"{where} max_shingle_size must not be less than min_shingle_size")
    difference = largest - smallest + with_words
    if difference > max_diff:
        raise illegal_argument(
            f"{where}: the difference between max_shingle_size and min_shingle_size (and +1 if outputting unigrams) "
            f"must be less than or equal to: [{max_diff}] but was [{difference}]. This limit can be set by changing "
            "the [index.max_shingle_diff] index level setting."
        )
    sizes = range(smallest, largest + 1)
    return ShingleFilter((1, *sizes) if with_words else tuple(sizes), separator)
