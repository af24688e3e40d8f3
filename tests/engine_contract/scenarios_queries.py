"""Queries, and the films of the small catalogue that each finds."""

from collections.abc import Collection
from typing import Any, NamedTuple

from tests.fixtures.films import IDS

Query = dict[str, Any]


class Asked(NamedTuple):
    """A query, and the ids of all its hits in any order."""

    idea: str
    query: Query
    found: Collection[str]


def words(text: str, *fields: str, operator: str = "and") -> Query:
    """The words in the fields, by default those of names and titles."""
    anywhere = ("title^4", "original_title^3", "alternative_titles^3", "directors.full_name^2", "actors.full_name^2")
    return {
        "multi_match": {
            "query": text,
            "type": "cross_fields",
            "operator": operator,
            "fields": list(fields or (*anywhere, "writers.full_name", "description")),
        }
    }


def genre(*names: str) -> Query:
    return {"terms": {"genres.name.raw": list(names)}}


HORROR = {"it", "it-follows", "us"}
SHOWS = {"chernobyl", "friends"}
UNRATED = {"dune-next", "untitled"}
UNDATED = {"dune-next", "untitled"}
DUNES = {"dune", "dune-again", "dune-next"}
TARKOVSKY = {"solaris", "stalker"}
CLOONEY = {"solaris-again", "oceans"}
OF_2019 = {"us", "war", "chernobyl"}
IS_SHOW = {"term": {"type": "tv_show"}}
NEVER = {"terms": {"id": ["nobody"]}}

PLAIN = (
    Asked("all", {"match_all": {}}, IDS),
    Asked("a term", {"term": {"type": "tv_show"}}, SHOWS),
    Asked("a term with a boost", {"term": {"type": {"value": "tv_show", "boost": 100.0}}}, SHOWS),
    Asked("a term goes through the normalizer", {"term": {"title.raw": "AMELIE"}}, {"amelie"}),
    Asked("a term with ё", {"term": {"original_title.raw": "ёлки"}}, {"trees"}),
    Asked("a term with another apostrophe", {"term": {"title.raw": "OCEAN’S ELEVEN"}}, {"oceans"}),
    Asked("a term is the whole value", {"term": {"title.raw": "ocean's"}}, ()),
    Asked("a term without a normalizer minds case", {"term": {"type": "TV_SHOW"}}, ()),
    Asked("a term of one among many values", {"term": {"genres.name.raw": "war"}}, {"war"}),
    Asked("a term that is empty", {"term": {"title.raw": ""}}, ()),
    Asked("a term of a number", {"term": {"release_year": 2019}}, OF_2019),
    Asked("a term of a number as text", {"term": {"release_year": "2019"}}, OF_2019),
    Asked("a term of a double", {"term": {"imdb_rating": 8.6}}, {"samurai"}),
    Asked("a term of a double that is whole", {"term": {"imdb_rating": 0}}, {"train"}),
    Asked("a term of a number with a fraction that fields of whole ones cannot have", {"term": {"votes": 1.5}}, ()),
    Asked("a term of a day", {"term": {"release_date": "2019-12-25"}}, {"war"}),
    Asked("a term of a number in a keyword field", {"term": {"title.raw": 1917}}, {"war"}),
    Asked("a term of a word's stem", {"term": {"title": "solari"}}, {"solaris", "solaris-again"}),
    Asked("a term is not analysed in a text field", {"term": {"title": "Solaris"}}, ()),
    Asked("a term of _id", {"term": {"_id": "war"}}, {"war"}),
    Asked("terms, any of", {"terms": {"id": ["war", "her", "nobody"]}}, {"war", "her"}),
    Asked(
        "terms go through the normalizer",
        genre("COMÉDY", "Horror"),
        {*HORROR, "amelie", "dont-look-up", "trees", "friends"},
    ),
    Asked("terms of numbers", {"terms": {"release_year": [1979, "1984", 3]}}, {"stalker", "dune"}),
    Asked("terms repeated", {"terms": {"id": ["war", "war"]}}, {"war"}),
    Asked("no terms", {"terms": {"id": []}}, ()),
    Asked("terms of people", {"terms": {"writers.full_name.raw": ["stanislaw lem"]}}, {"solaris", "solaris-again"}),
    Asked("exists, a double", {"exists": {"field": "imdb_rating"}}, IDS - UNRATED),
    Asked("exists, a date", {"exists": {"field": "release_date"}}, IDS - UNDATED),
    Asked("exists, a number", {"exists": {"field": "release_year"}}, IDS - {"untitled"}),
    Asked("exists, a text", {"exists": {"field": "description"}}, {"solaris", "trees"}),
    Asked(
        "exists, a text with a keyword",
        {"exists": {"field": "original_title"}},
        {"solaris", "stalker", "amelie", "samurai", "trees"},
    ),
    Asked(
        "exists, the keyword of a text",
        {"exists": {"field": "original_title.raw"}},
        {"solaris", "stalker", "amelie", "samurai", "trees"},
    ),
    Asked("exists, an object", {"exists": {"field": "writers"}}, {*TARKOVSKY, *CLOONEY, "samurai"}),
    Asked(
        "exists, a field inside of an object", {"exists": {"field": "writers.id"}}, {*TARKOVSKY, *CLOONEY, "samurai"}
    ),
    Asked("exists, an empty list is no value", {"exists": {"field": "genres.id"}}, IDS - {"untitled"}),
    Asked("exists, a field that is not mapped", {"exists": {"field": "budget"}}, ()),
    Asked("a term in a field that is not mapped", {"term": {"budget": 1}}, ()),
    Asked("terms in a field that is not mapped", {"terms": {"budget": [1, 2]}}, ()),
    Asked("a range in a field that is not mapped", {"range": {"budget": {"gte": 1}}}, ()),
)

