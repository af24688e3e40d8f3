"""A PostgreSQL database as a source; docs/etl.md says what is recognised in it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

import psycopg
from psycopg import AsyncConnection, AsyncServerCursor, IsolationLevel, errors, sql
from psycopg.abc import AdaptContext
from psycopg.conninfo import conninfo_to_dict

from etl.errors import SourceError, SourceLostError, SourceUnreachableError, WrongSourceError
from etl.sources.database_source import database_source
from etl.sources.postgres_lists import (
    ID_OF_ITEM,
    NAME_OF_ITEM,
    credits_of_text,
    ids_of_text,
    items_of_text,
    json_credits,
    json_items,
    people_of_text,
    without_note,
)
from etl.sources.schema.database import FETCHED_ROWS, ListItems
from etl.sources.schema.tables import Column, Kind, Table, literal
from etl.sources.source import SourceRequest

_URL_FORM = "it must be postgresql://user:password@host:port/database"
URL_MISSING = f"POSTGRES_URL is not set; {_URL_FORM}"
# What is wrong is not shown: a part of a password may be taken for the host or the port.
URL_WRONG = f"POSTGRES_URL is not a PostgreSQL URL; {_URL_FORM}, with / in a password as %2F, @ as %40, % as %25"

_CONNECT_LIMIT_S = 10
# A server that is gone without a word is noticed after a minute, not after hours.
_KEEPALIVE: Final[dict[str, Any]] = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
# A time without a zone is taken for UTC, and days and times are written alike whatever the settings of the server.
# A cursor is planned for its first rows unless told that all will be fetched, which takes half the work.
_SESSION = "SET LOCAL TimeZone TO 'UTC'; SET LOCAL DateStyle TO 'ISO'; SET LOCAL cursor_tuple_fraction TO 1"

# information_schema hides what the user has no right to read, and materialized views: an error could not name them.
_TABLES = """
    SELECT n.nspname, c.relname, c.relkind IN ('v', 'm'), a.attname, t.typname, t.typcategory,
           has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT'),
           coalesce(a.attnum = ANY (k.conkey), false),
           EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL
                   AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum),
           (SELECT p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
            WHERE h.inhrelid = c.oid AND p.relnamespace = c.relnamespace ORDER BY h.inhseqno LIMIT 1),
           r.nspname, r.relname, r.attname
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    LEFT JOIN LATERAL (
        SELECT rn.nspname, rc.relname, ra.attname FROM pg_constraint f
        JOIN pg_class rc ON rc.oid = f.confrelid JOIN pg_namespace rn ON rn.oid = rc.relnamespace
        JOIN pg_attribute ra ON ra.attrelid = f.confrelid AND ra.attnum = f.confkey[1]
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum] ORDER BY f.oid LIMIT 1
    ) r ON true
    WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
          AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY n.nspname, c.relname, a.attnum"""

_KINDS_BY_NAME: Final[dict[str, Kind]] = {
    "int2": "integer",
    "int4": "integer",
    "int8": "integer",
    "uuid": "uuid",
    "json": "json",
    "jsonb": "json",
}
# Of a domain too the category is that of its base.
_KINDS_BY_CATEGORY: Final[dict[str, Kind]] = {
    "S": "text",
    "N": "number",
    "B": "boolean",
    "D": "date",
    "E": "enum",
    "A": "array",
}


class PostgresDialect:
    """The SQL of PostgreSQL."""

    def key(self, column: str, kinds: AbstractSet[Kind]) -> str:
        """A UUID or a whole number as it is, any other id as a text; UUIDs that some write as texts in one form."""
        if kinds in ({"uuid"}, {"integer"}):
            return column
        text = f"CAST({column} AS text)"
        return self.text_order(f"lower(replace({text}, '-', ''))" if "uuid" in kinds else text)

    def text_order(self, expression: str) -> str:
        """By code points, whatever the collation of the database."""
        return f'{expression} COLLATE "C"'

    def list_as_text(self, expression: str) -> str:
        """An array as a JSON list."""
        return f"to_json({expression})"

    def texts_as_list(self, expressions: Sequence[str]) -> str:
        """Texts, or NULLs among them, as a JSON list."""
        return f"CAST(to_json(ARRAY[{', '.join(expressions)}]) AS text)"

    def object_value(self, text: str, path: Sequence[str]) -> str:
        """What a text of a JSON object has under the keys of a path, as a text."""
        return f"CAST({text} AS json) #>> ARRAY[{', '.join(map(literal, path))}]"

    def list_items(self, column: str, kind: Kind) -> ListItems:
        """The items of an array, a JSON list, or a text with commas and the like between them."""
        if kind == "array":
            return ListItems(f"unnest({column}) WITH ORDINALITY AS e(item, place)", "CAST(e.item AS text)", "e.place")
        if kind == "json":
            return ListItems(json_items(column), NAME_OF_ITEM, "e.place")
        items = items_of_text(f"CAST({column} AS text)")
        return ListItems(f"{items} WITH ORDINALITY AS e(item, place)", "e.item", "e.place")

    def list_people(self, column: str, kind: Kind, *, may_be_joined: bool) -> ListItems:
        """The same of people, without notes behind their names; joined may be two full names in a text."""
        items = self.list_items(column, kind)
        if kind not in ("array", "json"):
            people = people_of_text(f"CAST({column} AS text)", may_be_joined=may_be_joined)
            items = items._replace(source=f"{people} WITH ORDINALITY AS e(item, place)")
        return items._replace(item=without_note(items.item))

    def list_ids(self, column: str, kind: Kind) -> ListItems:
        """The ids in an array, a JSON list of ids or of objects with an `id`, or a text of either or with commas."""
        if kind == "json":
            return ListItems(json_items(column), ID_OF_ITEM, "e.place")
        return self.list_items(column, kind) if kind == "array" else ids_of_text(f"CAST({column} AS text)")

    def list_credits(self, column: str, kind: Kind) -> ListItems:
        """The names and jobs of a JSON list of objects or of lists by role, or of a text of objects."""
        if kind == "json":
            return ListItems(json_credits(column), "c.name", "c.place", "c.job")
        return credits_of_text(f"CAST({column} AS text)")


@dataclass
class _Found:
    """A table while its columns are read."""

    is_view: bool
    columns: list[Column] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    unique: list[str] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    beyond: dict[str, str] = field(default_factory=dict)
    part_of: str | None = None

    def as_table(self, schema: str, name: str) -> Table:
        return Table(
            schema,
            name,
            tuple(self.columns),
            tuple(self.keys),
            self.references,
            is_view=self.is_view,
            unique=tuple(self.unique),
            targets=self.targets,
            beyond=self.beyond,
            part_of=self.part_of or "",
        )


class _Utf8(sql.SQL):
    """A query in UTF-8 whatever the encoding of the connection: names may have any letters in SQL_ASCII too."""

    def as_bytes(self, context: AdaptContext | None = None) -> bytes:
        return self._obj.encode()


class PostgresDatabase:
    """A database in one snapshot of a transaction that only reads."""

    dialect = PostgresDialect()
    remedy_if_empty = (
        "name another database in POSTGRES_URL, or make them and fill them with the sample by python -m etl "
        "fill-postgres"
    )

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self._connection = connection
        self._cursors = count(1)
        info = connection.info
        self.name = f"PostgreSQL database {info.dbname} at {info.host}:{info.port}"

    async def tables(self) -> list[Table]:
        """All tables and views, of whatever schema but PostgreSQL's own. Raises SourceError."""
        found: dict[tuple[str, str], _Found] = {}
        with _source_errors(self._connection):
            cursor = await self._connection.execute(_TABLES)
            async for schema, name, is_view, column, type_, category, is_readable, *keys in cursor:
                table = found.setdefault((schema, name), _Found(is_view))
                kind = _KINDS_BY_NAME.get(type_) or _KINDS_BY_CATEGORY.get(_text(category)) or "other"
                table.columns.append(Column(column, kind, is_readable))
                is_key, is_unique, table.part_of, of_schema, referenced, target = keys
                table.keys += [column] if is_key else []
                table.unique += [column] if is_unique else []
                if referenced is not None:
                    table.references[column] = referenced
                    table.targets[column] = target
                    table.beyond |= {column: of_schema} if of_schema != schema else {}
        return [table.as_table(*place) for place, table in found.items()]

    async def batches(self, query: str) -> AsyncGenerator[list[Any], None]:
        """The rows of a query by a cursor of the server. Raises SourceError."""
        with _source_errors(self._connection):
            async with self._cursor() as cursor:
                await cursor.execute(_Utf8(query))
                async with aclosing(_fetched_ahead(cursor)) as batches:
                    async for rows in batches:
                        yield rows

    @asynccontextmanager
    async def _cursor(self) -> AsyncIterator[AsyncServerCursor[Any]]:
        """A cursor of the server, closed once more if closing it fails: psycopg counts such a one as open."""
        cursor = self._connection.cursor(f"rows_{next(self._cursors)}", binary=True)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(cursor.close)
            yield await stack.enter_async_context(cursor)


