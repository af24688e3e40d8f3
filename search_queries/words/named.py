"""Documents that a part of the words names: by their title before their year, or by a title or a name among noise."""

from collections.abc import Iterator, Sequence

from search_queries.words.clauses import Clause, Weighted, WordFields, phrase
from search_queries.words.common_words import COMMON_WORDS
from search_queries.words.numbers import as_digits
from search_queries.words.split import keys_typed_for

_YEAR_LENGTH = 4
_SHORT_YEAR_LENGTH = 2
_CENTURIES = (1900, 2000)
# A title of more words is not looked for before each of its years.
_MOST_BEFORE_A_YEAR = 16


def term_of_key(words: Sequence[str], fields: WordFields) -> Clause:
    """Documents of which this is a whole title."""
    return called(keys_typed_for(words), fields)


def called(keys: Sequence[str], fields: WordFields) -> Clause:
    """Documents of which one of these is a key of a whole title."""
    if len(keys) > 1:
        return {"terms": {fields.whole: list(keys)}}
    return {"term": {fields.whole: {"value": keys[0]}}}


def is_year(word: str) -> bool:
    """Whether a word can be the year of a release."""
    return len(word) == _YEAR_LENGTH and word.isascii() and word.isdigit()


def of_year(word: str, fields: WordFields) -> Clause | None:
    """Documents of the year that a word is; None if it is none, or if they have no years."""
    return {"term": {fields.year: int(word)}} if fields.year and is_year(word) else None


def of_short_year(word: str, fields: WordFields) -> Clause | None:
    """Documents of either year that two digits may be: 1984 and 2084 of "84"; None if they are none."""
    if not (fields.year and len(word) == _SHORT_YEAR_LENGTH and word.isascii() and word.isdigit()):
        return None
    return {"terms": {fields.year: [century + int(word) for century in _CENTURIES]}}


def named_in_part(words: Sequence[str], telling: Sequence[str], fields: WordFields) -> list[Clause]:
    """Documents whose whole title stands among noise, or before their year, whatever follows.

    `telling` are the words without noise. "titanic the movie" is Titanic, and "The.Matrix.1999.1080p.BluRay" The Matrix
    of 1999.
    """
    found = [*_before_years(words, fields)]
    if len(telling) < len(words):
        among_noise = [term_of_key(telling, fields), *_before_years(telling, fields)]
        found += [clause for clause in among_noise if clause not in found]
    return found


def phrase_among_noise(words: Sequence[str], telling: Sequence[str], fields: WordFields) -> list[Clause]:
    """Documents that have the words without noise together in a title or a name: "tom hanks movies"."""
    if len(telling) == len(words) or COMMON_WORDS.issuperset(telling):
        return []
    titles = (field.words for field in fields.spelled)
    names = (name_path(field, "".join(telling)) for field in fields.people)
    return [phrase(path, telling) for path in (*titles, *names)]


def name_path(field: Weighted, text: str) -> str:
    """Where a name is looked for: as it stands, or by its stem in an alphabet whose languages decline names.

    "Тарковского" finds Tarkovsky; "talas", which is "Atlas" with an error, must not find Tala Birell.
    """
    return f"{field.path}.words" if text.isascii() else field.path


def _before_years(words: Sequence[str], fields: WordFields) -> Iterator[Clause]:
    for place in range(1, min(len(words), _MOST_BEFORE_A_YEAR + 1)):
        year = of_year(words[place], fields)
        if year is not None:
            # "V" is a number again if it is the last word
            title = as_digits(list(words[:place]))
            yield {"bool": {"filter": [term_of_key(title, fields), year]}}
