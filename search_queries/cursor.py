"""Cursors: the place in the order of a search after which a page begins.

A cursor holds the sort values of the last hit before the page. Hits that come and go elsewhere do not move that place,
so that a walk from cursor to cursor visits each hit whose values stay exactly once; and it costs the same at any depth.

Its text is the base64url form (RFC 4648, section 5, without padding) of a checksum and of JSON such as
`[1,"9a0c3f5e8d21b764",7.3,4711]`: the version of the format, a digest of the search's meaning, and the values as the
engine gives them in `sort`. So a cursor that was changed, cut or made by another version is told by itself, and one of
another search by its digest.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import isfinite

SortValue = str | int | float | None

# The characters of a cursor, as a regular expression.
ALPHABET = "[A-Za-z0-9_-]+"

_VERSION = 1
_CHECKSUM_BYTES = 6
_BASE64URL = re.compile(ALPHABET, re.ASCII)
_LONG = range(-(2**63), 2**63)


class WrongCursorError(ValueError):
    """A text that is no cursor."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after a hit with these sort values, in a search whose meaning has this digest."""

    digest: str
    values: tuple[SortValue, ...]

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor of a text. Raises WrongCursorError."""
        if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
            raise WrongCursorError(text)
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        try:
            version, digest, *values = json.loads(packed[_CHECKSUM_BYTES:])
        except (ValueError, TypeError, RecursionError) as error:
            raise WrongCursorError(text) from error
        cursor = cls(digest, tuple(values))
        if version != _VERSION or str(cursor) != text:
            raise WrongCursorError(text)
        return cursor

    def fits(self, types: Sequence[str]) -> bool:
        """Whether its values may be those of sort keys that are fields of these types."""
        return len(self.values) == len(types) and all(map(_fits, self.values, types))

    def __str__(self) -> str:
        payload = json.dumps([_VERSION, self.digest, *self.values], separators=(",", ":"), ensure_ascii=False)
        packed = payload.encode("utf-8", "surrogatepass")
        checksum = blake2b(packed, digest_size=_CHECKSUM_BYTES).digest()
        return urlsafe_b64encode(checksum + packed).decode().rstrip("=")


def _fits(value: object, of: str) -> bool:
    """Whether it may be the sort value of a field of the type; a missing double is "Infinity" or "-Infinity"."""
    if isinstance(value, int):
        return of != "keyword" and not isinstance(value, bool) and value in _LONG
    if of == "keyword":
        return value is None or (isinstance(value, str) and _is_unicode(value))
    return of == "double" and (value in ("Infinity", "-Infinity") or (isinstance(value, float) and isfinite(value)))


def _is_unicode(text: str) -> bool:
    """Whether it has no half of a surrogate pair, which UTF-8 cannot write."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
