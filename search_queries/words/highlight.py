"""Texts with the words of a search marked: `Star <mark>Wars</mark>`, safe to put into a page."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from unicodedata import category

from search_queries.words.matching import FoundWords, Kind, Reading
from search_queries.words.places import PlacedWord, Write, place_words
from search_queries.words.scripts import in_latin_letters, with_marks_written_out
from search_queries.words.split import split

# The characters of an excerpt, about three lines of a page, and of those the most before its first mark.
_EXCERPT_LENGTH = 240
_BEFORE_MARK = 80
# A word that is longer than this is cut.
_LONGEST_WORD = 40

# The titles and names whose words are remembered: those of some hundred films.
_REMEMBERED = 4096

Span = tuple[int, int]


def mark(text: str, readings: Sequence[Reading], kind: Kind) -> str | None:
    """The text in HTML with `<mark>` around what was found; None if nothing was."""
    spans = find_spans(text, readings, kind)
    return _in_html(text, spans, 0, len(text)) if spans else None


def mark_excerpt(text: str, readings: Sequence[Reading]) -> str | None:
    """The same of the part of a running text around the first word found, cut between words."""
    spans = find_spans(text, readings, Kind.TEXT)
    if not spans:
        return None
    start, end = _excerpt(text, spans[0])
    return _in_html(text, [span for span in spans if start <= span[0] and span[1] <= end], start, end)


def find_spans(text: str, readings: Sequence[Reading], kind: Kind) -> list[Span]:
    """The parts `[start:end]` of the text that were found, in order, none of which touches another."""
    spans: list[Span] = []
    forms = _words(text) if kind is not Kind.TEXT else [(split(text), None)]
    for words, write in forms:
        # Places are looked for once something is found, since most texts have none of the words.
        if found := _find(words, readings, kind):
            spans += _places_of(found, place_words(text, write), text)
    return _merged(spans)


@lru_cache(_REMEMBERED)
def _words(text: str) -> Sequence[tuple[Sequence[str], Write | None]]:
    """The words of a title or a name, and with what writes them those in other letters, as they are indexed."""
    if text.isascii():
        return [(split(text), None)]
    own = split(text)
    written = [(split(write(text)), write) for write in (in_latin_letters, with_marks_written_out)]
    return [(own, None), *((words, write) for words, write in written if words != own)]


def _find(words: Sequence[str], readings: Sequence[Reading], kind: Kind) -> list[FoundWords]:
    return [found for reading in readings for found in reading.find(words, kind)]


def _places_of(found: Iterable[FoundWords], placed: Sequence[PlacedWord], text: str) -> list[Span]:
    spans = []
    for first, after, letters in found:
        start, end = placed[first].start, placed[after - 1].end
        ends = placed[first].ends
        if letters is not None and ends:
            end = ends[letters - 1]
        # Marks that follow a letter belong to it, also if letters and marks are words of their own.
        while end < len(text) and category(text[end])[0] == "M":
            end += 1
        spans.append((start, end))
    return spans


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _in_html(text: str, spans: Sequence[Span], start: int, end: int) -> str:
    """The text from start to end with its spans marked; each piece is escaped by itself, so no mark cuts an entity."""
    bounds = [start, *(bound for span in spans for bound in span), end]
    pieces = [escape(text[one:other]) for one, other in pairwise(bounds)]
    return "".join(f"<mark>{piece}</mark>" if number % 2 else piece for number, piece in enumerate(pieces))


def _excerpt(text: str, first: Span) -> Span:
    """Where the excerpt starts and ends; it has the first span in full."""
    if len(text) <= _EXCERPT_LENGTH:
        return 0, len(text)
    start = max(0, min(first[0] - _BEFORE_MARK, len(text) - _EXCERPT_LENGTH))
    end = max(first[1], start + _EXCERPT_LENGTH)
    if start:
        space = text.find(" ", start, min(first[0], start + _LONGEST_WORD))
        start = space + 1 if space >= 0 else _before_marks(text, start)
    if end < len(text):
        space = text.rfind(" ", max(first[1], end - _LONGEST_WORD), end + 1)
        end = space if space >= 0 else _before_marks(text, end)
    return start, max(end, first[1])


def _before_marks(text: str, place: int) -> int:
    """The place, moved back so that no mark is parted from its letter."""
    while 0 < place < len(text) and category(text[place])[0] == "M":
        place -= 1
    return place
