# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Columns of JSON objects as a column for each of their keys.

Texts in several languages, `{"en": "Heat", "ru": "Жара"}` in `title`, are `title_en` and `title_ru`; so are ratings and
votes of several sites, `{"imdb": 8.1, "kp": 7.9}` in `rating`, and `{"imdb": {"value": 8.1, "votes": 1000}}`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NoReturn

from etl.sources.schema.database import Database, distinct_texts, has_row
from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import COLUMNS, LANGUAGES, letters_of, name_key
from etl.sources.schema.matching import known_columns, of_names
from etl.sources.schema.tables import Column, Kind, Table, filled_text_of
from etl.sources.shapes.languages import TEXTS
from etl.sources.shapes.numbers import has_numbers

_TEXTS: Final = set(map(letters_of, TEXTS))
_NUMBERS: Final = {name_key(name): ours for ours in ("rating", "votes") for name in COLUMNS["film"][ours]}
_SITES: Final = {"imdb", "kinopoisk", "kp", "tmdb"}
# The keys of the ratings and the votes of one site.
_OF_SITE: Final[Mapping[str, Sequence[str]]] = {
    "rating": (*COLUMNS["film"]["rating"], "value", "average", "avg", "rate"),
    "votes": (*COLUMNS["film"]["votes"], "count"),
}
_LANGUAGES: Final = {name for names in LANGUAGES for name in names}
_KINDS: Final[tuple[Kind, ...]] = ("json", "text", "any")
# Values that are looked at before all of them are.
_SAMPLE: Final = 100


async def with_json_objects(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, with what objects in their columns hold. Raises SourceError."""
    return [await _with_objects(database, table) for table in tables]


async def _with_objects(database: Database, table: Table) -> Table:
    for column in table.columns:
        letters, key = letters_of(column.name), name_key(column.name)
        is_known = letters in _TEXTS or key in _NUMBERS or key in _SITES
        if is_known and column.kind in _KINDS and column.is_readable:
            values: dict[Column, str] = {}
            for path in await _paths(database, table, column):
                name, known_as = _language(letters, path) if letters in _TEXTS else _number(key, path)
                if known_as:
                    value = database.dialect.object_value(filled_text_of(column), path)
                    values.setdefault(Column(f"{column.name}.{name}", "text", known_as=known_as), value)
            if values := await _without_said_beside(database, table, values):
                # what the object holds is read in place of it
                columns = tuple(each for each in table.columns if each != column)
                table = replace(table.with_values(values), columns=(*columns, *values))
    return table


async def _without_said_beside(database: Database, table: Table, values: Mapping[Column, str]) -> dict[Column, str]:
    """The values without ratings and votes that a column of numbers says, and without votes beside such a rating alone.

    An object may hold what the users of the database think, or have a value in few rows.
    """
    ours_of = {each: ours for each in values if (ours := _ours(each)) is not None}
    beside = {ours: await _numbers_beside(database, table, ours) for ours in dict.fromkeys(ours_of.values())}
    said = [each for each, ours in ours_of.items() if await _is_said(database, table, beside[ours], each, values[each])]
    ratings = [each for each, ours in ours_of.items() if ours == "rating"]
    if ratings and {*ratings} <= {*said}:
        return {}
    return {each: value for each, value in values.items() if each not in said}


async def _numbers_beside(database: Database, table: Table, ours: str) -> list[Column]:
    """The columns of ratings or of votes that hold numbers."""
    own = [each for each in table.columns if each.kind in KINDS[ours] and each.is_readable and not each.known_as]
    return [each for each in known_columns("film", ours, own) if await has_numbers(database, table, each, ours)]


async def _is_said(database: Database, table: Table, beside: Sequence[Column], made: Column, value: str) -> bool:
    """Whether a column of numbers counts, not a value of an object; not if that alone is IMDb's, in all of its rows."""
    if not beside or "imdb" not in letters_of(made.name) or any("imdb" in letters_of(each.name) for each in beside):
        return bool(beside)
    filled = " OR ".join(f"{filled_text_of(each)} IS NOT NULL" for each in beside)
    return await has_row(database, table, f"({filled}) AND {value} IS NULL")


def _ours(made: Column) -> str | None:
    """Whether a value is a rating or votes; None if it is a text."""
    return next((ours for ours in _OF_SITE if known_columns("film", ours, [made])), None)


async def _paths(database: Database, table: Table, column: Column) -> list[tuple[str, ...]]:
    """The keys of the objects that all values of a column are, in the order in which they come, without empty ones.

    Those of an object among their values stand behind its key.
    """
    text = filled_text_of(column)
    sample = await distinct_texts(database, table.first_rows(_SAMPLE), text, _SAMPLE)
    if any(_parsed(value) is None for value in sample):
        return []
    paths: dict[tuple[str, ...], bool] = {}
    async for rows in database.batches(f"SELECT {text} FROM {table.relation} AS t WHERE {text} IS NOT NULL"):
        for (value,) in rows:
            if (found := _parsed(value)) is None:
                return []
            for path, has_value in _paths_of(found):
                paths[path] = paths.get(path, False) or has_value
    objects = {path[:-1] for path in paths}
    return [path for path in paths if path not in objects and (paths[path] or not any(paths.values()))]


def _paths_of(found: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The paths of an object, each with whether there is a value."""
    for key, value in found.items():
        inner = value if isinstance(value, dict) else {}
        yield from (((key, each), inner[each] is not None) for each in inner)
        if not inner:
            yield (key,), value not in (None, {})


def _parsed(text: str) -> dict[str, Any] | None:
    """The object that a text is, None if it is none."""
    try:
        # no database takes the NaN that Python writes
        value = json.loads(text, parse_constant=_refused) if text.startswith("{") else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _language(letters: str, path: Sequence[str]) -> tuple[str, str]:
    """The language that a key says, `en` of `en-US`, and the name of the column with it; no name for any other key."""
    language = re.split(r"[-_]", path[0].lower())[0]
    return language, f"{letters}_{language}" if len(path) == 1 and language in _LANGUAGES else ""


def _number(column: str, path: Sequence[str]) -> tuple[str, str]:
    """The keys of a rating or of votes, and the name of the column with them; no name for any other keys."""
    name, (site, key) = ".".join(path), (column, *path)[-2:]
    of_site = next((ours for ours, names in _OF_SITE.items() if of_names([Column(key, "text")], names)), None)
    if of_site is None:
        return name, _of_site(_NUMBERS[site], key) if site in _NUMBERS else ""
    return name, of_site if site in _NUMBERS else _of_site(of_site, site)


def _of_site(ours: str, site: str) -> str:
    """The known name of the rating or the votes of a site, "" if there is none."""
    names = (f"{ours}_{site}", f"{site}_{ours}")
    return next((name for name in names if known_columns("film", ours, [Column(name, "text")])), "")
