"""Queries whose scores are the same on both engines, since they are made of constants, and others of a clear order."""

from math import log
from typing import Any, NamedTuple

from tests.engine_contract.scenarios_queries import Query
from tests.engine_contract.scenarios_terms_like import fuzzy, prefix


class Scored(NamedTuple):
    """A query, and the score of each of its hits."""

    idea: str
    query: Query
    scores: dict[str, float]


class Ranked(NamedTuple):
    """A query, and the ids of all its hits from the best to the worst."""

    idea: str
    query: Query
    ids: tuple[str, ...]


def one(film_id: str) -> Query:
    return {"term": {"id": film_id}}


def constant(query: Query, score: float | None = None) -> Query:
    return {"constant_score": {"filter": query} if score is None else {"filter": query, "boost": score}}


def best_of(*queries: Query, **options: Any) -> Query:
    return {"dis_max": {"queries": list(queries), **options}}


def either(*queries: Query, **options: Any) -> Query:
    return {"bool": {"should": list(queries), **options}}


def weighed(query: Query, field: str = "votes", **options: Any) -> Query:
    factor = {"field": field, "modifier": "ln2p", "missing": 0}
    return {"function_score": {"query": query, "field_value_factor": factor, **options}}


def match(field: str, text: str, **options: Any) -> Query:
    return {"match": {field: {"query": text, **options}}}


DUNES = {"terms": {"id": ["dune", "dune-again", "dune-next"]}}
DUNE = constant(one("dune"), 2.0)
AGAIN = constant(one("dune-again"), 3.0)
ALL_DUNES = constant(DUNES, 8.0)

