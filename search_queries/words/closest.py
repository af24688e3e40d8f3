"""The second search, if no document has every word: it finds those that have most of what was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from search_queries.words import weights
from search_queries.words.all_words import with_operators, word_anywhere
from search_queries.words.analysis import LONGEST_START
from search_queries.words.clauses import (
    FEWEST_FOR_AN_ERROR,
    Clause,
    WordFields,
    any_of,
    best_of,
    constant,
    every,
    fuzzy,
    match_any,
    most_errors,
    near_whole,
    phrase,
    prefix,
    title_start,
    unfinished_title,
)
from search_queries.words.common_words import COMMON_WORDS, common_words_near
from search_queries.words.named import called, of_short_year, of_year, term_of_key
from search_queries.words.noise import without_noise
from search_queries.words.numbers import ordinal_of
from search_queries.words.query_text import QueryText
from search_queries.words.scripts import in_latin_letters, on_other_layout
from search_queries.words.sounds import SoundsAsked, sounds_asked
from search_queries.words.split import key, keys_typed_for, split

MOST_WORDS = 16
FEWEST_LETTERS_OF_A_TITLE = 5
# Of fewer letters, half of all films have somebody's name.
_FEWEST_OF_A_SHORT_NAME = 3
# One word of up to four may be too many, two of more.
_FEWEST_WORDS_FOR_TWO_TOO_MANY = 5

# Words as they are written in one way, and what it is worth to find them so.
_Spelling = tuple[Sequence[str], float]


class WaysToRead(NamedTuple):
    """The words of a text as they were typed, in Latin letters, and as the other keyboard layout has them.

    The latter are () where they are no other words.
    """

    words: tuple[str, ...]
    latin: tuple[str, ...]
    other_layout: tuple[str, ...]


def ways_to_read_text(text: QueryText, noise: re.Pattern[str] | None) -> WaysToRead:
    """The ways in which a text may be meant, as `QueryText.for_the_closest` gives it."""
    words = text.words[:MOST_WORDS]
    latin = tuple(split(in_latin_letters(text.plain))[:MOST_WORDS])
    other = without_noise(split(on_other_layout(text.plain)), noise)[:MOST_WORDS]
    # More words are a letter taken for a sign: "брби" is not ",h,b".
    is_other = other != words and len(other) <= len(words)
    return WaysToRead(words, latin if latin != words else (), other if is_other else ())


def closest(text: QueryText, fields: WordFields) -> Clause:
    """Documents that have most of the words, by what was typed, in Latin letters, or by the other keyboard layout.

    Noise is looked for only as a part of whole titles, such as Scary Movie.
    """
    with_noise = text.with_numbers_apart()
    text = text.for_the_closest(fields.noise)
    words, latin, other_layout = ways_to_read_text(text, fields.noise)
    sounds = sounds_asked(words)
    spellings = [(words, 1.0)]
    if latin:
        spellings.append((latin, weights.IN_LATIN_LETTERS))
    if len(latin) == len(words) and set(latin) & set(words):
        # Of a text in two alphabets many words are the same in both spellings; these are looked for once.
        readings = [_nearly(spellings, sounds, fields)]
    else:
        readings = [
            _nearly([(spelt, share)], sounds if len(spelt) == len(words) else sounds_asked(()), fields)
            for spelt, share in spellings
        ]
    if other_layout:
        readings.append(_boosted(_most_of(other_layout, fields), weights.ON_OTHER_LAYOUT))
    errors = most_errors(text.as_written)
    near = [constant(fuzzy(fields.whole, text.as_written, errors), weights.NEAR_AS_WRITTEN)] if errors else []
    if text.words != with_noise.words:
        near += _near_title(with_noise.words[:MOST_WORDS], weights.NEAR_TITLE, fields)
    return with_operators([best_of(readings)], near, text, fields)


def closest_in_order(text: QueryText, fields: WordFields) -> Clause:
    """Documents that have every word, errors forgiven: for an order in which the best do not come first."""
    text = text.for_the_closest(fields.noise)
    words = list(dict.fromkeys(text.words[:MOST_WORDS]))
    each = []
    for place, keys in enumerate(sounds_asked(words).words):
        ways = [*word_anywhere(words, place, fields), *_with_errors(words, place, fields), *_heard(keys, fields)]
        each.append(best_of(ways, weights.TIE))
    return with_operators([every(each)], [], text, fields)


def _most_of(words: Sequence[str], fields: WordFields) -> Clause:
    """Documents that have most of the words as they are, in titles or names: few have any in the other alphabet.

    An error is forgiven in a whole title only.
    """
    each = [_counted(_named(word, fields)) for word in dict.fromkeys(words)]
    found: list[Clause] = [{"bool": {"should": each, "minimum_should_match": _fewest_of(len(each))}}]
    if _most_errors_of_title(key(words)):
        found.append(constant(near_whole(words, 1, fields), weights.NEAR_TITLE))
    return {"bool": {"must": [best_of(found, 1.0)], "should": _title_first(words, fields)}}


def _named(word: str, fields: WordFields) -> list[Clause]:
    year = of_year(word, fields)
    found = [match_any(field, word) for field in (*fields.titles, *fields.people)]
    return found if year is None else [*found, constant(year, weights.YEAR)]


def _heard(keys: Sequence[str], fields: WordFields, score: float = weights.SOUND) -> list[Clause]:
    """Documents that have a name with a word which sounds so."""
    if not keys or not fields.sounds:
        return []
    return [constant({"terms": {fields.sounds.path: list(keys)}}, fields.sounds.weight * score)]


def _sounding_names(sounds: SoundsAsked, fields: WordFields) -> Iterator[Clause]:
    """Documents that have two neighbours of the words in one name, or a title of all words, by their sounds."""
    for keys in sounds.names:
        yield from _heard(keys, fields, weights.SOUND_OF_NAME)
    yield from _heard(sounds.whole, fields, weights.SOUND_OF_TITLE)


def _nearly(spellings: Sequence[_Spelling], sounds: SoundsAsked, fields: WordFields) -> Clause:
    """Documents that have most of the words, each in any of the spellings, which have as many words, or by its sounds.

    `sounds` are those of as many words, or of none.
    """
    words, _ = spellings[0]
    each = [
        best_of([*_ways_to_have(spellings, sounds, place, fields)])
        for place, word in enumerate(words)
        if word not in words[:place]
    ]
    found: list[Clause] = [{"bool": {"should": each, "minimum_should_match": _fewest_of(len(each))}}]
    first = [*_sounding_names(sounds, fields)]
    for spelt, share in spellings:
        found.append(constant(called(_titles_within(spelt), fields), share))
        found += _near_title(spelt, share * weights.NEAR_TITLE, fields)
        first += _title_first(spelt, fields, share)
    return {"bool": {"must": [best_of(found, 1.0)], "should": first}}


def _ways_to_have(
    spellings: Sequence[_Spelling], sounds: SoundsAsked, place: int, fields: WordFields
) -> Iterator[Clause]:
    """What has the word at a place, in each spelling and by its sounds."""
    for spelt, share in _distinct(spellings, place):
        yield _nearly_word(spelt, place, share, fields)
    words, _ = spellings[0]
    if place == 0 and len(words) > 1:
        yield from _shortened(words[0], fields)
    keys = sounds.words[place] if sounds.words else ()
    # many names have the one sound of initials, "т. хэнкс", "а.а. тарковский": these are no words that count
    is_initial = len(words) > 1 and (len(words[place]) == 1 or (len(words[place]) == 2 and {*keys} == {"a"}))
    for heard in _heard(keys, fields):
        yield heard if is_initial else _counted([heard])


def _titles_within(words: Sequence[str]) -> list[str]:
    """The keys of the titles that all words may be, or several at the start or the end: "knives out 2 glass onion"."""
    runs = [part for place in range(1, len(words)) for part in (words[:place], words[place:]) if len(part) > 1]
    keys = [whole for run in runs for whole in keys_typed_for(run) if len(whole) >= FEWEST_LETTERS_OF_A_TITLE]
    return list(dict.fromkeys([*keys_typed_for(words), *keys]))


def _near_title(words: Sequence[str], score: float, fields: WordFields) -> list[Clause]:
    """Documents of a whole title with errors in it; one error is a little better than two.

    "terminater" is The Terminator before Terminator 2, however well either is known.
    """
    errors = _most_errors_of_title(key(words))
    found = [constant(near_whole(words, errors, fields), score)] if errors else []
    if errors > 1:
        found.append(constant(near_whole(words, 1, fields), score * weights.FEWER_ERRORS))
    return found


def _most_errors_of_title(whole: str) -> int:
    return most_errors(whole) if len(whole) >= FEWEST_LETTERS_OF_A_TITLE else 0


def _distinct(spellings: Sequence[_Spelling], place: int) -> list[_Spelling]:
    """Those of the spellings that write a word in another way than the first does, and the first."""
    first, *others = spellings
    return [first, *(other for other in others if other[0][place] != first[0][place])]


def _title_first(words: Sequence[str], fields: WordFields, share: float = 1.0) -> list[Clause]:
    count = len(words) * share
    return [
        constant(term_of_key(words, fields), count * weights.WHOLE_TITLE),
        constant(title_start(fields.whole, words), share * weights.STARTED_TITLE),
        constant(unfinished_title(fields.whole, words), share * weights.UNFINISHED_TITLE),
        *(constant(phrase(field.words, words), count * weights.PHRASE) for field in fields.spelled),
    ]


def _nearly_word(words: Sequence[str], place: int, share: float, fields: WordFields) -> Clause:
    word = words[place]
    # a "the" or "of" in its description, as most have it, brings a document no nearer
    looked_in = replace(fields, text=None) if word in COMMON_WORDS else fields
    clauses = [*word_anywhere(words, place, looked_in), *_with_errors(words, place, fields)]
    year = of_short_year(word, fields) if place else None
    if year is not None:
        clauses.append(constant(year, weights.YEAR))
    if place == len(words) - 1 and len(word) > 1:
        clauses += _with_start(word, fields)
    return _counted(clauses) if share == 1 else _boosted(_counted(clauses), share)


def _counted(clauses: Sequence[Clause]) -> Clause:
    """What has a word in any way: two words with errors come before one that is right.

    "godfahter par" is The Godfather Part II before Napoléon vu par Abel Gance.
    """
    found = best_of(clauses, weights.TIE)
    return {"bool": {"must": [found], "should": [{"match_all": {"boost": weights.NEARLY}}]}}


def _with_errors(words: Sequence[str], place: int, fields: WordFields) -> list[Clause]:
    word = words[place]
    titles = [field.words for field in fields.spelled]
    people = [f"{field.path}.words" for field in fields.people]
    clauses = [
        constant(any_of([fuzzy(path, word, errors) for path in paths]), weight / errors)
        for paths, weight in ((titles, weights.ERROR_IN_TITLE), (people, weights.ERROR_IN_PEOPLE))
        # one score for all titles, so that a film of many spellings is no better than others
        if paths
        for errors in range(1, most_errors(word) + 1)
    ]
    ordinal = ordinal_of(word)
    if ordinal:
        clauses.append(
            constant(any_of([{"term": {path: {"value": ordinal}}} for path in titles]), weights.ERROR_IN_TITLE)
        )
    common = common_words_near(word)
    # "back too the future"; by itself such a word finds nothing worth showing
    if common and len(words) > 1:
        meant = any_of([{"terms": {path: list(common)}} for path in titles])
        clauses.append(constant(meant, weights.ERROR_IN_TITLE))
    return clauses


def may_be_shortened(word: str) -> bool:
    """Whether a word may be short for the name of one of a document's people: "leo" for Leonardo."""
    return len(word) >= _FEWEST_OF_A_SHORT_NAME and word.isalpha() and word not in COMMON_WORDS


