"""Columns of which each row has a value in one at most, as in TMDB's films with a `title` and series with a `name`."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from etl.sources.schema.database import Database, has_row
from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import COLUMNS, OTHER_COLUMNS, words_of
from etl.sources.schema.matching import has_titles, of_names
from etl.sources.schema.tables import Column, Table, filled_text_of, first_filled

# What films and series may hold under names of their own.
_OURS: Final = ("title", "original_title", "description", "release_date", "release_year")
# Words in names of columns of series; less known names without them, `caption` or `date`, may be of something else.
_OF_SERIES: Final = {"series", "show", "tv", "air", "aired"}


async def with_filled_in_turn(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles with a column such as `title + name.first` for such columns. Raises SourceError."""
    return [await _with_first(database, table) if has_titles(table) else table for table in tables]


async def _with_first(database: Database, table: Table) -> Table:
    made: dict[Column, str] = {}
    for ours in _OURS:
        own = (each for each in table.columns if each.kind in KINDS[ours] and each.is_readable and not each.known_as)
        of_series = (name for name in OTHER_COLUMNS["film"][ours] if not _OF_SERIES.isdisjoint(words_of(name)))
        columns = of_names(own, (*COLUMNS["film"][ours], *of_series))
        if len(columns) > 1 and await _are_in_turn(database, table, columns):
            name = " + ".join(column.name for column in columns) + ".first"
            made[Column(name, "text", known_as=ours)] = first_filled(columns)
    return table.with_values(made) if made else table


async def _are_in_turn(database: Database, table: Table, columns: Sequence[Column]) -> bool:
    """Whether no row has a value in two of the columns, and each has values."""
    filled = [f"{filled_text_of(column)} IS NOT NULL" for column in columns]
    both = " OR ".join(f"({one} AND {other})" for one, other in combinations(filled, 2))
    return not await has_row(database, table, both) and all([await has_row(database, table, each) for each in filled])
