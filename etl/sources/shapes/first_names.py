"""A `name` beside a `surname` is a first name."""

from collections.abc import Sequence

from etl.sources.schema.known_names import name_key
from etl.sources.schema.matching import known_columns
from etl.sources.schema.tables import Table


def with_first_names(tables: Sequence[Table]) -> list[Table]:
    """The tables, a `name` of those that have last names and no first or full ones known as a first name."""
    return [_with_first_name(table) for table in tables]


def _with_first_name(table: Table) -> Table:
    full, first, last = (
        known_columns("person", ours, table.columns) for ours in ("full_name", "first_name", "last_name")
    )
    if not last or first or [name_key(column.name) for column in full] != ["name"]:
        return table
    return table.with_known(dict.fromkeys(full, "first_name"))
