"""Queries of words, and the films of the small catalogue that each finds."""

from typing import Any

from tests.engine_contract.scenarios_queries import CLOONEY, DUNES, Asked, Query, words


def match(text: Any, field: str = "title", **options: Any) -> Query:
    return {"match": {field: {"query": text, **options}}}


def phrase(text: Any, field: str = "title", **options: Any) -> Query:
    return {"match_phrase": {field: {"query": text, **options}}}


WORDS = (
    Asked("a word of a title", words("solaris"), {"solaris", "solaris-again"}),
    Asked("a word in capitals", words("SOLARIS"), {"solaris", "solaris-again"}),
    Asked("a word of an original or alternative title", words("солярис"), {"solaris", "solaris-again"}),
    Asked("words of different fields", words("solaris tarkovsky"), {"solaris"}),
    Asked("words of three fields", words("солярис lem clooney"), {"solaris-again"}),
    Asked("words that no film has all of", words("solaris kurosawa"), ()),
    Asked("any of the words", words("solaris kurosawa", operator="or"), {"solaris", "solaris-again", "samurai"}),
    Asked("any of the words, one of them unknown", words("solaris qqqq", operator="or"), {"solaris", "solaris-again"}),
    Asked(
        "the operator in capitals", words("solaris kurosawa", operator="OR"), {"solaris", "solaris-again", "samurai"}
    ),
    Asked("all of the words, one of them unknown", words("solaris qqqq"), ()),
    Asked("a word twice", words("solaris solaris"), {"solaris", "solaris-again"}),
    Asked("two forms of a word", words("friend friends"), {"friends"}),
    Asked("the order of words does not matter", words("eleven oceans"), {"oceans"}),
    Asked("a stem, English", words("arrivals train"), {"train"}),
    Asked("a stem, Russian", words("сталкера"), {"stalker"}),
    Asked("a stem, Russian, in a description", words("зелёная ёлка"), {"trees"}),
    Asked("a short word", words("it"), {"it", "it-follows"}),
    Asked("a short word, Russian", words("она"), {"her", "she-said", "it", "it-follows"}),
    Asked("a short word that is also a pronoun", words("мы"), {"us"}),
    Asked("an article", words("the"), {"train"}),
    Asked("accents", words("amelie"), {"amelie"}),
    Asked("accents that the title has not", words("sölaris"), {"solaris", "solaris-again"}),
    Asked("ё", words("елки"), {"trees"}),
    Asked("an apostrophe", words("ocean's"), {"oceans"}),
    Asked("no apostrophe", words("oceans"), {"oceans"}),
    Asked("an apostrophe in a negation", words("dont look"), {"dont-look-up"}),
    Asked("a word after an apostrophe", words("avventura"), {"avventura"}),
    Asked("a number", words("1917"), {"war"}),
    Asked("a fraction", words("8½"), {"eight-and-a-half"}),
    Asked("half of a number", words("8"), {"eight-and-a-half"}),
    Asked("Japanese", words("侍"), {"samurai"}),
    Asked("Japanese, characters in any order", words("侍七"), {"samurai"}),
    Asked("a name with a stroke", words("stanislaw"), {"solaris", "solaris-again"}),
    Asked("both languages at once", words("Stalker Сталкер"), {"stalker"}),
    Asked("punctuation only", words("!!! ..."), ()),
    Asked("emoji only", words("🎬"), ()),
    Asked("nothing but white space", words(" "), ()),
    Asked("punctuation only, any of", words("?!", operator="or"), ()),
    Asked("one field", words("clooney", "actors.full_name"), CLOONEY),
    Asked("one field, words of another", words("clooney", "title"), ()),
    Asked("boosts change no hits", words("clooney", "actors.full_name^0.5", "title^10"), CLOONEY),
    Asked("a field that is not mapped, beside one that is", words("clooney", "actors.full_name", "budget"), CLOONEY),
    Asked("unstemmed words", words("friends", "names.titles"), {"friends"}),
    Asked("unstemmed words have no other forms", words("friend", "names.titles"), ()),
)

