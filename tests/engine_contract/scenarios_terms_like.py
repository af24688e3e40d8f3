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
