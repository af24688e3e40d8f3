"""Documents of a bulk request, and what becomes of each."""

from typing import Any, NamedTuple

Document = dict[str, Any]

STRICT = "strict_dynamic_mapping_exception"
UNREADABLE = "document_parsing_exception"


class Taken(NamedTuple):
    """A document that is taken, and a query that then finds it."""

    idea: str
    document: Document
    query: dict[str, Any]


class Failing(NamedTuple):
    """A document that is not taken, and the type of the error."""

    idea: str
    document: Document
    error: str


def absent(field: str) -> dict[str, Any]:
    return {"bool": {"must_not": [{"exists": {"field": field}}]}}


TAKEN = (
    Taken("nothing in it", {}, absent("title")),
    Taken("null", {"title": None, "imdb_rating": None, "release_date": None}, absent("title")),
    Taken("null for a list of objects", {"genres": None}, absent("genres")),
    Taken("null in a list of objects", {"genres": [None, {"id": "drama"}]}, {"term": {"genres.id": "drama"}}),
    Taken(
        "null in a list of texts", {"alternative_titles": [None, "Dune"]}, {"term": {"alternative_titles.raw": "dune"}}
    ),
    Taken("null inside of an object", {"genres": [{"id": "drama", "name": None}]}, absent("genres.name")),
    Taken("an empty list", {"alternative_titles": [], "genres": []}, absent("alternative_titles")),
    Taken("an empty text", {"title": ""}, {"term": {"title.raw": ""}}),
    Taken("an empty text exists", {"title": ""}, {"exists": {"field": "title.raw"}}),
    Taken("one object in place of a list", {"genres": {"id": "drama"}}, {"term": {"genres.id": "drama"}}),
    Taken("a list in place of one value", {"type": ["movie", "tv_show"]}, {"term": {"type": "tv_show"}}),
    Taken("a list in a list", {"title": ["Dune", ["Solaris"]]}, {"term": {"title.raw": "solaris"}}),
    Taken("several numbers", {"imdb_rating": [1.5, 9.5]}, {"range": {"imdb_rating": {"gte": 9}}}),
    Taken("a number as text", {"imdb_rating": "7.5"}, {"term": {"imdb_rating": 7.5}}),
    Taken("a whole number for a double", {"imdb_rating": 7}, {"term": {"imdb_rating": 7.0}}),
    Taken("a whole number as text", {"release_year": "1972"}, {"term": {"release_year": 1972}}),
    Taken("a fraction for a short", {"release_year": 1972.9}, {"term": {"release_year": 1972}}),
    Taken("an empty text for a number", {"release_year": ""}, absent("release_year")),
    Taken("the greatest short", {"release_year": 32767}, {"term": {"release_year": 32767}}),
    Taken("the smallest short", {"release_year": -32768}, {"range": {"release_year": {"lte": -32768}}}),
    Taken("the greatest integer", {"votes": 2**31 - 1}, {"range": {"votes": {"gte": 2**31 - 1}}}),
    Taken("a number for a text", {"title": 1917}, {"term": {"title.raw": "1917"}}),
    Taken("a fraction for a text", {"title": 8.5}, {"term": {"title": "8"}}),
    Taken("true for a keyword", {"type": True}, {"term": {"type": "true"}}),
    Taken(
        "a time with an offset",
        {"modified": "2020-01-01T03:00:00+03:00"},
        {"term": {"modified": "2020-01-01T00:00:00Z"}},
    ),
    Taken(
        "a time with a fraction",
        {"modified": "2020-01-01T00:00:00.250Z"},
        {"range": {"modified": {"gt": "2020-01-01T00:00:00.249Z", "lte": "2020-01-01T00:00:00.250Z"}}},
    ),
    Taken(
        "a time with six digits after the point",
        {"modified": "2020-01-01T00:00:00.250999Z"},
        {"range": {"modified": {"gte": "2020-01-01T00:00:00.250Z", "lte": "2020-01-01T00:00:00.250Z"}}},
    ),
    Taken("a leap day", {"release_date": "2020-02-29"}, {"term": {"release_date": "2020-02-29"}}),
    Taken("30 February is 1 March", {"release_date": "2020-02-30"}, {"term": {"release_date": "2020-03-01"}}),
    Taken("a text of many words", {"description": "word " * 20_000}, {"term": {"description": "word"}}),
)

FAILING = (
    Failing("an unmapped field", {"budget": 1}, STRICT),
    Failing("an unmapped field that is null", {"budget": None}, STRICT),
    Failing("an unmapped field inside of an object", {"genres": [{"id": "drama", "rank": 1}]}, STRICT),
    Failing("an unmapped object", {"studio": {"id": "mosfilm"}}, STRICT),
    Failing("letters for a double", {"imdb_rating": "great"}, UNREADABLE),
    Failing("true for a double", {"imdb_rating": True}, UNREADABLE),
    Failing("an object for a double", {"imdb_rating": {"value": 7}}, UNREADABLE),
    Failing("a bad number in a list of good ones", {"imdb_rating": [7, "great"]}, UNREADABLE),
    Failing("not a number", {"imdb_rating": "NaN"}, UNREADABLE),
    Failing("infinity", {"imdb_rating": "Infinity"}, UNREADABLE),
    Failing("letters for a short", {"release_year": "MCMLXXII"}, UNREADABLE),
    Failing("a number too great for a short", {"release_year": 32768}, UNREADABLE),
    Failing("a number too small for a short", {"release_year": -32769}, UNREADABLE),
    Failing("a text of a number too great for a short", {"release_year": "40000"}, UNREADABLE),
    Failing("a number too great for an integer", {"votes": 2**31}, UNREADABLE),
    Failing("a number too great for a long", {"votes": 2**63}, UNREADABLE),
    Failing("letters for a day", {"release_date": "spring"}, UNREADABLE),
    Failing("an empty text for a day", {"release_date": ""}, UNREADABLE),
    Failing("a day without zeros", {"release_date": "1972-5-3"}, UNREADABLE),
    Failing("a year for a day", {"release_date": "1972"}, UNREADABLE),
    Failing("a number for a day", {"release_date": 0}, UNREADABLE),
    Failing("a time for a day", {"release_date": "1972-05-13T00:00:00Z"}, UNREADABLE),
    Failing("a day for a time", {"modified": "2020-01-01"}, UNREADABLE),
    Failing("a time without a zone", {"modified": "2020-01-01T00:00:00"}, UNREADABLE),
    Failing("30 February with a time", {"modified": "2020-02-30T00:00:00Z"}, UNREADABLE),
    Failing("the hour after the last", {"modified": "2020-01-01T24:00:00Z"}, UNREADABLE),
    Failing("the minute after the last", {"modified": "2020-01-01T23:60:00Z"}, UNREADABLE),
    Failing("the second after the last", {"modified": "2020-01-01T23:59:60Z"}, UNREADABLE),
    Failing("an object for a text", {"title": {"en": "Solaris"}}, UNREADABLE),
    Failing("an object in a list of texts", {"alternative_titles": ["Dune", {"en": "Solaris"}]}, UNREADABLE),
    Failing("a text for an object", {"genres": ["Drama"]}, UNREADABLE),
    Failing("a number for an object", {"genres": 5}, UNREADABLE),
    Failing("a keyword too long to be one term", {"type": "x" * 32_767}, UNREADABLE),
    Failing("a keyword of too many bytes", {"type": "я" * 16_384}, UNREADABLE),
    Failing("a title too long to be one term", {"title": "x " * 20_000}, UNREADABLE),
)
