"""Requests about documents."""

import time

from embedded_engine.bulk import write_bulk
from embedded_engine.errors import illegal_argument
from embedded_engine.request import Answer, Request
from embedded_engine.search import find, search
from embedded_engine.source import SourceFilter

_REFRESHES = {"true": True, "": True, "wait_for": True, "false": False}


def bulk(request: Request) -> Answer:
    """`POST /{index}/_bulk`, and without an index."""
    started = time.monotonic()
    refresh = request.parameters.get("refresh", "false")
    if refresh not in _REFRESHES:
        raise illegal_argument(f"Unknown value for refresh: [{refresh}].")
    items, failed = write_bulk(request.indices, request.body, request.names.get("index"))
    if _REFRESHES[refresh]:
        request.indices.refresh({item["index"]["_index"] for item in items})
        for item in items:
            item["index"] |= {} if "error" in item["index"] else {"forced_refresh": refresh != "wait_for"}
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
    source = SourceFilter(True if includes is None else includes.split(",")).show(raw)
    return Answer({**where, "_version": 1, "_seq_no": 0, "_primary_term": 1, "found": True, "_source": source})


def search_index(request: Request) -> Answer:
    """`POST /{index}/_search`."""
    return Answer(search(request.indices.get(request.names["index"]), request.json()))
