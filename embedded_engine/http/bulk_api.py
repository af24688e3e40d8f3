"""The bulk request: lines of actions and documents -> the outcome of each."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import orjson

from embedded_engine.checks import refuse_unknown, require_object, require_one_key
from embedded_engine.errors import EngineError, StorageError, content_error, illegal_argument, validation_error
from embedded_engine.storage.indices import Indices
from embedded_engine.storage.mapping import FieldValueError, ObjectValueError, StrictMappingError
from embedded_engine.storage.writer import Writer

_MOST_ID_BYTES = 512
_SHARDS = {"total": 1, "successful": 1, "failed": 0}


def write_bulk(indices: Indices, body: bytes, default_index: str | None) -> tuple[list[dict[str, Any]], bool]:
    """Write the documents of a bulk body; returns the items of the answer, and whether any failed.

    Raises EngineError if a line of the body cannot be read; then nothing is written. Raises StorageError if the disk
    fails.
    """
    actions = list(_read_actions(body, default_index))
    writers: dict[str, Writer | EngineError] = {}
    items = []
    failed = False
    for name, document_id, line in actions:
        if name not in writers:
            writers[name] = _writer(indices, name)
        writer = writers[name]
        try:
            if isinstance(writer, EngineError):
                raise writer
            items.append(_write(writer, document_id, line))
        except StorageError:
            raise
        except EngineError as error:
            failed = True
            outcome = {"_index": name, "_id": document_id, "status": error.status, "error": error.item()}
            items.append({"index": outcome})
    return items, failed


def _read_actions(body: bytes, default_index: str | None) -> Iterator[tuple[str, str, bytes]]:
    """Index, id and document of each action."""
    if not body.strip():
        raise validation_error("no requests added")
    if not body.endswith(b"\n"):
        raise illegal_argument("The bulk request must be terminated by a newline [\\n]")
    lines = body.split(b"\n")
    for number in range(0, len(lines) - 1, 2):
        metadata = _read_metadata(lines[number], number + 1)
        if number + 2 == len(lines):
            raise validation_error(f"the action at line [{number + 1}] has no document")
        name = metadata.get("_index", default_index)
        if not isinstance(name, str):
            raise validation_error("index is missing")
        document_id = metadata.get("_id")
        if document_id is None:
            document_id = uuid4().hex
        if len(str(document_id).encode()) > _MOST_ID_BYTES:
            raise validation_error(f"id is too long, must be no longer than {_MOST_ID_BYTES} bytes")
        yield name, str(document_id), lines[number + 1]


def _read_metadata(line: bytes, number: int) -> dict[str, Any]:
    """`{"index": {"_index": name, "_id": id}}` -> `{"_index": name, "_id": id}`; either may be missing."""
    where = f"Malformed action/metadata line [{number}]"
    try:
        action, held = require_one_key(orjson.loads(line), where)
    except orjson.JSONDecodeError as error:
        raise content_error(f"{where}: {error}") from error
    if action != "index":
        refuse_unknown((action,), ("index",), f"{where}: bulk", illegal_argument)
    metadata = require_object(held, f"{where}: [index]")
    if metadata.keys() - {"_index", "_id"}:
        refuse_unknown(metadata, ("_index", "_id"), f"Action/metadata line [{number}]", illegal_argument)
    return metadata


def _writer(indices: Indices, name: str) -> Writer | EngineError:
    try:
        return indices.writer(name)
    except EngineError as error:
        return error


def _write(writer: Writer, document_id: str, line: bytes) -> dict[str, Any]:
    if not document_id:
        raise illegal_argument("if _id is specified it must not be empty")
    try:
        source = orjson.loads(line)
        if source.__class__ is not dict:
            raise EngineError("document_parsing_exception", "failed to parse: a document must be an object")
        sequence, replaced = writer.write(document_id, source, line)
    except orjson.JSONDecodeError as error:
        raise EngineError("document_parsing_exception", f"failed to parse: {error}") from error
    except StrictMappingError as error:
        raise EngineError("strict_dynamic_mapping_exception", str(error)) from error
    except ObjectValueError as error:
        raise EngineError("document_parsing_exception", str(error)) from error
    except FieldValueError as error:
        reason = f"{error} in document with id '{document_id}'. Preview of field's value: '{error.preview}'"
        raise EngineError("document_parsing_exception", reason, cause=illegal_argument(error.cause)) from error
    return {
        "index": {
            "_index": writer.index.name,
            "_id": document_id,
            "_version": 2 if replaced else 1,
            "result": "updated" if replaced else "created",
            "_shards": _SHARDS,
            "_seq_no": sequence,
            "_primary_term": 1,
            "status": 200 if replaced else 201,
        }
    }
