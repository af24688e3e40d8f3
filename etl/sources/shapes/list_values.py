# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Lists in columns that are called like those of names, `genres` or `crew`, and hold ids, or people with their jobs.

Their values say it.
"""

import re
from collections.abc import Sequence
from typing import Final

from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.known_names import OTHER_TABLES, TABLES
from etl.sources.schema.matching import has_titles, tables_named
from etl.sources.schema.tables import Column, Table, quoted
from etl.sources.shapes.lists import CREDITS, crew_columns, list_columns

# A number, a UUID, or a hash.
_ID: Final = re.compile(r"\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,64}", re.IGNORECASE)
# Items that are looked at, and the rows in which they are looked for.
_SAMPLE: Final = 1_000
_ROWS: Final = 100_000


async def with_list_values(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, lists that a table of titles has of ids known as such, and lists of jobs. Raises SourceError.

    Lists are of ids only if a table may have these ids.
    """
    ends = [*TABLES["genre"], *TABLES["person"], *OTHER_TABLES["genre"], *OTHER_TABLES["person"]]
    has_ends = bool(tables_named(tables, ends))
    return [await _with_list_values(database, table, has_ends) for table in tables]


async def _with_list_values(database: Database, table: Table, has_ends: bool) -> Table:
    known: dict[Column, str] = {}
    if has_ends and has_titles(table):
        for column, known_as in list_columns(table):
            if await _has_ids(database, table, column):
                known[column] = known_as
    for column in crew_columns(table):
        items = database.dialect.list_credits(f"t.{quoted(column.name)}", column.kind)
        if await _first_values(database, table, column, items.source, items.job):
            known[column] = CREDITS
    return table.with_known(known)


async def _has_ids(database: Database, table: Table, column: Column) -> bool:
    """Whether a list has ids and no names, `[3, 7]` or `[{"id": 3}]`."""
    path = f"t.{quoted(column.name)}"
    items, ids = database.dialect.list_items(path, column.kind), database.dialect.list_ids(path, column.kind)
    names = [name.strip(" []") for name in await _first_values(database, table, column, items.source, items.item)]
    are_ids = all(_ID.fullmatch(name) for name in names if name)
    return are_ids and bool(await _first_values(database, table, column, ids.source, ids.item))


async def _first_values(database: Database, table: Table, column: Column, source: str, value: str) -> list[str]:
    if not column.is_readable:
        return []
    query = f"SELECT CAST({value} AS text) FROM {table.first_rows(_ROWS).relation} AS t, {source} LIMIT {_SAMPLE}"
    return [text for (text,) in await all_rows(database, query) if text]
