"""Tables of other schemas that belong to those of films by foreign keys: as if they stood in the same schema."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.sources.schema.known_names import OTHER_TABLES, TABLES
from etl.sources.schema.matching import tables_named
from etl.sources.schema.tables import Table

_Place = tuple[str, str]


def with_other_schemas(tables: Sequence[Table]) -> list[Table]:
    """The tables; those that refer to films, and those that these or films refer to, in the schema of the films.

    A table stays where it is if that schema has one of its name, or if it belongs to the films of several schemas.
    """
    films = [
        table
        for table in tables_named(tables, TABLES["film"]) or tables_named(tables, OTHER_TABLES["film"])
        if not table.is_view or table.primary_key
    ]
    taken = {table.place for table in tables}
    homes: dict[_Place, set[str]] = {}
    for film in films:
        for place in _belonging(film, tables):
            homes.setdefault(place, set()).add(film.schema)
    moved = []
    for table in tables:
        home = homes.get(table.place, {table.schema})
        schema = next(iter(home))
        stays = len(home) > 1 or (schema, table.name) in taken
        moved.append(table if stays else replace(table, schema=schema, stored_in=table.schema))
    return moved


def _belonging(film: Table, tables: Sequence[Table]) -> Iterator[_Place]:
    near = [table for table in tables if film.place in referred_places(table)]
    yield from (table.place for table in near)
    for table in (film, *near):
        yield from referred_places(table)


def referred_places(table: Table) -> Iterator[_Place]:
    """The places of the tables that a table refers to."""
    return ((table.beyond.get(column, table.schema), name) for column, name in table.references.items())