def _shortened(word: str, fields: WordFields) -> list[Clause]:
    """Documents that have a name which the first of several words may be short for: "chris nolan".

    These are names of people, or of the documents themselves if they have no people; then an initial is enough.
    """
    if fields.people:
        names = fields.people if may_be_shortened(word) else ()
        return [prefix(f"{field.path}.words", word, weights.SHORTENED) for field in names]
    is_name = word.isalpha() and word not in COMMON_WORDS
    return [constant(_starting(word, fields), weights.SHORTENED)] if is_name else []


def _starting(start: str, fields: WordFields) -> Clause:
    """Documents that have a word of a title with this start."""
    return any_of([{"term": {field.prefix: {"value": start[:LONGEST_START]}}} for field in fields.spelled])


def _with_start(word: str, fields: WordFields) -> list[Clause]:
    """Documents that have a word with this start, in a title also with an error in it."""
    titles = [field.prefix for field in fields.spelled]
    clauses = [constant(_starting(word, fields), weights.START_IN_TITLE)]
    clauses += [prefix(f"{field.path}.words", word, weights.START_IN_PEOPLE) for field in fields.people]
    if len(word) >= FEWEST_FOR_AN_ERROR and most_errors(word):
        near = any_of([fuzzy(path, word[:LONGEST_START], 1) for path in titles])
        clauses.append(constant(near, weights.ERROR_IN_START))
    return clauses


def _fewest_of(count: int) -> int:
    """How many of the words have to be there."""
    if count == 1:
        return 1
    return count - 1 if count < _FEWEST_WORDS_FOR_TWO_TOO_MANY else count - 2


def _boosted(clause: Clause, boost: float) -> Clause:
    return {"bool": {**clause["bool"], "boost": boost}}
