"""The queries that the searches by words are made of, as Elasticsearch's JSON."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from search_queries.faults import DeclarationError
from search_queries.words.analysis import LONGEST_START
from search_queries.words.errors import is_within
from search_queries.words.split import counted, keys_typed_for, started

Clause = dict[str, Any]

# A word of three letters may have two of them swapped ("teh"); with another letter it would be another word.
_FEWEST_FOR_A_SWAP = 3
# From how many letters on a word is found with one error of any kind in it, and with two: Elasticsearch's AUTO:4,8.
FEWEST_FOR_AN_ERROR = 4
_FEWEST_FOR_TWO_ERRORS = 8
# No word and hardly a title is longer; to look for errors in 256 letters takes 100 times as long as in a word.
_MOST_FOR_AN_ERROR = 64


@dataclass(frozen=True)
class Weighted:
    """A field, and what a match in it is worth."""

    path: str
    weight: float


def weighted(declared: str, weight: float) -> Weighted:
    """A field as it is declared, with what stands behind its ^ as a factor: `title^2`. Raises DeclarationError."""
    path, _, factor = declared.partition("^")
    try:
        boost = float(factor or 1)
    except ValueError:
        boost = -1.0
    if not 0 < boost < inf:
        raise DeclarationError(f"a field is weighed by a number of more than 0, as title^2; got {declared!r}")
    return Weighted(path, weight * boost)


@dataclass(frozen=True)
class Spelled:
    """A field with the words of titles as they stand, and those with neighbours joined and with starts of words."""

    path: str
    words: str
    weight: float

    @property
    def joined(self) -> str:
        """Where a word stands that is written as several."""
        return f"{self.path}.joined"

    @property
    def prefix(self) -> str:
        """Where a start of a word stands."""
        return f"{self.path}.prefix"


def spelled_in(titles: Sequence[Weighted], all_titles: Weighted | None) -> tuple[Spelled, ...]:
    """What is in a field of `all_title_words()`, without one in the subfields of those of `title_words()`."""
    if all_titles is not None:
        return (Spelled(all_titles.path, all_titles.path, all_titles.weight),)
    return tuple(Spelled(title.path, f"{title.path}.words", title.weight) for title in titles)


@dataclass(frozen=True)
class WordFields:
    """The fields that a document's words stand in, which fields.py makes.

    `titles` hold the stems of titles, `spelled` their words as they stand. `shown` is that of `titles` which is shown,
    if `spelled` has all titles in one field and so does not tell it. `sounds` holds how titles and names sound
    (sounds.py). `noise` finds words that say nothing of a document (noise.py).
    """

    titles: tuple[Weighted, ...]
    spelled: tuple[Spelled, ...]
    whole: str
    shown: Weighted | None = None
    people: tuple[Weighted, ...] = ()
    sounds: Weighted | None = None
    text: Weighted | None = None
    year: str | None = None
    noise: re.Pattern[str] | None = None


def swapped(word: str) -> list[str]:
    """The words that a word of three letters may be if two neighbours of it are swapped: "eth" and "the" of "teh"."""
    if not word.isalpha():
        return []
    return [other for other in (word[1] + word[0] + word[2], word[0] + word[2] + word[1]) if other != word]


def is_near(word: str, asked: str) -> bool:
    """Whether a word has no more errors than are forgiven in the word that was asked for, by the rules of `fuzzy`."""
    if len(asked) == _FEWEST_FOR_A_SWAP:
        return word in swapped(asked)
    most = most_errors(asked)
    return most > 0 and is_within(word, asked, most)


def starts_near(word: str, start: str) -> bool:
    """Whether a word starts so, with one error at most, by the rule of `fuzzy` on starts of words."""
    if len(start) < FEWEST_FOR_AN_ERROR or not most_errors(start):
        return False
    start = start[:LONGEST_START]
    return any(is_within(word[:length], start, 1) for length in range(len(start) - 1, len(start) + 2))


def most_errors(word: str) -> int:
    """How many errors are forgiven in a word."""
    if len(word) > _MOST_FOR_AN_ERROR:
        return 0
    if len(word) == _FEWEST_FOR_A_SWAP:
        return int(bool(swapped(word)))
    return (len(word) >= FEWEST_FOR_AN_ERROR) + (len(word) >= _FEWEST_FOR_TWO_ERRORS)


def term(path: str, value: str, boost: float) -> Clause:
    """Documents that have this very word, by BM25."""
    return {"term": {path: {"value": value, "boost": round(boost, 4)}}}


def match_any(field: Weighted, words: str) -> Clause:
    """Documents that have any of the words in a field, by BM25."""
    return {"match": {field.path: {"query": words, "boost": round(field.weight, 4)}}}


def phrase(path: str, words: Sequence[str]) -> Clause:
    """Documents that have the words one after the other."""
    return {"match_phrase": {path: {"query": " ".join(words)}}}


def constant(clause: Clause, score: float) -> Clause:
    """What a clause finds, all of it with this score."""
    return {"constant_score": {"filter": clause, "boost": round(score, 4)}}


def fuzzy(path: str, word: str, errors: int) -> Clause:
    """Documents that have the word with up to N errors in it, which may be in its first letter."""
    if len(word) == _FEWEST_FOR_A_SWAP:
        return {"terms": {path: swapped(word)}}
    return {"fuzzy": {path: {"value": word, "fuzziness": errors}}}


def near_whole(words: Sequence[str], errors: int, fields: WordFields) -> Clause:
    """Documents of a whole title with up to N errors in it, none of them in a number.

    "godfathr 2" is two errors from The Godfather, and means another film.
    """
    near = any_of(
        [
            fuzzy(fields.whole, whole, min(errors, most_errors(whole)))
            for whole in keys_typed_for(words)
            if most_errors(whole)
        ]
    )
    numbered = [
        any_of([{"term": {field.words: {"value": number}}} for field in fields.spelled]) for number in numbers_of(words)
    ]
    return {"bool": {"filter": [near, *numbered]}} if numbered else near


def numbers_of(words: Sequence[str]) -> list[str]:
    """The words that are numbers, each once."""
    return list(dict.fromkeys(word for word in words if word.isdecimal()))


def prefix(path: str, start: str, score: float) -> Clause:
    """Documents that have a word with this start."""
    return constant({"prefix": {path: {"value": start}}}, score)


def title_start(whole: str, words: Sequence[str]) -> Clause:
    """Documents that have a title with this start, none of its spaces counted."""
    start = "".join(started(words))
    if len(start) > LONGEST_START:
        return {"prefix": {whole: {"value": start}}}
    return {"term": {f"{whole}.prefix": {"value": start}}}


def unfinished_title(whole: str, words: Sequence[str]) -> Clause:
    """Documents that have a title of just these words, of the last of which only the start has to be given."""
    return {"prefix": {f"{whole}.counted": {"value": counted(started(words))}}}


def best_of(clauses: Sequence[Clause], tie_breaker: float = 0.0) -> Clause:
    """What any clause finds, by its best score."""
    if len(clauses) == 1:
        return clauses[0]
    return {"dis_max": {"queries": list(clauses), "tie_breaker": tie_breaker}}


def every(clauses: Sequence[Clause]) -> Clause:
    """What all clauses find, by the sum of their scores."""
    return clauses[0] if len(clauses) == 1 else {"bool": {"must": list(clauses)}}


def any_of(clauses: Sequence[Clause]) -> Clause:
    """What any clause finds, by the sum of their scores."""
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": list(clauses), "minimum_should_match": 1}}
