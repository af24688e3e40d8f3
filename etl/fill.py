"""Inserts films into PostgreSQL by COPY: to try the source, and for the first start of the compose file."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from psycopg import AsyncConnection

from catalogue.model import CREDIT_FIELDS, Film, Genre, Person
from etl.sources.postgres import connect

_SCHEMA_FILE = Path(__file__).parent / "schema" / "content.sql"

_FILM_COLUMNS = (
    "id, title, original_title, alternative_titles, description, type, rating, votes, creation_date, release_year, "
    "created, modified"
)
_CREDIT_COLUMNS = "id, film_work_id, person_id, role, position, created"


async def fill_postgres(url: str, films: Callable[[], Iterable[Film]]) -> int | None:
    """Create the schema and insert all films; returns their number, or None if there are films already.

    `films` is called once for each table, so that a source of any size streams. Everything happens in one transaction.
    Raises SourceError.
    """
    async with connect(url) as connection:
        if await _has_films(connection):
            return None
        await connection.execute(_SCHEMA_FILE.read_bytes())
        count = await _copy(connection, f"film_work ({_FILM_COLUMNS})", map(_film_row, films()))
        genres, people = _named(films())
        await _copy(connection, "genre (id, name, description)", ((g.id, g.name, g.description) for g in genres))
        await _copy(connection, "person (id, full_name)", ((p.id, p.full_name) for p in people))
        await _copy(connection, "genre_film_work (id, film_work_id, genre_id, created)", _genre_links(films()))
        await _copy(connection, f"person_film_work ({_CREDIT_COLUMNS})", _person_links(films()))
        await connection.execute("ANALYZE content.film_work, content.genre_film_work, content.person_film_work")
        return count


async def _has_films(connection: AsyncConnection[Any]) -> bool:
    for question in ("SELECT to_regclass('content.film_work')", "SELECT true FROM content.film_work LIMIT 1"):
        cursor = await connection.execute(question)
        row = await cursor.fetchone()
        if row is None or row[0] is None:
            return False
    return True


async def _copy(connection: AsyncConnection[Any], target: str, rows: Iterable[tuple[Any, ...]]) -> int:
    count = 0
    async with connection.cursor() as cursor, cursor.copy(f"COPY content.{target} FROM STDIN") as copy:
        for row in rows:
            await copy.write_row(row)
            count += 1
    return count


def _film_row(film: Film) -> tuple[Any, ...]:
    return (
        film.id,
        film.title,
        film.original_title,
        list(film.alternative_titles),
        film.description,
        film.type,
        film.imdb_rating,
        film.votes,
        film.release_date,
        film.release_year,
        film.modified,
        film.modified,
    )


def _named(films: Iterable[Film]) -> tuple[Iterable[Genre], Iterable[Person]]:
    genres: dict[UUID, Genre] = {}
    people: dict[UUID, Person] = {}
    for film in films:
        for genre in film.genres:
            genres.setdefault(genre.id, genre)
        for person in (*film.actors, *film.writers, *film.directors):
            people.setdefault(person.id, person)
    return genres.values(), people.values()


def _genre_links(films: Iterable[Film]) -> Iterator[tuple[Any, ...]]:
    for film in films:
        for genre in film.genres:
            yield uuid5(film.id, genre.name), film.id, genre.id, film.modified


def _person_links(films: Iterable[Film]) -> Iterator[tuple[Any, ...]]:
    for film in films:
        for role, field in CREDIT_FIELDS.items():
            for position, person in enumerate(getattr(film, field)):
                yield uuid5(film.id, f"{role}/{person.id}"), film.id, person.id, role, position, film.modified
