"""Tokenizers: how a text is split into words."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tantivy import TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from embedded_engine.analysis.char_filters import CharFilter
from embedded_engine.checks import refuse_unknown, require_text
from embedded_engine.errors import illegal_argument

# Where tantivy's tokenizer of this name splits a text.
WHITE_SPACE = " \t\n\r\f"

_CHARACTER_CLASS = re.compile(r"\[(?:\\.|[^][\\])*\]|\\[pP]\{\w+\}|\\[wWdDsS]", re.DOTALL)
# Stands for a class of characters; no pattern holds it.
_ANY_CLASS = "\0"
_OF_CLASSES = re.compile(rf"{_ANY_CLASS}\+(\|{_ANY_CLASS})*")
# Characters whose part in a text is remembered; there are some 20,000 in common use.
_REMEMBERED = 30_000


class Splitting(NamedTuple):
    """How a text is split into words.

    `tokenizer` finds the words. `part_words`, if there is a function for it, makes of a text one that holds the same
    words with spaces between them. A word may hold white space if `may_hold_space` says so.
    """

    tokenizer: Tokenizer
    part_words: CharFilter | None = None
    may_hold_space: bool = True


KEYWORD = Splitting(Tokenizer.raw())


def read_pattern(where: str, body: Mapping[str, Any]) -> Splitting:
    r"""`{"pattern": "[\\p{L}\\p{N}]+", "group": 0}`. Raises EngineError.

    tantivy takes longer to match such an expression than for all else that it does with a text. Most need no matching,
    since of each character one can say whether words hold it: `class+`, and behind it classes of characters each of
    which is a word, `class+|class`. Of such a text the words are parted here, and tantivy splits it at spaces.
    """
    refuse_unknown(body, ("type", "pattern", "group"), where, illegal_argument)
    if body.get("group") != 0:
        raise illegal_argument(f"{where} does not support the group [{body.get('group')}]; supported: [0]")
    pattern = require_text(body.get("pattern"), f"{where} pattern")
    try:
        tokenizer = Tokenizer.regex(pattern)
    except ValueError as error:
        raise illegal_argument(f"{where}: {error}") from error
    unanchored = pattern.removesuffix("$")
    if not _is_of_classes(unanchored):
        return Splitting(tokenizer)
    parts = _Parts(TextAnalyzerBuilder(Tokenizer.regex(unanchored)).build())
    if any(parts[ord(space)] != " " for space in WHITE_SPACE):
        return Splitting(tokenizer)
    return Splitting(tokenizer, parts.separator() if pattern == unanchored else None, may_hold_space=False)


def _is_of_classes(pattern: str) -> bool:
    """Whether it is `class+|class|...`: whatever the first class holds is part of a run, whatever the others hold."""
    inner = None
    while inner != pattern:
        inner, pattern = pattern, _CHARACTER_CLASS.sub(_ANY_CLASS, pattern)
    return _OF_CLASSES.fullmatch(pattern) is not None


class _Parts(dict[int, str]):
    """What stands for a character, by its number: itself, itself between spaces, or a space; for `str.translate`."""

    def __init__(self, words: TextAnalyzer) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, code: int) -> str:
        character = chr(code)
        match len(self._words.analyze(character + character)):
            case 0:
                part = " "
            case 1:
                part = character
            case _:
                part = f" {character} "
        if len(self) < _REMEMBERED:
            self[code] = part
        return part

    def separator(self) -> CharFilter:
        """Puts spaces between the words of a text."""
        of_ascii = "".join([self[code] for code in range(128)])
        if len(of_ascii) > 128:
            return lambda text: text.translate(self)
        table = of_ascii.encode().ljust(256)

        def part_words(text: str) -> str:
            # bytes are translated several times as fast
            return text.encode().translate(table).decode() if text.isascii() else text.translate(self)

        return part_words
