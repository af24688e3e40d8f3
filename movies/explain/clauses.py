"""The scored clauses of a query, and what each is worth to each hit.

Elasticsearch explains by Lucene's classes and statistics, or by names that queries would have to carry, the embedded
engine not at all. So each clause is asked for by itself, among the hits only, and answers with its score.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import AsyncElasticsearch

from catalogue.unavailable import failed_search

Query = Mapping[str, Any]
# By clause, as JSON, the score of each hit that matches it: {'{"term": ...}': {"9f3c...": 12.5}}.
Scores = Mapping[str, Mapping[str, float]]

# How many clauses are asked for in one call: the closest to sixteen words have some hundreds.
_AT_ONCE = 100


@dataclass(frozen=True)
class Part:
    """A clause that a hit matches, what it scores, and the parts that it is made of."""

    clause: str
    score: float
    parts: tuple["Part", ...] = ()


async def score_clauses(
    engine: AsyncElasticsearch, index: str, query: Query, ids: Sequence[str], parameters: Mapping[str, Any]
) -> Scores:
    """The score of each clause within a query for the documents with these ids, which match the whole.

    `parameters` are those with which the query was asked, so that the same shards answer. Raises ApiError,
    TransportError and UnavailableError.
    """
    clauses = {key_of(clause): clause for clause in _walk(query)}
    found: dict[str, Mapping[str, float]] = {}
    keys = list(clauses)
    for start in range(0, len(keys), _AT_ONCE):
        asked = keys[start : start + _AT_ONCE]
        searches: list[Mapping[str, Any]] = []
        for key in asked:
            searches += ({"index": index, **parameters}, _among(clauses[key], ids))
        answers = (await engine.msearch(searches=searches)).body["responses"]
        for key, answer in zip(asked, answers, strict=True):
            if "error" in answer:
                raise failed_search(answer)
            found[key] = {hit["_id"]: hit["_score"] for hit in answer["hits"]["hits"]}
    return found


def parts_of(query: Query, scores: Scores, hit_id: str, score: float) -> Part:
    """What the `score` of a hit is made of. A clause that passes on the score of its only part is left out."""
    inner = []
    for clause in _inside(query):
        scored = scores[key_of(clause)].get(hit_id)
        if scored:
            inner.append(parts_of(clause, scores, hit_id, scored))
    if len(inner) == 1 and _is_alike(inner[0].score, score):
        return inner[0]
    if "function_score" in query and inner:
        factor = query["function_score"]["field_value_factor"]
        return Part(f"times {score / inner[0].score:.3g} by {factor['field']}", score, tuple(inner))
    return Part(describe_clause(query), score, tuple(inner))


def describe_clause(query: Query) -> str:
    """A clause that is scored, in one line: `match names.title: star ^3`, `constant: term type: movie`, `sum of`."""
    ((kind, body),) = query.items()
    match kind:
        case "bool":
            boost = body.get("boost", 1)
            return "sum of" if boost == 1 else f"sum of, times {boost:g}"
        case "dis_max":
            share = body.get("tie_breaker", 0)
            if share == 1:
                return "sum of"
            return f"best of, and {share:g} of the others" if share else "best of"
        case "constant_score":
            return f"constant: {_describe_filter(body['filter'])}"
        case "match_all":
            return "for each hit"
    return _describe_leaf(kind, body)


def key_of(query: Query) -> str:
    """The text by which the scores of a clause are kept."""
    return json.dumps(query, sort_keys=True)


def _describe_filter(query: Query) -> str:
    """A clause of which only counts whether it matches: `term type: movie and range votes: {"gte": 10}`."""
    ((kind, body),) = query.items()
    if kind != "bool":
        return _describe_leaf(kind, body)
    required = [*_listed(body.get("must")), *_listed(body.get("filter"))]
    alternatives = " or ".join(map(_describe_filter, _listed(body.get("should"))))
    return " and ".join([*map(_describe_filter, required), *([alternatives] if alternatives else [])])


def _describe_leaf(kind: str, body: Mapping[str, Any]) -> str:
    ((field, options),) = body.items()
    if not isinstance(options, Mapping):
        return f"{kind} {field}: {_text(options)}"
    value = options.get("value", options.get("query", options))
    boost = f" ^{options['boost']:g}" if "boost" in options else ""
    every = " all of" if options.get("operator") == "and" else ""
    return f"{kind}{every} {field}: {_text(value)}{boost}"


def _inside(query: Query) -> list[Query]:
    """The clauses of which the score of a query is made."""
    ((kind, body),) = query.items()
    match kind:
        case "bool":
            return [*_listed(body.get("must")), *_listed(body.get("should"))]
        case "dis_max":
            return list(body["queries"])
        case "function_score":
            return [body["query"]]
    return []


def _walk(query: Query) -> Iterator[Query]:
    for clause in _inside(query):
        yield clause
        yield from _walk(clause)


def _among(clause: Query, ids: Sequence[str]) -> Mapping[str, Any]:
    """The search for the hits that match a clause, with its score: filters have none."""
    query = {"bool": {"must": [clause], "filter": [{"terms": {"id": list(ids)}}]}}
    return {"query": query, "size": len(ids), "_source": False, "track_total_hits": False}


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [] if given is None else [given]


def _is_alike(one: float, other: float) -> bool:
    """Scores have 24 bits."""
    return abs(one - other) <= 1e-5 * max(abs(one), abs(other))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
