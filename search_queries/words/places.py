"""Where each word of a text stands in it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search_queries.words.abbreviations import write_out
from search_queries.words.folding import fold
from search_queries.words.numbers import with_ends
from search_queries.words.scripts import in_one_alphabet
from search_queries.words.split import ENDING, INITIALS, THOUSANDS, join_single_letters

_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
# Vowels and last consonants of Hangul, which join the consonant before them.
_JAMO = re.compile("[\u1160-\u11ff]")


# Writes a text in other letters, each character by itself.
Write = Callable[[str], str]


class PlacedWord(NamedTuple):
    """A word of `split`, and the part of the text that it stands for: `text[start:end]`.

    `ends` has, for each letter of the word, the end of the part that it is made of; it is empty for a number that is
    written in letters, and for an abbreviation, of which no letter stands for one of the text's.
    """

    word: str
    start: int
    end: int
    ends: Sequence[int]


class _Traced(NamedTuple):
    """A text made from another: each of its characters stands for the original's `[start, end)`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def place_words(text: str, write: Write | None = None) -> list[PlacedWord]:
    """The words of `split(text)`, each with its place: "Ocean's 11" is oceans at 0 to 7, and 11 at 8 to 10.

    With `write` they are those of `split(write(text))`, still with their places in the text: "Брат" in Latin letters is
    brat at 0 to 4.
    """
    if write is None:
        return _place(_Traced(text, range(len(text)), range(1, len(text) + 1)))
    return _place(_spread((place, place + 1, write(character)) for place, character in enumerate(text)))


def _place(traced: _Traced) -> list[PlacedWord]:
    traced = _without(traced, ENDING)
    traced = _join_initials(traced)
    traced = _folded(_without(traced, THOUSANDS))
    found = [
        PlacedWord(
            in_one_alphabet(match[0]),
            traced.starts[match.start()],
            traced.ends[match.end() - 1],
            traced.ends[match.start() : match.end()],
        )
        for match in _WORD.finditer(traced.text)
    ]
    return list(_with_numbers(_written_out(list(_with_single_letters(found)))))


def _with_single_letters(placed: Sequence[PlacedWord]) -> Iterator[PlacedWord]:
    place = 0
    for word in join_single_letters([one.word for one in placed]):
        # Only single letters are joined, so that a word of three is made of three.
        end = place + (1 if word == placed[place].word else len(word))
        run = placed[place:end]
        yield run[0] if len(run) == 1 else PlacedWord(word, run[0].start, run[-1].end, [one.end for one in run])
        place = end


def _written_out(placed: Sequence[PlacedWord]) -> list[PlacedWord]:
    words = write_out([one.word for one in placed])
    return [
        one if word == one.word else PlacedWord(word, one.start, one.end, ())
        for word, one in zip(words, placed, strict=True)
    ]


def _with_numbers(placed: Sequence[PlacedWord]) -> Iterator[PlacedWord]:
    place = 0
    for word, end in with_ends([one.word for one in placed]):
        first = placed[place]
        yield first if word == first.word else PlacedWord(word, first.start, placed[end - 1].end, ())
        place = end


def _without(traced: _Traced, pattern: re.Pattern[str]) -> _Traced:
    gaps = [match.span() for match in pattern.finditer(traced.text)]
    if not gaps:
        return traced
    removed = {place for start, end in gaps for place in range(start, end)}
    return _pick(traced, [place for place in range(len(traced.text)) if place not in removed])


def _join_initials(traced: _Traced) -> _Traced:
    """The letters of initials next to each other, with a space before and after them."""
    found = list(INITIALS.finditer(traced.text))
    if not found:
        return traced
    picked: list[int | None] = []
    done = 0
    for match in found:
        letters = (place for place in range(*match.span()) if _LETTER.match(traced.text[place]))
        picked += [*range(done, match.start()), None, *letters, None]
        done = match.end()
    return _pick(traced, [*picked, *range(done, len(traced.text))])


def _pick(traced: _Traced, places: Sequence[int | None]) -> _Traced:
    """The characters at these places, with a space for each None."""
    return _Traced(
        "".join(" " if place is None else traced.text[place] for place in places),
        [0 if place is None else traced.starts[place] for place in places],
        [0 if place is None else traced.ends[place] for place in places],
    )


def _folded(traced: _Traced) -> _Traced:
    if traced.text.isascii():
        folded = fold(traced.text)
        if len(folded) == len(traced.text):
            return traced._replace(text=folded)
    return _spread(
        (traced.starts[start], traced.ends[end - 1], _fold_cluster(traced.text[start:end]))
        for start, end in _clusters(traced.text)
    )


def _spread(pieces: Iterator[tuple[int, int, str]]) -> _Traced:
    """The joined texts of pieces, all characters of a piece with its start and its end."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, text in pieces:
        if not text and ends:
            # A soft sign, which Latin letters leave out, belongs to the letter before it.
            ends[-1] = end
        texts.append(text)
        starts += [start] * len(text)
        ends += [end] * len(text)
    return _Traced("".join(texts), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks after it, with which it may be one letter."""
    start = 0
    for place in range(1, len(text)):
        # A mark after a space is a word of its own.
        if text[place - 1] == " " or not _is_continued_by(text[place]):
            yield start, place
            start = place
    if text:
        yield start, len(text)


@lru_cache(4096)
def _is_continued_by(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or _JAMO.match(character) is not None


@lru_cache(4096)
def _fold_cluster(cluster: str) -> str:
    return fold(cluster)
