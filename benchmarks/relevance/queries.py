"""The queries of each class, drawn by a seed from the titles of films: what is typed, and which films answer it.

It shares no code with the search, so that no mistake of one is hidden by the other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from uuid import UUID

from benchmarks.relevance.films import read_spoken_names, titles_of
from benchmarks.relevance.russian_typing import (
    in_bgn,
    in_gost,
    in_passport,
    on_english_layout,
    with_another_case,
)
from benchmarks.relevance.typing_errors import has_long_word, with_one_error
from catalogue.model import Film

# A longer title is leftover markup, not something that anybody types.
_LONGEST_TITLE = 100
_MOST_TITLES_THAT_START_SO = 10
_WORDS_OF_TWO_ERRORS = 3


@dataclass(frozen=True)
class Target:
    """The least success of a class, in percent: `first` at rank 1, `first_ten` in the first ten, `agreement` on both
    engines' first film."""

    first: float
    first_ten: float | None
    agreement: float


# What the relevance of this service is judged by.
TARGETS = {
    "exact title": Target(99.5, 100, 95),
    "one error": Target(97, 99.5, 95),
    "two errors": Target(95, 99, 80),
    "half a title": Target(55, 98, 80),
    "half a title, one error": Target(45, 95, 80),
    "word and actor": Target(97, 99.5, 95),
    "words shuffled": Target(98, 100, 95),
    "Russian, one error": Target(95, None, 80),
    "Russian, another case": Target(95, None, 80),
    "Russian in Latin letters": Target(90, None, 80),
    "Russian on the English layout": Target(85, None, 80),
    "a person, spoken in Russian": Target(90, 95, 80),
    "a person, spelled by ear": Target(90, 95, 80),
}
_SUGGESTED = frozenset({"half a title", "half a title, one error"})


@dataclass(frozen=True)
class Query:
    """A text that somebody types, and the films that each count as a right answer."""

    group: str
    text: str
    answers: frozenset[UUID]

    @property
    def is_suggest(self) -> bool:
        """Whether it is asked while typing, of the suggest endpoint."""
        return self.group in _SUGGESTED


