"""Counts of genres and people, whatever is held in memory and whatever stands in a temporary file."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import CREDIT_FIELDS, ROLES, CreditedPerson, Film, Genre, GenreStats, Person, Role
from etl import credit_counter
from etl.credit_counter import CreditCounter
from etl.errors import ScratchFileError
from etl.sources.generator import generate_films

_PEOPLE = [Person(UUID(int=number), f"Person {number}") for number in range(1, 7)]
_GENRES = [Genre(UUID(int=number), f"Genre {number}") for number in range(1, 4)]
_START = datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC)

_FILM = next(generate_films(1, persons=1))


def _some(values: Iterable[Person] | Iterable[Genre]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(list(values)), unique=True).map(tuple)


_films = st.lists(
    st.builds(
        lambda actors, writers, directors, genres, after: _FILM._replace(
            actors=actors, writers=writers, directors=directors, genres=genres, modified=_START + after
        ),
        _some(_PEOPLE),
        _some(_PEOPLE),
        _some(_PEOPLE),
        _some(_GENRES),
        st.timedeltas(timedelta(days=-800), timedelta(days=20_000)),
    )
)


async def counted(films: Iterable[Film]) -> tuple[list[GenreStats], list[CreditedPerson]]:
    async def stream() -> AsyncIterator[Film]:
        for film in films:
            yield film

    with CreditCounter() as counter:
        passed = [film async for film in counter.count_while_streaming(stream())]
        assert passed == list(films)
        return list(counter.genres()), [person async for person in counter.persons()]


@given(films=_films, held_rows=st.integers(1, 100))
async def test_counts_are_those_of_the_films_in_the_order_of_the_first(films: list[Film], held_rows: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credit_counter, "_ROWS_AT_ONCE", held_rows)
        genres, persons = await counted(films)
    assert genres == [
        GenreStats(genre, len(with_it), max(film.modified for film in with_it))
        for genre in dict.fromkeys(genre for film in films for genre in film.genres)
        if (with_it := [film for film in films if genre in film.genres])
    ]
    assert persons == [
        CreditedPerson(person, roles_in(with_them, person), len(with_them), max(film.modified for film in with_them))
        for person in dict.fromkeys(person for film in films for person in people_of(film))
        if (with_them := [film for film in films if person in people_of(film)])
    ]


def people_of(film: Film) -> tuple[Person, ...]:
    return (*film.actors, *film.writers, *film.directors)


def roles_in(films: Iterable[Film], person: Person) -> tuple[Role, ...]:
    return tuple(role for role in ROLES if any(person in getattr(film, CREDIT_FIELDS[role]) for film in films))


async def test_a_person_counts_once_in_a_film_and_has_each_role() -> None:
    writer, actor = _PEOPLE[:2]
    films = [
        _FILM._replace(writers=(writer,), actors=(actor, writer), directors=(), genres=(), modified=_START),
        _FILM._replace(writers=(), actors=(), directors=(writer,), genres=(), modified=_START + timedelta(days=1)),
    ]
    _, persons = await counted(films)
    assert persons == [
        CreditedPerson(actor, ("actor",), 1, _START),
        CreditedPerson(writer, ("actor", "writer", "director"), 2, _START + timedelta(days=1)),
    ]


async def test_the_event_loop_turns_while_credits_are_summed_up() -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    with CreditCounter() as counter:
        counter._count(_FILM)
        turning = asyncio.create_task(turn())
        assert await anext(counter.persons())
        turning.cancel()
    assert turns > 0


async def test_a_full_disk_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_small_file() -> sqlite3.Connection:
        connection = open_scratch_file()
        connection.execute("PRAGMA max_page_count = 2")
        return connection

    open_scratch_file = credit_counter._open_scratch_file
    monkeypatch.setattr(credit_counter, "_open_scratch_file", open_small_file)
    with pytest.raises(ScratchFileError, match=r"disk is full.*name another folder by TMPDIR"):
        await counted(list(generate_films(500, persons=5_000)))
