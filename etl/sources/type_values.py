"""Columns of films that hold types by their values though not by their names, such as `format` or `category`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.database import Database, distinct_texts
from etl.sources.known_names import TYPE_FLAGS, TYPE_NAMES
from etl.sources.matching import known_columns, of_names
from etl.sources.tables import Column, Kind, Table, filled_text_of
from etl.sources.values import ValueReader

_KINDS: Final[tuple[Kind, ...]] = ("text", "any", "enum")
_NAMES: Final = ("format", "category", "class", "form", "section", "group", "medium", "classification", "subtype")
_FLAGS: Final = [name for names in TYPE_FLAGS.values() for name in names]
# A column with more values is none of types.
_MOST_TYPES: Final = 30
_read: Final = ValueReader(TYPE_NAMES, {}).read


async def with_types(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles without a type with the column whose values are types. Raises SourceError."""
    return [await _with_types(database, table) for table in tables]


async def _with_types(database: Database, table: Table) -> Table:
    columns = of_names([each for each in table.columns if each.kind in _KINDS and each.is_readable], _NAMES)
    columns = [column for column in columns if column.name not in table.references]
    has_type = known_columns("film", "type", table.columns) or of_names(table.columns, _FLAGS)
    if not columns or has_type or not known_columns("film", "title", table.columns):
        return table
    found = [column for column in columns if await _has_types(database, table, column)]
    if len(found) != 1:
        return table
    return replace(
        table, columns=tuple(replace(each, known_as="type") if each in found else each for each in table.columns)
    )


async def _has_types(database: Database, table: Table, column: Column) -> bool:
    """Whether all values of a column are types, among them that of a series: a genre may be called a documentary."""
    values = await distinct_texts(database, table, filled_text_of(column), _MOST_TYPES)
    types = {_read(value) for value in values}
    return len(values) < _MOST_TYPES and "tv_show" in types and None not in types
