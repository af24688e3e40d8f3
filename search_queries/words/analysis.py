"""How an index analyses words: all that depends on one word or one character alone, for any client of the index.

Of plain text each analyzer makes the words that `split` gives, save what depends on neighbours; fields that are filled
with words of `split` only part them again (`split_words`), which is quick.
"""

from typing import Any

from elasticsearch.dsl import analyzer, char_filter, normalizer, token_filter, tokenizer

from search_queries.words.folding import AND_SIGNS, BRACKETED_DIGITS, FRACTIONS, INVISIBLE, SAME_LETTERS
from search_queries.words.numbers import NUMBER_WORDS
from search_queries.words.split import APOSTROPHES, ENDINGS

# The longest start of a word that an index has; a longer one is looked up by its first letters.
LONGEST_START = 16

# A letter of an ideographic or kana script is a word of its own; elsewhere a run of letters, marks and digits is one.
_IDEOGRAPHIC = r"\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}"
_spelling = char_filter(
    "spelling",
    type="mapping",
    mappings=[
        *(f"{letter} => {same}" for letter, same in SAME_LETTERS.items()),
        *(f"{character} => " for character in INVISIBLE),
        *(
            f"{apostrophe}{ending} => {ending}"
            for apostrophe in APOSTROPHES
            for lower in ENDINGS
            for ending in sorted({lower, lower.capitalize(), lower.upper()})
        ),
    ],
)
# Signs that become words are set off by dashes, since a rule's own spaces do not count.
_signs = char_filter(
    "signs",
    type="mapping",
    mappings=[
        *(f"{sign} => -and-" for sign in AND_SIGNS),
        *(f"{sign} => -{digits}-" for sign, digits in FRACTIONS.items()),
        *(f"{sign} => {digits}" for sign, digits in BRACKETED_DIGITS.items()),
    ],
)
_words = tokenizer(
    "words",
    type="pattern",
    pattern=rf"[\p{{L}}\p{{M}}\p{{N}}&&[^{_IDEOGRAPHIC}]]+|[{_IDEOGRAPHIC}]",
    group=0,
)
# "godfather" of "1 godfather".
_after_count = tokenizer("after_count", type="pattern", pattern=r"\S+$", group=0)
# Accents go before upper case does: the lower case of "İ" is two characters in some libraries and one in others.
_FOLDING = ("asciifolding", "lowercase")
_numbers = token_filter(
    "number_words", type="synonym", synonyms=[f"{word} => {digits}" for word, digits in NUMBER_WORDS.items()]
)
_STEMS = (
    token_filter("english_stems", type="stemmer", language="porter2"),
    token_filter("russian_stems", type="stemmer", language="russian"),
)
_starts = token_filter("starts", type="edge_ngram", min_gram=1, max_gram=LONGEST_START)
_neighbours = token_filter(
    "neighbours", type="shingle", min_shingle_size=2, max_shingle_size=3, token_separator="", output_unigrams=False
)


def _of_text(name: str, *filters: Any) -> Any:
    """An analyzer of plain text."""
    return analyzer(
        name, type="custom", char_filter=[_spelling, _signs], tokenizer=_words, filter=[*_FOLDING, *filters]
    )


def _of_words(name: str, *filters: Any) -> Any:
    """An analyzer of words that are split already."""
    return analyzer(name, type="custom", tokenizer=_words, filter=[*filters])


# Words as they are searched: stemmed in English and Russian, each of which leaves the other's alphabet alone.
stemmed = _of_text("stemmed", *_STEMS)
# Words as they are typed, numbers as digits.
typed = _of_text("typed", _numbers)
# Both. Numbers come last, since the embedded engine is quick at what comes before a filter of this kind.
stemmed_numbers = _of_text("stemmed_numbers", *_STEMS, _numbers)

split_words = _of_words("split_words")
split_stems = _of_words("split_stems", *_STEMS)
# Two or three neighbours as one word: "starwars" is typed for "Star Wars".
joined = _of_words("joined", _neighbours)
# The starts of each word: "w", "wa" and "war" of "war".
starting = _of_words("starting", _starts)
# A whole title as one term, the starts of it, and the term as it is filled in, after the number of its words.
whole = analyzer("whole", type="custom", tokenizer=_after_count)
starting_whole = analyzer("starting_whole", type="custom", tokenizer=_after_count, filter=[_starts])
counted_whole = analyzer("counted_whole", type="custom", tokenizer="keyword")
# The whole value as one term, without case and accents.
folded = normalizer("folded", type="custom", char_filter=[_spelling], filter=[*_FOLDING])
