# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Types that other tables say, as a column of the films.

A table links them, such as `film_work_type(film_work_id, type_id)`, or has a row for each series and no more than its
key of the film and what films lack: `series(film_ptr_id, seasons)`.
"""

from collections.abc import Sequence
from typing import Final

from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import FILM_TABLES, SERIES_TABLES, name_key
from etl.sources.schema.matching import has_titles, keys_to, known_columns, known_in, tables_named
from etl.sources.schema.tables import Column, Table, leads_to, quoted
from etl.sources.shapes.details import key_of_each, key_of_part

# What the names of tables of types end with.
_ENDS: Final = ("type", "kind")


def with_types_beside(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles without a type with that which the only table of types, or tables of series, say."""
    types = [table for table in tables if name_key(table.name).endswith(_ENDS)]
    series = [table for table in tables if tables_named([table], SERIES_TABLES)]
    return [
        _with_types(table, *([each for each in others if each.schema == table.schema] for others in (types, series)))
        for table in tables
    ]


def _with_types(titles: Table, types: Sequence[Table], series: Sequence[Table]) -> Table:
    key = key_of_each(titles)
    if key is None or not has_titles(titles) or known_in("film", "type", titles):
        return titles
    found = [(table, *columns) for table in types if (columns := _columns(table, titles)) is not None]
    if not found:
        return _with_series(titles, key, series)
    if len(found) != 1:
        return titles
    beside, held, type_ = found[0]
    # a film of several types is of the first
    one = f"SELECT {quoted(held.name)}, min(CAST({quoted(type_.name)} AS text)) AS type FROM {beside.relation} AS t"
    column = Column(f"{beside.name}.{type_.name}", "text", held.is_readable and type_.is_readable, known_as="type")
    join = f" LEFT JOIN ({one} GROUP BY 1) AS y ON {leads_to('y', held, key)}"
    return titles.with_values({column: "y.type"}, join)


def _with_series(titles: Table, key: Column, series: Sequence[Table]) -> Table:
    """The titles, each with a row in a table of series as a series."""
    others = (table for table in series if table is not titles)
    parts = [(table, held) for table in others if (held := key_of_part(table, titles)) is not None]
    if not parts:
        return titles
    column = Column(
        " + ".join(f"{table.name}.{held.name}" for table, held in parts),
        "text",
        all(held.is_readable for _, held in parts),
        known_as="type",
    )
    rows = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.relation} AS y WHERE {leads_to('y', held, key)})" for table, held in parts
    )
    return titles.with_values({column: f"CASE WHEN {rows} THEN 'tv_show' ELSE 'movie' END"})


def _columns(types: Table, titles: Table) -> tuple[Column, Column] | None:
    """The column of a table of types that leads to the titles, and that of their types."""
    if known_columns("film", "title", types.columns):
        return None
    held = keys_to(titles, types, FILM_TABLES)
    fitting = [column for column in types.columns if column.kind in KINDS["type"]]
    found = known_columns("film", "type", fitting)
    # the word for a type rather than its key
    found = [column for column in found if column.known_as] or found
    return (held[0], found[0]) if len(held) == len(found) == 1 else None
