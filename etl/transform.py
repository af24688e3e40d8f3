"""Row -> index document, the same for every source."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from catalogue.model import CreditedPerson, Film, GenreStats, Person


def film_document(film: Film) -> dict[str, Any]:
    """The FilmDocument of a row; a value that the row lacks is left out.

    Ids, dates and times stay objects: orjson writes them, faster than Python turns them into text.
    """
    document = {
        "id": film.id,
        "id_hash": id_hash(film.id),
        "title": film.title,
        "original_title": film.original_title,
        "alternative_titles": film.alternative_titles,
        "description": film.description,
        "type": film.type,
        "imdb_rating": film.imdb_rating,
        "votes": film.votes,
        "release_date": film.release_date,
        "release_year": film.release_year,
        "genres": [{"id": genre.id, "name": genre.name} for genre in film.genres],
        "actors": _credits(film.actors),
        "writers": _credits(film.writers),
        "directors": _credits(film.directors),
        "modified": film.modified,
    }
    return {field: value for field, value in document.items() if value is not None}


def genre_document(row: GenreStats) -> dict[str, Any]:
    """The GenreDocument of a row."""
    document = {
        "id": row.genre.id,
        "id_hash": id_hash(row.genre.id),
        "name": row.genre.name,
        "description": row.genre.description,
        "films_count": row.films_count,
        "modified": row.modified,
    }
    return {field: value for field, value in document.items() if value is not None}


def person_document(row: CreditedPerson) -> dict[str, Any]:
    """The PersonDocument of a row."""
    return {
        "id": row.person.id,
        "id_hash": id_hash(row.person.id),
        "full_name": row.person.full_name,
        "roles": row.roles,
        "films_count": row.films_count,
        "modified": row.modified,
    }


def id_hash(document_id: UUID) -> int:
    """What orders documents that tie: a signed number of 64 bits, the same for an id for ever."""
    return int.from_bytes(blake2b(document_id.bytes, digest_size=8).digest(), "big", signed=True)


def _credits(people: Iterable[Person]) -> list[dict[str, Any]]:
    return [{"id": person.id, "full_name": person.full_name} for person in people]
