"""What an error of the engine means for who asked it: the catalogue is unavailable for now, or the fault is ours."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, UnsupportedProductError

_BUSY_STATUSES = {408, 429, 502, 503, 504}
_CLOSED_STATUSES = {401, 403}
_OTHER_VERSION = (
    "The catalogue was loaded by another version; load it again by: python -m etl load --source <where it came from>"
)
# What to do about a refusal, by its status and root cause.
_REMEDIES = {
    (404, "index_not_found_exception"): "The catalogue is not loaded yet; load it by: python -m etl load",
    (400, "index_closed_exception"): "An index of the catalogue is closed; open it, or load the catalogue again.",
    # the mapping lacks a field that this version asks for
    (400, "query_shard_exception"): _OTHER_VERSION,
    # an index that the engine's own version cannot open
    (500, "illegal_state_exception"): _OTHER_VERSION,
}


class UnavailableError(Exception):
    """The engine cannot answer now; the message is for the client."""


def other_version() -> UnavailableError:
    """An index lacks what this version of the service asks for."""
    return UnavailableError(_OTHER_VERSION)


def engine_error(error: ApiError | TransportError) -> Exception:
    """What an error of the client means for the request: UnavailableError, or the error itself if the fault is ours."""
    if isinstance(error, UnsupportedProductError):
        return not_elasticsearch()
    if isinstance(error, TransportError):
        return UnavailableError("The search engine does not answer.")
    return _unavailable(error.status_code, error.body) or error


def check_answer(answer: Any) -> None:
    """Raises UnavailableError unless this is what Elasticsearch answers to a search, of all shards.

    What the other shards found, if one has not answered, has status 200 too: `{"timed_out": false, "_shards":
    {"total": 2, "failed": 1, ...}, ...}`.
    """
    match answer:
        case {"timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": list()}}:
            return
        case {"timed_out": bool(is_late), "_shards": {"failed": int(failed)}} if is_late or failed:
            raise UnavailableError("The search engine lacks a part of the catalogue: some of its shards do not answer.")
    raise not_elasticsearch()


def not_elasticsearch() -> UnavailableError:
    """Something else answers in place of Elasticsearch, such as the page of a proxy."""
    return UnavailableError("What answers in place of the search engine is not Elasticsearch.")


def failed_search(answer: Mapping[str, Any]) -> Exception:
    """What the error of one of several searches means: UnavailableError, or a RuntimeError if the fault is ours.

    `answer` is the search's part of a multi-search response, such as `{"status": 404, "error": {...}}`.
    """
    refusal = RuntimeError(f"the engine refused a search: {answer['error']}")
    unavailable = _unavailable(answer["status"], answer)
    if unavailable is None:
        return refusal
    unavailable.__cause__ = refusal
    return unavailable


def _unavailable(status: int, body: Any) -> UnavailableError | None:
    if remedy := _REMEDIES.get((status, _root_cause(body))):
        return UnavailableError(remedy)
    if status in _BUSY_STATUSES:
        return UnavailableError(f"The search engine is busy: it answered {status}.")
    if status in _CLOSED_STATUSES:
        return UnavailableError(f"The search engine refuses the service's credentials or rights: it answered {status}.")
    # A server of files, say, that knows no POST: 405 or 501, and a page.
    if not isinstance(body, Mapping) or "error" not in body:
        return not_elasticsearch()
    # A wrong request would be refused by a 400: the engine itself fails, such as on files that it cannot read.
    has_failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return UnavailableError(f"The search engine failed: it answered {status}.") if has_failed else None


def _root_cause(body: Any) -> str:
    """The type of the error behind an engine's refusal; "" if the body is not an error of the engine."""
    match body:
        case {"error": {"root_cause": [{"type": str(cause)}, *_]}}:
            return cause
    return ""
