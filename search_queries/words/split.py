"""A text's words: the one function that both the documents and the queries are made of.

What depends on one word or one character alone stands in the mapping's analysis too (`analysis.py`); what depends on
neighbours can be decided here only.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from search_queries.words.abbreviations import write_out
from search_queries.words.folding import LETTER_APOSTROPHE, fold
from search_queries.words.numbers import as_digits
from search_queries.words.scripts import in_one_alphabet

APOSTROPHES = ("'", "’", LETTER_APOSTROPHE)
# An English ending belongs to its word, since "oceans" is typed for "Ocean's" and "dont" for "Don't"; any other
# apostrophe parts words, so that "avventura" finds "L'Avventura".
ENDINGS = ("s", "t", "m", "re", "ve", "ll")
ENDING = re.compile(rf"[{''.join(APOSTROPHES)}]+(?={'|'.join(ENDINGS)})", re.IGNORECASE | re.ASCII)

_LETTER = r"[^\W\d_]"
_NO_LETTER_BEFORE = r"(?<![^\W_])"
_NO_LETTER_AFTER = r"(?![^\W_])"
# "S.W.A.T.", "M*A*S*H", "G.I.Jane", "J. K. Simmons": two letters or more, a sign after each but perhaps the last.
INITIALS = re.compile(
    rf"{_NO_LETTER_BEFORE}{_LETTER}(?:[.*·•]|\. (?={_LETTER}\.))"
    rf"(?:{_LETTER}(?:[.*·•]|\. (?={_LETTER}\.)))+(?:{_LETTER}{_NO_LETTER_AFTER})?"
)
_SIGNS_OF_INITIALS = ".*·•"
_NO_LETTER = re.compile(r"[\W_]")
# "20,000 Leagues"
THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
# Two single letters may be words: "Samuel L Jackson", "I, Robot", "Plan B".
_FEWEST_INITIALS = 3
# The parts of texts, from space to space, that are remembered: given names, and the frequent words of titles.
_REMEMBERED = 20_000
# Of fewer letters, as in "there", none begins with an article.
_FEWEST_WITH_ARTICLE = 6
ARTICLES = frozenset(("the", "a", "an"))


def split(text: str) -> list[str]:
    """The words of a text in their order: "Rocky II: S.W.A.T. & Ocean's Eleven" is rocky 2 swat and oceans 11.

    The words of its own words, joined by spaces, are the same words.
    """
    return in_one_form(split_as_written(text))


def in_one_form(words: list[str]) -> list[str]:
    """The words of `split` of those of `split_as_written`: abbreviations written out, numbers as digits."""
    return as_digits(write_out(words))


def split_as_written(text: str) -> list[str]:
    """The same with numbers and abbreviations as written: "The Seventh Seal" is the seventh seal, not the 7th seal."""
    # Most names are letters alone, and to look for a character is far quicker than to run an expression.
    if not text.replace(" ", "").isalpha() or LETTER_APOSTROPHE in text:
        text = _without_signs(text)
    words = (fold(text) if text.isascii() else " ".join(map(_fold_part, text.split()))).split()
    return join_single_letters(words) if len(words) >= _FEWEST_INITIALS else words


@lru_cache(_REMEMBERED)
def _fold_part(part: str) -> str:
    folded = fold(part)
    return folded if folded.isascii() else " ".join(map(in_one_alphabet, folded.split()))


def _without_signs(text: str) -> str:
    """The text without the signs that are inside of words: "Ocean's", "S.W.A.T.", "20,000"."""
    for apostrophe in APOSTROPHES:
        if apostrophe in text:
            text = ENDING.sub("", text)
            break
    if sum(map(text.count, _SIGNS_OF_INITIALS)) > 1:
        text = INITIALS.sub(_join_initials, text)
    return THOUSANDS.sub("", text) if "," in text else text


def key(words: Sequence[str]) -> str:
    """The whole title as one term, without its article: WALL-E, Wall·E and "wall e" are "walle"; "" without words."""
    return "".join(_without_article(words))


def keys_typed_for(words: Sequence[str]) -> list[str]:
    """The keys of the titles that are meant: "thebigbangtheory" is typed for The Big Bang Theory too."""
    whole = key(words)
    if words and words[0].startswith("the") and len(words[0]) >= _FEWEST_WITH_ARTICLE:
        return [whole, whole.removeprefix("the")]
    return [whole]


def counted_key(words: Sequence[str]) -> str:
    """The key after the number of its words: "1 godfather", "3 godfatherpart2"."""
    return counted(_without_article(words))


def counted(words: Sequence[str]) -> str:
    """The words as one term after their number."""
    return f"{len(words)} {''.join(words)}"


def started(words: Sequence[str]) -> Sequence[str]:
    """The words of a title's key if more may follow: those of "the big bang the" are big, bang and the."""
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _without_article(words: Sequence[str]) -> Sequence[str]:
    without_first = started(words)
    if without_first is words and len(words) > 1 and words[-1] in ARTICLES:  # "Matrix, The"
        return words[:-1]
    return without_first


def _join_initials(match: re.Match[str]) -> str:
    return f" {_NO_LETTER.sub('', match[0])} "


def join_single_letters(words: list[str]) -> list[str]:
    """ "s w a t" -> "swat". Letters without upper case are left alone, since they are words in some scripts."""
    if [*map(len, words)].count(1) < _FEWEST_INITIALS:
        return words
    found: list[str] = []
    run: list[str] = []

    def end_run() -> None:
        found.extend(["".join(run)] if len(run) >= _FEWEST_INITIALS else run)
        run.clear()

    for word in words:
        if len(word) == 1 and word.isalpha() and word.upper() != word:
            run.append(word)
        else:
            end_run()
            found.append(word)
    end_run()
    return found
