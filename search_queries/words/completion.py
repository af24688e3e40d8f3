"""Suggestions while somebody types: words are half typed, an error is forgiven, one search does it all."""

from collections.abc import Iterator, Sequence

from search_queries.words import weights
from search_queries.words.abbreviations import ways_to_read
from search_queries.words.all_words import FEWEST_LETTERS_JOINED
from search_queries.words.analysis import LONGEST_START
from search_queries.words.clauses import (
    Clause,
    Spelled,
    Weighted,
    WordFields,
    any_of,
    best_of,
    constant,
    every,
    fuzzy,
    match_any,
    most_errors,
    prefix,
    term,
    title_start,
)
from search_queries.words.closest import MOST_WORDS
from search_queries.words.common_words import COMMON_WORDS
from search_queries.words.named import of_year
from search_queries.words.scripts import on_other_layout
from search_queries.words.sounds import SoundsAsked, sounds_asked
from search_queries.words.split import key, split, split_as_written, started

# Of one letter, half of all films have somebody's name.
_SHORTEST_START_OF_A_NAME = 2
# Fewer letters start titles in either alphabet.
_SHORTEST_ON_OTHER_LAYOUT = 3


def completion(text: str, fields: WordFields) -> Clause:
    """Documents that are called so, as far as it is typed: titles that start so first, then their words and people."""
    words = split(text)[:MOST_WORDS]
    if not words:
        return {"match_none": {}}
    # "seven" may become "seventeen", and "v" "vendetta"
    as_written = split_as_written(text)
    forms = [words] if key(words) == key(as_written) else [words, as_written]
    starts = [constant(any_of([title_start(fields.whole, form) for form in forms]), weights.SUGGEST_START)]
    start = "".join(started(as_written))
    if most_errors(start):
        near = fuzzy(f"{fields.whole}.prefix", start[:LONGEST_START], 1)
        starts.append(constant(near, weights.SUGGEST_START_ERROR))
    other = split(on_other_layout(text))
    if len(key(other)) >= _SHORTEST_ON_OTHER_LAYOUT:
        starts.append(constant(title_start(fields.whole, other), weights.SUGGEST_ON_OTHER_LAYOUT))
    if len(words) == 1 and len(words[0]) >= FEWEST_LETTERS_JOINED:
        joined = any_of([{"term": {field.joined: {"value": words[0]}}} for field in fields.spelled])
        starts.append(constant(joined, weights.SUGGEST_JOINED))
    sounds = sounds_asked(words, in_russian=True)
    each = [
        # the last word, "dr", may be Doctor as well as the start of Drive
        best_of(
            [
                *(_word(way, fields, is_last=place == len(words) - 1) for way in ways_to_read(words, place)),
                *_by_sound(sounds, place, fields),
            ]
        )
        for place in range(len(words))
    ]
    the_title = constant({"term": {fields.whole: {"value": key(words)}}}, weights.SUGGEST_WHOLE)
    shown = _shown(words, fields)
    found = {"bool": {"must": each, "should": shown}} if shown else every(each)
    return any_of([found, *starts, the_title])


def _shown(words: Sequence[str], fields: WordFields) -> list[Clause]:
    """The documents preferred whose shown title has a word, where a field holds all titles and so does not tell it.

    "star w" is Star Wars before The Empire Strikes Back, which is also called Star Wars: Episode V.
    """
    telling = [word for word in words if word not in COMMON_WORDS]
    if not telling or fields.shown is None:
        return []
    return [constant(match_any(fields.shown, " ".join(telling)), weights.SUGGEST_SHOWN)]


def _by_sound(sounds: SoundsAsked, place: int, fields: WordFields) -> Iterator[Clause]:
    """Documents that have a name with a word that begins with the sounds of a Russian one, best behind the word before.

    Of one sound there are too many, unless it follows another word: "том хэ".
    """
    if fields.sounds is None:
        return
    yield from _starts([key for key in sounds.words[place] if len(key) > 1], weights.SUGGEST_SOUND, fields.sounds)
    if place:
        yield from _starts(sounds.names[place - 1], weights.SUGGEST_SOUND_OF_NAME, fields.sounds)


def _starts(starts: Sequence[str], score: float, field: Weighted) -> Iterator[Clause]:
    if starts:
        begun = any_of([{"prefix": {field.path: {"value": start}}} for start in starts])
        yield constant(begun, field.weight * score)


def _word(word: str, fields: WordFields, *, is_last: bool) -> Clause:
    """Every word may be half typed: "qu tarant"."""
    clauses = [clause for field in fields.spelled for clause in _in_title(field, word, is_last=is_last)]
    for person in fields.people:
        clauses.append(term(f"{person.path}.words", word, person.weight))
        if len(word) >= _SHORTEST_START_OF_A_NAME:
            clauses.append(prefix(f"{person.path}.words", word, weights.SUGGEST_WORD_START))
    year = of_year(word, fields)
    if year is not None:
        clauses.append(constant(year, weights.SUGGEST_WHOLE_WORD))
    return best_of(clauses)


def _in_title(field: Spelled, word: str, *, is_last: bool) -> list[Clause]:
    share = field.weight / weights.TITLE
    start = word[:LONGEST_START]
    clauses = [
        # One score for all, so that of titles that match alike the better known and the shorter come first: by BM25 or
        # by the number of its titles "the godf" had Part II before The Godfather.
        constant({"term": {field.words: {"value": word}}}, share * weights.SUGGEST_WHOLE_WORD),
        constant({"term": {field.prefix: {"value": start}}}, share * weights.SUGGEST_WORD_START),
    ]
    if most_errors(word):
        clauses.append(constant(fuzzy(field.words, word, most_errors(word)), share * weights.SUGGEST_ERROR))
        if is_last:
            # Half a word with an error in it is what somebody is still typing; to look for it takes longest of all.
            near = fuzzy(field.prefix, start, 1)
            clauses.append(constant(near, share * weights.SUGGEST_START_OF_WORD_ERROR))
    return clauses
