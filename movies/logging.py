"""Log lines: for people in a terminal, as JSON otherwise, each with the id of its request."""

import re
import secrets
import sys
from collections.abc import MutableMapping
from itertools import count
from typing import Any

import structlog
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import BadURL
from sanic.request import RequestParameters

from movies.settings import Settings

_REQUEST_ID_HEADER = "X-Request-ID"
# What is taken from a client: short, and nothing that a log line or a header would have to escape.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

# An id of our own is this worker's random name and a number: unique, and cheaper than a random id for each request.
_WORKER = secrets.token_hex(8)
_numbers = count(1)

_NO_COOKIES = RequestParameters()


class IdentifiedRequest(Request):
    """A request whose id is the client's own, where that is fit for a log, else a new one."""

    def __init__(self, url_bytes: bytes, *arguments: Any, **named: Any) -> None:
        try:
            super().__init__(url_bytes, *arguments, **named)
        except BadURL:
            # To answer a fault of a request Sanic makes another, of no method and the same target: `/films?query=\0`.
            if named.get("method") != "NONE":
                raise
            super().__init__(b"*", *arguments, **named)

    @property
    def id(self) -> str:
        if self._id is None:
            given = self.headers.getone(_REQUEST_ID_HEADER, "")
            self._id = given if given and _REQUEST_ID.fullmatch(given) else f"{_WORKER}-{next(_numbers)}"
        return str(self._id)

    @property
    def cookies(self) -> RequestParameters:
        """None: nothing here knows a cookie, and to look for them in each request takes a tenth of a cached answer."""
        return _NO_COOKIES


def configure_logging(settings: Settings) -> dict[str, Any]:
    """Set structlog up, and return the configuration of `logging` that makes all other loggers look the same."""
    is_human = settings.log_format == "human" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        _name_request,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    renderer: list[Any] = (
        [structlog.dev.ConsoleRenderer()]
        if is_human
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    level = settings.log_level
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {name: {"level": level} for name in ("app", "movies", "etl", "sanic")},
    }


def _name_request(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    request = Request._current.get(None)
    if request is not None:
        event["request_id"] = request.id
    return event


def send_request_ids(app: Sanic[Any, Any]) -> None:
    """Put each request's id into its answer."""

    @app.on_response  # type: ignore[untyped-decorator]
    def send_request_id(request: Request, response: HTTPResponse) -> None:
        response.headers[_REQUEST_ID_HEADER] = request.id
