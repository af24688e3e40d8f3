# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Rows of genres and people whose `id` is that of their film, `genres(id, genre)`: as a foreign key to the films.

So are those of credits that stand with the name of the person, `credits(person_id, id, name, role)`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.known_names import LAST_TABLES, OTHER_TABLES, TABLES
from etl.sources.schema.matching import keys_to, known_columns, of_names, primary_keys, tables_named
from etl.sources.schema.tables import Column, Table, leads_to, quoted, text_of

_NAMES: Final = (
    *(*TABLES["genre"], *TABLES["person"], *OTHER_TABLES["person"], *LAST_TABLES["person"]),
    *TABLES["film_person"],
)
# What keys of genres and of people may be called elsewhere, `category_id` and `person_id`; a `name` is none.
_GENRES: Final = (*TABLES["genre"], *OTHER_TABLES["genre"])
_PEOPLE: Final = tuple(name for name in _NAMES if name not in ("name", *_GENRES))
# Rows that are looked at.
_SAMPLE: Final = 100_000


async def with_ids_of_films(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; ids of those called after genres or people lead to films if they come again. Raises SourceError."""
    titles = tables_named(tables, TABLES["film"]) or tables_named(tables, OTHER_TABLES["film"])
    keys = primary_keys(titles[0], of_names(titles[0].columns, ("id",))) if len(titles) == 1 else ()
    if len(keys) != 1:
        return [*tables]
    film, key = titles[0], keys[0]
    found = [each for each in tables if _may_have_ids(each, film, key) and await _has_ids(database, each, film, key)]
    # the ids to which others lead are their own
    own = [each for each in found if not any(_may_lead_to(each, key, other) for other in tables if other is not each)]
    return [
        replace(each, references={**each.references, key.name: film.name}) if each in own else each for each in tables
    ]


def _may_have_ids(table: Table, titles: Table, key: Column) -> bool:
    """Whether a table has no key of its own, nor one of films by its name."""
    column = table.column(key.name)
    is_beside = table is not titles and table.schema == titles.schema and bool(tables_named([table], _NAMES))
    is_key = table.key is not None or key.name in (*table.unique, *table.references)
    if not is_beside or is_key or column is None or not column.is_readable or column.kind != key.kind:
        return False
    return not keys_to(titles, table, TABLES["film"])


def _may_lead_to(table: Table, key: Column, other: Table) -> bool:
    """Whether another table may hold keys of these genres or people, by a column of the kind of their ids."""
    names = _GENRES if _are_genres(table) else _PEOPLE
    return any(column.kind == key.kind for column in keys_to(table, other, names))


def _are_genres(table: Table) -> bool:
    return bool(tables_named([table], TABLES["genre"]))


async def _has_ids(database: Database, table: Table, titles: Table, key: Column) -> bool:
    """Whether ids come again in the first rows with other names, and most are those of films."""
    name, others = quoted(key.name), [each for each in table.columns if each.is_readable and each.name != key.name]
    names = (
        known_columns("genre", "name", others) if _are_genres(table) else known_columns("person", "full_name", others)
    )
    texts = (text_of(column) for column in names or others)
    rows = f"(SELECT DISTINCT {', '.join((f't.{name}', *texts))} FROM {table.first_rows(_SAMPLE).relation} AS t)"
    counts = f"count(t.{name}) AS ids, count(DISTINCT t.{name}) AS different, count(f.{name}) AS known"
    counted = f"SELECT {counts} FROM {rows} AS t LEFT JOIN {titles.relation} AS f ON {leads_to('f', key, key)}"
    found = await all_rows(database, f"SELECT 1 FROM ({counted}) AS c WHERE different < ids AND ids < 2 * known")
    return bool(found)
