"""Of which kinds the columns may be that we read."""

from typing import Final

from etl.sources.schema.matching import ID_KINDS
from etl.sources.schema.tables import Kind

_TEXT: Final[tuple[Kind, ...]] = ("text", "any")
_CODE: Final[tuple[Kind, ...]] = (*_TEXT, "enum", "integer")
_NUMBER: Final[tuple[Kind, ...]] = (*_TEXT, "integer", "number")
_TIME: Final[tuple[Kind, ...]] = (*_TEXT, "date", "integer", "number")
_MARK: Final[tuple[Kind, ...]] = (*_TIME, "boolean", "enum")

# A column of another kind is no candidate: a `rating` that is an enum holds "PG-13", not a rating.
KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "id": ID_KINDS,
    "title": _TEXT,
    "original_title": _TEXT,
    "alternative_titles": (*_TEXT, "array", "json"),
    "description": _TEXT,
    "type": _CODE,
    "rating": _NUMBER,
    "votes": _NUMBER,
    "release_date": _TIME,
    "release_year": (*_NUMBER, "date"),
    "created": _TIME,
    "modified": _TIME,
    "name": (*_TEXT, "enum"),
    "full_name": _TEXT,
    "first_name": _TEXT,
    "middle_name": _TEXT,
    "last_name": _TEXT,
    "film": ID_KINDS,
    "genre": ID_KINDS,
    "person": ID_KINDS,
    "role": _CODE,
    "position": ("integer", "number", "any"),
    "deleted": _MARK,
    "deleted_at": _MARK,
    "active": _MARK,
}
