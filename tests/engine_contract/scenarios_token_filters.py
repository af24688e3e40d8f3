"""Texts and the tokens that filters of neighbours, of starts of words and of synonyms make of them."""

from typing import Any, NamedTuple

ANALYSIS: dict[str, Any] = {
    "char_filter": {
        "signs": {"type": "mapping", "mappings": ["& => and", "½ => 1/2"]},
        "letters": {"type": "mapping", "mappings": ["ё => е", "and => und"]},
    },
    "tokenizer": {"words": {"type": "pattern", "pattern": r"[\p{L}\p{N}]+", "group": 0}},
    "filter": {
        "runs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 4, "token_separator": ""},
        "spaced_pairs": {"type": "shingle"},
        "only_pairs": {"type": "shingle", "output_unigrams": False, "token_separator": "_"},
        "only_longer_runs": {
            "type": "shingle",
            "min_shingle_size": 2,
            "max_shingle_size": 3,
            "output_unigrams": False,
            "token_separator": "",
        },
        "threes": {"type": "shingle", "min_shingle_size": 3, "max_shingle_size": 3, "token_separator": ""},
        "starts": {"type": "edge_ngram", "min_gram": 2, "max_gram": 4},
        "starts_and_words": {"type": "edge_ngram", "min_gram": 2, "max_gram": 4, "preserve_original": True},
        "default_starts": {"type": "edge_ngram"},
        "numbers": {"type": "synonym", "synonyms": ["twenty => 20", "Thirty=>30", " двадцать  =>  20 ", "café => bar"]},
        "english": {"type": "stemmer", "language": "porter2"},
        "russian": {"type": "stemmer", "language": "russian"},
    },
    "analyzer": {
        name: {"type": "custom", "tokenizer": tokenizer, "filter": filters, "char_filter": char_filters}
        for name, tokenizer, filters, char_filters in (
            ("words", "words", ["asciifolding", "lowercase"], []),
            ("runs", "words", ["asciifolding", "lowercase", "runs"], []),
            ("spaced_pairs", "words", ["spaced_pairs"], []),
            ("only_pairs", "words", ["only_pairs"], []),
            ("only_longer_runs", "words", ["only_longer_runs"], []),
            ("threes", "words", ["threes"], []),
            ("starts", "words", ["asciifolding", "lowercase", "starts"], []),
            ("starts_and_words", "words", ["starts_and_words"], []),
            ("default_starts", "words", ["default_starts"], []),
            ("starts_of_runs", "words", ["runs", "starts"], []),
            ("starts_of_the_whole", "keyword", ["lowercase", "starts"], []),
            ("numbers", "words", ["asciifolding", "lowercase", "numbers"], []),
            ("numbers_and_stems", "words", ["asciifolding", "lowercase", "numbers", "english", "russian"], []),
            ("stems_and_numbers", "words", ["asciifolding", "lowercase", "english", "numbers"], []),
            ("number_runs", "words", ["lowercase", "numbers", "runs"], []),
            ("whole", "keyword", ["asciifolding", "lowercase"], []),
            ("signs", "words", ["lowercase"], ["signs", "letters"]),
            ("signs_backwards", "words", ["lowercase"], ["letters", "signs"]),
        )
    },
}


class Filtered(NamedTuple):
    """A text, and its tokens by an analyzer of ANALYSIS, each with its position: "0 star, 0 starwars, 1 wars"."""

    analyzer: str
    text: str
    tokens: str


