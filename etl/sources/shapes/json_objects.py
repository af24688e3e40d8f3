# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Columns of JSON objects as a column for each of their keys.

Texts in several languages, `{"en": "Heat", "ru": "Жара"}` in `title`, are `title_en` and `title_ru`; so are ratings and
votes of several sites, `{"imdb": 8.1, "kp": 7.9}` in `rating`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.known_names import COLUMNS, LANGUAGES, letters_of
from etl.sources.schema.matching import known_columns
from etl.sources.schema.tables import Column, Kind, Table, filled_text_of
from etl.sources.shapes.languages import TEXTS

_TEXTS: Final = set(map(letters_of, TEXTS))
_NUMBERS: Final = {letters_of(name): ours for ours in ("rating", "votes") for name in COLUMNS["film"][ours]}
_LANGUAGES: Final = {name for names in LANGUAGES for name in names}
_KINDS: Final[tuple[Kind, ...]] = ("json", "text", "any")
# Values that are looked at before all of them are.
_SAMPLE: Final = 100


async def with_json_objects(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, with what objects in their columns hold. Raises SourceError."""
    return [await _with_objects(database, table) for table in tables]


async def _with_objects(database: Database, table: Table) -> Table:
    for column in table.columns:
        letters = letters_of(column.name)
        if (letters in _TEXTS or letters in _NUMBERS) and column.kind in _KINDS and column.is_readable:
            values: dict[Column, str] = {}
            for key in await _keys(database, table, column):
                if (name := _name(letters, key)) is not None:
                    made = Column(f"{column.name}.{name}", "text", known_as=f"{letters}_{name}")
                    values.setdefault(made, database.dialect.object_value(filled_text_of(column), key))
            if values:
                # what the object holds is read in place of it
                columns = tuple(each for each in table.columns if each != column)
                table = replace(table.with_values(values), columns=(*columns, *values))
    return table


async def _keys(database: Database, table: Table, column: Column) -> list[str]:
    """The keys of the objects that all values of a column are, in the order in which they come."""
    text = filled_text_of(column)
    sample = await distinct_texts(database, table.first_rows(_SAMPLE), text, _SAMPLE)
    if any(_parsed(value) is None for value in sample):
        return []
    keys: dict[str, None] = {}
    async for rows in database.batches(f"SELECT {text} FROM {table.relation} AS t WHERE {text} IS NOT NULL"):
        for (value,) in rows:
            if (found := _parsed(value)) is None:
                return []
            keys |= dict.fromkeys(found)
    return [*keys]


def _parsed(text: str) -> dict[str, Any] | None:
    """The object that a text is, None if it is none."""
    try:
        value = json.loads(text) if text.startswith("{") else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _name(letters: str, key: str) -> str | None:
    """The name of a key of a column of such letters, `en` for `en-US`; None if nothing is known of it."""
    if letters in _TEXTS:
        language = re.split(r"[-_]", key.lower())[0]
        return language if language in _LANGUAGES else None
    return key if known_columns("film", _NUMBERS[letters], [Column(f"{letters}_{key}", "text")]) else None
