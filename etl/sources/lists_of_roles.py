# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Links that hold all roles of a person in one list, as `roles text[]`: as a row for each role."""

from collections.abc import Sequence
from dataclasses import replace

from etl.sources.database import Dialect
from etl.sources.matching import known_columns
from etl.sources.tables import Column, Table, quoted


def with_lists_of_roles(tables: Sequence[Table], dialect: Dialect) -> list[Table]:
    """The tables, those with an array or a JSON list that is called like a role with its items as `roles.item`."""
    return [_with_list_of_roles(table, dialect) for table in tables]


def _with_list_of_roles(table: Table, dialect: Dialect) -> Table:
    lists = known_columns("film_person", "role", [each for each in table.columns if each.kind in ("array", "json")])
    if len(lists) != 1 or known_columns("film", "title", table.columns):
        return table
    items = dialect.list_items(f"t.{quoted(lists[0].name)}", lists[0].kind)
    role = Column(f"{lists[0].name}.item", "text", lists[0].is_readable, known_as="role")
    query = (
        f"SELECT t.*, {items.item} AS {quoted(role.name)} FROM {table.relation} AS t LEFT JOIN {items.source} ON true"
    )
    return replace(table, columns=(*table.columns, role), query=query)
