"""Rows of genres by their names, such as `movie_genres(movie_id, genre)` or `genres(id, name, movie_id)`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import OTHER_TABLES, TABLES, name_key
from etl.sources.schema.matching import keys_to, known_columns, of_names, tables_named
from etl.sources.schema.tables import Column, Table

# What such a table is known as.
ROWS: Final = "rows of genres"


class RowsOfGenres(NamedTuple):
    """A table of them, with the columns of the film and of the name."""

    table: Table
    film: Column
    name: Column


def with_rows_of_genres(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of such rows known as ROWS unless something leads to them: they are no genres."""
    titles = tables_named(tables, TABLES["film"]) or tables_named(tables, OTHER_TABLES["film"])
    named = [table for table in tables if name_key(table.name).endswith("genre")]
    if len(named) != 1:
        return [*tables]
    (rows,) = named
    is_marked = not rows.known_as and any(rows_of_genres(rows, each) for each in titles)
    is_marked = is_marked and not any(keys_to(rows, other, TABLES["genre"]) for other in tables if other != rows)
    return [replace(table, known_as=ROWS) if is_marked and table == rows else table for table in tables]


def rows_of_genres(table: Table, titles: Table) -> RowsOfGenres | None:
    """How a table holds genres of these titles; None if it has columns of something else, or none of theirs."""
    if not name_key(table.name).endswith("genre") or table.schema != titles.schema:
        return None
    films = keys_to(titles, table, TABLES["film"])
    own = [column for column in table.columns if column.kind in KINDS["name"] and column.name not in table.references]
    names = known_columns("genre", "name", [column for column in own if column not in films])
    known = [*films, *names, *of_names(table.columns, ("id", "uuid", *table.primary_key))]
    for ours in ("created", "modified"):
        known += known_columns("film", ours, table.columns)
    is_whole = len(films) == len(names) == 1 and {*table.columns} <= {*known}
    return RowsOfGenres(table, films[0], names[0]) if is_whole else None