class QueryGenerator:
    """Draws queries over the films of a catalogue: the same for the same films, seed and class."""

    def __init__(self, films: Sequence[Film]) -> None:
        self._films_of_title: dict[str, set[UUID]] = defaultdict(set)
        self._films_of_words: dict[tuple[str, ...], set[UUID]] = defaultdict(set)
        self._films_of_word_and_actor: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        self._films_of_person: dict[str, set[UUID]] = defaultdict(set)
        self._titles_that_start: Counter[str] = Counter()
        self._russian: list[str] = []
        for film in films:
            self._note(film)
        self._unique = [film for film in films if self._is_unique(film)]
        self._russian = sorted(set(self._russian))

    def english(self, seed: int, count: int) -> Iterator[Query]:
        """`count` queries of each class of English titles, fewer if fewer titles suit a class."""
        classes: dict[str, Callable[[Film, Random], Query | None]] = {
            "exact title": self._exact,
            "one error": self._one_error,
            "two errors": self._two_errors,
            "half a title": self._half,
            "half a title, one error": self._half_with_error,
            "word and actor": self._word_and_actor,
            "words shuffled": self._shuffled,
        }
        for name, draw in classes.items():
            chance = _chance(seed, name)
            drawn = (draw(film, chance) for film in chance.sample(self._unique, len(self._unique)))
            yield from islice((query for query in drawn if query is not None), count)

    def russian(self, seed: int) -> Iterator[Query]:
        """A query of each class for every Russian title that suits it."""
        latin = (in_bgn, in_gost, in_passport)
        classes: dict[str, Callable[[str, int, Random], str | None]] = {
            "Russian, one error": lambda title, _, chance: _error_in(title, chance),
            "Russian, another case": lambda title, _, chance: with_another_case(title, chance),
            "Russian in Latin letters": lambda title, number, _: latin[(number + seed) % len(latin)](title),
            "Russian on the English layout": lambda title, _, chance: on_english_layout(
                title.lower() if chance.random() < 0.5 else title
            ),
        }
        for name, typed in classes.items():
            chance = _chance(seed, name)
            for number, title in enumerate(self._russian):
                text = typed(title, number, chance)
                if text is not None:
                    # "Акира" in Latin letters is a title too
                    answers = self._films_of_title[title.casefold()] | self._films_of_title.get(text.casefold(), set())
                    yield Query(name, text, frozenset(answers))

    def spoken(self) -> Iterator[Query]:
        """A query for each well-known person who has films, as the name sounds, in Russian letters or in Latin ones."""
        for text, name in read_spoken_names().items():
            if answers := self._films_of_person[name]:
                group = "a person, spelled by ear" if text.isascii() else "a person, spoken in Russian"
                yield Query(group, text, frozenset(answers))

    def _note(self, film: Film) -> None:
        for title in titles_of(film):
            self._films_of_title[title.casefold()].add(film.id)
            self._films_of_words[_sorted_words(title)].add(film.id)
            if _is_russian(title):
                self._russian.append(title)
            for actor in film.actors:
                for word in _words(title):
                    self._films_of_word_and_actor[word.casefold(), actor.full_name].add(film.id)
        for person in (*film.actors, *film.writers, *film.directors):
            self._films_of_person[person.full_name].add(film.id)
        shown = film.title.casefold()
        longest_half = min(len(shown), _LONGEST_TITLE // 2)
        self._titles_that_start.update(shown[:length] for length in range(4, longest_half + 1))

    def _is_unique(self, film: Film) -> bool:
        return len(film.title) <= _LONGEST_TITLE and len(self._films_of_title[film.title.casefold()]) == 1

    def _exact(self, film: Film, _chance: Random) -> Query | None:
        return Query("exact title", film.title, frozenset({film.id}))

    def _one_error(self, film: Film, chance: Random) -> Query | None:
        return self._misspelt("one error", film, _error_in(film.title, chance))

    def _two_errors(self, film: Film, chance: Random) -> Query | None:
        if len(film.title.split()) < _WORDS_OF_TWO_ERRORS:
            return None
        once = _error_in(film.title, chance)
        return self._misspelt("two errors", film, once and _error_in(once, chance))

    def _half(self, film: Film, _chance: Random) -> Query | None:
        half = self._typed_half(film)
        return Query("half a title", half, frozenset({film.id})) if half else None

    def _half_with_error(self, film: Film, chance: Random) -> Query | None:
        half = self._typed_half(film)
        typed = half and _error_in(half, chance)
        return Query("half a title, one error", typed, frozenset({film.id})) if typed else None

    def _word_and_actor(self, film: Film, chance: Random) -> Query | None:
        words = _words(film.title)
        if not film.actors or not words:
            return None
        word, actor = chance.choice(words), film.actors[0].full_name
        answers = self._films_of_word_and_actor[word.casefold(), actor]
        return Query("word and actor", f"{word} {actor}", frozenset(answers))

    def _shuffled(self, film: Film, chance: Random) -> Query | None:
        words = film.title.split()
        if len(words) < 2 or self._films_of_words[_sorted_words(film.title)] != {film.id}:
            return None
        shuffled = chance.sample(words, len(words))
        if shuffled == words:
            shuffled = [*words[1:], words[0]]
        return self._misspelt("words shuffled", film, " ".join(shuffled))

    def _misspelt(self, name: str, film: Film, text: str | None) -> Query | None:
        """None if what is typed is a title by itself: "Heart" for "Hearts"."""
        if not text or text.casefold() in self._films_of_title:
            return None
        return Query(name, text, frozenset({film.id}))

    def _typed_half(self, film: Film) -> str | None:
        """The first half, at least 4 characters; None if it is all of the title, or if too many titles start so."""
        half = film.title[: max(4, len(film.title) // 2)]
        if len(half) == len(film.title) or self._titles_that_start[half.casefold()] > _MOST_TITLES_THAT_START_SO:
            return None
        return half.strip()


def _chance(seed: int, name: str) -> Random:
    return Random(f"{seed} {name}")  # noqa: S311 - to be repeated, not to be unguessable


def _error_in(text: str, chance: Random) -> str | None:
    return with_one_error(text, chance) if has_long_word(text) else None


def _words(title: str) -> list[str]:
    """The words between spaces, without the punctuation around them."""
    stripped = (re.sub(r"^\W+|\W+$", "", word) for word in title.split())
    return [word for word in stripped if word]


def _sorted_words(title: str) -> tuple[str, ...]:
    return tuple(sorted(word.casefold() for word in _words(title)))


def _is_russian(title: str) -> bool:
    return re.search("[а-яё]", title, re.IGNORECASE) is not None
