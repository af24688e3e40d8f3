"""Counts the genres and the people of films while the films stream past."""

from collections.abc import AsyncIterable, AsyncIterator, Iterator
from datetime import datetime
from typing import Generic, TypeVar

from catalogue.model import ROLES, CreditedPerson, Film, Genre, GenreStats, Person

Counted = TypeVar("Counted", Genre, Person)


class _Count(Generic[Counted]):
    """What is known so far of a genre or a person; `roles` has a bit for each of ROLES."""

    __slots__ = ("films", "modified", "of", "roles")

    def __init__(self, of: Counted, modified: datetime) -> None:
        self.of: Counted = of
        self.modified = modified
        self.films = 0
        self.roles = 0

    def add(self, modified: datetime, roles: int = 0) -> None:
        self.films += 1
        self.roles |= roles
        self.modified = max(self.modified, modified)


class CreditCounter:
    """Counts the genres and people of the films passing through it; its memory grows with them, not with the films."""

    def __init__(self) -> None:
        # by the number of the id, for the hash of a UUID is worked out in Python each time
        self._genres: dict[int, _Count[Genre]] = {}
        self._persons: dict[int, _Count[Person]] = {}

    async def count_while_streaming(self, films: AsyncIterable[Film]) -> AsyncIterator[Film]:
        """Pass the films on, counting each."""
        async for film in films:
            self._count(film)
            yield film

    def genres(self) -> Iterator[GenreStats]:
        """The genres of all films so far, in the order of their first film."""
        for count in self._genres.values():
            yield GenreStats(count.of, count.films, count.modified)

    def persons(self) -> Iterator[CreditedPerson]:
        """The people of all films so far, in the order of their first film."""
        for count in self._persons.values():
            roles = tuple(role for bit, role in enumerate(ROLES) if count.roles >> bit & 1)
            yield CreditedPerson(count.of, roles, count.films, count.modified)

    def _count(self, film: Film) -> None:
        for genre in film.genres:
            key = genre.id.int
            if key not in self._genres:
                self._genres[key] = _Count(genre, film.modified)
            self._genres[key].add(film.modified)
        # a person counts once, however many roles they have in the film
        roles: dict[int, int] = {}
        for bit, people in enumerate((film.actors, film.writers, film.directors)):
            for person in people:
                key = person.id.int
                if key not in self._persons:
                    self._persons[key] = _Count(person, film.modified)
                roles[key] = roles.get(key, 0) | 1 << bit
        for key, bits in roles.items():
            self._persons[key].add(film.modified, bits)
