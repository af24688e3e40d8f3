"""Requests as the service takes them: an id for each, and targets as they are sent."""

import re
import secrets
from itertools import count
from urllib.parse import quote

from httptools import HttpParserInvalidURLError, parse_url
from sanic import Request
from sanic.exceptions import BadURL
from sanic.http import Http
from sanic.server import HttpProtocol

from movies.http.middleware import REQUEST_ID

# What is taken from a client: short, and nothing that a log line or a header would have to escape.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

# An id of our own is this worker's random name and a number: unique, and cheaper than a random id for each request.
_WORKER = secrets.token_hex(8)
_numbers = count(1)

_NOT_PRINTABLE_ASCII = re.compile(r"[^\x21-\x7e]+")


class IdentifiedRequest(Request):
    """A request whose id is the client's own, where that is fit for a log, else a new one."""

    @property
    def id(self) -> str:
        if self._id is None:
            given = self.headers.getone(REQUEST_ID, "")
            self._id = given if given and _REQUEST_ID.fullmatch(given) else f"{_WORKER}-{next(_numbers)}"
        return str(self._id)


class RawTargetHttp(Http):
    """Reads the bytes of a target that are no printable ASCII as if they had been percent-encoded.

    So `/films?query=елки` is what curl means by it. Sanic would answer such bytes with a bare 400, or not at all; now
    they are checked, and their faults told, where all others are.
    """

    __slots__ = ("_target",)

    @property
    def url(self) -> str | None:
        """The target; None before it is read."""
        return self._target

    @url.setter
    def url(self, target: str | None) -> None:
        # Sanic has decoded it, bytes that are no UTF-8 to surrogates.
        if target is not None and not (target.isascii() and target.isprintable() and target[:1] == "/"):
            target = _NOT_PRINTABLE_ASCII.sub(lambda found: quote(found[0], errors="surrogateescape"), target)
            try:
                parse_url(target.encode())
            except HttpParserInvalidURLError as error:
                raise BadURL("The target of the request is none.") from error
        self._target = target


def accept_raw_targets() -> None:
    """Make every server of this process read targets so; a server takes no other reader than that of its class."""
    HttpProtocol.HTTP_CLASS = RawTargetHttp
