"""Which words of a text a search by words has found, by the rules of all_words.py and closest.py."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from search_queries.words.abbreviations import ways_to_read
from search_queries.words.all_words import FEWEST_LETTERS_JOINED
from search_queries.words.clauses import is_near, numbers_of, starts_near
from search_queries.words.closest import FEWEST_LETTERS_OF_A_TITLE, may_be_shortened, ways_to_read_text
from search_queries.words.common_words import common_words_near
from search_queries.words.numbers import ordinal_of
from search_queries.words.query_text import read_query_text
from search_queries.words.sounds import sounds_asked, sounds_of
from search_queries.words.split import ARTICLES, key, keys_typed_for
from search_queries.words.stems import stem

# The neighbours that the mapping's analyzer `joined` joins.
_MOST_JOINED = 3


class Kind(Enum):
    """What a text is, which decides how words are looked for in it."""

    TITLE = 1
    PERSON = 2
    TEXT = 3


class FoundWords(NamedTuple):
    """The words `[first:end]` of a text; of a word half typed only so many letters."""

    first: int
    end: int
    letters: int | None = None


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed.

    `forgives` errors and a last word half typed, as the search for the closest does; words are found by their `sounds`
    too.
    """

    words: Sequence[str]
    forgives: bool = False
    sounds: frozenset[str] = frozenset()

    @cached_property
    def _keys(self) -> Sequence[str]:
        """The words as the key of a title."""
        return keys_typed_for(self.words)

    def find(self, words: Sequence[str], kind: Kind) -> list[FoundWords]:
        """What is asked for among the words of a text."""
        if kind is Kind.TEXT:
            stems = self._stems_in_text
            return [FoundWords(place, place + 1) for place, word in enumerate(words) if stem(word) in stems]
        letters = self._found_in_titles if kind is Kind.TITLE else self._found_in_names
        found = [FoundWords(place, place + 1, letters[word]) for place, word in enumerate(words) if letters[word] != 0]
        if len(found) == len(words):
            return found
        joined = self._find_joined(words)
        if kind is Kind.PERSON:
            # a part of a name is written as one, as in "deniro", but not all of it
            return [*found, *(part for part in joined if part.end - part.first < len(words))]
        found += joined
        return found or self._find_whole(words)

    @cached_property
    def _distinct(self) -> set[str]:
        return set(self.words)

    @cached_property
    def _asked(self) -> set[str]:
        """The words, and what abbreviations among them stand for."""
        return {way for place in range(len(self.words)) for way in ways_to_read(self.words, place)}

    @cached_property
    def _stems(self) -> set[str]:
        return {stem(word) for word in self._asked}

    @cached_property
    def _stems_in_text(self) -> set[str]:
        """Without articles beside other words: a description has one in each sentence."""
        return {stem(word) for word in self._asked - ARTICLES} or self._stems

    @cached_property
    def _stems_of_names(self) -> set[str]:
        """Two words that a title or a name writes as one count there: "war games" is WarGames."""
        return self._stems | {stem(self.words[place] + self.words[place + 1]) for place in range(len(self.words) - 1)}

    @cached_property
    def _found_in_titles(self) -> "_LettersFound":
        return _LettersFound(self._compare_in_title)

    @cached_property
    def _found_in_names(self) -> "_LettersFound":
        return _LettersFound(self._compare_in_name)

    def _compare(self, word: str) -> int | None:
        """How many letters of a word of a title or a name are found: None for the whole word, 0 for none."""
        if stem(word) in self._stems_of_names:
            return None
        if not self.forgives:
            return 0
        last = self.words[-1]
        if len(last) > 1 and word.startswith(last):
            return len(last)
        if not self.sounds.isdisjoint(sounds_of(word)):
            return None
        return None if any(is_near(word, asked) for asked in self._distinct) else 0

    def _compare_in_name(self, word: str) -> int | None:
        """The same of a word of a person's name, which the first of several words may be short for."""
        letters = self._compare(word)
        return len(self.words[0]) if letters == 0 and self._is_shortened and word.startswith(self.words[0]) else letters

    @cached_property
    def _is_shortened(self) -> bool:
        return self.forgives and len(self.words) > 1 and may_be_shortened(self.words[0])

    def _compare_in_title(self, word: str) -> int | None:
        """The same of a word of a title, where more errors are forgiven."""
        letters = self._compare(word)
        if letters == 0 and self.forgives and (word in self._meant or starts_near(word, self.words[-1])):
            return None
        return letters

    @cached_property
    def _meant(self) -> set[str]:
        """The common words that were typed with an error, "too" for to, beside other words, and the ordinals: "7"."""
        common = {word for asked in self._distinct if len(self.words) > 1 for word in common_words_near(asked)}
        return common | {ordinal for asked in self._distinct if (ordinal := ordinal_of(asked))}

    @cached_property
    def _maybe_joined(self) -> set[str]:
        return {word for word in self._distinct if len(word) >= FEWEST_LETTERS_JOINED}

    def _find_joined(self, words: Sequence[str]) -> Iterator[FoundWords]:
        """Neighbours that were typed as one word: "starwars" is Star Wars, "deniro" De Niro."""
        longest = max(map(len, self._maybe_joined), default=0)
        for first, word in enumerate(words):
            joined = word
            for end in range(first + 2, min(first + _MOST_JOINED, len(words)) + 1):
                joined += words[end - 1]
                if len(joined) > longest:
                    break
                if joined in self._maybe_joined:
                    yield FoundWords(first, end)

    def _find_whole(self, words: Sequence[str]) -> list[FoundWords]:
        """All words, if they are what was typed, parted in another way or with errors."""
        title = key(words)
        is_found = title != "" and title in self._keys
        if self.forgives and len(self._keys[0]) >= FEWEST_LETTERS_OF_A_TITLE:
            numbers_stand_there = set(numbers_of(self.words)) <= {*words}
            is_found |= numbers_stand_there and any(is_near(title, whole) for whole in self._keys)
        return [FoundWords(0, len(words))] if is_found else []


class _LettersFound(dict[str, int | None]):
    """What a comparison of `Reading` says of each word, asked once a word."""

    def __init__(self, compare: Callable[[str], int | None]) -> None:
        super().__init__()
        self._compare = compare

    def __missing__(self, word: str) -> int | None:
        self[word] = letters = self._compare(word)
        return letters


def readings_of(
    text: str, *, is_closest: bool, noise: re.Pattern[str] | None = None, by_sound: bool = False
) -> list[Reading]:
    """The ways in which a search reads what was typed: as it is, and for the closest in other letters too."""
    typed = read_query_text(text)
    if not is_closest:
        return [Reading(typed.words)] if typed.words else []
    words, latin, other_layout = ways_to_read_text(typed.for_the_closest(noise), noise)
    sounds = frozenset(chain.from_iterable(sounds_asked(words).words)) if by_sound else frozenset()
    readings = [Reading(words, forgives=True, sounds=sounds), Reading(latin, forgives=True), Reading(other_layout)]
    return [reading for reading in readings if reading.words]
