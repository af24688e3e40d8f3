"""The first search: documents that have every word."""

from collections.abc import Iterator, Sequence

from search_queries.words import weights
from search_queries.words.abbreviations import ABBREVIATIONS_OF, ways_to_read, ways_to_write
from search_queries.words.clauses import (
    Clause,
    Weighted,
    WordFields,
    any_of,
    best_of,
    constant,
    every,
    match_any,
    phrase,
    term,
    title_start,
)
from search_queries.words.named import called, name_path, named_in_part, of_year, phrase_among_noise, term_of_key
from search_queries.words.noise import without_noise
from search_queries.words.numbers import WORDS_OF_NUMBERS
from search_queries.words.query_text import QueryText
from search_queries.words.split import key

# A longer query is not looked at for neighbours and phrases; each of its words has to be found all the same.
_MOST_IN_DETAIL = 8
FEWEST_LETTERS_JOINED = 4


def all_words(text: QueryText, fields: WordFields, *, is_ranked: bool) -> Clause:
    """Documents that have every word: the whole title first, titles that start so, phrases, one title, then any."""
    words = text.words
    required = [every(each_word(words, fields))]
    telling = without_noise(words, fields.noise)
    in_part = named_in_part(words, telling, fields)
    if len(words) > 1:
        # "ben hur the story" for a title that is written in fewer words
        named = [term_of_key(words, fields), *in_part, *phrase_among_noise(words, telling, fields)]
        required = [best_of([*required, *(constant(clause, 1.0) for clause in named)])]
    liked = preferred(words, in_part, fields) if is_ranked else []
    as_written = _as_written(text, fields) if is_ranked else None
    if as_written is not None:
        liked.append(constant(as_written, weights.AS_WRITTEN))
    return with_operators(required, liked, text, fields)


def with_operators(
    required: Sequence[Clause], preferred: Sequence[Clause], text: QueryText, fields: WordFields
) -> Clause:
    """The query of what is required and preferred, with phrases as they are quoted, and nothing that is excluded."""
    quoted = [constant(phrase_anywhere(words, fields), 0.0) for words in text.phrases]
    parts = {
        "must": [*required, *quoted],
        "should": list(preferred),
        "must_not": [phrase_anywhere(words, fields) for words in text.excluded],
    }
    return {"bool": {name: clauses for name, clauses in parts.items() if clauses}}


def each_word(words: Sequence[str], fields: WordFields) -> list[Clause]:
    """A clause for each word: documents that have it, or have it joined to a neighbour."""
    return [
        best_of(word_anywhere(words, place, fields), weights.TIE)
        for place, word in enumerate(words)
        if word not in words[:place]
    ]


def word_anywhere(words: Sequence[str], place: int, fields: WordFields) -> list[Clause]:
    """Where a word may stand, by itself or written as one with a neighbour: "war games" is WarGames."""
    word = words[place]
    pairs = pairs_with(words, place) if len(words) <= _MOST_IN_DETAIL else []
    ways = ways_to_read(words, place)
    forms = " ".join([*ways, *pairs])
    clauses = [match_any(field, forms) for field in fields.titles]
    clauses += [match_any(Weighted(name_path(field, word), field.weight), forms) for field in fields.people]
    if fields.text:
        # plain text has numbers and abbreviations as they are written
        as_written = (WORDS_OF_NUMBERS.get(word, ""), ABBREVIATIONS_OF.get(word, ""))
        clauses.append(match_any(fields.text, " ".join(filter(None, [*ways, *as_written]))))
    if len(word) >= FEWEST_LETTERS_JOINED:
        clauses += [term(field.joined, word, field.weight * _JOINED_SHARE) for field in fields.spelled]
    year = of_year(word, fields)
    if year is not None:
        clauses.append(constant(year, weights.YEAR))
    return clauses


def pairs_with(words: Sequence[str], place: int) -> list[str]:
    """The word joined to the one before it, and to the one after it."""
    return ["".join(words[start : start + 2]) for start in (place - 1, place) if 0 <= start < len(words) - 1]


def preferred(words: Sequence[str], in_part: Sequence[Clause], fields: WordFields) -> list[Clause]:
    """What lifts a document above others that have the words too; each bonus counts for each word."""
    count = len(words)
    found = [
        constant(term_of_key(words, fields), count * weights.WHOLE_TITLE),
        constant(title_start(fields.whole, words), count * weights.TITLE_START),
    ]
    found += [constant(clause, count * weights.WHOLE_TITLE) for clause in in_part]
    if 1 < count <= _MOST_IN_DETAIL:
        in_order = [phrase(field.words, words) for field in fields.spelled]
        found.append(constant(any_of(in_order), count * weights.PHRASE))
        together = [{"match": {field.path: {"query": " ".join(words), "operator": "and"}}} for field in fields.titles]
        found.append(constant(any_of(together), count * weights.ONE_TITLE))
        if fields.people:
            found.append(best_of([*_titles_among(words, fields)]))
        if fields.text:
            found.append(constant(phrase(fields.text.path, words), count * weights.TEXT_PHRASE))
        found += [
            constant(phrase(f"{field.path}.words", words[start : start + 2]), 2 * weights.PEOPLE_PHRASE)
            for field in fields.people
            for start in range(count - 1)
        ]
    return found


def _titles_among(words: Sequence[str], fields: WordFields) -> Iterator[Clause]:
    """Documents of which the first or the last of several words are a whole title, beside a name or other words.

    "alien weaver" is Alien before Aliens.
    """
    for count in range(len(words) - 1, 0, -1):
        keys = dict.fromkeys((key(words[:count]), key(words[-count:])))
        yield constant(called([*keys], fields), count * weights.TITLE_AMONG_WORDS)


def _as_written(text: QueryText, fields: WordFields) -> Clause | None:
    """Documents of a title in which numbers and abbreviations are written as typed; None if there are none of these.

    Of titles in digits, or without abbreviations, that are those without the same title in words: "9" is not Nine.
    """
    if text.as_written:
        return {"term": {fields.whole: {"value": text.as_written}}}
    if not text.written_otherwise:
        return None
    otherwise = {"terms": {fields.whole: list(text.written_otherwise)}}
    return {"bool": {"filter": [term_of_key(text.words, fields)], "must_not": [otherwise]}}


def phrase_anywhere(words: Sequence[str], fields: WordFields) -> Clause:
    """Documents that have the words as a phrase, in any field; a phrase of one word is the word as it stands."""
    paths = [*(field.words for field in fields.spelled), *(f"{field.path}.words" for field in fields.people)]
    if fields.text:
        paths.append(fields.text.path)
    return any_of([phrase(path, way) for path in paths for way in ways_to_write(words)])


_JOINED_SHARE = weights.JOINED / weights.TITLE
