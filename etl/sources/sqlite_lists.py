"""The names that one text of a SQLite file lists: "Drama, Comedy", or a list as JSON or as Python writes it."""

import json
import re
from typing import Any, Final

import orjson

from etl.sources.list_texts import parsed

_SEPARATORS: Final = re.compile("[,;|]")


def names_as_json(data: bytes | None) -> str:
    """The names of a text as a JSON list: of items of a list, of its objects, or between commas and the like.

    Never fails: a text that only looks like a list is split at its separators.
    """
    # SQLite checks no text: broken bytes must come through, to be rejected with their row
    text = (data or b"").decode("utf-8", "surrogateescape")
    value = parsed(text) if text.lstrip()[:1] in ("[", "{") else None
    items = [value] if isinstance(value, dict) else value
    names = [_name(item) for item in items] if isinstance(items, list) else [*_SEPARATORS.split(text)]
    names = [name for name in names if name is not None]
    try:
        return orjson.dumps(names).decode()
    except TypeError:
        return json.dumps(names)  # half a character, of broken bytes


def _name(item: Any) -> str | None:
    if isinstance(item, dict):
        item = item.get("name") or item.get("full_name")
    return None if item is None else str(item)
