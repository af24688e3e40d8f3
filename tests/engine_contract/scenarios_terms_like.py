"""Queries of terms that are like a value, starting with it or spelt nearly so, and the films that each finds."""

from typing import Any

from tests.engine_contract.scenarios_queries import CLOONEY, TARKOVSKY, Asked, Query
from tests.fixtures.films import IDS


def prefix(field: str, value: Any, **options: Any) -> Query:
    return {"prefix": {field: {"value": value, **options}}}


PREFIXES = (
    Asked("a word's start", prefix("names.titles", "sol"), {"solaris", "solaris-again"}),
    Asked("the field's short form", {"prefix": {"names.titles": "sol"}}, {"solaris", "solaris-again"}),
    Asked("of any word of a text", prefix("names.titles", "loo"), {"dont-look-up"}),
    Asked("the whole word", prefix("names.titles", "dune"), {"dune", "dune-again", "dune-next"}),
    Asked("more than a word", prefix("names.titles", "dunes"), ()),
    Asked("one letter", prefix("names.titles", "w"), ()),
    Asked("a start of the whole value", prefix("title.raw", "seven s"), {"samurai"}),
    Asked("in the middle of the value", prefix("title.raw", "samurai"), ()),
    Asked("a keyword's normalizer is used", prefix("title.raw", "AMÉ"), {"amelie"}),
    Asked("a text's analyzer is not used", prefix("names.titles", "Sol"), ()),
    Asked("stems are what a stemmed text holds", prefix("title", "solaris"), ()),
    Asked("Cyrillic", prefix("names.titles", "стал"), {"stalker"}),
    Asked("one of many values", prefix("directors.full_name.raw", "andrei"), TARKOVSKY),
    Asked("a name's word", prefix("actors.full_name", "cloon"), CLOONEY),
    Asked("a number for a text", prefix("title.raw", 19), {"war"}),
    Asked("nothing: every document with the field", prefix("title.raw", ""), IDS),
    Asked("nothing, of a field that few have", prefix("writers.id", ""), {*TARKOVSKY, *CLOONEY, "samurai"}),
    Asked("letters that patterns are made of", prefix("title.raw", ".*"), ()),
    Asked("longer than any value", prefix("title.raw", "x" * 1_000), ()),
    Asked("with a boost", prefix("names.titles", "sol", boost=3), {"solaris", "solaris-again"}),
    Asked("of a field that is not mapped", prefix("budget", "1"), ()),
)


def fuzzy(field: str, value: Any, fuzziness: Any = "AUTO", **options: Any) -> Query:
    return {"fuzzy": {field: {"value": value, "fuzziness": fuzziness, **options}}}


SAME = {"solaris", "solaris-again"}
HAVE_IT = {"it", "it-follows"}
HAVE_ONE_LETTER = {
    "amelie",
    "avventura",
    "train",
    "dune-next",
    "eight-and-a-half",
    "trees",
    "samurai",
}  # "L'Avventura", "a", digits
FUZZY = (
    Asked("the short form: AUTO", {"fuzzy": {"names.titles": "solarus"}}, SAME),
    Asked("no error", fuzzy("names.titles", "solaris", 2), SAME),
    Asked("a letter replaced", fuzzy("names.titles", "solarus", 1), SAME),
    Asked("a letter left out", fuzzy("names.titles", "solris", 1), SAME),
    Asked("a letter put in", fuzzy("names.titles", "solariss", 1), SAME),
    Asked("the first letter", fuzzy("names.titles", "zolaris", 1), SAME),
    Asked("the last letter left out", fuzzy("names.titles", "solari", 1), SAME),
    Asked("two letters swapped", fuzzy("names.titles", "soalris", 1), SAME),
    Asked(
        "a swap is two errors without transpositions",
        fuzzy("names.titles", "soalris", 1, transpositions=False),
        (),
    ),
    Asked("two errors, one allowed", fuzzy("names.titles", "zolarus", 1), ()),
    Asked("two errors, two allowed", fuzzy("names.titles", "zolarus", 2), SAME),
    Asked("three errors", fuzzy("names.titles", "zolarux", 2), ()),
    Asked("no error allowed, one made", fuzzy("names.titles", "solarus", 0), ()),
    Asked("no error allowed, none made", fuzzy("names.titles", "solaris", 0), SAME),
    Asked("the number as text", fuzzy("names.titles", "solarus", "1"), SAME),
    Asked("AUTO allows no error in two letters", fuzzy("names.titles", "uz"), ()),
    Asked("AUTO allows one error in three letters", fuzzy("names.titles", "hir"), {"her"}),
    Asked(
        "AUTO allows one error in five letters",
        fuzzy("names.titles", "duene"),
        {"dune", "dune-again", "dune-next"},
    ),
    Asked("AUTO does not allow two errors in five letters", fuzzy("names.titles", "duenx"), ()),
    Asked("AUTO allows two errors in six letters", fuzzy("names.titles", "stlakr"), {"stalker"}),
    Asked("auto in small letters", fuzzy("names.titles", "solarus", "auto"), SAME),
    Asked("AUTO:4,8 allows no error in three letters", fuzzy("names.titles", "hir", "AUTO:4,8"), ()),
    Asked(
        "AUTO:4,8 allows one error in four letters",
        fuzzy("names.titles", "dume", "AUTO:4,8"),
        {"dune", "dune-again", "dune-next"},
    ),
    Asked("AUTO:4,8 allows one error in seven letters", fuzzy("names.titles", "solarus", "AUTO:4,8"), SAME),
    Asked("AUTO:4,8 does not allow two errors in seven letters", fuzzy("names.titles", "zolarus", "AUTO:4,8"), ()),
    Asked(
        "AUTO:4,8 allows two errors in eight letters",
        fuzzy("names.titles", "avventrua", "AUTO:4,8"),
        {"avventura"},
    ),
    Asked("AUTO with equal bounds allows two errors or none", fuzzy("names.titles", "zolarus", "AUTO:5,5"), SAME),
    Asked(
        "AUTO:0,4 allows one error in one letter",
        fuzzy("names.titles", "i", "AUTO:0,4"),
        {*HAVE_IT, *HAVE_ONE_LETTER},
    ),
    Asked("letters are counted, not bytes", fuzzy("names.titles", "сталк", "AUTO:6,10"), ()),
    Asked("Cyrillic", fuzzy("names.titles", "сталкир", 1), {"stalker"}),
    Asked("a whole value", fuzzy("title.raw", "oceans elevn", 1), {"oceans"}),
    Asked("a whole value goes through the normalizer", fuzzy("title.raw", "OCÉAN'S ELEVN", 1), {"oceans"}),
    Asked("a text's analyzer is not used", fuzzy("names.titles", "SOLARIS", 2), ()),
    Asked("a number for a text", fuzzy("title.raw", 1918, 1), {"war"}),
    Asked("one of many values", fuzzy("actors.full_name", "cloney", 1), CLOONEY),
    Asked("an empty text", fuzzy("names.titles", "", 2), ()),
    Asked("a long text", fuzzy("title.raw", "x" * 256, 2), ()),
    Asked(
        "with a boost and more terms than usual",
        fuzzy("names.titles", "solarus", boost=2, max_expansions=500),
        SAME,
    ),
    Asked("of a field that is not mapped", fuzzy("budget", "100"), ()),
)
