"""What is like a document: the parts of its series first, then what shares its people, genres and title words.

All scores are constants that add up without rounding, so that both engines order hits alike.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from search_queries.faults import require_several
from search_queries.mapping import NUMBER_TYPES
from search_queries.parameter import Parameter
from search_queries.search_parts import PreparedQuery, SearchParts
from search_queries.source_values import values_at
from search_queries.url_parameter import UrlParameter
from search_queries.words.clauses import Clause, Weighted, any_of, constant, spelled_in, title_start, weighted
from search_queries.words.common_words import COMMON_WORDS
from search_queries.words.split import split

# One genre is shared by a tenth of all films, one person by a few.
_GENRE = 2.0
_PERSON = 3.0
# Samurai say as much as a person does, while many words of titles are common.
_TITLE_WORD = 3.0
# Above the sum of all others.
_SERIES = 200.0
_MOST_GENRES = 8
_MOST_PEOPLE = 16
_MOST_TITLE_WORDS = 8
# Harry Potter and the Lord of the Rings tell by two words; a third is often of one part.
_WORDS_OF_A_SERIES = 2
_SUBTITLE = re.compile(r":|\s[-–—]\s")
_PARTS = frozenset((
    "part", "chapter", "episode", "volume", "season", "часть", "глава", "эпизод", "том", "сезон",
))  # fmt: skip


class Similar(Parameter[None]):
    """What is like a document, without a parameter of the URL. For a SimilarQuery.

    `title` is the field of the document that has its title; `titles`, `all_titles` and `whole` are the fields of words
    in which it is looked for, as those of `Words`. `people` and `genres` hold ids or other values that documents share,
    plain (`tags`) or in objects (`genres.id`), and may be weighed: `directors.id^2`. A person in several fields counts
    once, by the first of them. `key` is the unique field by which the document itself is left out; hits that are
    equally alike are ordered by `renown`, the best known first, then by `tie_breaker`.
    """

    def __init__(
        self,
        *,
        title: str,
        titles: Sequence[str],
        all_titles: str | None = None,
        whole: str,
        people: Sequence[str] = (),
        genres: str | None = None,
        renown: str | None = None,
        key: str = "id",
        tie_breaker: str = "id",
    ) -> None:
        self._title = title
        self._titles = require_several("titles", titles)
        in_one = None if all_titles is None else Weighted(all_titles, 1.0)
        self._spelled = tuple(field.words for field in spelled_in([Weighted(path, 1.0) for path in titles], in_one))
        self._whole = whole
        self._people = tuple(weighted(path, _PERSON) for path in require_several("people", people))
        self._genres = None if genres is None else weighted(genres, _GENRE)
        self._renown = renown
        self._key = key
        self._tie_breaker = tie_breaker
        words = (*titles, *self._spelled, whole, f"{whole}.prefix")
        super().__init__(
            {
                title: {"text", "keyword"},
                **{path: {"text"} for path in words},
                **{shared.path: {"keyword"} for shared in self._shared_fields},
                key: {"keyword"},
                **({} if renown is None else {renown: NUMBER_TYPES}),
                tie_breaker: NUMBER_TYPES | {"keyword"},
            }
        )

    @property
    def needed(self) -> list[str]:
        """The fields of a document that `add` reads: `["id", "title", "genres", "directors"]`."""
        paths = (self._key, self._title, *(shared.path for shared in self._shared_fields))
        return list(dict.fromkeys(path.partition(".")[0] for path in paths))

    def add(self, document: Mapping[str, Any], parts: SearchParts) -> None:
        """Add the search for what is like a document, of which the `needed` fields are given, if it has them."""
        # of several titles the first is shown
        title = next(values_at(document, self._title), "")
        alike = [
            *self._series(title),
            *self._title_words(title),
            *self._shared_people(document),
            *self._shared_genres(document),
        ]
        itself = {"term": {self._key: {"value": document[self._key]}}}
        found = {"bool": {"should": alike, "minimum_should_match": 1, "must_not": [itself]}} if alike else _NOTHING
        parts.scored.append(PreparedQuery(found))
        renown = [{self._renown: {"order": "desc", "missing": "_last"}}] if self._renown else []
        parts.sort += [{"_score": {"order": "desc"}}, *renown, {self._tie_breaker: {"order": "asc"}}]

    def url_parameters(self) -> Sequence[UrlParameter]:
        return ()

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[None, Sequence[Any]]:
        return None, ()

    def write(self, value: None) -> Iterator[tuple[str, str]]:
        yield from ()

    def contribute(self, value: None, parts: SearchParts) -> None:
        """Nothing: see `add`."""

    @property
    def _shared_fields(self) -> tuple[Weighted, ...]:
        return self._people if self._genres is None else (self._genres, *self._people)

    def _series(self, title: str) -> Iterator[Clause]:
        words = series_words(title)
        if words:
            text = " ".join(_telling(words))  # of The Terminator, the second part lacks the article
            together = any_of([{"match": {path: {"query": text, "operator": "and"}}} for path in self._titles])
            yield constant({"bool": {"filter": [title_start(self._whole, words), together]}}, _SERIES)

    def _title_words(self, title: str) -> Iterator[Clause]:
        for word in _telling(split(title))[:_MOST_TITLE_WORDS]:
            anywhere = any_of([{"term": {path: {"value": word}}} for path in self._spelled])
            yield constant(anywhere, _TITLE_WORD)

    def _shared_people(self, document: Mapping[str, Any]) -> Iterator[Clause]:
        weights: dict[str, float] = {}
        for shared in self._people:
            for person in values_at(document, shared.path):
                weights.setdefault(person, shared.weight)
        paths = tuple(shared.path for shared in self._people)
        for person, weight in list(weights.items())[:_MOST_PEOPLE]:
            yield _same(paths, person, weight)

    def _shared_genres(self, document: Mapping[str, Any]) -> Iterator[Clause]:
        if self._genres is not None:
            for genre in list(dict.fromkeys(values_at(document, self._genres.path)))[:_MOST_GENRES]:
                yield _same((self._genres.path,), genre, self._genres.weight)


_NOTHING: Clause = {"match_none": {}}


def series_words(title: str) -> list[str]:
    """The words with which the titles of a series begin, as far as one title tells; [] if only common words do.

    "Harry Potter and the Sorcerer's Stone" -> ["harry", "potter"], "Dune: Part Two" -> ["dune"]
    """
    words = split(_SUBTITLE.split(title, maxsplit=1)[0]) or split(title)
    end = next((place for place, word in enumerate(words) if place and _is_number(word)), len(words))
    telling = [place for place, word in enumerate(words[:end]) if word not in COMMON_WORDS]
    if len(telling) >= _WORDS_OF_A_SERIES:
        end = telling[_WORDS_OF_A_SERIES - 1] + 1
    # "It" begins many titles
    return words[:end] if telling else []


def _telling(words: Sequence[str]) -> list[str]:
    """The words that say what a title is about, each once; all of them if none does, as in "It"."""
    telling = [word for word in words if word not in COMMON_WORDS and not _is_number(word)]
    return list(dict.fromkeys(telling or words))


def _is_number(word: str) -> bool:
    """Whether a word only numbers the parts of a series."""
    return word.isdecimal() or word in _PARTS


def _same(paths: Collection[str], value: str, score: float) -> Clause:
    return constant(any_of([{"term": {path: {"value": value}}} for path in paths]), score)
