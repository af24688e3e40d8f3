"""Values of a database -> values of a film: texts, types, roles, ratings and numbers.

Every function takes any value of a column, and raises UnusableValueError and nothing else if it cannot be used.
"""

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from catalogue.model import nfc
from etl.sources.reading.list_texts import parsed
from etl.sources.schema.known_names import name_key
from etl.sources.schema.known_values import NOTHING

Meaning = TypeVar("Meaning", bound=str)

# Elasticsearch takes a term of at most 32,766 bytes, and folding a letter such as U+FDFA may make it several.
LONGEST_NAME_BYTES = 8_000
MOST_VOTES = 2**31 - 1

# Ids that are not UUIDs become UUIDs below this one, for ever: changing it would change every id of such a catalogue.
_IDS = UUID("2b6f0cc9-04d1-4b0a-8d13-6a3a8f2c7d55")

_LONG_WORD = re.compile(rf"[^\W_]{{{LONGEST_NAME_BYTES // 4}}}")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,4})?")
# A rating such as "7.5/10", "7,5 out of 10" and "75 %".
_OUT_OF = re.compile(r"(.*?)\s*(?:%|(?:/|out of|из)\s*([1-9]\d{0,5}))")
# A point alone may be that of a fraction: "1.000".
_THOUSANDS = re.compile(r"\d{1,3}(?:(?:[ ,'’\xa0\u202f]\d{3})+|(?:\.\d{3}){2,})")
# The sixteen bytes of a UUID as PostgreSQL writes them.
_BYTES = re.compile(r"\\x[0-9a-f]{32}")
# A member of an enumeration as Python prints it: "RoleType.ACTOR".
_MEMBER = re.compile(r"\s*[A-Za-z_]\w*\.(\w+)\s*")
_UNITS = {"k": 1_000, "m": 1_000_000}
_NOTHING = frozenset(("", *NOTHING))
_LONGEST_NOTHING = 10
# All but the tab and the end of a line, which descriptions keep.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r" {2,}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class UnusableValueError(ValueError):
    """A value cannot be used; the message is the reason, the same for all values of its kind."""


def single_line(text: str) -> str:
    """A title or a name: in NFC, without control characters, with single spaces and none at its ends.

    Raises UnusableValueError for a text that is not valid Unicode or is too long to be indexed.
    """
    if not text.isprintable() or "  " in text or text != text.strip():
        text = " ".join(text.split())
    if not text.isascii() or not text.isprintable():
        text = _clean(text)
        if not text.isprintable() and not any(letter.isprintable() for letter in text.replace(" ", "")):
            return ""  # nothing to be seen, such as a zero-width space
    if len(text) > LONGEST_NAME_BYTES // 4 and len(text.encode()) > LONGEST_NAME_BYTES:
        raise UnusableValueError("a title or a name that is too long")
    return text


