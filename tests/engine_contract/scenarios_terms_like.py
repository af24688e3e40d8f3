"""Queries of terms that are like a value, starting with it or spelt nearly so, and the films that each finds."""

from typing import Any

from tests.engine_contract.scenarios_queries import CLOONEY, TARKOVSKY, Asked, Query
from tests.fixtures.films import IDS


def prefix(field: str, value: Any, **options: Any) -> Query:
    return {"prefix": {field: {"value": value, **options}}}


PREFIXES = (
    Asked("a word's start", prefix("title.prefix", "sol"), {"solaris", "solaris-again"}),
    Asked("the field's short form", {"prefix": {"title.prefix": "sol"}}, {"solaris", "solaris-again"}),
    Asked("of any word of a text", prefix("title.prefix", "elev"), {"oceans"}),
    Asked("the whole word", prefix("title.prefix", "dune"), {"dune", "dune-again", "dune-next"}),
    Asked("more than a word", prefix("title.prefix", "dunes"), ()),
    Asked("one letter", prefix("title.prefix", "w"), ()),
    Asked("a start of the whole value", prefix("title.raw", "seven s"), {"samurai"}),
    Asked("in the middle of the value", prefix("title.raw", "samurai"), ()),
    Asked("a keyword's normalizer is used", prefix("title.raw", "AMÉ"), {"amelie"}),
    Asked("a text's analyzer is not used", prefix("title.prefix", "Sol"), ()),
    Asked("stems are what a stemmed text holds", prefix("title", "solaris"), ()),
    Asked("Cyrillic", prefix("original_title.prefix", "стал"), {"stalker"}),
    Asked("one of many values", prefix("directors.full_name.raw", "andrei"), TARKOVSKY),
    Asked("a name's word", prefix("actors.full_name", "cloon"), CLOONEY),
    Asked("a number for a text", prefix("title.raw", 19), {"war"}),
    Asked("nothing: every document with the field", prefix("title.raw", ""), IDS),
    Asked("nothing, of a field that few have", prefix("writers.id", ""), {*TARKOVSKY, *CLOONEY, "samurai"}),
    Asked("letters that patterns are made of", prefix("title.raw", ".*"), ()),
    Asked("longer than any value", prefix("title.raw", "x" * 1_000), ()),
    Asked("with a boost", prefix("title.prefix", "sol", boost=3), {"solaris", "solaris-again"}),
    Asked("of a field that is not mapped", prefix("budget", "1"), ()),
)


def fuzzy(field: str, value: Any, fuzziness: Any = "AUTO", **options: Any) -> Query:
    return {"fuzzy": {field: {"value": value, "fuzziness": fuzziness, **options}}}


SAME = {"solaris", "solaris-again"}
HAVE_IT = {"it", "it-follows"}
HAVE_ONE_LETTER = {"avventura", "train"}  # "L'Avventura", "a"
FUZZY = (
    Asked("the short form: AUTO", {"fuzzy": {"title.prefix": "solarus"}}, SAME),
    Asked("no error", fuzzy("title.prefix", "solaris", 2), SAME),
    Asked("a letter replaced", fuzzy("title.prefix", "solarus", 1), SAME),
    Asked("a letter left out", fuzzy("title.prefix", "solris", 1), SAME),
    Asked("a letter put in", fuzzy("title.prefix", "solariss", 1), SAME),
    Asked("the first letter", fuzzy("title.prefix", "zolaris", 1), SAME),
    Asked("the last letter left out", fuzzy("title.prefix", "solari", 1), SAME),
    Asked("two letters swapped", fuzzy("title.prefix", "soalris", 1), SAME),
    Asked("a swap is two errors without transpositions", fuzzy("title.prefix", "soalris", 1, transpositions=False), ()),
    Asked("two errors, one allowed", fuzzy("title.prefix", "zolarus", 1), ()),
    Asked("two errors, two allowed", fuzzy("title.prefix", "zolarus", 2), SAME),
    Asked("three errors", fuzzy("title.prefix", "zolarux", 2), ()),
    Asked("no error allowed, one made", fuzzy("title.prefix", "solarus", 0), ()),
    Asked("no error allowed, none made", fuzzy("title.prefix", "solaris", 0), SAME),
    Asked("the number as text", fuzzy("title.prefix", "solarus", "1"), SAME),
    Asked("AUTO allows no error in two letters", fuzzy("title.prefix", "uz"), ()),
    Asked("AUTO allows one error in three letters", fuzzy("title.prefix", "hir"), {"her"}),
    Asked("AUTO allows one error in five letters", fuzzy("title.prefix", "duene"), {"dune", "dune-again", "dune-next"}),
    Asked("AUTO does not allow two errors in five letters", fuzzy("title.prefix", "duenx"), ()),
    Asked("AUTO allows two errors in six letters", fuzzy("title.prefix", "stlakr"), {"stalker"}),
    Asked("auto in small letters", fuzzy("title.prefix", "solarus", "auto"), SAME),
    Asked("AUTO:4,8 allows no error in three letters", fuzzy("title.prefix", "hir", "AUTO:4,8"), ()),
    Asked(
        "AUTO:4,8 allows one error in four letters",
        fuzzy("title.prefix", "dume", "AUTO:4,8"),
        {"dune", "dune-again", "dune-next"},
    ),
    Asked("AUTO:4,8 allows one error in seven letters", fuzzy("title.prefix", "solarus", "AUTO:4,8"), SAME),
    Asked("AUTO:4,8 does not allow two errors in seven letters", fuzzy("title.prefix", "zolarus", "AUTO:4,8"), ()),
    Asked("AUTO:4,8 allows two errors in eight letters", fuzzy("title.prefix", "avventrua", "AUTO:4,8"), {"avventura"}),
    Asked("AUTO with equal bounds allows two errors or none", fuzzy("title.prefix", "zolarus", "AUTO:5,5"), SAME),
    Asked(
        "AUTO:0,4 allows one error in one letter", fuzzy("title.prefix", "i", "AUTO:0,4"), {*HAVE_IT, *HAVE_ONE_LETTER}
    ),
    Asked("letters are counted, not bytes", fuzzy("original_title.prefix", "сталк", "AUTO:6,10"), ()),
    Asked("Cyrillic", fuzzy("original_title.prefix", "сталкир", 1), {"stalker"}),
    Asked("a whole value", fuzzy("title.raw", "oceans elevn", 1), {"oceans"}),
    Asked("a whole value goes through the normalizer", fuzzy("title.raw", "OCÉAN'S ELEVN", 1), {"oceans"}),
    Asked("a text's analyzer is not used", fuzzy("title.prefix", "SOLARIS", 2), ()),
    Asked("a number for a text", fuzzy("title.raw", 1918, 1), {"war"}),
    Asked("one of many values", fuzzy("actors.full_name", "cloney", 1), CLOONEY),
    Asked("an empty text", fuzzy("title.prefix", "", 2), ()),
    Asked("a long text", fuzzy("title.raw", "x" * 256, 2), ()),
    Asked(
        "with a boost and more terms than usual", fuzzy("title.prefix", "solarus", boost=2, max_expansions=500), SAME
    ),
    Asked("of a field that is not mapped", fuzzy("budget", "100"), ()),
)