FILTERED = (
    # Case
    Filtered("signs", "İSTANBUL", "0 istanbul"),
    Filtered("words", "İSTANBUL", "0 istanbul"),
    # Neighbours
    Filtered("runs", "Star Wars", "0 star, 0 starwars, 1 wars"),
    Filtered("runs", "Solaris", "0 solaris"),
    Filtered("runs", "", ""),
    Filtered("runs", "!?", ""),
    Filtered(
        "runs",
        "a b c d e",
        "0 a, 0 ab, 0 abc, 0 abcd, 1 b, 1 bc, 1 bcd, 1 bcde, 2 c, 2 cd, 2 cde, 3 d, 3 de, 4 e",
    ),
    Filtered("runs", "New New New", "0 new, 0 newnew, 0 newnewnew, 1 new, 1 newnew, 2 new"),
    Filtered("runs", "Звёздные войны", "0 звёздные, 0 звёздныевойны, 1 войны"),
    Filtered("runs", "七人 侍", "0 七人, 0 七人侍, 1 侍"),
    Filtered("spaced_pairs", "Star Wars IV", "0 Star, 0 Star Wars, 1 Wars, 1 Wars IV, 2 IV"),
    Filtered("only_pairs", "Star Wars IV", "0 Star_Wars, 1 Wars_IV"),
    Filtered("only_pairs", "Solaris", ""),
    Filtered("only_longer_runs", "a b c", "0 ab, 0 abc, 1 bc"),
    Filtered("threes", "a b c d", "0 a, 0 abc, 1 b, 1 bcd, 2 c, 3 d"),
    # Starts of words
    Filtered("starts", "Star Wars", "0 st, 0 sta, 0 star, 1 wa, 1 war, 1 wars"),
    Filtered("starts", "a Star", "1 st, 1 sta, 1 star"),
    Filtered("starts", "Star a b Wars", "0 st, 0 sta, 0 star, 3 wa, 3 war, 3 wars"),
    Filtered("starts", "a b", ""),
    Filtered("starts", "", ""),
    Filtered("starts", "Матрица", "0 ма, 0 мат, 0 матр"),
    Filtered("starts", "七人の侍", "0 七人, 0 七人の, 0 七人の侍"),
    Filtered("starts", "𐐔𐐇𐐝", "0 𐐼𐐯, 0 𐐼𐐯𐑅"),
    Filtered("starts", "go go", "0 go, 1 go"),
    Filtered("starts_and_words", "a Solaris Star", "0 a, 1 So, 1 Sol, 1 Sola, 1 Solaris, 2 St, 2 Sta, 2 Star"),
    Filtered("default_starts", "Star a", "0 S, 0 St, 1 a"),
    Filtered("starts_of_runs", "a bc", "0 ab, 0 abc, 1 bc"),
    Filtered("starts_of_runs", "st ar", "0 st, 0 st, 0 sta, 0 star, 1 ar"),
    Filtered("starts_of_the_whole", "Wall E", "0 wa, 0 wal, 0 wall"),
    Filtered("starts_of_the_whole", "I, Robot", "0 i,, 0 i, , 0 i, r"),
    Filtered("starts_of_the_whole", "x", ""),
    Filtered("starts_of_the_whole", "", ""),
    # Words in place of others
    Filtered("numbers", "Twenty THIRTY twenty forty", "0 20, 1 30, 2 20, 3 forty"),
    Filtered("numbers", "двадцать дней", "0 20, 1 дней"),
    Filtered("numbers", "twentyone 20 20s", "0 twentyone, 1 20, 2 20s"),
    Filtered("numbers", "Café CAFE", "0 bar, 1 bar"),
    Filtered("numbers", "", ""),
    Filtered("numbers_and_stems", "Twenty stars войны", "0 20, 1 star, 2 войн"),
    Filtered("stems_and_numbers", "Twenty stars", "0 20, 1 star"),
    Filtered("number_runs", "Twenty Days", "0 20, 0 20days, 1 days"),
    # The whole text
    Filtered("whole", "Amélie & Co.", "0 amelie & co."),
    Filtered("whole", " ", "0  "),
    Filtered("whole", "", "0 "),
    # Characters, by one filter after the other
    Filtered("signs", "Tom & Jerry 8½ ёж", "0 tom, 1 und, 2 jerry, 3 81, 4 2, 5 еж"),
    Filtered("signs_backwards", "Tom & Jerry and", "0 tom, 1 and, 2 jerry, 3 und"),
)

LONG = "x" * 5_000
# As FILTERED, of words that no name has.
LONG_WORDS = (
    Filtered("runs", f"{LONG} y", f"0 {LONG}, 0 {LONG}y, 1 y"),
    Filtered("starts", LONG, "0 xx, 0 xxx, 0 xxxx"),
    Filtered("starts_and_words", LONG, f"0 xx, 0 xxx, 0 xxxx, 0 {LONG}"),
    Filtered("numbers", f"{LONG} twenty", f"0 {LONG}, 1 20"),
)


class Found(NamedTuple):
    """A value of a field by an analyzer of ANALYSIS, terms that the field then has, and terms that it has not."""

    analyzer: str
    value: Any
    has: tuple[str, ...]
    lacks: tuple[str, ...]


FOUND = (
    Found("runs", "Star Wars", ("star", "starwars", "wars"), ("star wars", "warsstar")),
    Found("runs", ["Star", "Wars"], ("star", "wars"), ("starwars",)),
    Found("runs", ["", "Star Wars", None, "!"], ("starwars",), ("",)),
    Found("starts", ["Star", "Wars"], ("st", "star", "wa"), ("s", "starw", "ar")),
    Found("starts_of_the_whole", ["Wall E", "up"], ("wall", "up"), ("wall e", "e")),
    Found("starts_and_words", LONG, ("xx", LONG), ("x",)),
    Found("numbers", ["twenty days", "thirty"], ("20", "30", "days"), ("twenty", "thirty")),
    Found("numbers_and_stems", "twenty stars", ("20", "star"), ("twenti", "stars")),
    Found("whole", "Star Wars", ("star wars",), ("star", "wars")),
)
