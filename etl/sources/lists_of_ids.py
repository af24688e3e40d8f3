# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Lists in columns of films that are called like those of names, `genres` or `actors`, and hold ids.

Their values say it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.database import Database
from etl.sources.known_names import OTHER_TABLES, TABLES
from etl.sources.lists import list_columns
from etl.sources.matching import known_columns, tables_named
from etl.sources.tables import Column, Table, quoted

_ID: Final = re.compile(r"\d+|[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
# Items that are looked at.
_SAMPLE = 1_000


async def with_lists_of_ids(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, lists of ids in those of titles known as such, if a table may have these ids. Raises SourceError."""
    ends = [*TABLES["genre"], *TABLES["person"], *OTHER_TABLES["genre"], *OTHER_TABLES["person"]]
    return [
        await _with_lists_of_ids(database, table)
        if known_columns("film", "title", table.columns) and tables_named(tables, ends)
        else table
        for table in tables
    ]


async def _with_lists_of_ids(database: Database, table: Table) -> Table:
    known = {column: known_as for column, known_as in list_columns(table) if await _has_ids(database, table, column)}
    columns = (replace(each, known_as=known.get(each, each.known_as)) for each in table.columns)
    return replace(table, columns=tuple(columns))


async def _has_ids(database: Database, table: Table, column: Column) -> bool:
    """Whether a column has items, and all of the first ones are ids."""
    if not column.is_readable:
        return False
    items = database.dialect.list_items(f"t.{quoted(column.name)}", column.kind)
    query = f"SELECT CAST({items.item} AS text) FROM {table.relation} AS t, {items.source} LIMIT {_SAMPLE}"
    found = [item async for batch in database.batches(query) for (item,) in batch if item]
    return bool(found) and all(_ID.fullmatch(item.strip()) for item in found)
