"""What a client typed: words, "quoted phrases" and -words that must be missing."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from search_queries.words.abbreviations import ways_to_write
from search_queries.words.noise import without_noise
from search_queries.words.numbers import ways_in_words
from search_queries.words.split import key, split, split_as_written

# A quote without its other half and a dash without a word are text.
_PIECE = re.compile(r'(?P<minus>(?<!\S)-(?=[^\s\-"]|"[^"]*[^\s"][^"]*"))?(?:"(?P<phrase>[^"]*)"|(?P<text>[^\s"]+|"))')

# The first part of "godfather2" and of "101dalmatians"; "mp3", "2nd" and "se7en" are words.
_BEFORE_JOINED = re.compile(r"\b([^\W\d_]{3,}(?=[0-9]{1,4}\b)|[0-9]{1,4}(?=[^\W\d_]{4,}\b))")


@dataclass(frozen=True)
class QueryText:
    """The parts of a text: `plain` is all of it but what must be missing, without quotes.

    `matrix "red pill" -reloaded` has the words matrix, red and pill, of which the last two stand together in
    `phrases`, and `excluded` reloaded.
    """

    plain: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def as_written(self) -> str:
        """The key of a title with its numbers and abbreviations as they were typed; "" if there are none."""
        as_written = key(split_as_written(self.plain))
        return "" if as_written == key(self.words) else as_written

    @cached_property
    def written_otherwise(self) -> tuple[str, ...]:
        """The keys of the title with its numbers in words, or with words abbreviated."""
        ways = [*ways_to_write(self.words), *ways_in_words(self.words)]
        typed = key(self.words)
        return tuple(dict.fromkeys(each for each in map(key, ways) if each != typed))

    def with_numbers_apart(self) -> "QueryText":
        """The text with a space between a word and a number that were typed as one: "godfather2" -> "godfather 2"."""
        plain = _BEFORE_JOINED.sub(r"\1 ", self.plain)
        return self if plain == self.plain else replace(self, plain=plain, words=tuple(split(plain)))

    def without(self, noise: re.Pattern[str] | None) -> "QueryText":
        """The text without noise among its plain words."""
        words = without_noise(self.words, noise)
        return self if words == self.words else replace(self, plain=" ".join(words), words=words)

    def for_the_closest(self, noise: re.Pattern[str] | None) -> "QueryText":
        """The text as the closest are looked for, and as their words are marked."""
        return self.with_numbers_apart().without(noise)


def read_query_text(text: str) -> QueryText:
    """The parts of what was typed. Of nothing but `-word`s the dashes are text: "-30-" is a title."""
    plain: list[str] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    for piece in _PIECE.finditer(text):
        part = piece["phrase"] if piece["phrase"] is not None else piece["text"]
        words = tuple(split(part))
        if piece["minus"] and words:
            excluded.append(words)
            continue
        plain.append(part)
        if piece["phrase"] is not None and words:
            phrases.append(words)
    kept = " ".join(plain) if phrases or excluded else text
    words = tuple(split(kept))
    if not words:
        return QueryText(text, tuple(split(text)))
    return QueryText(kept, words, tuple(phrases), tuple(excluded))
