"""Counts the genres and the people of films while the films stream past."""

import asyncio
import sqlite3
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

from catalogue.model import ROLES, CreditedPerson, Film, Genre, GenreStats, Person, Role
from etl.errors import ScratchFileError
from etl.uninterrupted import uninterrupted

# Rows that one statement writes: each statement lets other threads of Python go on, and in turn waits for them.
_ROWS_AT_ONCE = 200
_FETCHED_ROWS = 5_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# A row for each person of each film: `roles` has a bit for each of ROLES, `modified` is in microseconds.
_SCHEMA = "CREATE TABLE credits (id BLOB, full_name TEXT, roles INTEGER, modified INTEGER)"
_COLUMNS = 4
_VALUES = "(?, ?, ?, ?)"
_TOTALS = """
SELECT credits.id, full_name, total.films, total.roles, total.modified
FROM (
    SELECT min(rowid) AS first, count(*) AS films, max(modified) AS modified,
           max(roles & 1) | max(roles & 2) | max(roles & 4) AS roles
    FROM credits GROUP BY id
) AS total JOIN credits ON credits.rowid = total.first ORDER BY total.first
"""


class _GenreCount:
    """The films of a genre so far; `modified` is in microseconds."""

    __slots__ = ("films", "genre", "modified")

    def __init__(self, genre: Genre, modified: int) -> None:
        self.genre = genre
        self.modified = modified
        self.films = 0


class CreditCounter:
    """Counts the genres and people of the films that pass through it, in memory that does not grow with people.

    Their credits go to a temporary file, which SQLite makes in the folder that TMPDIR names once there are many, and
    which vanishes with this process at the latest. Use it as a context manager. Raises ScratchFileError if the file
    cannot be written.
    """

    def __init__(self) -> None:
        # by the number of the id, for the hash of a UUID is worked out in Python each time
        self._genres: dict[int, _GenreCount] = {}
        # of rows that are not written yet, one after another
        self._values: list[bytes | str | int] = []
        self._file = _open_scratch_file()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()

    async def count_while_streaming(self, films: AsyncIterable[Film]) -> AsyncIterator[Film]:
        """Pass the films on, counting each."""
        async for film in films:
            self._count(film)
            yield film

    def genres(self) -> Iterator[GenreStats]:
        """The genres of all films so far, in the order of their first film."""
        for count in self._genres.values():
            yield GenreStats(count.genre, count.films, _moment(count.modified))

    async def persons(self) -> AsyncIterator[CreditedPerson]:
        """The people of all films so far, in the order of their first film.

        A thread sums up their credits, which takes 15 s for a million films: the load's lock is renewed meanwhile.
        """
        self._write()
        try:
            totals = await uninterrupted(asyncio.to_thread(self._file.execute, _TOTALS))
            while rows := await uninterrupted(asyncio.to_thread(totals.fetchmany, _FETCHED_ROWS)):
                for person_id, full_name, films, roles, modified in rows:
                    person = Person(UUID(bytes=person_id), full_name)
                    yield CreditedPerson(person, _read_roles(roles), films, _moment(modified))
        except sqlite3.Error as error:
            raise ScratchFileError(str(error)) from error

    def _count(self, film: Film) -> None:
        # once a film: a time compares and is written quicker as a number
        modified = (film.modified - _EPOCH) // _MICROSECOND
        for genre in film.genres:
            key = genre.id.int
            in_genre = self._genres.get(key)
            if in_genre is None:
                in_genre = self._genres[key] = _GenreCount(genre, modified)
            in_genre.films += 1
            in_genre.modified = max(in_genre.modified, modified)
        # a person counts once, however many roles they have in the film
        names: dict[int, str] = {}
        roles: dict[int, int] = {}
        for bit, people in ((1, film.actors), (2, film.writers), (4, film.directors)):
            for person in people:
                key = person.id.int
                names[key] = person.full_name
                roles[key] = roles.get(key, 0) | bit
        for key, name in names.items():
            self._values += (key.to_bytes(16, "big"), name, roles[key], modified)
        if len(self._values) >= _ROWS_AT_ONCE * _COLUMNS:
            self._write()

    def _write(self) -> None:
        try:
            while values := self._values[: _ROWS_AT_ONCE * _COLUMNS]:
                self._file.execute(_insert(len(values) // _COLUMNS), values)
                del self._values[: len(values)]
        except sqlite3.Error as error:
            raise ScratchFileError(str(error)) from error


def _insert(rows: int) -> str:
    return f"INSERT INTO credits VALUES {', '.join([_VALUES] * rows)}"  # noqa: S608 - placeholders alone


def _open_scratch_file() -> sqlite3.Connection:
    """A database of no name: SQLite keeps it in a temporary file that only this connection sees."""
    connection = sqlite3.connect("", check_same_thread=False)  # one thread after another
    for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute(_SCHEMA)
    return connection


def _moment(microseconds: int) -> datetime:
    return _EPOCH + microseconds * _MICROSECOND


def _read_roles(bits: int) -> tuple[Role, ...]:
    return tuple(role for bit, role in enumerate(ROLES) if bits >> bit & 1)
