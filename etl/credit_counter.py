"""Counts the genres and the people of films while the films stream past."""

import sqlite3
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Generic, Self, TypeVar
from uuid import UUID

from catalogue.model import ROLES, CreditedPerson, Film, Genre, GenreStats, Person, Role
from etl.errors import ScratchFileError

Counted = TypeVar("Counted", Genre, Person)

# People counted in memory, some 400 bytes each; their counts then go to a temporary file, and counting begins anew.
MOST_HELD = 20_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Pages that SQLite keeps in memory, in KiB: the rest stands in its temporary file.
_CACHE_KIB = 8_000

# Counts of one person may stand in several rows, one for each time that the memory was emptied.
_SCHEMA = "CREATE TABLE counts (id BLOB, full_name TEXT, films INTEGER, roles INTEGER, modified INTEGER)"
_TOTALS = """
SELECT counts.id, full_name, total.films, total.roles, total.modified
FROM (
    SELECT min(rowid) AS first, sum(films) AS films, max(modified) AS modified,
           max(roles & 1) | max(roles & 2) | max(roles & 4) AS roles
    FROM counts GROUP BY id
) AS total JOIN counts ON counts.rowid = total.first ORDER BY total.first
"""


class _Count(Generic[Counted]):
    """The films of a genre or a person so far; `roles` has a bit for each of ROLES, `modified` is in microseconds."""

    __slots__ = ("films", "modified", "of", "roles")

    def __init__(self, of: Counted, modified: int) -> None:
        self.of: Counted = of
        self.modified = modified
        self.films = 0
        self.roles = 0


class CreditCounter:
    """Counts the genres and people of the films that pass through it, in memory that does not grow with either.

    Beyond `most_held` people their counts go to a temporary file, which SQLite makes in the folder that TMPDIR names
    and which vanishes with this process at the latest. Use it as a context manager. Raises ScratchFileError if the
    file cannot be written.
    """

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._most_held = most_held
        # by the number of the id, for the hash of a UUID is worked out in Python each time
        self._genres: dict[int, _Count[Genre]] = {}
        self._persons: dict[int, _Count[Person]] = {}
        self._spilled: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._spilled is not None:
            self._spilled.close()

    async def count_while_streaming(self, films: AsyncIterable[Film]) -> AsyncIterator[Film]:
        """Pass the films on, counting each."""
        async for film in films:
            self._count(film)
            yield film

    def genres(self) -> Iterator[GenreStats]:
        """The genres of all films so far, in the order of their first film."""
        for count in self._genres.values():
            yield GenreStats(count.of, count.films, _moment(count.modified))

    def persons(self) -> Iterator[CreditedPerson]:
        """The people of all films so far, in the order of their first film."""
        if self._spilled is None:
            for count in self._persons.values():
                yield CreditedPerson(count.of, _read_roles(count.roles), count.films, _moment(count.modified))
            return
        self._spill()
        try:
            for person_id, full_name, films, roles, modified in self._spilled.execute(_TOTALS):
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
                in_genre = self._genres[key] = _Count(genre, modified)
            in_genre.films += 1
            in_genre.modified = max(in_genre.modified, modified)
        # a person counts once, however many roles they have in the film
        seen: set[int] = set()
        for bit, people in ((1, film.actors), (2, film.writers), (4, film.directors)):
            for person in people:
                key = person.id.int
                count = self._persons.get(key)
                if count is None:
                    count = self._persons[key] = _Count(person, modified)
                count.roles |= bit
                if key not in seen:
                    seen.add(key)
                    count.films += 1
                    count.modified = max(count.modified, modified)
        if len(self._persons) >= self._most_held:
            self._spill()

    def _spill(self) -> None:
        rows = [
            (key.to_bytes(16, "big"), count.of.full_name, count.films, count.roles, count.modified)
            for key, count in self._persons.items()
        ]
        try:
            if self._spilled is None:
                self._spilled = _open_scratch_file()
            with self._spilled:
                self._spilled.executemany("INSERT INTO counts VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise ScratchFileError(str(error)) from error
        self._persons.clear()


def _open_scratch_file() -> sqlite3.Connection:
    """A database of no name: SQLite keeps it in a temporary file that only this connection sees."""
    connection = sqlite3.connect("")
    for setting in (f"cache_size = -{_CACHE_KIB}", "journal_mode = OFF", "synchronous = OFF", "temp_store = FILE"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute(_SCHEMA)
    return connection


def _moment(microseconds: int) -> datetime:
    return _EPOCH + microseconds * _MICROSECOND


def _read_roles(bits: int) -> tuple[Role, ...]:
    return tuple(role for bit, role in enumerate(ROLES) if bits >> bit & 1)