SOLARIS = {"solaris", "solaris-again"}
MATCHES = (
    Asked("the short form", {"match": {"title": "Solaris"}}, SOLARIS),
    Asked("any word", match("solaris kurosawa her"), {*SOLARIS, "her"}),
    Asked("all words", match("part dune", operator="and"), {"dune-next"}),
    Asked("all words, one of them elsewhere", match("dune lynch", operator="and"), ()),
    Asked("the text is analysed", match("SOLARIS!"), SOLARIS),
    Asked("a number", match(1917), {"war"}),
    Asked("nothing", match(""), ()),
    Asked("punctuation only", match("?!"), ()),
    Asked("a boost changes no hits", match("solaris", boost=7), SOLARIS),
    Asked("two words at least", match("dune part samurai", minimum_should_match=2), {"dune-next"}),
    Asked("two words at least, as text", match("dune part samurai", minimum_should_match="2"), {"dune-next"}),
    Asked("all words but one", match("dune part three qqqq", minimum_should_match=-1), {"dune-next"}),
    Asked("all words but more than there are", match("dune samurai", minimum_should_match=-7), {*DUNES, "samurai"}),
    Asked("more words at least than there are", match("dune samurai", minimum_should_match=3), ()),
    Asked("two words at least of one", match("samurai", minimum_should_match=2), {"samurai"}),
    Asked("two words at least, the same word twice", match("samurai samurai", minimum_should_match=2), {"samurai"}),
    Asked("three words at least, the same word twice", match("samurai samurai", minimum_should_match=3), ()),
    Asked("all words, two at least", match("dune part qqqq", operator="and", minimum_should_match=2), ()),
    Asked("errors, AUTO", match("solarus dume", "names.titles", fuzziness="AUTO"), {*SOLARIS, *DUNES}),
    Asked(
        "errors, AUTO, all words",
        match("dume prat", "names.titles", fuzziness="AUTO", operator="and"),
        {"dune-next"},
    ),
    Asked(
        "errors, AUTO:4,8: no error in three letters",
        match("hir dume", "names.titles", fuzziness="AUTO:4,8"),
        DUNES,
    ),
    Asked("errors, AUTO:4,8: two errors in seven letters", match("zolarus", "names.titles", fuzziness="AUTO:4,8"), ()),
    Asked(
        "errors, AUTO:4,8: two errors in eight letters",
        match("avventrua", "names.titles", fuzziness="AUTO:4,8"),
        {"avventura"},
    ),
    Asked("errors, two in each word", match("zolarus", "names.titles", fuzziness=2), SOLARIS),
    Asked("errors, one in each word", match("solarus", "names.titles", fuzziness="1"), SOLARIS),
    Asked("errors, not allowed", match("solarus", "names.titles", fuzziness=0), ()),
    Asked(
        "errors, two words at least",
        match("solarus dume prat", "names.titles", fuzziness="AUTO", minimum_should_match=2),
        {"dune-next"},
    ),
    Asked("a field that is not mapped", match("1", "budget"), ()),
)
PHRASES = (
    Asked("the short form", {"match_phrase": {"title": "Seven Samurai"}}, {"samurai"}),
    Asked("words in their order", phrase("part three"), {"dune-next"}),
    Asked("words in another order", phrase("samurai seven"), ()),
    Asked("words with another between them", phrase("dune three"), ()),
    Asked("the whole title", phrase("the arrival of a train"), {"train"}),
    Asked("a word twice", phrase("samurai samurai"), ()),
    Asked("the text is analysed", phrase("SEVENS, samurai!"), {"samurai"}),
    Asked("one word", phrase("dune"), DUNES),
    Asked("nothing", phrase(""), ()),
    Asked("punctuation only", phrase("?!"), ()),
    Asked("a number", phrase(1917), {"war"}),
    Asked("slop 0 given, and a boost", phrase("seven samurai", slop=0, boost=3), {"samurai"}),
    Asked("one of many values", phrase("natascha mcelhone", "actors.full_name"), {"solaris-again"}),
    Asked("values do not run into each other", phrase("clooney natascha", "actors.full_name"), ()),
    Asked("no stems in an unstemmed field", phrase("sevens samurai", "names.titles"), ()),
    Asked("a field that is not mapped", phrase("a b", "budget"), ()),
)
