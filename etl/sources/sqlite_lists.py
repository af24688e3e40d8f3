"""The names that one text of a SQLite file lists: "Drama, Comedy", or a list as JSON or as Python writes it."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Final

import orjson

from etl.sources.reading.list_texts import JOINED, NOTE, PEOPLE_SEPARATORS, QUOTED, SEPARATORS, parsed
from etl.sources.schema.known_names import JOB_KEYS, NAME_KEYS, NESTED_NAME_KEYS

_ID: Final = re.compile(r"[\w-]+")


def names_as_json(data: bytes | None) -> str:
    """The names of a text as a JSON list: of items of a list, of its objects, or between commas and the like.

    Never fails: a text that only looks like a list is split at its separators.
    """
    return _dumped(_names(data, SEPARATORS.split))


def people_as_json(data: bytes | None) -> str:
    """The same of people, without notes such as "(story)" behind their names. Never fails."""
    return _people(data, PEOPLE_SEPARATORS.split)


def joined_people_as_json(data: bytes | None) -> str:
    """The same of people of whom two full names may be joined, "Ada Moor & Ben Rusk". Never fails."""
    return _people(data, lambda text: PEOPLE_SEPARATORS.split(JOINED.sub(r"\1,", text)))


def ids_as_json(data: bytes | None) -> str:
    """The ids of a text of a list, or of the objects in it, else of the words of the text. Never fails."""
    text = _text(data)
    items = _items(text)
    found = _ID.findall(text) if items is None else items
    ids = (item.get("id") if isinstance(item, dict) else item for item in found)
    return _dumped([str(item) for item in ids if item is not None])


def credits_as_json(data: bytes | None) -> str:
    """Names and jobs of the objects in a text of a list, or of lists by role, as JSON: `[["Ada Moor", "Director"]]`.

    One with a job may have no name. Never fails.
    """
    text = _text(data)
    objects = [item for item in _items(text) or [] if isinstance(item, dict)]
    credited = [(_name(item), _job(item)) for item in objects]
    if text.lstrip().startswith("{"):
        lists = ((role, people) for each in objects for role, people in each.items() if isinstance(people, list))
        credited += [(_name(item), _job(item) or role) for role, people in lists for item in people if item is not None]
    return _dumped([[name, None if job is None else str(job)] for name, job in credited if name or job])


def _people(data: bytes | None, split: Callable[[str], Sequence[str]]) -> str:
    return _dumped([NOTE.sub("", name) for name in _names(data, split)])


def _names(data: bytes | None, split: Callable[[str], Sequence[str]]) -> list[str]:
    """The names of a list, or of its objects; of any other text what it is split into."""
    text = _text(data)
    items = _items(text)
    names = map(_name, items) if items is not None else split(QUOTED.sub(r"\1", text))
    return [name for name in names if name is not None]


def _text(data: bytes | None) -> str:
    # SQLite checks no text: broken bytes must come through, to be rejected with their row
    return (data or b"").decode("utf-8", "surrogateescape")


def _items(text: str) -> list[Any] | None:
    """The items of a list, of an object that object; None for all else."""
    value = parsed(text) if text.lstrip()[:1] in ("[", "{") else None
    items = [value] if isinstance(value, dict) else value
    return items if isinstance(items, list) else None


def _dumped(value: list[Any]) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)  # half a character, of broken bytes


def _job(item: Any) -> Any:
    return next(filter(None, map(item.get, JOB_KEYS)), None) if isinstance(item, dict) else None


def _name(item: Any) -> str | None:
    if isinstance(item, dict):
        nested = (each.get("name") for each in map(item.get, NESTED_NAME_KEYS) if isinstance(each, dict))
        found = chain(map(item.get, NAME_KEYS), nested)
        item = next((each for each in found if isinstance(each, str) and each), None)
    return None if item is None else str(item)
