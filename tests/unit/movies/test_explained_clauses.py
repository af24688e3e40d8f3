"""What an explanation says of a clause, and how it puts scores together."""

from typing import Any

import pytest

from movies.explain.clauses import Part, describe_clause, key_of, parts_of

_STAR = {"match": {"names.title": {"query": "star", "boost": 3.0}}}
_WHOLE = {"constant_score": {"filter": {"term": {"names.whole": {"value": "star"}}}, "boost": 60.0}}


@pytest.mark.parametrize(
    ("clause", "line"),
    [
        (_STAR, "match names.title: star ^3"),
        ({"match": {"title": {"query": "star wars", "operator": "and"}}}, "match all of title: star wars"),
        ({"term": {"type": "movie"}}, "term type: movie"),
        ({"terms": {"genre": ["drama", "war"]}}, "terms genre: drama, war"),
        ({"fuzzy": {"title": {"value": "matrux", "fuzziness": 1}}}, "fuzzy title: matrux"),
        ({"constant_score": {"filter": {"range": {"votes": {"gte": 10}}}}}, 'constant: range votes: {"gte": 10}'),
        (
            {"constant_score": {"filter": {"bool": {"filter": [{"term": {"a": 1}}], "should": [{"term": {"b": 2}}]}}}},
            "constant: term a: 1 and term b: 2",
        ),
        ({"constant_score": {"filter": {"bool": {"should": [{"term": {"a": 1}}, {"term": {"a": 2}}]}}}},
         "constant: term a: 1 or term a: 2"),
        ({"bool": {"must": [_STAR], "boost": 0.9}}, "sum of, times 0.9"),
        ({"dis_max": {"queries": [_STAR]}}, "best of"),
        ({"dis_max": {"queries": [_STAR], "tie_breaker": 0.1}}, "best of, and 0.1 of the others"),
        ({"dis_max": {"queries": [_STAR], "tie_breaker": 1.0}}, "sum of"),
        ({"match_all": {"boost": 20}}, "for each hit"),
    ],
)  # fmt: skip
def test_a_clause_is_a_line(clause: dict[str, Any], line: str) -> None:
    assert describe_clause(clause) == line


def test_only_clauses_that_a_hit_matches_are_parts_and_a_single_one_stands_for_the_whole() -> None:
    best = {"dis_max": {"queries": [_STAR]}}
    query = {"bool": {"must": [best], "should": [_WHOLE], "filter": [{"term": {"a": 1}}]}}
    scores = {key_of(best): {"1": 9.0, "2": 8.0}, key_of(_STAR): {"1": 9.0, "2": 8.0},
              key_of(_WHOLE): {"1": 60.0}}  # fmt: skip

    star = "match names.title: star ^3"
    assert parts_of(query, scores, "1", 69.0) == Part(
        "sum of", 69.0, (Part(star, 9.0), Part("constant: term names.whole: star", 60.0))
    )
    assert parts_of(query, scores, "2", 8.0) == Part(star, 8.0)


def test_renown_is_told_as_the_factor_that_it_is() -> None:
    factor = {"field": "renown", "modifier": "ln2p", "missing": 0}
    query = {"function_score": {"query": _STAR, "field_value_factor": factor}}

    found = parts_of(query, {key_of(_STAR): {"1": 10.0}}, "1", 8.172)
    assert found == Part("times 0.817 by renown", 8.172, (Part("match names.title: star ^3", 10.0),))
