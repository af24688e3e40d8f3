"""Of several tables or columns that fit, those that hold nothing do not count, nor does a column that repeats one."""

from collections.abc import Sequence
from dataclasses import replace

from etl.sources.recognition.films_and_series import recognise_films_and_series
from etl.sources.recognition.named_tables import is_about_films
from etl.sources.recognition.recognised import Recognised, Rivals
from etl.sources.schema.database import Database, has_row
from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import FILM_TABLES
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.matching import tables_named
from etl.sources.schema.tables import Column, Table, filled_text_of
from etl.sources.shapes.numbers import has_numbers


async def without_empty_films(database: Database, tables: Sequence[Table], given: DatabaseMapping) -> Sequence[Table]:
    """The tables without empty ones of films, whatever their names, if another one has rows. Raises SourceError."""
    columns = KnownColumns(given, {})
    films = [table for table in tables if tables_named([table], FILM_TABLES) and is_about_films(table, columns)]
    return tables if given.film.table or len(films) < 2 else await _without_empty(database, tables, Rivals((*films,)))


async def recognise_filled(database: Database, tables: Sequence[Table], given: DatabaseMapping) -> Recognised:
    """Recognise a database; nothing is asked of it if only one table and column of each kind fits.

    Raises SourceError.
    """
    while True:
        recognised = await recognise_films_and_series(database, tables, given)
        filled = tables
        for rivals in recognised.rivals:
            filled = await _without_empty(database, filled, rivals)
        if filled == tables:
            return recognised
        tables = filled


async def _without_empty(database: Database, tables: Sequence[Table], rivals: Rivals) -> Sequence[Table]:
    """The tables without those rivals that are not needed, but for one."""
    if rivals.columns:
        (table,) = rivals.tables
        without = await _not_needed(database, table, rivals)
        return [_without(each, without) if each.place == table.place else each for each in tables]
    empty = [table for table in rivals.tables if await _is_empty(database, table)]
    if len(empty) == len(rivals.tables):
        return tables
    return [each for each in tables if not any(each.place == table.place for table in empty)]


async def _not_needed(database: Database, table: Table, rivals: Rivals) -> list[str]:
    """The names of columns without values, and of those that have the same values as another."""
    columns = rivals.columns
    filled = [column for column in columns if not await _is_empty(database, table, column)]
    if rivals.ours == "rating" and len(filled) > 1:
        filled = [column for column in filled if await _has_ratings(database, table, column)] or filled
    needed = filled[:1] or list(columns[:1])
    for column in filled[1:]:
        if not await _is_repeated(database, table, needed[0], column):
            needed.append(column)
    return [column.name for column in columns if column not in needed]


async def _is_repeated(database: Database, table: Table, first: Column, second: Column) -> bool:
    """Whether two columns that can be read have the same values in all rows."""
    if not (first.is_readable and second.is_readable):
        return False
    texts = (f"coalesce({filled_text_of(column)}, '')" for column in (first, second))
    return not await has_row(database, table, " <> ".join(texts))


async def _has_ratings(database: Database, table: Table, column: Column) -> bool:
    """Whether a column holds some number, as far as its kind and our rights tell."""
    if column.kind in ("integer", "number") or not column.is_readable:
        return True
    return await has_numbers(database, table, column, "rating")


async def _is_empty(database: Database, table: Table, column: Column | None = None) -> bool:
    """Whether a table has no rows, or a column no value; one that cannot be read is not empty."""
    read = table.columns if column is None else (column,)
    if not any(each.is_readable for each in read):
        return False
    return not await has_row(database, table, "true" if column is None else f"{filled_text_of(column)} IS NOT NULL")


def _without(table: Table, names: Sequence[str]) -> Table:
    columns = tuple(column for column in table.columns if column.name not in names)
    without = [f"{table.name}.{column.name}" for column in table.columns if column.name in names]
    return replace(table, columns=columns, not_read=(*table.not_read, *without))
