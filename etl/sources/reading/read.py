"""Reads the films of a database by a mapping: three streams in the order of the film's id, merged while they are read.

Memory does not grow with the database: of each stream a few thousand rows are in memory at a time.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any, Final

from catalogue.model import Film
from etl.rejects import RejectLog
from etl.sources.reading.build import FilmBuilder
from etl.sources.reading.dates import Writing, writing_of
from etl.sources.reading.queries import Queries
from etl.sources.schema.database import Database, Row, all_rows
from etl.sources.schema.known_names import TableName

# Columns of films that hold dates and times, and how many of their values are looked at first.
_TIMES: Final = ("release_date", "created", "modified")
_SAMPLE: Final = 10_000


async def read_films(database: Database, queries: Queries, rejects: RejectLog) -> AsyncGenerator[Film, None]:
    """All films that can become documents, by id. Raises SourceError, at the end if nothing was of use."""
    builder = FilmBuilder(queries.mapping, rejects, {each: await _writing(database, queries, each) for each in _TIMES})
    async with (
        aclosing(database.batches(queries.films())) as films,
        aclosing(_batches(database, queries.genres())) as genre_links,
        aclosing(_batches(database, queries.people())) as person_links,
    ):
        genres = _Links("film_genre", genre_links, builder)
        people = _Links("film_person", person_links, builder)
        async for rows in films:
            for row in rows:
                film = builder.film(row, await genres.of(row[0]), await people.of(row[0]))
                if film is not None:
                    builder.usable.film(film)
                    yield film
        for links in (genres, people):
            await links.reject_rest()
    builder.usable.check()


async def _writing(database: Database, queries: Queries, column: str) -> Writing:
    """How a column of films writes its dates: as its first values do as a whole."""
    query = queries.dates(column, _SAMPLE)
    return writing_of(() if query is None else await all_rows(database, query))


class _Links:
    """The rows of links, a film at a time; films are asked for in the order of the rows."""

    def __init__(self, name: TableName, batches: AsyncIterator[list[Row]], builder: FilmBuilder) -> None:
        self._name = name
        self._batches = batches
        self._builder = builder
        self._rows: list[Row] = []
        self._next = 0

    async def of(self, film_key: Any) -> list[Row]:
        """The links of a film; those before them lead to no film and are rejected."""
        group: list[Row] = []
        while self._next < len(self._rows) or await self._fetch():
            row = self._rows[self._next]
            if row[0] == film_key and film_key is not None:
                group.append(row)
            elif _place(row[0]) <= _place(film_key):
                self._builder.reject_dangling(self._name, row)
            else:
                break
            self._next += 1
        return group

    async def reject_rest(self) -> None:
        """Reject the links behind those of the last film."""
        while self._next < len(self._rows) or await self._fetch():
            self._builder.reject_dangling(self._name, self._rows[self._next])
            self._next += 1

    async def _fetch(self) -> bool:
        """Get the next batch; whether there was one."""
        self._rows, self._next = await anext(self._batches, []), 0
        return bool(self._rows)


async def _batches(database: Database, query: str | None) -> AsyncGenerator[list[Row], None]:
    if query is not None:
        async with aclosing(database.batches(query)) as batches:
            async for rows in batches:
                yield rows


def _place(key: Any) -> tuple[int, Any]:
    """The place of an id in the order of a database: numbers, then texts, then bytes, as SQLite sorts them."""
    if isinstance(key, str):
        return 2, key
    if isinstance(key, bytes):
        return 3, key
    return (0, 0) if key is None else (1, key)
