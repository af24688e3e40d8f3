"""A request of Elasticsearch's REST API -> the status and the content of its answer, whatever carries the two."""

import logging
from typing import NamedTuple

import orjson

from embedded_engine.errors import EngineError
from embedded_engine.http.request import Answer, Request
from embedded_engine.http.routes import Matched, match
from embedded_engine.storage.indices import Indices

_log = logging.getLogger(__name__)


class Content(NamedTuple):
    """A status, and the JSON of the body."""

    status: int
    json: bytes


class FolderFailedError(Exception):
    """The data folder cannot be read or written. It is to the engine what the network is to others."""


def find_route(method: str, target: str) -> Matched | Content:
    """The route of a request, or the answer to one that has none."""
    try:
        return match(method, target)
    except EngineError as error:
        return Content(error.status, orjson.dumps(error.body()))


def answer(indices: Indices, matched: Matched, body: bytes) -> Content:
    """Answer a request that has a route. Raises FolderFailedError."""
    try:
        answered = matched.route.handle(Request(indices, matched.names, matched.parameters, body))
    except EngineError as error:
        answered = Answer(error.body(), error.status)
    except OSError as error:
        raise FolderFailedError(f"{error.filename or indices.folder}: {error.strerror}") from error
    except BaseException as error:  # a panic of tantivy's is no Exception
        _log.exception("a request failed")
        unexpected = EngineError("exception", f"{type(error).__name__}: {error}", 500)
        answered = Answer(unexpected.body(), unexpected.status)
    return Content(answered.status, orjson.dumps(answered.body))
