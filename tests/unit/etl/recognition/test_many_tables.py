"""A database of thousands of tables, most of which have nothing to do with films, is recognised in seconds."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from etl.sources.postgres import PostgresDialect
from etl.sources.recognition.understand import understand
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Table
from tests.fixtures.tables import course, table

_TABLES = 80
# Of Python's functions, its own among them: 10,000 take some milliseconds.
_MOST_CALLS_OF_A_TABLE = 20_000


class _EmptyDatabase:
    """The course's tables and others beside them, none of which has rows."""

    remedy_if_empty = ""
    name = "a database"
    dialect = PostgresDialect()

    def __init__(self, others: list[Table]) -> None:
        self._tables = [*course(), *others]

    async def tables(self) -> list[Table]:
        return self._tables

    async def batches(self, query: str) -> AsyncGenerator[list[Any], None]:
        if query.startswith("SELECT count(*)"):
            yield [(0,)]


@pytest.mark.parametrize(
    "columns",
    [
        "name:text code:text note:text active:boolean created_at:date user_id:integer parent_id:integer",
        "name:text description:text kind:text role:text date:date category_id:integer film_id:integer",
        "title:text description:text type:text category:text year:integer rating:number genres:text",
        "{0}_name:text {0}_code:text {0}_kind:text {0}_date:date {0}_user_id:integer {0}_score:number",
    ],
)
def test_the_work_for_a_table_does_not_grow_with_the_others(columns: str) -> None:
    names = [f"{word}_{number}" for number in range(_TABLES // 4) for word in ("order", "stock", "log", "tax_type")]
    others = [table(name, f"id:integer {columns.format(name)}", primary_key=("id",)) for name in names]

    assert _calls(_EmptyDatabase(others)) < _MOST_CALLS_OF_A_TABLE * _TABLES


def _calls(database: _EmptyDatabase) -> int:
    """How many functions are called to understand a database."""
    calls, before = 0, sys.getprofile()

    def count(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        understood = asyncio.run(understand(database, DatabaseMapping()))
    finally:
        sys.setprofile(before)
    assert understood.mapping.film.table == "film_work"
    return calls
