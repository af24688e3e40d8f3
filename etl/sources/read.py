"""Reads the films of a database by a mapping: three streams in the order of the film's id, merged while they are read.

Memory does not grow with the database: of each stream a few thousand rows are in memory at a time.
"""

from collections.abc import AsyncIterator
from typing import Any

from catalogue.model import Film
from etl.rejects import RejectLog
from etl.sources.build import FilmBuilder
from etl.sources.database import Database, Row
from etl.sources.known_names import TableName
from etl.sources.mapping import DatabaseMapping
from etl.sources.queries import Queries


async def read_films(
    database: Database, mapping: DatabaseMapping, queries: Queries, rejects: RejectLog
) -> AsyncIterator[Film]:
    """All films that can become documents, by id. Raises SourceError."""
    builder = FilmBuilder(mapping, rejects)
    genres = _Links("film_genre", _stream(database, queries.genres()), builder)
    people = _Links("film_person", _stream(database, queries.people()), builder)
    async for row in database.stream(queries.films()):
        film = builder.film(row, await genres.of(row[0]), await people.of(row[0]))
        if film is not None:
            yield film
    for links in (genres, people):
        await links.reject_rest()


class _Links:
    """The rows of links, a film at a time; films are asked for in the order of the rows."""

    def __init__(self, name: TableName, rows: AsyncIterator[Row], builder: FilmBuilder) -> None:
        self._name = name
        self._rows = rows
        self._builder = builder
        self._next: Row | None = None
        self._is_started = False

    async def of(self, film_key: Any) -> list[Row]:
        """The links of a film; those before them lead to no film and are rejected."""
        if not self._is_started:
            self._is_started = True
            await self._step()
        wanted = _place(film_key)
        group: list[Row] = []
        while self._next is not None and (place := _place(self._next[0])) <= wanted:
            if place == wanted and film_key is not None:
                group.append(self._next)
            else:
                self._builder.reject_dangling(self._name, self._next)
            await self._step()
        return group

    async def reject_rest(self) -> None:
        """Reject the links behind those of the last film."""
        if not self._is_started:
            await self._step()
        while self._next is not None:
            self._builder.reject_dangling(self._name, self._next)
            await self._step()

    async def _step(self) -> None:
        self._next = await anext(self._rows, None)


async def _stream(database: Database, query: str | None) -> AsyncIterator[Row]:
    if query is not None:
        async for row in database.stream(query):
            yield row


def _place(key: Any) -> tuple[int, Any]:
    """Where an id stands in the order of a database: numbers, texts, bytes, as SQLite has it."""
    if isinstance(key, str):
        return 2, key
    if isinstance(key, bytes):
        return 3, key
    return (0, 0) if key is None else (1, key)
