# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""A database as the ETL sees it, whatever its kind: tables, and rows that stream."""

from collections.abc import AsyncGenerator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, Protocol

from etl.sources.schema.tables import Kind, Table

Row = Sequence[Any]

# Rows that are in memory at a time, of each stream. To fetch 2,000 takes the processor a third longer a row; 1,000 cost
# 11 us a film for each millisecond to a server far away.
FETCHED_ROWS = 1_000


class ListItems(NamedTuple):
    """The items of a list: what FROM takes behind the table, the text of an item, its place, and a person's job."""

    source: str
    item: str
    place: str
    job: str = "NULL"


class Dialect(Protocol):
    """The SQL in which the kinds of databases differ."""

    def key(self, column: str, kinds: AbstractSet[Kind]) -> str:
        """An id of columns of these kinds, in one form and in the order of `order_of`."""

    def text_order(self, expression: str) -> str:
        """A text that sorts by its characters, as Python's `str` does."""

    def list_as_text(self, expression: str) -> str:
        """An array as a JSON list."""

    def texts_as_list(self, expressions: Sequence[str]) -> str:
        """Texts, or NULLs among them, as a JSON list."""

    def object_value(self, text: str, path: Sequence[str]) -> str:
        """What a text of a JSON object, or NULL, has under a key, or under one of the object there, as a text."""

    def list_items(self, column: str, kind: Kind) -> ListItems:
        """The items of an array, a JSON list, or a text with commas and the like between them."""

    def list_people(self, column: str, kind: Kind, *, may_be_joined: bool) -> ListItems:
        """The same of people, without notes behind their names; joined may be two full names in a text."""

    def list_ids(self, column: str, kind: Kind) -> ListItems:
        """The ids in an array, a JSON list of ids or of objects with an `id`, or a text of either or with commas."""

    def list_credits(self, column: str, kind: Kind) -> ListItems:
        """The names and jobs of objects in a list, as JSON or in a text of one, or of JSON lists by role."""


class Database(Protocol):
    """A connection that shows one moment of a database and changes nothing."""

    # What to do with a database without any tables.
    remedy_if_empty: str
    # Where it is, as it may be shown: without a password.
    name: str

    @property
    def dialect(self) -> Dialect:
        """Its SQL."""

    async def tables(self) -> list[Table]:
        """All tables and views but the database's own. Raises SourceError."""

    def batches(self, query: str) -> AsyncGenerator[list[Any], None]:
        """The rows of a query, at most FETCHED_ROWS at a time. Raises SourceError."""


async def all_rows(database: Database, query: str) -> list[Row]:
    """The rows of a query that has few. Raises SourceError."""
    return [row async for batch in database.batches(query) for row in batch]


async def has_row(database: Database, table: Table, condition: str = "true") -> bool:
    """Whether a condition on `t` is true of some row of a table. Raises SourceError."""
    return bool(await all_rows(database, f"SELECT 1 FROM {table.relation} AS t WHERE {condition} LIMIT 1"))


async def distinct_texts(database: Database, table: Table, text: str, most: int) -> list[str]:
    """The different texts that an expression of columns of `t` has in a table, without NULL, which counts for `most`.

    Raises SourceError.
    """
    query = f"SELECT DISTINCT {text} FROM {table.relation} AS t LIMIT {most}"
    return [found for (found,) in await all_rows(database, query) if found is not None]
