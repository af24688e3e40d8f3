# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Lists of genres or people in the films whose objects have no name under a known key, so that nothing is read."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from etl.sources.schema.database import Database, has_row
from etl.sources.schema.known_names import LINKS, NAME_KEYS, NOUNS, TableName
from etl.sources.schema.mapping import NO_TABLE
from etl.sources.schema.tables import Table, listed, text_of
from etl.sources.shapes.lists import items_of

_KNOWN: Final = f"no name under a known key ({', '.join(NAME_KEYS)})"


async def unnamed_lists(
    database: Database, tables: Sequence[Table], read: dict[TableName, Table]
) -> dict[TableName, list[str]]:
    """The columns of such lists, `movies.genres`, by the links that are made of them. Raises SourceError."""
    return {
        name: columns
        for name in LINKS
        if name in read and (columns := [each async for each in _unnamed(database, tables, read[name])])
    }


def unnamed_problem(name: TableName, columns: Sequence[str]) -> str:
    """The problem that nothing is read of all such lists."""
    noun = NOUNS[LINKS[name][1]]
    return (
        f"{name}.table: no film would have {noun}, since the objects in {listed(columns)} have {_KNOWN}; give the "
        f'names such a key, such as in a view, or set {name}.table = "{NO_TABLE}" to load films without {noun}'
    )


def unnamed_line(columns: Sequence[str]) -> str:
    """A line about such lists beside others that are read."""
    return f"the objects in {listed(columns)} have {_KNOWN}, and are not read"


async def _unnamed(database: Database, tables: Sequence[Table], links: Table) -> AsyncIterator[str]:
    """The columns that links are made of in which there are objects, and no name or id."""
    for table in tables:
        for column in table.columns if table.schema == links.schema else ():
            path = f"{table.name}.{column.name}"
            if f" + {path} + " not in f" + {links.name} + " or not column.is_readable:
                continue
            items = items_of(table, column, database.dialect)
            rows = Table("", "", (), query=f"SELECT {items.item} AS item FROM {table.relation} AS t, {items.source}")
            is_named = await has_row(database, rows, "trim(t.item) <> ''")
            if not is_named and await has_row(database, table, f"{text_of(column)} LIKE '%{{%:%}}%'"):
                yield path
