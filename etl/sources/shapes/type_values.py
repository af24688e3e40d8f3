"""Columns of films that hold types by their values though not by their names, such as `format` or `category`.

Of a key of another table the words there count.
"""

from collections.abc import Sequence
from typing import Final

from catalogue.model import FilmType
from etl.sources.reading.values import ValueReader
from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import WORD_KINDS
from etl.sources.schema.known_values import TYPE_FLAGS, TYPE_NAMES
from etl.sources.schema.matching import has_titles, known_in, of_names
from etl.sources.schema.tables import Column, Table, filled_text_of
from etl.sources.shapes.lookups import with_word

_NAMES: Final = ("format", "category", "class", "form", "section", "group", "medium", "classification", "subtype")
_FLAGS: Final = [name for names in TYPE_FLAGS.values() for name in names]
# Of these a table of titles has some if they are films.
_OF_FILMS: Final = ("rating", "release_date", "release_year")
# A column with more values is none of types.
_MOST_TYPES: Final = 30
# Rows that are looked at first, and the only ones of a column whose name says nothing.
_SAMPLE: Final = 100_000
_read: Final = ValueReader(TYPE_NAMES, {}).read


async def with_types(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles without a type with the column whose values are types. Raises SourceError."""
    return [await _with_types(database, table, tables) for table in tables]


async def _with_types(database: Database, table: Table, tables: Sequence[Table]) -> Table:
    has_type = known_in("film", "type", table) or of_names(table.columns, _FLAGS)
    if has_type or not has_titles(table):
        return table
    columns = [column for column in table.columns if column.kind in WORD_KINDS and column.is_readable]
    columns = [column for column in columns if column.name not in table.references]
    named = of_names(columns, _NAMES)
    found = [column for column in named if await _has_types(database, table, column)]
    if not found and any(known_in("film", ours, table) for ours in _OF_FILMS):
        others = [column for column in columns if column not in named]
        found = [column for column in others if await _has_only_types(database, table, column)]
        keys = [column for column in table.columns if column.name in table.references]
        found += [column for column in keys if await _leads_to_types(database, table, column, tables)]
    if len(found) != 1:
        return table
    known_as = "type_id" if found[0].name in table.references else "type"
    return table.with_known(dict.fromkeys(found, known_as))


async def _has_types(database: Database, table: Table, column: Column) -> bool:
    """Whether all values of a column are types, among them that of a series: a genre may be called a documentary."""
    types: set[FilmType | None] = set()
    # the first rows of most tables say that these are no types; series may be among the last
    for rows in (table.first_rows(_SAMPLE), table):
        values = await distinct_texts(database, rows, filled_text_of(column), _MOST_TYPES)
        types = {_read(value) for value in values}
        if len(values) >= _MOST_TYPES or None in types:
            return False
    return "tv_show" in types


async def _has_only_types(database: Database, table: Table, column: Column) -> bool:
    """Whether a column whose name says nothing has both types, and no value of one letter: `T` and `F` are flags."""
    values = await distinct_texts(database, table.first_rows(_SAMPLE), filled_text_of(column), _MOST_TYPES)
    types = {_read(value) for value in values}
    return len(values) < _MOST_TYPES and types == {"movie", "tv_show"} and all(len(value) > 1 for value in values)


async def _leads_to_types(database: Database, table: Table, column: Column, tables: Sequence[Table]) -> bool:
    """The same of the words to which a foreign key leads."""
    found = with_word(table, column, tables)
    return found is not None and found[1].is_readable and await _has_only_types(database, *found)
