"""Request targets with raw UTF-8 in them, as curl sends what is pasted: `/films?query=елки`."""

import re
from urllib.parse import quote

from sanic.http import Http
from sanic.server import HttpProtocol

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class RawTargetHttp(Http):
    """Reads a target's bytes beyond ASCII as if they had been percent-encoded, which is what other clients do.

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
