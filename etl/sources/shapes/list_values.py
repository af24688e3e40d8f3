# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Lists in columns that are called like those of names, `genres` or `crew`, and hold ids, or people with their jobs.

Their values say it, and whether they hold anything: where a table of `movie_genres` came later, `genre` is NULL in all
films.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from etl.sources.schema.database import Database, all_rows, has_row
from etl.sources.schema.known_names import GENRE_ID_LISTS, TableName
from etl.sources.schema.matching import NAMES_OF, film_tables, has_titles, known_in, tables_called
from etl.sources.schema.tables import Column, Table, filled_text_of, literal, quoted, text_of
from etl.sources.shapes.lists import CREDITS, NOTHING_LISTED, crew_columns, list_columns

# What a column of lists is known as that has none in any row.
_EMPTY: Final = "lists of nothing"

# A number, a UUID, or a hash.
_ID: Final = re.compile(r"\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,64}", re.IGNORECASE)
# Items that are looked at, and the rows in which they are looked for.
_SAMPLE: Final = 1_000
_ROWS: Final = 100_000
# Items that are looked for among the keys of a table.
_KEYS: Final = 100
_Ends = Mapping[TableName, Sequence[Table]]


async def with_list_values(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, lists that a table of titles has of ids known as such, those of jobs, and those of nothing.

    Lists are of ids only if a table may have these ids. Of tables of films alone all rows are looked at. Raises
    SourceError.
    """
    ends = {end: tables_called(end, tables) for end in NAMES_OF}
    films = film_tables(tables)
    return [await _with_list_values(database, table, ends, is_of_films=table in films) for table in tables]


async def _with_list_values(database: Database, table: Table, ends: _Ends, *, is_of_films: bool) -> Table:
    known: dict[Column, str] = {}
    if has_titles(table):
        for column, known_as in list_columns(table):
            end: TableName = "genre" if known_as in GENRE_ID_LISTS else "person"
            if is_of_films and await _is_empty(database, table, column):
                known[column] = _EMPTY
            elif ends[end] and await _has_ids(database, table, column, [(each, end) for each in ends[end]]):
                known[column] = known_as
    for column in crew_columns(table):
        items = database.dialect.list_credits(f"t.{quoted(column.name)}", column.kind)
        if await _first_values(database, table, column, items.source, items.job):
            known[column] = CREDITS
    return table.with_known(known)


async def _is_empty(database: Database, table: Table, column: Column) -> bool:
    """Whether a column that can be read has no list with anything in it."""
    is_filled = f"lower({filled_text_of(column)}) NOT IN {NOTHING_LISTED}"
    return column.is_readable and not await has_row(database, table, is_filled)


async def _has_ids(database: Database, table: Table, column: Column, ends: Sequence[tuple[Table, TableName]]) -> bool:
    """Whether a list has ids and no names, `[3, 7]` or `[{"id": 3}]`: they look like ids, or are those of a table."""
    path = f"t.{quoted(column.name)}"
    items, ids = database.dialect.list_items(path, column.kind), database.dialect.list_ids(path, column.kind)
    first = await _first_values(database, table, column, items.source, items.item)
    names = [stripped for name in first if (stripped := name.strip(" []"))]
    found = await _first_values(database, table, column, ids.source, ids.item)
    if found and all(map(_ID.fullmatch, names)):
        return True
    values = list(dict.fromkeys([*names, *found]))[:_KEYS]
    return bool(found) and any([await _are_keys(database, *end, values) for end in ends])


async def _are_keys(database: Database, table: Table, end: TableName, values: Sequence[str]) -> bool:
    """Whether most of the values are keys of a table, and the key is not the name itself."""
    key = table.key or next(iter(known_in(end, "id", table)), None)
    if key is None or not key.is_readable or key in known_in(end, NAMES_OF[end], table):
        return False
    listed = ", ".join(map(literal, values))
    query = f"SELECT DISTINCT {text_of(key)} FROM {table.relation} AS t WHERE {text_of(key)} IN ({listed})"
    return 2 * len(await all_rows(database, query)) > len(values)


async def _first_values(database: Database, table: Table, column: Column, source: str, value: str) -> list[str]:
    if not column.is_readable:
        return []
    query = f"SELECT CAST({value} AS text) FROM {table.first_rows(_ROWS).relation} AS t, {source} LIMIT {_SAMPLE}"
    return [text for (text,) in await all_rows(database, query) if text]
