"""What a source yields: immutable rows, the same from every source.

Text is in Unicode NFC, ids are UUIDs that stay the same from load to load, times are in UTC.
"""

from datetime import date, datetime
from typing import Literal, NamedTuple, get_args
from unicodedata import normalize
from uuid import UUID

FilmType = Literal["movie", "tv_show"]
Role = Literal["actor", "writer", "director"]
ROLES: tuple[Role, ...] = get_args(Role)
FILM_TYPES: tuple[FilmType, ...] = get_args(FilmType)


class Genre(NamedTuple):
    """A genre of a film."""

    id: UUID
    name: str
    description: str | None = None


class Person(NamedTuple):
    """A person whom a film credits."""

    id: UUID
    full_name: str


class Film(NamedTuple):
    """A film or a series with all that its index document says.

    The people of each role stand in credit order. `imdb_rating` goes from 0 to 10. None is unknown.
    """

    id: UUID
    title: str
    original_title: str | None
    alternative_titles: tuple[str, ...]
    description: str | None
    type: FilmType
    imdb_rating: float | None
    votes: int | None
    release_date: date | None
    release_year: int | None
    genres: tuple[Genre, ...]
    actors: tuple[Person, ...]
    writers: tuple[Person, ...]
    directors: tuple[Person, ...]
    modified: datetime


class GenreStats(NamedTuple):
    """A genre with what its films say of it."""

    genre: Genre
    films_count: int
    modified: datetime


class CreditedPerson(NamedTuple):
    """A person with what their films say of them; `roles` in the order of ROLES."""

    person: Person
    roles: tuple[Role, ...]
    films_count: int
    modified: datetime


def nfc(text: str) -> str:
    """The text with each accented letter as one character, where Unicode has such a one."""
    return normalize("NFC", text)
