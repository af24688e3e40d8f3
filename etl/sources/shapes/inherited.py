"""Tables that inherit from one of films, such as `movie` from `film_work`, which has all of their rows too."""

from collections.abc import Sequence

from etl.sources.schema.known_names import TABLES
from etl.sources.schema.matching import tables_named
from etl.sources.schema.tables import Table


def without_parts(tables: Sequence[Table]) -> list[Table]:
    """The tables without those that are parts of one that is called as films are."""
    films = {table.place for table in tables_named(tables, TABLES["film"])}
    return [table for table in tables if (table.schema, table.part_of) not in films]