def several_lines(text: str) -> str:
    """A description: as `single_line`, but its lines and inner spaces stay as they are. Raises UnusableValueError."""
    text = _clean(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST_NAME_BYTES // 4 and _LONG_WORD.search(text):
        raise UnusableValueError("a text with a word that is too long")
    return text


def titles(text: str, separator: str) -> list[str]:
    """Titles of one column: a JSON list, or a text with `separator` between them. Raises UnusableValueError."""
    try:
        parts = _listed(text)
    except UnusableValueError:
        if not separator:
            raise
        parts = [text]
    if separator and parts == [text]:
        parts = [*text.split(separator)]
    lines = (single_line(part) for part in parts if part)
    return list(dict.fromkeys(filter(None, lines)))


def _listed(text: str) -> list[str | None]:
    """The texts of a list, as JSON or Python write it; a text that is no list, such as "[REC]", is one title."""
    if not text.lstrip().startswith("["):
        return [text]
    parts = parsed(text)
    if parts is None and '"' not in text:
        return [text]
    if not isinstance(parts, list) or not all(part is None or isinstance(part, str) for part in parts):
        raise UnusableValueError("not a JSON list of titles")
    return parts


class ValueReader(Generic[Meaning]):
    """Reads values that have a few meanings, in any letter case: `given` first, else the known names."""

    def __init__(self, known: Mapping[Meaning, Iterable[str]], given: Mapping[Meaning, Iterable[str]]) -> None:
        self._meanings: dict[str, Meaning] = {}
        # a column holds few different values
        self.read = lru_cache(maxsize=1_000)(self._read)
        for lists in (known, given):
            for meaning, names in lists.items():
                self._meanings.update((value_key(name), meaning) for name in names)

    def _read(self, text: str | None) -> Meaning | None:
        """The meaning of a value, None if it is unknown."""
        text = text or ""
        meaning = self._meanings.get(value_key(text))
        if meaning is None and (member := _MEMBER.fullmatch(text)):
            return self._meanings.get(value_key(member[1]))
        return meaning


def value_key(text: str) -> str:
    """What is compared of a value: "TV-Show" and "tv_show" are equal."""
    return name_key(text) or text.strip()


def is_nothing(text: str) -> bool:
    """Whether a text is blank, or one of the words that stand for no value."""
    return text.isspace() or (len(text) < _LONGEST_NOTHING and text.strip().lower() in _NOTHING)


def rating(text: str, scale: float) -> float:
    """A rating from 0 to 10. Raises UnusableValueError."""
    value, scale = rated(text, scale)
    if not 0 <= value <= scale:
        raise UnusableValueError(f"a rating that is not from 0 to {scale:g}")
    return value if scale == 10 else value * 10 / scale


def rated(text: str, scale: float) -> tuple[float, float]:
    """A rating, and the one that means 10: as the text says it, "7.5/10" or "75 %", else `scale`."""
    is_number = _NUMBER.fullmatch(text) is not None
    said = None if is_number else _OUT_OF.fullmatch(text.strip())
    return (number(said[1]), float(said[2] or 100)) if said else (number(text), scale)


def number(text: str) -> float:
    """A finite number, with a point or a comma. Raises UnusableValueError."""
    text = text.strip()
    value = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.inf
    if not math.isfinite(value):
        raise UnusableValueError("not a number")
    return value + 0.0  # no -0.0, which orders tell from 0.0


def votes(text: str) -> int:
    """A count of votes, also as "1,234" or "1.2M". Raises UnusableValueError."""
    text = text.strip()
    if text.isdecimal():
        value = float(text)
    elif _THOUSANDS.fullmatch(text):
        value = float("".join(filter(str.isdecimal, text)))
    else:
        unit = _UNITS.get(text[-1:].lower())
        value = round(number(text[:-1]) * unit) if unit else number(text)
    if not 0 <= value <= MOST_VOTES or value != int(value):
        raise UnusableValueError(f"not a count from 0 to {MOST_VOTES:,}")
    return int(value)


def stable_id(kind: str, value: Any) -> UUID:
    """The id of a document: a UUID as it is; of another id of `kind`, such as "film", always the same UUID.

    Raises UnusableValueError for an empty id and one that is not valid Unicode.
    """
    if isinstance(value, UUID):
        return value
    if value is None or value in ("", b""):
        raise UnusableValueError("no id")
    return _made_id(kind, _id_text(value))


def _id_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and _BYTES.fullmatch(value):
        return value[2:]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=50_000)
def _made_id(kind: str, text: str) -> UUID:
    if len(text) in (32, 36):
        try:
            return UUID(text)
        except ValueError:
            pass  # 32 characters of another kind
    if _SURROGATE.search(text):
        raise UnusableValueError("an id that is not valid Unicode")
    return uuid5(_IDS, f"{kind}/{text}")


def _clean(text: str) -> str:
    """In NFC, without control characters."""
    if not text.isprintable():
        if _CONTROL.search(text):
            text = _SPACES.sub(" ", _CONTROL.sub("", text)).strip(" ")
        if _SURROGATE.search(text):
            raise UnusableValueError("a text that is not valid Unicode")
    return text if text.isascii() else nfc(text)
