"""Of which kinds the columns may be that we read."""

from typing import Final

from etl.sources.schema.matching import ID_KINDS
from etl.sources.schema.tables import Kind

# A text, and one of a few words.
TEXT_KINDS: Final[tuple[Kind, ...]] = ("text", "any")
WORD_KINDS: Final[tuple[Kind, ...]] = (*TEXT_KINDS, "enum")
_CODE: Final[tuple[Kind, ...]] = (*WORD_KINDS, "integer")
_NUMBER: Final[tuple[Kind, ...]] = (*TEXT_KINDS, "integer", "number")
_TIME: Final[tuple[Kind, ...]] = (*TEXT_KINDS, "date", "integer", "number")
_MARK: Final[tuple[Kind, ...]] = (*_TIME, "boolean", "enum")

# A column of another kind is no candidate: a `rating` that is an enum holds "PG-13", not a rating.
KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "id": ID_KINDS,
    "title": TEXT_KINDS,
    "original_title": TEXT_KINDS,
    "alternative_titles": (*TEXT_KINDS, "array", "json"),
    "description": TEXT_KINDS,
    "type": _CODE,
    "rating": _NUMBER,
    "votes": _NUMBER,
    "release_date": _TIME,
    "release_year": (*_NUMBER, "date"),
    "created": _TIME,
    "modified": _TIME,
    "name": WORD_KINDS,
    "full_name": TEXT_KINDS,
    "first_name": TEXT_KINDS,
    "middle_name": TEXT_KINDS,
    "last_name": TEXT_KINDS,
    "film": ID_KINDS,
    "genre": ID_KINDS,
    "person": ID_KINDS,
    "role": _CODE,
    "position": ("integer", "number", "any"),
    "deleted": _MARK,
    "deleted_at": _MARK,
    "active": _MARK,
}