SCORES = (
    Scored("a constant", constant(one("dune"), 2.5), {"dune": 2.5}),
    Scored("a constant without a boost", constant(one("dune")), {"dune": 1.0}),
    Scored("a constant of 0", constant(one("dune"), 0), {"dune": 0.0}),
    Scored(
        "a constant forgets the scores inside",
        constant(match("title", "solaris", boost=9), 2),
        {"solaris": 2.0, "solaris-again": 2.0},
    ),
    Scored("a constant of a constant", constant(constant(one("dune"), 5), 2), {"dune": 2.0}),
    Scored(
        "a constant of a prefix",
        constant(prefix("title.raw", "dune"), 20),
        {"dune": 20.0, "dune-again": 20.0, "dune-next": 20.0},
    ),
    Scored(
        "a constant of a word with an error",
        constant(fuzzy("title.raw", "dume", 1), 30),
        {"dune": 30.0, "dune-again": 30.0},
    ),
    Scored(
        "a constant of a word spelt correctly, errors allowed",
        constant(fuzzy("names.titles", "solaris", 2), 3),
        {"solaris": 3.0, "solaris-again": 3.0},
    ),
    Scored("a prefix scores 1", prefix("title.raw", "dune:"), {"dune-next": 1.0}),
    Scored("a prefix with a boost", prefix("title.raw", "dune:", boost=3), {"dune-next": 3.0}),
    Scored("terms with a boost", {"terms": {"id": ["dune"], "boost": 2}}, {"dune": 2.0}),
    Scored("a number with a boost", {"term": {"votes": {"value": 190_000, "boost": 2}}}, {"dune": 2.0}),
    Scored("a range with a boost", {"range": {"votes": {"gte": 1_000_000, "boost": 2}}}, {"friends": 2.0}),
    Scored(
        "existence with a boost",
        either({"exists": {"field": "description", "boost": 4}}),
        {"solaris": 4.0, "trees": 4.0},
    ),
    Scored(
        "everything with a boost",
        {"bool": {"must": [{"match_all": {"boost": 3}}], "filter": [one("dune")]}},
        {"dune": 3.0},
    ),
    Scored("nothing", {"match_none": {}}, {}),
    Scored("nothing with a boost", {"match_none": {"boost": 2}}, {}),
    Scored("nothing beside something", either({"match_none": {}}, DUNE), {"dune": 2.0}),
    Scored("the best of", best_of(DUNE, ALL_DUNES, AGAIN), {"dune": 8.0, "dune-again": 8.0, "dune-next": 8.0}),
    Scored("the best of one", best_of(DUNE), {"dune": 2.0}),
    Scored("the best of one, not in a list", {"dis_max": {"queries": DUNE}}, {"dune": 2.0}),
    Scored(
        "the best and half of the rest",
        best_of(DUNE, ALL_DUNES, AGAIN, tie_breaker=0.5),
        {"dune": 9.0, "dune-again": 9.5, "dune-next": 8.0},
    ),
    Scored(
        "the best and all of the rest",
        best_of(DUNE, ALL_DUNES, tie_breaker=1),
        {"dune": 10.0, "dune-again": 8.0, "dune-next": 8.0},
    ),
    Scored("the best of, with a boost", best_of(DUNE, AGAIN, boost=2), {"dune": 4.0, "dune-again": 6.0}),
    Scored(
        "scores of a bool are added",
        either(DUNE, AGAIN, ALL_DUNES),
        {"dune": 10.0, "dune-again": 11.0, "dune-next": 8.0},
    ),
    Scored("a bool with a boost", either(DUNE, AGAIN, boost=2.5), {"dune": 5.0, "dune-again": 7.5}),
    Scored(
        "boosts multiply", {"bool": {"must": [best_of(either(DUNE, boost=2), boost=3)], "boost": 4}}, {"dune": 48.0}
    ),
    Scored("a boost of 0", either(DUNE, boost=0), {"dune": 0.0}),
    Scored("a boost below 1", either(DUNE, boost=0.25), {"dune": 0.5}),
    Scored(
        "must and should are added",
        {"bool": {"must": [ALL_DUNES], "should": [DUNE]}},
        {"dune": 10.0, "dune-again": 8.0, "dune-next": 8.0},
    ),
    Scored("filters add nothing", {"bool": {"must": [DUNE], "filter": [ALL_DUNES]}}, {"dune": 2.0}),
    Scored("only filters, with a boost", {"bool": {"filter": [DUNE], "boost": 2}}, {"dune": 0.0}),
    Scored("no clauses, with a boost", {"bool": {"must": [one("dune")], "should": [], "boost": 0}}, {"dune": 0.0}),
    Scored("two of three", either(DUNE, AGAIN, ALL_DUNES, minimum_should_match=2), {"dune": 10.0, "dune-again": 11.0}),
    Scored(
        "the number as text",
        either(DUNE, AGAIN, ALL_DUNES, minimum_should_match="2"),
        {"dune": 10.0, "dune-again": 11.0},
    ),
    Scored(
        "all but one of three",
        either(DUNE, AGAIN, ALL_DUNES, minimum_should_match=-1),
        {"dune": 10.0, "dune-again": 11.0},
    ),
    Scored(
        "all but more than there are: one",
        either(DUNE, AGAIN, minimum_should_match=-5),
        {"dune": 2.0, "dune-again": 3.0},
    ),
    Scored("the same twice", either(DUNE, DUNE), {"dune": 4.0}),
    Scored("the same twice, both at least", either(DUNE, DUNE, minimum_should_match=2), {"dune": 4.0}),
    Scored(
        "weighed by votes",
        weighed(ALL_DUNES),
        {"dune": 8 * log(190_002), "dune-again": 8 * log(950_002), "dune-next": 8 * log(2)},
    ),
    Scored("weighed by a double", weighed(DUNE, "imdb_rating"), {"dune": 2 * log(8.3)}),
    Scored("weighed, with a boost", weighed(DUNE, boost=3), {"dune": 6 * log(190_002)}),
    Scored(
        "weighed in a list of one function",
        {
            "function_score": {
                "query": DUNE,
                "functions": [{"field_value_factor": {"field": "votes", "modifier": "ln2p", "missing": 0}}],
            }
        },
        {"dune": 2 * log(190_002)},
    ),
    Scored("weighed with the boost_mode given", weighed(DUNE, boost_mode="multiply"), {"dune": 2 * log(190_002)}),
    Scored("weighed by a field that is not mapped", weighed(DUNE, "budget"), {"dune": 2 * log(2)}),
    Scored(
        "weighed in a bool with filters",
        {"bool": {"must": [weighed(ALL_DUNES)], "filter": [{"exists": {"field": "votes"}}], "boost": 2}},
        {"dune": 16 * log(190_002), "dune-again": 16 * log(950_002)},
    ),
    Scored("nothing weighed", weighed({"match_none": {}}), {}),
    Scored("weighed by nothing", {"function_score": {"query": DUNE}}, {"dune": 2.0}),
    Scored("weighed by nothing, with a boost", {"function_score": {"query": DUNE, "boost": 3}}, {"dune": 6.0}),
    Scored(
        "weighed by nothing, among others",
        {"bool": {"must": [DUNE, {"function_score": {"query": ALL_DUNES}}], "filter": [{"function_score": {}}]}},
        {"dune": 10.0},
    ),
)

RANKED = (
    Ranked(
        "the word with the greater boost", either(match("title", "her", boost=9), match("title", "us")), ("her", "us")
    ),
    Ranked(
        "the term with the greater boost",
        either({"term": {"title": {"value": "us", "boost": 9}}}, match("title", "her")),
        ("us", "her"),
    ),
    Ranked(
        "the word with the greater boost, of the best",
        best_of(match("title", "her", boost=9), match("title", "us")),
        ("her", "us"),
    ),
    Ranked("more words before fewer", match("title", "seven samurai her"), ("samurai", "her")),
    Ranked("the shorter title", {"bool": {"must": [match("title", "it")]}}, ("it", "it-follows")),
    Ranked(
        "the fewer errors",
        {
            "bool": {
                "must": [fuzzy("names.titles", "duna", 2)],
                "filter": [{"terms": {"id": ["dune", "dont-look-up"]}}],
            }
        },
        ("dune", "dont-look-up"),
    ),
    Ranked("words weighed by votes", weighed(match("title", "dune")), ("dune-again", "dune", "dune-next")),
    Ranked(
        "words weighed by votes, and preferred",
        weighed({"bool": {"must": [match("title", "dune")], "should": [constant(one("dune-next"), 100)]}}),
        ("dune-next", "dune-again", "dune"),
    ),
)
