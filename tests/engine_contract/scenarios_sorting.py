"""Orders, and what of the small catalogue comes in them."""

from typing import Any, NamedTuple

Keys = list[Any]

LAST = "_last"
# What stands for a missing value in the `sort` of a hit: the last value that there can be, by the type of the field.
LAST_INTEGERS = (2**31 - 1, -(2**31))
LAST_DAYS = (2**63 - 1, -(2**63))


class Ordered(NamedTuple):
    """Keys, the query that they order, and the ids of all hits."""

    idea: str
    keys: Keys
    query: dict[str, Any]
    expected: tuple[str, ...]


class Valued(NamedTuple):
    """Keys, and the `sort` values of one film."""

    idea: str
    keys: Keys
    film: str
    values: list[Any]


def ascending(field: str) -> dict[str, Any]:
    return {field: {"order": "asc", "missing": LAST}}


def descending(field: str) -> dict[str, Any]:
    return {field: {"order": "desc", "missing": LAST}}


def among(*ids: str) -> dict[str, Any]:
    return {"terms": {"id": list(ids)}}


ID = {"id": {"order": "asc"}}
SCI_FI = {"terms": {"genres.name.raw": ["sci-fi"]}}
DUNES = {"term": {"title.raw": "dune"}}
TIED = among("her", "stalker", "solaris", "dune-again", "eight-and-a-half", "war")

ORDERED = (
    Ordered(
        "a double downwards, missing last",
        [descending("imdb_rating"), ID],
        SCI_FI,
        ("dune-again", "solaris", "stalker", "dune", "solaris-again", "dune-next"),
    ),
    Ordered(
        "a double upwards, missing last",
        [ascending("imdb_rating"), ID],
        SCI_FI,
        ("solaris-again", "dune", "dune-again", "solaris", "stalker", "dune-next"),
    ),
    Ordered(
        "missing last without saying so",
        [{"imdb_rating": "asc"}, "id"],
        SCI_FI,
        ("solaris-again", "dune", "dune-again", "solaris", "stalker", "dune-next"),
    ),
    Ordered(
        "missing last without saying so, downwards",
        [{"imdb_rating": "desc"}, "id"],
        SCI_FI,
        ("dune-again", "solaris", "stalker", "dune", "solaris-again", "dune-next"),
    ),
    Ordered(
        "zero is not a missing value",
        [ascending("imdb_rating"), ID],
        among("train", "trees", "untitled"),
        ("train", "trees", "untitled"),
    ),
    Ordered(
        "an integer upwards",
        [ascending("votes"), ID],
        among("train", "solaris", "stalker", "dune", "it-follows"),
        ("train", "solaris", "stalker", "dune", "it-follows"),
    ),
    Ordered(
        "an integer downwards",
        [descending("votes"), ID],
        among("train", "solaris", "stalker", "dune", "it-follows"),
        ("dune", "solaris", "stalker", "train", "it-follows"),
    ),
    Ordered(
        "a short",
        [descending("release_year"), ID],
        among("train", "us", "war", "untitled", "dune-next"),
        ("dune-next", "us", "war", "train", "untitled"),
    ),
    Ordered(
        "days, some before 1970",
        [ascending("release_date"), ID],
        among("train", "samurai", "stalker", "war", "dune-next"),
        ("train", "samurai", "stalker", "war", "dune-next"),
    ),
    Ordered(
        "days downwards",
        [descending("release_date"), ID],
        among("train", "samurai", "stalker", "war", "dune-next"),
        ("war", "stalker", "samurai", "train", "dune-next"),
    ),
    Ordered(
        "days, those missing at the last value that there can be",
        [{"release_date": {"order": "desc", "missing": LAST_DAYS[1]}}, ID],
        among("train", "samurai", "stalker", "war", "dune-next"),
        ("war", "stalker", "samurai", "train", "dune-next"),
    ),
    Ordered(
        "keywords go by their folded form",
        [ascending("title.raw"), ID],
        among("amelie", "avventura", "war", "eight-and-a-half", "us", "untitled"),
        ("war", "eight-and-a-half", "amelie", "avventura", "untitled", "us"),
    ),
    Ordered(
        "keywords downwards",
        [descending("title.raw"), ID],
        among("amelie", "avventura", "war", "eight-and-a-half", "us", "untitled"),
        ("us", "untitled", "avventura", "amelie", "eight-and-a-half", "war"),
    ),
    Ordered(
        "keywords of two alphabets and Japanese",
        [ascending("original_title.raw"), ID],
        {"exists": {"field": "original_title"}},
        ("amelie", "trees", "solaris", "stalker", "samurai"),
    ),
    Ordered(
        "keywords, missing last",
        [ascending("original_title.raw"), ID],
        SCI_FI,
        ("solaris", "stalker", "dune", "dune-again", "dune-next", "solaris-again"),
    ),
    Ordered(
        "keywords, missing last, downwards",
        [descending("original_title.raw"), ID],
        SCI_FI,
        ("stalker", "solaris", "dune", "dune-again", "dune-next", "solaris-again"),
    ),
    Ordered(
        "keywords that begin alike",
        [ascending("title.raw"), ID],
        among("dune", "dune-next", "it", "it-follows", "solaris"),
        ("dune", "dune-next", "it", "it-follows", "solaris"),
    ),
    Ordered(
        "ties by the tie breaker",
        [descending("imdb_rating"), ID],
        TIED,
        ("war", "dune-again", "eight-and-a-half", "her", "solaris", "stalker"),
    ),
    Ordered(
        "ties by the tie breaker downwards",
        [descending("imdb_rating"), {"id": "desc"}],
        TIED,
        ("war", "stalker", "solaris", "her", "eight-and-a-half", "dune-again"),
    ),
    Ordered(
        "ties of two keys",
        [descending("imdb_rating"), descending("votes"), ID],
        TIED,
        ("war", "dune-again", "her", "eight-and-a-half", "solaris", "stalker"),
    ),
    Ordered(
        "ties of three keys",
        [descending("imdb_rating"), descending("votes"), ascending("release_date"), ID],
        TIED,
        ("war", "dune-again", "her", "eight-and-a-half", "solaris", "stalker"),
    ),
    Ordered(
        "ties of keywords",
        [ascending("title.raw"), descending("release_year"), ID],
        among("dune", "dune-again", "solaris", "solaris-again"),
        ("dune-again", "dune", "solaris-again", "solaris"),
    ),
    Ordered(
        "ties of missing values",
        [descending("imdb_rating"), descending("release_year"), ID],
        among("untitled", "dune-next", "train"),
        ("train", "dune-next", "untitled"),
    ),
    Ordered("a key twice", [descending("imdb_rating"), ascending("imdb_rating"), ID], DUNES, ("dune-again", "dune")),
    Ordered("keys as names", ["title.raw", "id"], DUNES, ("dune", "dune-again")),
    Ordered("one key, not in a list", {"id": "desc"}, DUNES, ("dune-again", "dune")),  # type: ignore[arg-type]
    Ordered(
        "by score, all scores equal",
        [{"_score": {"order": "desc"}}, ID],
        {"bool": {"filter": [SCI_FI]}},
        ("dune", "dune-again", "dune-next", "solaris", "solaris-again", "stalker"),
    ),
    Ordered(
        "by score, a boost first",
        [{"_score": {"order": "desc"}}, ID],
        {"bool": {"filter": [SCI_FI], "should": [{"term": {"title.raw": {"value": "stalker", "boost": 9.0}}}]}},
        ("stalker", "dune", "dune-again", "dune-next", "solaris", "solaris-again"),
    ),
    Ordered(
        "by another key, then by score",
        [descending("imdb_rating"), {"_score": "desc"}, ID],
        {"bool": {"filter": [SCI_FI], "should": [{"term": {"title.raw": {"value": "stalker", "boost": 9.0}}}]}},
        ("stalker", "dune-again", "solaris", "dune", "solaris-again", "dune-next"),
    ),
    Ordered("nothing found", [descending("imdb_rating"), ID], among("nobody"), ()),
)

