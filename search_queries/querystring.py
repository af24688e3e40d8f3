"""The query string, read strictly: what a lenient parser would drop or replace is a fault.

Syntax: `application/x-www-form-urlencoded`, https://url.spec.whatwg.org/#urlencoded-parsing.
"""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, unquote_to_bytes

from search_queries.faults import Fault

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def read_pairs(raw: bytes) -> tuple[list[tuple[str, str]], list[Fault]]:
    """Decode `name=value` pairs in their order; a pair that cannot be read is a fault instead."""
    pairs: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for part in filter(None, raw.split(b"&")):
        raw_name, _, raw_value = part.partition(b"=")
        try:
            name = _decode(raw_name)
        except ValueError as error:
            shown = raw_name.decode("ascii", "backslashreplace")
            faults.append(Fault(shown, "bad_encoding", f"a parameter's name {error}"))
            continue
        try:
            pairs.append((name, _decode(raw_value)))
        except ValueError as error:
            faults.append(Fault(name, "bad_encoding", f"the value of {name} {error}"))
    return pairs, faults


def write_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Encode pairs in their order; commas stay readable."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe=',')}" for name, value in pairs)


def _decode(raw: bytes) -> str:
    """Undo the escapes. Raises ValueError with the end of a sentence that says what is wrong."""
    if _BROKEN_ESCAPE.search(raw):
        raise ValueError("contains '%' without two hexadecimal digits after it")
    try:
        text = unquote_to_bytes(raw.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError("contains a control character")
    return text
