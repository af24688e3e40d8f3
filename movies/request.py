"""Requests as the service takes them: raw UTF-8 in a target, an id for each, no cookies."""

import re
import secrets
from itertools import count
from typing import Any
from urllib.parse import quote

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import BadURL
from sanic.http import Http
from sanic.request import RequestParameters
from sanic.server import HttpProtocol

_REQUEST_ID_HEADER = "X-Request-ID"
# What is taken from a client: short, and nothing that a log line or a header would have to escape.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

# An id of our own is this worker's random name and a number: unique, and cheaper than a random id for each request.
_WORKER = secrets.token_hex(8)
_numbers = count(1)

_NO_COOKIES = RequestParameters()
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class ServiceRequest(Request):
    """A request whose id is the client's own, where that is fit for a log, else a new one."""

    def __init__(self, url_bytes: bytes, *arguments: Any, **named: Any) -> None:
        try:
            super().__init__(url_bytes, *arguments, **named)
        except BadURL:
            # To answer a fault of a request Sanic makes another, of no method and the same target: `/films?query=\0`.
            if named.get("method") != "NONE":
                raise
            super().__init__(b"*", *arguments, **named)
        if self.method == "OPTIONS":
            # Without it sanic-ext takes an OPTIONS for no business of CORS, and lets no other origin read the answer.
            self.headers.setdefault("Access-Control-Request-Method", "OPTIONS")

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


class RawTargetHttp(Http):
    """Reads a target's bytes beyond ASCII as if they had been percent-encoded: `/films?query=елки`, as curl sends it.

    Sanic would answer them with a bare 400; so they are checked, and their faults told, where all others are.
    """

    __slots__ = ("_target",)

    @property
    def url(self) -> str | None:
        """The target; None before it is read."""
        return self._target

    @url.setter
    def url(self, target: str | None) -> None:
        # Sanic has decoded it, bytes that are no UTF-8 to surrogates.
        if target is not None and not target.isascii():
            target = _NOT_ASCII.sub(lambda found: quote(found[0], errors="surrogateescape"), target)
        self._target = target


def accept_raw_targets() -> None:
    """Make every server of this process read targets so; a server takes no other reader than that of its class."""
    HttpProtocol.HTTP_CLASS = RawTargetHttp


def send_request_ids(app: Sanic[Any, Any]) -> None:
    """Put each request's id into its answer."""

    @app.on_response  # type: ignore[untyped-decorator]
    def send_request_id(request: Request, response: HTTPResponse) -> None:
        response.headers[_REQUEST_ID_HEADER] = request.id