VALUED = (
    Valued("a double", [descending("imdb_rating"), ID], "amelie", [8.3, "amelie"]),
    Valued("a double that is whole", [descending("imdb_rating"), ID], "train", [0.0, "train"]),
    Valued("a missing double upwards", [ascending("imdb_rating"), ID], "untitled", ["Infinity", "untitled"]),
    Valued("a missing double downwards", [descending("imdb_rating"), ID], "untitled", ["-Infinity", "untitled"]),
    Valued("an integer", [ascending("votes"), ID], "amelie", [790_000, "amelie"]),
    Valued("a missing integer upwards", [ascending("votes"), ID], "untitled", [LAST_INTEGERS[0], "untitled"]),
    Valued("a missing integer downwards", [descending("votes"), ID], "untitled", [LAST_INTEGERS[1], "untitled"]),
    Valued("a missing short", [ascending("release_year"), ID], "untitled", [LAST_INTEGERS[0], "untitled"]),
    Valued("a day, in milliseconds", [ascending("release_date"), ID], "stalker", [296_438_400_000, "stalker"]),
    Valued("a day before 1970", [ascending("release_date"), ID], "train", [-2_333_145_600_000, "train"]),
    Valued("a missing day upwards", [ascending("release_date"), ID], "untitled", [LAST_DAYS[0], "untitled"]),
    Valued("a missing day downwards", [descending("release_date"), ID], "untitled", [LAST_DAYS[1], "untitled"]),
    Valued("a keyword in its folded form", [ascending("title.raw")], "oceans", ["oceans eleven"]),
    Valued("a missing keyword", [ascending("original_title.raw"), ID], "us", [None, "us"]),
    Valued("equal scores", [{"_score": "desc"}, ID], "us", [1.0, "us"]),
)
