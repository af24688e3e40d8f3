"""The films of a PostgreSQL database with the schema `content`: docs/postgresql.md says which column goes where.

Films, their genres and their people come as three streams in the order of the film's id, and are merged while they are
read, all in one snapshot: memory does not grow with the catalogue.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any, TypeVar, cast, get_args
from uuid import UUID

import psycopg
import structlog
from psycopg import AsyncConnection, IsolationLevel, sql

from catalogue.model import FILM_TYPES, Film, FilmType, Genre, Person, Role, nfc
from etl.errors import SourceError

Moment = TypeVar("Moment", date, datetime)

_FETCHED_ROWS = 2_000
_CONNECT_LIMIT_S = 10

_log = structlog.get_logger()

# Columns that older databases lack.
_OPTIONAL_COLUMNS = (
    ("film_work", "original_title"),
    ("film_work", "alternative_titles"),
    ("film_work", "votes"),
    ("film_work", "release_year"),
    ("person_film_work", "position"),
)
# Columns are cast, since databases differ: a type or a role may be an enum, of which a binary cursor gives bytes, and a
# rating numeric. It goes through text, because a real of 8.3 would become 8.30000019. Days and times stay text until
# their film is at hand, for Python has none for some of them, such as infinity.
_FILMS = """
    SELECT f.id, f.title::text, {original_title}::text, {alternative_titles}::text[], f.description::text, f.type::text,
           f.rating::text::float8, {votes}::bigint, f.creation_date::date::text, {release_year}::integer,
           coalesce(f.modified, f.created, 'epoch')::timestamptz::text
    FROM content.film_work f ORDER BY f.id"""
_GENRES = """
    SELECT l.film_work_id, g.id, g.name::text, g.description::text
    FROM content.genre_film_work l JOIN content.genre g ON g.id = l.genre_id
    ORDER BY l.film_work_id, l.created, g.name, g.id"""
_PEOPLE = """
    SELECT l.film_work_id, l.role::text, p.id, p.full_name::text
    FROM content.person_film_work l JOIN content.person p ON p.id = l.person_id
    ORDER BY l.film_work_id, {position}::integer NULLS LAST, l.created, p.id"""
# A time without a zone is taken for UTC.
_SESSION = "SET LOCAL TimeZone TO 'UTC'; SET LOCAL DateStyle TO 'ISO'"


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[AsyncConnection[Any]]:
    """A connection to the database at `url`. Raises SourceError, which never holds the password."""
    try:
        connection = await AsyncConnection.connect(url, connect_timeout=_CONNECT_LIMIT_S)
    except psycopg.Error as error:
        raise SourceError(f"cannot connect to PostgreSQL: {_first_line(error)}") from error
    async with connection:
        try:
            yield connection
        except psycopg.errors.UndefinedTable as error:
            hint = "make its tables and fill them by: python -m etl fill-postgres"
            raise SourceError(f"PostgreSQL: {_first_line(error)}; {hint}") from error
        except psycopg.Error as error:
            raise SourceError(f"PostgreSQL: {_first_line(error)}") from error


async def count_films(url: str) -> int:
    """How many films there are. Raises SourceError."""
    async with connect(url) as connection:
        cursor = await connection.execute("SELECT count(*) FROM content.film_work")
        row = await cursor.fetchone()
        return int(row[0]) if row else 0


async def read_postgres(url: str) -> AsyncIterator[Film]:
    """All films as they are at one moment, by id. Raises SourceError, which names the film that is not fit."""
    async with connect(url) as connection:
        await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
        await connection.set_read_only(True)
        await connection.execute(_SESSION)
        columns = await _columns(connection)
        genres = _Links(_stream(connection, "genres", _GENRES, columns))
        people = _Links(_stream(connection, "people", _PEOPLE, columns))
        other_roles: set[str] = set()
        async for row in _stream(connection, "films", _FILMS, columns):
            film_id = row[0]
            yield _film(row, await genres.of(film_id), await people.of(film_id), other_roles)


class _Links:
    """The rows of a stream ordered by its first column, a group at a time; groups are asked for in that order."""

    def __init__(self, rows: AsyncIterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next: tuple[Any, ...] | None = None
        self._is_started = False

    async def of(self, film_id: UUID) -> list[tuple[Any, ...]]:
        """The rows of a film, which may be none."""
        if not self._is_started:
            self._is_started = True
            await self._step()
        group: list[tuple[Any, ...]] = []
        while self._next is not None and self._next[0] <= film_id:
            if self._next[0] == film_id:
                group.append(self._next)
            await self._step()
        return group

    async def _step(self) -> None:
        self._next = await anext(self._rows, None)


async def _columns(connection: AsyncConnection[Any]) -> dict[str, sql.Composable]:
    """How each optional column is selected from this database."""
    cursor = await connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'content'"
    )
    present = set(await cursor.fetchall())
    aliases = {"film_work": "f", "person_film_work": "l"}
    return {
        column: sql.Identifier(aliases[table], column) if (table, column) in present else sql.NULL
        for table, column in _OPTIONAL_COLUMNS
    }


async def _stream(
    connection: AsyncConnection[Any], name: str, query: str, columns: dict[str, sql.Composable]
) -> AsyncIterator[tuple[Any, ...]]:
    async with connection.cursor(name, binary=True) as cursor:
        await cursor.execute(sql.SQL(cast("Any", query)).format(**columns))
        while rows := await cursor.fetchmany(_FETCHED_ROWS):
            for row in rows:
                yield row


def _film(row: Sequence[Any], genres: Sequence[Any], people: Sequence[Any], other_roles: set[str]) -> Film:
    film_id, title, original_title, alternative_titles, description, kind, rating, votes, day, year, modified = row
    if not (title and title.strip()):
        raise SourceError(f"the film {film_id} has no title")
    if kind not in FILM_TYPES:
        raise SourceError(f"the film {film_id} is of type {kind!r}, which is none of {', '.join(FILM_TYPES)}")
    if rating is not None and not 0 <= rating <= 10:
        raise SourceError(f"the film {film_id} has a rating of {rating}, which is not from 0 to 10")
    release_date = None if day is None else _read(date.fromisoformat, day, film_id, "creation_date")
    # each once, and by their first link: older databases have no constraint against a second
    by_role: dict[str, dict[UUID, Person]] = {role: {} for role in get_args(Role)}
    for _, role, person_id, full_name in people:
        if role in by_role:
            by_role[role].setdefault(person_id, Person(person_id, _text(full_name) or str(person_id)))
        elif role not in other_roles:
            other_roles.add(role)
            _log.warning("people in a role of no index field are left out", role=role)
    by_id: dict[UUID, Genre] = {}
    for _, genre_id, name, about in genres:
        by_id.setdefault(genre_id, Genre(genre_id, _text(name) or str(genre_id), _text(about)))
    return Film(
        id=film_id,
        title=_text(title) or "",
        original_title=_text(original_title),
        alternative_titles=tuple(filter(None, map(_text, alternative_titles or ()))),
        description=nfc(description.strip()) or None if description else None,
        type=cast("FilmType", kind),
        imdb_rating=rating,
        votes=votes,
        release_date=release_date,
        release_year=year if release_date is None else release_date.year,
        genres=tuple(by_id.values()),
        actors=tuple(by_role["actor"].values()),
        writers=tuple(by_role["writer"].values()),
        directors=tuple(by_role["director"].values()),
        modified=_read(datetime.fromisoformat, modified, film_id, "modified"),
    )


def _read(parse: Callable[[str], Moment], text: str, film_id: UUID, column: str) -> Moment:
    try:
        return parse(text)
    except ValueError as error:
        raise SourceError(
            f"the film {film_id} has a {column} of {text}, which is not from the year 1 to 9999"
        ) from error


def _text(text: str | None) -> str | None:
    """In NFC, with single spaces; None for nothing."""
    return nfc(" ".join(text.split())) or None if text else None


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