RANGES = (
    Asked("from, inclusive", {"range": {"imdb_rating": {"gte": 8.6}}}, {"samurai", *SHOWS}),
    Asked("to, inclusive", {"range": {"imdb_rating": {"lte": 6.0}}}, {"trees", "train"}),
    Asked("from, exclusive", {"range": {"imdb_rating": {"gt": 8.6}}}, SHOWS),
    Asked("to, exclusive", {"range": {"imdb_rating": {"lt": 6.0}}}, {"train"}),
    Asked("both bounds", {"range": {"imdb_rating": {"gte": 6.2, "lte": 6.3}}}, {"solaris-again", "dune"}),
    Asked("exactly", {"range": {"imdb_rating": {"gte": 7.3, "lte": 7.3}}}, {"it"}),
    Asked("exactly zero", {"range": {"imdb_rating": {"gte": 0, "lte": 0}}}, {"train"}),
    Asked("numbers as text", {"range": {"imdb_rating": {"gte": "8.9"}}}, SHOWS),
    Asked("nothing between", {"range": {"imdb_rating": {"gt": 8.6, "lt": 8.9}}}, ()),
    Asked("bounds the wrong way round", {"range": {"imdb_rating": {"gte": 9, "lte": 8}}}, ()),
    Asked("no bounds", {"range": {"imdb_rating": {}}}, IDS - UNRATED),
    Asked("a bound of null sets no bound", {"range": {"imdb_rating": {"gte": 8.9, "lte": None}}}, SHOWS),
    Asked(
        "short, from",
        {"range": {"release_year": {"gte": 2021}}},
        {"dont-look-up", "dune-again", "dune-next", "she-said"},
    ),
    Asked("short, to", {"range": {"release_year": {"lte": 1954}}}, {"train", "samurai"}),
    Asked("short, exactly", {"range": {"release_year": {"gte": 2019, "lte": 2019}}}, OF_2019),
    Asked(
        "short, bounds between whole numbers", {"range": {"release_year": {"gte": 1953.5, "lte": 1954.5}}}, {"samurai"}
    ),
    Asked(
        "short, exclusive bounds between whole numbers",
        {"range": {"release_year": {"gt": 1953.5, "lt": 1954.5}}},
        {"samurai"},
    ),
    Asked("short, exclusive", {"range": {"release_year": {"gt": 1953, "lt": 1955}}}, {"samurai"}),
    Asked(
        "short, the smallest and greatest",
        {"range": {"release_year": {"gte": -32768, "lte": 32767}}},
        IDS - {"untitled"},
    ),
    Asked("short, a bound beyond it", {"range": {"release_year": {"gte": 2026, "lte": 40000}}}, {"dune-next"}),
    Asked("short, all of it too small", {"range": {"release_year": {"gte": 40000}}}, ()),
    Asked("integer, from", {"range": {"votes": {"gte": 790_000}}}, {"amelie", "dune-again", "friends"}),
    Asked("integer, zero", {"range": {"votes": {"lte": 0}}}, {"train"}),
    Asked("moment, a day", {"range": {"modified": {"lte": "2026-11-01", "format": "strict_date"}}}, IDS),
    Asked("moment, before a day", {"range": {"modified": {"lt": "2026-11-01", "format": "strict_date"}}}, ()),
    Asked("moment, after a day", {"range": {"modified": {"gt": "2026-11-01", "format": "strict_date"}}}, ()),
    Asked(
        "moment, in one of two formats",
        {"range": {"modified": {"gte": "2026-11-01", "lte": "1793491200000", "format": "strict_date||epoch_millis"}}},
        IDS,
    ),
    Asked("day, from", {"range": {"release_date": {"gte": "2021-12-10"}}}, {"dont-look-up", "she-said"}),
    Asked("day, to", {"range": {"release_date": {"lte": "1954-04-26"}}}, {"samurai", "train"}),
    Asked("day, exclusive", {"range": {"release_date": {"gt": "2021-09-03", "lt": "2022-11-18"}}}, {"dont-look-up"}),
    Asked("day, exactly", {"range": {"release_date": {"gte": "1896-01-25", "lte": "1896-01-25"}}}, {"train"}),
    Asked("day, a century", {"range": {"release_date": {"gte": "1800-01-01", "lte": "1899-12-31"}}}, {"train"}),
    Asked(
        "day, the leap day",
        {"range": {"release_date": {"gte": "2020-02-29"}}},
        {"dont-look-up", "dune-again", "she-said"},
    ),
)

