"""Requests about documents."""

import time
from collections.abc import Mapping
from typing import Any

import orjson

from embedded_engine.checks import refuse_unknown, require_object, require_text
from embedded_engine.errors import EngineError, illegal_argument, parsing_error
from embedded_engine.http.bulk_api import write_bulk
from embedded_engine.http.request import Answer, Request
from embedded_engine.search.search_request import find, search
from embedded_engine.search.source_filter import Source, SourceFilter

_REFRESHES = {"true": True, "": True, "wait_for": True, "false": False}


def bulk(request: Request) -> Answer:
    """`POST /{index}/_bulk`, and without an index; by `filter_path=errors` the answer says whether any failed."""
    started = time.monotonic()
    refresh = request.parameters.get("refresh", "false")
    if refresh not in _REFRESHES:
        raise illegal_argument(f"Unknown value for refresh: [{refresh}].")
    shown = request.parameters.get("filter_path")
    if shown not in (None, "errors"):
        raise illegal_argument(f"[bulk] does not support [filter_path={shown}]; supported: [filter_path=errors]")
    items, failed = write_bulk(request.indices, request.body, request.names.get("index"))
    if _REFRESHES[refresh]:
        request.indices.refresh({item["index"]["_index"] for item in items})
        for item in items:
            item["index"] |= {} if "error" in item["index"] else {"forced_refresh": refresh != "wait_for"}
    if shown:
        return Answer({"errors": failed})
    return Answer({"errors": failed, "took": round((time.monotonic() - started) * 1000), "items": items})


def get(request: Request) -> Answer:
    """`GET /{index}/_doc/{id}`, as it was at the last refresh."""
    if request.flag("realtime", default=True):
        raise illegal_argument("[get] does not support [realtime=true]; supported: [realtime=false]")
    index = request.indices.get(request.names["index"])
    document_id = request.names["name"]
    where = {"_index": index.name, "_id": document_id}
    raw = find(index, document_id)
    if raw is None:
        return Answer({**where, "found": False}, 404)
    includes = request.parameters.get("_source_includes")
    source = SourceFilter(True if includes is None else includes.split(",")).show(Source(raw))
    return Answer({**where, "_version": 1, "_seq_no": 0, "_primary_term": 1, "found": True, "_source": source})


def search_index(request: Request) -> Answer:
    """`POST /{index}/_search`."""
    return Answer(search(request.indices.get(request.names["index"]), request.json()))


def search_several(request: Request) -> Answer:
    """`POST /_msearch`: one search after another. If one is refused, the others are still answered."""
    started = time.monotonic()
    lines = [_read_line(line) for line in request.body.removesuffix(b"\n").split(b"\n")]
    if len(lines) % 2:
        raise illegal_argument("[msearch] takes pairs of lines: a header and a search")
    responses = [_answer_one(request, header, body) for header, body in zip(lines[::2], lines[1::2], strict=True)]
    return Answer({"took": round((time.monotonic() - started) * 1000), "responses": responses})


def _answer_one(request: Request, header: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    refuse_unknown(header, ("index", "preference"), "[msearch] header", illegal_argument)
    named = header.get("index")
    name = named[0] if isinstance(named, list) and len(named) == 1 else named
    try:
        index = request.indices.get(require_text(name, "[msearch] index"))
        return {**search(index, body), "status": 200}
    except EngineError as error:
        return error.body()


def _read_line(line: bytes) -> dict[str, Any]:
    try:
        return require_object(orjson.loads(line), "a line of [msearch]", parsing_error)
    except orjson.JSONDecodeError as error:
        raise parsing_error(f"a line of [msearch] is not JSON: {error}") from error