async def _fetched_ahead(cursor: AsyncServerCursor[Any]) -> AsyncGenerator[list[Any], None]:
    """The rows of a cursor; the server gets the next ones ready while those before them are used."""
    fetching = asyncio.create_task(cursor.fetchmany(FETCHED_ROWS))
    try:
        while rows := await fetching:
            fetching = asyncio.create_task(cursor.fetchmany(FETCHED_ROWS))
            yield rows
    finally:
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[AsyncConnection[Any]]:
    """A connection to the database at `url`. Raises SourceError, which never holds the password."""
    if not _is_connection_string(url):
        raise WrongSourceError(URL_WRONG)
    try:
        connection = await AsyncConnection.connect(
            url, connect_timeout=_CONNECT_LIMIT_S, client_encoding="utf8", **_KEEPALIVE
        )
    except (psycopg.Error, UnicodeError) as error:
        raise SourceUnreachableError(
            f"cannot connect to PostgreSQL: {_first_line(error)}; "
            "check host, port, user, password and database in POSTGRES_URL"
        ) from error
    async with connection:
        with _source_errors(connection):
            yield connection


def _is_connection_string(url: str) -> bool:
    """Whether nothing in it is misplaced that a message about it would show."""
    try:
        parts = conninfo_to_dict(url)
    except (psycopg.Error, UnicodeError):
        return False
    ports = str(parts.get("port") or "").split(",")
    return all(not port or port.isdecimal() for port in ports) and "@" not in str(parts.get("host") or "")


