"""The words of the catalogue, and the immutable rows that every source of films yields.

Text is in Unicode NFC, ids are UUIDs that stay the same from load to load, times are in UTC.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args
from unicodedata import normalize
from uuid import UUID

FilmType = Literal["movie", "tv_show"]
Role = Literal["actor", "writer", "director"]
ROLES: tuple[Role, ...] = get_args(Role)
# The field of a film that lists the people in each role.
CREDIT_FIELDS: Mapping[Role, str] = MappingProxyType({"actor": "actors", "writer": "writers", "director": "directors"})


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
    """A film or a series with everything that its index document holds.

    The people of each role stand in credit order. `imdb_rating` goes from 0 to 10. None means unknown.
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
    """A genre with figures from its films; `modified` is when one of them was last changed."""

    genre: Genre
    films_count: int
    modified: datetime


class CreditedPerson(NamedTuple):
    """A person with figures from their films; `roles` in the order of ROLES, `modified` as of a genre."""

    person: Person
    roles: tuple[Role, ...]
    films_count: int
    modified: datetime


def nfc(text: str) -> str:
    """The text with each accented letter as one character, if Unicode has such a character."""
    return normalize("NFC", text)
