"""What the cache keeps of an answer."""

import time
from dataclasses import dataclass
from hashlib import blake2b

from sanic import HTTPResponse


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished answer: its body, entity tag, `Link` header ("" if it has none) and catalogue version.

    `made_at_s` is in seconds since 1970.
    """

    body: bytes
    etag: str
    link: str
    catalogue_version: str
    made_at_s: float

    @classmethod
    def of(cls, answer: HTTPResponse, catalogue_version: str) -> "Entry":
        """The entry for an answer that has just been made from this version of the catalogue."""
        body = answer.body or b""
        return cls(body, entity_tag(body), answer.headers.get("Link", ""), catalogue_version, time.time())


def entity_tag(body: bytes) -> str:
    """A strong entity tag, made from the bytes alone, so that every worker gives the same."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'
