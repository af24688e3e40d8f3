"""Genres that stand in a column each, `Action INT, Drama INT`, as in MovieLens: as one column with their list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.database import Dialect
from etl.sources.schema.known_names import GENRE_LISTS, letters_of
from etl.sources.schema.matching import has_titles, of_names, tables_called
from etl.sources.schema.tables import Column, Kind, Table, is_set, literal, quoted
from etl.sources.shapes.genre_values import GENRE_KEYS

_KINDS: Final[tuple[Kind, ...]] = ("boolean", "integer", "any")
# So many columns are no chance.
_LEAST_FLAGS: Final = 3


def with_genre_flags(tables: Sequence[Table], dialect: Dialect) -> list[Table]:
    """The tables; without a table or a list of genres those of titles with a list of the flags that are set."""
    if tables_called("genre", tables):
        return [*tables]
    return [_with_list(table, dialect) if has_titles(table) else table for table in tables]


def _with_list(table: Table, dialect: Dialect) -> Table:
    flags = [column for column in table.columns if column.kind in _KINDS and letters_of(column.name) in GENRE_KEYS]
    if len(flags) < _LEAST_FLAGS or of_names(table.columns, GENRE_LISTS):
        return table
    names = (f"CASE WHEN {is_set(f't.{quoted(flag.name)}')} THEN {literal(_genre(flag))} ELSE '' END" for flag in flags)
    name, is_readable = ", ".join(flag.name for flag in flags), all(flag.is_readable for flag in flags)
    made = Column(name, "text", is_readable, known_as=GENRE_LISTS[0])
    own = tuple(column for column in table.columns if column not in flags)
    return replace(table, columns=own).with_values({made: dialect.texts_as_list([*names])})


def _genre(flag: Column) -> str:
    """The name that a column says: of `Sci-Fi` that, of `science_fiction` "Science fiction"."""
    name = flag.name.replace("_", " ")
    return name.capitalize() if name.islower() else name
