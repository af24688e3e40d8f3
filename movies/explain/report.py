"""The text of an explanation."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from elasticsearch import AsyncElasticsearch

from movies.explain.clauses import Part, parts_of, score_clauses
from movies.explain.in_process import Answered
from movies.explain.recording import AskedSearch, Call
from search_queries import SearchQuery, SuggestQuery

# The names of a document, whatever it is of.
_NAMES = ("title", "full_name", "name")
_MATCHES = {
    "all_words": "all words; so the closest were not asked for",
    "closest": "the closest, since nothing has all words",
}


async def report(answered: Answered, calls: Sequence[Call], engine: AsyncElasticsearch) -> str:
    """What was asked for, each call with its hits and what their scores are made of, and what the answer says.

    The engine is asked once more for each search whose hits have scores. Raises ApiError,
    TransportError and UnavailableError.
    """
    lines = [*_head(answered)]
    for number, call in enumerate(calls, 1):
        lines += ["", f"Call {number} of {len(calls)}: {_address(call.method, call.path, call.parameters)}"]
        lines.append(f"  {_time(call)}")
        if call.body is None:
            lines += _document(call.answer)
        for search in call.searches():
            lines += [line async for line in _search(search, engine, is_one_of_several=call.path == "/_msearch")]
    return "\n".join([*lines, "", *_foot(answered)]) + "\n"


def _head(answered: Answered) -> Iterator[str]:
    yield f"GET {answered.target}"
    yield f"  endpoint    {answered.operation.id}"
    for name, value in answered.arguments.items():
        if isinstance(value, str):
            yield f"  {name:<11} {value}"
            continue
        if isinstance(value, SearchQuery | SuggestQuery):
            yield f"  asks for    {value.describe()}"
        yield f"  parameters  {value.canonical() or 'all as by default'}"


def _foot(answered: Answered) -> Iterator[str]:
    yield f"Answer: {answered.response.status}, {len(answered.response.body or b''):,} bytes"
    body = json.loads(answered.response.body or b"{}")
    for name, part in (("items", body), *body.items()):
        if isinstance(part, Mapping) and part.get("match") in _MATCHES:
            yield f"  {name}: {_MATCHES[part['match']]}"


def _time(call: Call) -> str:
    waited = f"{call.seconds * 1000:.1f} ms around the call"
    return f"{call.answer['took']} ms in the engine, {waited}" if "took" in call.answer else waited


def _address(method: str, path: str, parameters: Mapping[str, Any]) -> str:
    """`POST /movies/_search?preference=9f3c`."""
    return f"{method} {path}{'?' if parameters else ''}{urlencode(parameters, doseq=True)}"


def _document(answer: Mapping[str, Any]) -> Iterator[str]:
    yield f"     {answer['_id']}  {_name(answer)}"


async def _search(asked: AskedSearch, engine: AsyncElasticsearch, *, is_one_of_several: bool) -> AsyncIterator[str]:
    if is_one_of_several:
        yield f"  search of {asked.of}, {asked.answer['took']} ms in the engine"
    for line in json.dumps(asked.body, indent=2, ensure_ascii=False).splitlines():
        yield f"  {line}"
    found = asked.answer["hits"]
    hits = found["hits"]
    total = found.get("total")
    counted = "" if total is None else f" of {'at least ' * (total['relation'] == 'gte')}{total['value']:,}"
    yield f"  {len(hits)}{counted} hits"
    is_scored = any(hit["_score"] is not None for hit in hits)
    if hits and not is_scored:
        yield "  without scores: they are in the order of the fields of `sort`"
    if "search_after" in asked.body and len(hits) == asked.body["size"]:
        yield "  ranks count from the cursor; the last hit only tells that another page follows"
    ids = [hit["_id"] for hit in hits]
    query = asked.body["query"]
    scores = await score_clauses(engine, asked.of, query, ids, asked.parameters) if is_scored else {}
    first = asked.body.get("from", 0) + 1
    for rank, hit in enumerate(hits, first):
        measure = f"score {hit['_score']:.6g}" if is_scored else f"sort {json.dumps(hit['sort'], ensure_ascii=False)}"
        yield f"  {rank:4}. {hit['_id']}  {_name(hit)}  {measure}"
        if is_scored:
            for line in _part(parts_of(query, scores, hit["_id"], hit["_score"]), 8):
                yield line


def _part(part: Part, indent: int) -> Iterator[str]:
    yield f"{'':{indent}}{part.score:10.4f}  {part.clause}"
    for each in part.parts:
        yield from _part(each, indent + 4)


def _name(hit: Mapping[str, Any]) -> str:
    source = hit.get("_source", {})
    return next((str(source[name]) for name in _NAMES if name in source), "(its name is not among the fields)")
