# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Which columns of links hold roles: their values decide if their names do not, as those of `job` beside `type`.

A `role` in a table of actors may be the name of who is played.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.database import Database
from etl.sources.known_names import COLUMNS, OTHER_COLUMNS, ROLE_NAMES, name_key
from etl.sources.matching import links_people, of_names, role_in
from etl.sources.tables import Column, Kind, Table, quoted
from etl.sources.values import ValueReader

_KINDS: Final[tuple[Kind, ...]] = ("text", "any", "enum")
_NAMES: Final = (*COLUMNS["film_person"]["role"], *OTHER_COLUMNS["film_person"]["role"])
# Rows that are looked at.
_SAMPLE = 100_000
# Of a hundred credits of a crew a few are those of directors and writers; of a hundred played, no "Writer".
_LEAST_KNOWN_SHARE = 0.01
# What stands for a column that holds no roles; it is no known name.
_NO_ROLE = "not a role"


async def with_roles(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; columns of links that are called like roles and hold none are not known. Raises SourceError."""
    return [await _with_roles(database, table) for table in tables]


async def _with_roles(database: Database, table: Table) -> Table:
    named = [column for column in table.columns if column.kind in _KINDS and column.is_readable]
    named = of_names(named, _NAMES)
    of_one_role = role_in(table.name) is not None and "crew" not in name_key(table.name)
    if not links_people(table) or not (len(named) > 1 or (named and of_one_role)):
        return table
    counts = {column.name: await _values(database, table, column) for column in named}
    without = {name for name, values in counts.items() if not _are_roles(values)}
    if len(without) == len(named):
        without = {name for name, values in counts.items() if of_one_role and _are_names(values)}
    columns = (replace(column, known_as=_NO_ROLE) if column.name in without else column for column in table.columns)
    return replace(table, columns=tuple(columns))


async def _values(database: Database, table: Table, column: Column) -> Counter[str]:
    """How many of the first rows have each value."""
    rows = f"SELECT CAST({quoted(column.name)} AS text) AS value FROM {table.relation} AS t LIMIT {_SAMPLE}"
    query = f"SELECT value, count(*) FROM ({rows}) AS first_rows WHERE value IS NOT NULL GROUP BY value"
    return Counter({value: count async for batch in database.batches(query) for value, count in batch})


def _are_roles(values: Counter[str]) -> bool:
    read = ValueReader(ROLE_NAMES, {}).read
    known = sum(count for value, count in values.items() if read(value) is not None)
    return known > 0 and known >= _LEAST_KNOWN_SHARE * values.total()


def _are_names(values: Counter[str]) -> bool:
    """Whether hardly two rows have the same value, as those of a column of roles have."""
    return 2 * len(values) > values.total()
