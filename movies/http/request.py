"""Requests: an id for each, methods that can be shown, and targets with any bytes."""

import re
import secrets
from itertools import count
from typing import Any
from urllib.parse import quote

from httptools import parse_url
from sanic import Request
from sanic.exceptions import BadRequest, BadURL
from sanic.http import Http
from sanic.server import HttpProtocol

from movies.http.middleware import REQUEST_ID

# The ids that a client may give: short, with no character that a log line or a header would have to escape.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

# Otherwise an id is this worker's random name and a number: unique, and cheaper than a random id for each request.
_WORKER = secrets.token_hex(8)
_numbers = count(1)

# RFC 9110, 9.1 and 5.6.2
_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

_NOT_PRINTABLE_ASCII = re.compile(r"[^\x21-\x7e]+")


class IdentifiedRequest(Request):
    """A request whose id is the client's own if that is fit for a log, else a new one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Raises BadRequest for a method that is none; in it bytes of invalid UTF-8 are surrogates."""
        super().__init__(*arguments, **options)
        if not _METHOD.fullmatch(self.method):
            raise BadRequest("The request method is not a token.")

    @property
    def id(self) -> str:
        if self._id is None:
            given = self.headers.getone(REQUEST_ID, "")
            self._id = given if given and _REQUEST_ID.fullmatch(given) else f"{_WORKER}-{next(_numbers)}"
        return str(self._id)


def encode_target(target: str) -> str:
    """The target, all that is not printable ASCII percent-encoded; in it bytes of invalid UTF-8 are surrogates."""
    return _NOT_PRINTABLE_ASCII.sub(lambda found: quote(found[0], errors="surrogateescape"), target)


class RawTargetHttp(Http):
    """Reads the bytes of a target that are not printable ASCII as if they were percent-encoded.

    So `/films?query=елки` works as curl sends it. Sanic would answer such bytes with a bare 400, or not at all; this
    way they are checked, and their faults reported, together with all others.
    """

    __slots__ = ("_target",)

    @property
    def url(self) -> str | None:
        """The target; None before it is read."""
        return self._target

    @url.setter
    def url(self, target: str | None) -> None:
        if target is not None and not (target.isascii() and target.isprintable() and target[:1] == "/"):
            target = encode_target(target)
            # Any error here is a 400; later that of an invalid URL would be no answer, and that of `http://host` a 500.
            if parse_url(target.encode()).path is None:
                raise BadURL("The request target has no path.")
        self._target = target


def accept_raw_targets() -> None:
    """Make every server of this process read targets so: Sanic has no setting for it, only this class attribute."""
    HttpProtocol.HTTP_CLASS = RawTargetHttp
