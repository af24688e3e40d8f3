# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Links that the rows of films hold, keys such as `director_id` or lists of ids, as tables."""

from collections.abc import Sequence
from dataclasses import replace

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import TableName
from etl.sources.schema.matching import keys_in_rows, primary_keys, role_in
from etl.sources.schema.tables import Column, Table, quoted


def made_of_films(film: Table, tables: Sequence[Table]) -> list[Table]:
    """The tables that columns of the films hold."""
    return [table for table in tables if (table.schema, table.made_of) == (film.schema, film.name)]


def links_in_films(end: TableName, target: Table, tables: Sequence[Table], columns: KnownColumns) -> dict[str, Table]:
    """The links to a table of genres or people that columns of the films hold, by their names: `director_id`."""
    film = columns.found["film"]
    keys = [each for each in primary_keys(film, [*columns.fitting("film", film, "id")]) if film.key in (None, each)]
    ids = {column.kind for column in (*columns.known(end, target, "id"), *primary_keys(target, ()))}
    beside = [table for table in tables if table.schema == film.schema]
    referring = keys_in_rows(target, film, ids, beside if end == "person" else None)
    found = {column.name: _links(end, film, key, column) for key in keys for column in referring}
    for table in made_of_films(film, tables):
        if table.known_as == f"ids of {end}" and role_in(target.name) in (None, role_in(table.name)):
            found[table.name.removeprefix(f"{film.name}.")] = table
    return found


def joined_keys(links: Sequence[Table]) -> Sequence[Table]:
    """Links by several keys of the films to one table, `genre1_id` and `genre2_id`, as one; else as they are."""
    if len({tuple((column.name, column.kind) for column in table.columns) for table in links}) != 1:
        return links
    is_readable = all(column.is_readable for table in links for column in table.columns)
    joined = replace(
        links[0],
        name=" + ".join(table.name for table in links),
        columns=tuple(replace(column, is_readable=is_readable) for column in links[0].columns),
        query=" UNION ALL ".join(table.query for table in links),
    )
    return [joined]


def _links(end: TableName, films: Table, key: Column, column: Column) -> Table:
    """The links that a column of films holds, such as `genre_id`, as a table with the columns `film` and `end`."""
    return Table(
        films.schema,
        f"{films.name}.{column.name}",
        (Column("film", key.kind, key.is_readable), Column(end, column.kind, column.is_readable)),
        query=(
            f"SELECT {quoted(key.name)} AS film, {quoted(column.name)} AS {end} "
            f"FROM {films.relation} AS t WHERE {quoted(column.name)} IS NOT NULL"
        ),
    )
