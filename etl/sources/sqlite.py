"""A SQLite file as a source, opened read only; docs/etl.md says what is recognised in it."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote

from etl.errors import SourceError, WrongSourceError
from etl.sources.database_source import database_source
from etl.sources.schema.database import FETCHED_ROWS, ListItems
from etl.sources.schema.tables import NUMBERS, Column, Kind, Table, literal
from etl.sources.source import Option, SourceRequest
from etl.sources.sqlite_lists import (
    credits_as_json,
    ids_as_json,
    joined_people_as_json,
    names_as_json,
    people_as_json,
)

Answer = TypeVar("Answer")

FILE = Option("--sqlite-file", Path, "the file to read; it is not changed")

# Functions of Python that make a JSON list of a text.
_LISTS: Final = (names_as_json, people_as_json, joined_people_as_json, ids_as_json, credits_as_json)
# The only columns of unique indices.
_UNIQUE: Final = """
    SELECT max(held.name) FROM pragma_index_list(?) AS indices, pragma_index_info(indices.name) AS held
    WHERE indices."unique" AND NOT indices.partial GROUP BY indices.name HAVING count(*) = 1"""
# How long another process may hold the file locked.
_LOCK_LIMIT_S = 5.0

# A declared type means what its name holds, in this order, as SQLite itself reads it, and no more: values are of any.
_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("INT", "integer"),
    ("CHAR", "text"),
    ("CLOB", "text"),
    ("TEXT", "text"),
    ("UUID", "text"),
    ("BOOL", "boolean"),
    ("DATE", "date"),
    ("TIME", "date"),
    ("JSON", "json"),
    ("REAL", "number"),
    ("FLOA", "number"),
    ("DOUB", "number"),
    ("NUM", "number"),
    ("DEC", "number"),
)


class SqliteDialect:
    """The SQL of SQLite."""

    def key(self, column: str, kinds: AbstractSet[Kind]) -> str:
        """An id as it is if all columns of it are declared alike, or as numbers, else as a text."""
        # 1 is 1.0, which pandas writes if some row has none, yet no text of it
        is_plain = len(kinds) == 1 or kinds <= {*NUMBERS}
        return self.text_order(column if is_plain else f"CAST({column} AS text)")

    def text_order(self, expression: str) -> str:
        """By bytes, whatever the collation of the column."""
        return f"{expression} COLLATE BINARY"

    def list_as_text(self, expression: str) -> str:
        """SQLite has no arrays."""
        return expression

    def texts_as_list(self, expressions: Sequence[str]) -> str:
        """Texts, or NULLs among them, as a JSON list."""
        return f"json_array({', '.join(expressions)})"

    def object_value(self, text: str, path: Sequence[str]) -> str:
        """What a text of a JSON object has under the keys of a path, as a text."""
        keys = literal("$" + "".join(f'."{key}"' for key in path))
        return f"CAST(json_extract({text}, {keys}) AS text)"

    def list_items(self, column: str, kind: Kind) -> ListItems:
        """The items of a list, whatever the type of the column, by a function of Python."""
        return ListItems(_each(names_as_json, column), "e.value", "e.key")

    def list_people(self, column: str, kind: Kind, *, may_be_joined: bool) -> ListItems:
        """The same of people, by a function of Python."""
        as_json = joined_people_as_json if may_be_joined else people_as_json
        return ListItems(_each(as_json, column), "e.value", "e.key")

    def list_ids(self, column: str, kind: Kind) -> ListItems:
        """The ids in a JSON list of ids or of objects with an `id`, or between commas, by a function of Python."""
        return ListItems(_each(ids_as_json, column), "e.value", "e.key")

    def list_credits(self, column: str, kind: Kind) -> ListItems:
        """The names and jobs of the objects in a list, by a function of Python."""
        name, job = ("json_extract(e.value, '$[0]')", "json_extract(e.value, '$[1]')")
        return ListItems(_each(credits_as_json, column), name, "e.key", job)


def _each(as_json: Callable[[bytes | None], str], column: str) -> str:
    """The items of the list that one of _LISTS makes of a column."""
    return f"json_each({as_json.__name__}(CAST({column} AS blob))) AS e"


class SqliteDatabase:
    """A file in one transaction that only reads."""

    dialect = SqliteDialect()
    remedy_if_empty = "name another file in --sqlite-file"

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.name = f"SQLite file {path}"

    async def tables(self) -> list[Table]:
        """All tables and views. Raises SourceError."""
        with _source_errors(self.name):
            return await self._in_thread(self._tables)

    async def batches(self, query: str) -> AsyncGenerator[list[Any], None]:
        """The rows of a query. Raises SourceError."""
        with _source_errors(self.name), closing(self._connection.cursor()) as cursor:
            await self._in_thread(lambda: cursor.execute(query))
            while rows := await self._in_thread(lambda: cursor.fetchmany(FETCHED_ROWS)):
                yield rows

    async def _in_thread(self, call: Callable[[], Answer]) -> Answer:
        """The answer of a call in a thread. If cancelled, end what it asks for: what it uses is closed next."""
        calling = asyncio.create_task(asyncio.to_thread(call))
        try:
            return await asyncio.shield(calling)
        except asyncio.CancelledError:
            self._connection.interrupt()
            await asyncio.gather(calling, return_exceptions=True)
            raise

    def _tables(self) -> list[Table]:
        query = (
            "SELECT name, type = 'view', type = 'view' OR sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master "
            "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        tables = []
        for name, is_view, may_fail in self._connection.execute(query).fetchall():
            try:
                tables.append(self._table(name, bool(is_view)))
            except sqlite3.OperationalError:
                # a view of what is gone, or a table of a module that is not here, cannot be read, and need not
                if not may_fail:
                    raise
        return tables

    def _table(self, name: str, is_view: bool) -> Table:
        # a virtual table such as one of FTS5 has columns that no row shows; those that are generated count
        columns = self._connection.execute(
            "SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1", (name,)
        ).fetchall()
        links = self._connection.execute(
            'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (name,)
        ).fetchall()
        unique = self._connection.execute(_UNIQUE, (name,)).fetchall()
        return Table(
            "",
            name,
            tuple(Column(column, _kind(declared)) for column, declared, _ in columns),
            tuple(column for column, _, place in columns if place),
            {column: table for column, table, _ in links},
            is_view=is_view,
            unique=tuple(column for (column,) in unique),
            # without a column to which it leads a reference leads to the primary key
            targets={column: target for column, _, target in links if target is not None},
        )


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[SqliteDatabase]:
    """The database of a file, which is not changed. Raises SourceError."""
    name = f"SQLite file {path}"
    await asyncio.to_thread(_check_file, path)
    with _source_errors(name), closing(_connect(path)) as connection:
        connection.text_factory = _any_text
        for function in _LISTS:
            connection.create_function(function.__name__, 1, function, deterministic=True)
        # what is read first decides the moment that all of the transaction shows
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield SqliteDatabase(connection, path)


@asynccontextmanager
async def _open(request: SourceRequest) -> AsyncIterator[SqliteDatabase]:
    path: Path | None = request.options.get(FILE.name)
    if path is None:
        raise WrongSourceError(f"--source sqlite needs {FILE.flag} FILE")
    async with open_sqlite(path) as database:
        yield database


def _check_file(path: Path) -> None:
    """Raises SourceError unless there is a file that a user may read, for SQLite only says that it cannot open it."""
    try:
        is_file = path.is_file()
        if is_file:
            path.open("rb").close()
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}; check --sqlite-file, and who may read it") from error
    if not is_file:
        fault = f"{path} is not a file" if path.exists() else f"there is no file {path}"
        raise SourceError(f"{fault}; name a SQLite database in --sqlite-file")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=ro",
        uri=True,
        timeout=_LOCK_LIMIT_S,
        isolation_level=None,
        check_same_thread=False,
    )


@contextmanager
def _source_errors(name: str) -> Iterator[None]:
    """Turn the errors of SQLite into lines with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = _REMEDIES.get(error.sqlite_errorcode & 0xFF if hasattr(error, "sqlite_errorcode") else 0, "")
        raise SourceError(f"{name}: {error}{remedy}") from error


_REMEDIES: Final[dict[int, str]] = {
    sqlite3.SQLITE_BUSY: "; another program is writing to it: end it, or load a copy of the file",
    sqlite3.SQLITE_LOCKED: "; another program is writing to it: end it, or load a copy of the file",
    sqlite3.SQLITE_NOTADB: "; name a SQLite database in --sqlite-file",
    sqlite3.SQLITE_CANTOPEN: "; check that this user may read the file and its folder",
    sqlite3.SQLITE_CORRUPT: "; restore the file from a copy",
}


def _any_text(data: bytes) -> str:
    """SQLite checks no text: broken bytes must come through, to be rejected with their row."""
    return data.decode("utf-8", "surrogateescape")


def _kind(declared: str) -> Kind:
    return next((kind for part, kind in _KINDS if part in declared.upper()), "any")


SOURCE = database_source("sqlite", "a SQLite file", _open, FILE)