@asynccontextmanager
async def open_postgres(url: str) -> AsyncIterator[PostgresDatabase]:
    """The database at `url` as it is at one moment. Raises SourceError."""
    async with connect(url) as connection:
        await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
        await connection.set_read_only(True)
        await connection.execute(_SESSION)
        if connection.info.parameter_status("server_encoding") == "SQL_ASCII":
            # such a database checks no text: broken bytes must come through, to be rejected with their row
            await connection.execute("SET client_encoding TO SQL_ASCII")
            for type_ in ("text", "name"):
                for loader in (_AnyTextLoader, _AnyTextBinaryLoader):
                    connection.adapters.register_loader(type_, loader)
        yield PostgresDatabase(connection)


@asynccontextmanager
async def _open(request: SourceRequest) -> AsyncIterator[PostgresDatabase]:
    url = request.settings.postgres_url
    if not url:
        raise WrongSourceError(URL_MISSING)
    async with open_postgres(url) as database:
        yield database


class _AnyTextLoader(psycopg.adapt.Loader):
    """Text that may be no UTF-8."""

    def load(self, data: psycopg.abc.Buffer) -> str:
        return bytes(data).decode("utf-8", "surrogateescape")


class _AnyTextBinaryLoader(_AnyTextLoader):
    format = psycopg.pq.Format.BINARY


@contextmanager
def _source_errors(connection: AsyncConnection[Any]) -> Iterator[None]:
    """Turn the errors of psycopg into lines with a remedy."""
    try:
        yield
    except errors.InsufficientPrivilege as error:
        user = connection.info.user
        raise SourceError(
            f"PostgreSQL: {_first_line(error)}; the owner can give the right: GRANT SELECT ON ... TO {user}"
        ) from error
    except errors.QueryCanceled as error:
        raise SourceError(
            f"PostgreSQL: {_first_line(error)}; raise statement_timeout for this user, or try again when nobody cancels"
        ) from error
    except psycopg.Error as error:
        if connection.closed:
            raise SourceLostError(f"the connection to PostgreSQL was lost: {_first_line(error)}") from error
        raise SourceError(f"PostgreSQL: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _text(value: str | bytes) -> str:
    """PostgreSQL's type "char" comes as bytes."""
    return value.decode() if isinstance(value, bytes) else value


SOURCE = database_source("postgres", "the PostgreSQL database of POSTGRES_URL", _open)
