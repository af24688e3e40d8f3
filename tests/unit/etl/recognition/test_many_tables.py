"""A database with thousands of tables, or many rows, that have nothing to do with films is recognised in seconds."""

import asyncio
import re
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


class _Database:
    """Tables in which each text is the same; it keeps the queries."""

    remedy_if_empty = ""
    name = "a database"
    dialect = PostgresDialect()

    def __init__(self, tables: list[Table]) -> None:
        self._tables = tables
        self.queries: list[str] = []

    async def tables(self) -> list[Table]:
        return self._tables

    async def batches(self, query: str) -> AsyncGenerator[list[Any], None]:
        self.queries.append(query)
        if query.startswith("SELECT count(*)"):
            yield [(0,)]
        elif query.startswith("SELECT DISTINCT"):
            yield [("shoes",)]
        elif query.startswith("SELECT 1"):
            yield [(1,)] if '."rating" IS NOT NULL' in query else []


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

    assert _calls(_Database([*course(), *others])) < _MOST_CALLS_OF_A_TABLE * _TABLES


@pytest.mark.parametrize(
    "columns",
    ["name:text category:text", "note:text participants:text", "name:text crew:json", "name:text genres:array"],
)
def test_of_tables_that_may_not_be_of_films_the_first_rows_are_looked_at(columns: str) -> None:
    orders = table("orders", f"id:integer {columns}", primary_key=("id",))
    database = _Database([*course(), orders])
    asyncio.run(understand(database, DatabaseMapping()))

    looks = [query for query in database.queries if orders.relation in query]
    assert looks
    assert all(re.search(rf"SELECT \* FROM {orders.relation} AS t LIMIT \d+\)", look) for look in looks)


def test_a_whole_number_as_a_rating_has_other_tables_looked_at_by_their_first_rows() -> None:
    films = table("movie", "id:integer title:text rating:integer", primary_key=("id",))
    orders = table("orders", "id:integer state:text", primary_key=("id",))
    database = _Database([films, orders])
    asyncio.run(understand(database, DatabaseMapping()))

    looks = [query for query in database.queries if orders.relation in query]
    assert looks
    assert all(f"(SELECT * FROM {orders.relation} AS t LIMIT " in look for look in looks), looks


def test_tables_of_names_that_links_lead_to_are_looked_at_by_their_first_rows() -> None:
    links = table(
        "x", "film_work_id:uuid mood_id:integer", references={"film_work_id": "film_work", "mood_id": "moods"}
    )
    moods = table("moods", "id:integer name:text", primary_key=("id",))
    database = _Database([course()[0], moods, links])
    asyncio.run(understand(database, DatabaseMapping()))

    assert any('FROM (SELECT * FROM "content"."moods" AS t LIMIT 100000)' in query for query in database.queries)
    assert not any('"title"' in query for query in database.queries if '"content"."x"' in query)


def _calls(database: _Database) -> int:
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
