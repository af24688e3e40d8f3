"""Errors as responses: problem details, RFC 9457."""

from asyncio import CancelledError
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from pydantic import BaseModel, Field
from sanic import HTTPResponse, Request
from sanic.exceptions import MethodNotAllowed, SanicException
from sanic.handlers import ErrorHandler

from catalogue.unavailable import UnavailableError
from movies.http.middleware import METHODS
from search_queries import InvalidQueryError

_TRY_AGAIN = {"Retry-After": "5"}
# `Cache-Control` of what may be another thing at once; without it a cache may keep a 404 for as long as it likes.
NOT_KEPT = "no-store"
# 2,000 wrong parameters fit into a URL; if each fault said which there are, the answer would be 2 MB.
_MOST_ALLOWED = 100

# The words of RFC 9110, which Python has since 3.13.
_RENAMED = {413: "Content Too Large"}

SERVICE_FAILED = "The service failed through a fault of its own, which its log describes."

_log = structlog.get_logger()


class ProblemFault(BaseModel):
    """One thing wrong with a request."""

    parameter: str = Field(description="The parameter as the request spells it.", examples=["page_size"])
    code: str = Field(description="The kind of fault; stable, for programs.", examples=["out_of_range"])
    detail: str = Field(
        description="A sentence for people.", examples=["page_size must be a whole number from 1 to 100"]
    )
    allowed: dict[str, Any] | None = Field(
        description="A JSON Schema of the allowed values; null if none would help, and in each fault after the "
        f"first {_MOST_ALLOWED}."
    )


class Problem(BaseModel):
    """Why the request was not answered."""

    type: str = Field(default="about:blank", description="The kind of problem; about:blank if the status says it all.")
    title: str = Field(description="The HTTP status in words.", examples=["Bad Request"])
    status: int = Field(description="The HTTP status.", examples=[400])
    detail: str = Field(description="What happened and, if it helps, what to do.")
    request_id: str = Field(description="The id of this request in the log; also in the header X-Request-ID.")
    errors: list[ProblemFault] = Field(default=[], description="Every fault of the request.")


class NotFoundError(Exception):
    """There is no document with this id."""


class ProblemHandler(ErrorHandler):
    """Turns every exception into a problem, whoever raised it."""

    def default(self, request: Request, exception: BaseException) -> HTTPResponse:
        match exception:
            case InvalidQueryError(faults=faults):
                errors = [
                    ProblemFault(
                        parameter=f.parameter,
                        code=f.code,
                        detail=f.detail,
                        allowed=_plain(f.allowed) if number < _MOST_ALLOWED else None,
                    )
                    for number, f in enumerate(faults)
                ]
                detail = f"{len(errors)} fault{'s' if len(errors) > 1 else ''} in the request; see errors."
                return problem(request, 400, detail, errors)
            case NotFoundError():
                return problem(request, 404, str(exception))
            case UnavailableError():
                _log.warning("engine unavailable", detail=str(exception), cause=exception.__cause__)
                return problem(request, 503, str(exception))
            case CancelledError():
                # Sanic's RequestCancelled: the client has gone away, so nobody reads this answer. No fault of ours.
                _log.debug("request cancelled", cause=exception)
                return problem(request, 503, "The request was cancelled.")
            case SanicException():
                # Sanic's own list of methods is empty for a path with a parameter.
                headers = {"Allow": METHODS} if isinstance(exception, MethodNotAllowed) else None
                return problem(request, exception.status_code, _detail(request, exception), headers=headers)
        _log.error("request failed", exc_info=exception)
        return problem(request, 500, SERVICE_FAILED)


def _detail(request: Request, exception: SanicException) -> str:
    """What happened; of a request line or a header that it cannot read, Sanic says neither what nor what is allowed."""
    match str(exception):
        case "Bad Request":
            return (
                "This is no request of HTTP/1.1: GET, one space, a target that begins with / and has no spaces, one "
                "space, HTTP/1.1; then a name, a colon and a value on each line."
            )
        case "Request header exceeds the size limit":
            most = request.app.config.REQUEST_MAX_HEADER_SIZE
            return f"The request line and the headers must be shorter than {most:,} bytes together."
    return str(exception)


def problem(
    request: Request,
    status: int,
    detail: str,
    errors: Sequence[ProblemFault] = (),
    headers: Mapping[str, str] | None = None,
) -> HTTPResponse:
    """The response with the problem as its body."""
    body = Problem(
        title=title_of(status),
        status=status,
        detail=detail,
        request_id=str(request.id),
        errors=list(errors),
    )
    return HTTPResponse(
        body.model_dump_json(),
        status=status,
        headers={"Cache-Control": NOT_KEPT, **(_TRY_AGAIN if status == 503 else {}), **(headers or {})},
        content_type="application/problem+json",
    )


def title_of(status: int) -> str:
    """A status in words: `Bad Request`."""
    return _RENAMED.get(status) or HTTPStatus(status).phrase


def _plain(schema: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if schema is None else dict(schema)