BOOLS = (
    Asked("no clauses", {"bool": {}}, IDS),
    Asked("must", {"bool": {"must": [IS_SHOW]}}, SHOWS),
    Asked("must, not in a list", {"bool": {"must": IS_SHOW}}, SHOWS),
    Asked("must, all of", {"bool": {"must": [genre("horror"), genre("thriller")]}}, {"us"}),
    Asked("filter", {"bool": {"filter": [IS_SHOW]}}, SHOWS),
    Asked("filter, all of", {"bool": {"filter": [genre("horror"), genre("thriller")]}}, {"us"}),
    Asked("must and filter", {"bool": {"must": [genre("horror")], "filter": [genre("thriller")]}}, {"us"}),
    Asked("must_not", {"bool": {"must_not": [IS_SHOW]}}, IDS - SHOWS),
    Asked("must_not, two clauses", {"bool": {"must_not": [IS_SHOW, genre("horror")]}}, IDS - SHOWS - HORROR),
    Asked(
        "must_not beside filter",
        {"bool": {"filter": [genre("horror")], "must_not": [genre("thriller")]}},
        {"it", "it-follows"},
    ),
    Asked(
        "must_not beside should",
        {"bool": {"should": [genre("horror")], "must_not": [genre("thriller")]}},
        {"it", "it-follows"},
    ),
    Asked("should alone: one at least", {"bool": {"should": [IS_SHOW, genre("war")]}}, {*SHOWS, "war"}),
    Asked("should that nothing passes", {"bool": {"should": [NEVER]}}, ()),
    Asked("should beside must only prefers", {"bool": {"must": [IS_SHOW], "should": [NEVER]}}, SHOWS),
    Asked("should beside filter only prefers", {"bool": {"filter": [IS_SHOW], "should": [NEVER]}}, SHOWS),
    Asked(
        "one at least of should beside filter",
        {"bool": {"filter": [IS_SHOW], "should": [genre("comedy")], "minimum_should_match": 1}},
        {"friends"},
    ),
    Asked(
        "one at least of should alone",
        {"bool": {"should": [IS_SHOW, genre("comedy")], "minimum_should_match": 1}},
        {*SHOWS, "amelie", "dont-look-up", "trees"},
    ),
    Asked(
        "two at least of should",
        {"bool": {"should": [IS_SHOW, genre("comedy"), genre("drama")], "minimum_should_match": 2}},
        {"friends", "chernobyl", "dont-look-up"},
    ),
    Asked("one of no should clauses", {"bool": {"filter": [IS_SHOW], "minimum_should_match": 1}}, ()),
    Asked(
        "one of no should clauses, beside must_not",
        {"bool": {"must_not": [IS_SHOW], "minimum_should_match": 1}},
        IDS - SHOWS,
    ),
    Asked("more at least than there are", {"bool": {"should": [IS_SHOW], "minimum_should_match": 2}}, ()),
    Asked(
        "a minimum of 0 beside filter",
        {"bool": {"filter": [IS_SHOW], "should": [NEVER], "minimum_should_match": 0}},
        SHOWS,
    ),
    Asked(
        "bool inside bool",
        {"bool": {"filter": [{"bool": {"must_not": [{"exists": {"field": "imdb_rating"}}]}}]}},
        UNRATED,
    ),
    Asked(
        "any field, any value",
        {
            "bool": {
                "filter": [
                    {
                        "bool": {
                            "should": [
                                {"terms": {f"{role}.id": ["andrei-tarkovsky", "steven-soderbergh"]}}
                                for role in ("actors", "writers", "directors")
                            ],
                            "minimum_should_match": 1,
                        }
                    }
                ]
            }
        },
        {*TARKOVSKY, *CLOONEY},
    ),
    Asked(
        "a value in none of the fields",
        {
            "bool": {
                "filter": [
                    genre("sci-fi"),
                    {
                        "bool": {
                            "must_not": [
                                {
                                    "bool": {
                                        "should": [
                                            {"terms": {f"{role}.id": ["andrei-tarkovsky"]}}
                                            for role in ("writers", "directors")
                                        ],
                                        "minimum_should_match": 1,
                                    }
                                }
                            ]
                        }
                    },
                ]
            }
        },
        {"solaris-again", *DUNES},
    ),
    Asked(
        "words, filters and preferences",
        {
            "bool": {
                "must": [words("solaris")],
                "should": [{"term": {"title.raw": {"value": "solaris", "boost": 100.0}}}],
                "filter": [{"range": {"release_year": {"gte": 2000}}}],
            }
        },
        {"solaris-again"},
    ),
    Asked("an empty list of clauses", {"bool": {"must": [], "filter": [IS_SHOW]}}, SHOWS),
)
