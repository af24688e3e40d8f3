"""Counts of genres and people: the same whether they were held in memory or in a temporary file."""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import CreditedPerson, Film, Genre, GenreStats, Person
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


async def counted(films: Iterable[Film], most_held: int) -> tuple[list[GenreStats], list[CreditedPerson]]:
    async def stream() -> AsyncIterator[Film]:
        for film in films:
            yield film

    with CreditCounter(most_held) as counter:
        passed = [film async for film in counter.count_while_streaming(stream())]
        assert passed == list(films)
        return list(counter.genres()), list(counter.persons())


@given(films=_films, most_held=st.integers(1, 4))
async def test_counts_in_a_file_equal_counts_in_memory(films: list[Film], most_held: int) -> None:
    assert await counted(films, most_held) == await counted(films, len(_PEOPLE) + 1)


async def test_a_person_counts_once_in_a_film_and_has_each_role() -> None:
    writer, actor = _PEOPLE[:2]
    films = [
        _FILM._replace(writers=(writer,), actors=(actor, writer), directors=(), genres=(), modified=_START),
        _FILM._replace(writers=(), actors=(), directors=(writer,), genres=(), modified=_START + timedelta(days=1)),
    ]
    _, persons = await counted(films, 1)
    assert persons == [
        CreditedPerson(actor, ("actor",), 1, _START),
        CreditedPerson(writer, ("actor", "writer", "director"), 2, _START + timedelta(days=1)),
    ]


async def test_a_full_disk_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_small_file() -> sqlite3.Connection:
        connection = open_scratch_file()
        connection.execute("PRAGMA max_page_count = 2")
        return connection

    open_scratch_file = credit_counter._open_scratch_file
    monkeypatch.setattr(credit_counter, "_open_scratch_file", open_small_file)
    with pytest.raises(ScratchFileError, match=r"disk is full.*name another folder by TMPDIR"):
        await counted(generate_films(500, persons=5_000), 100)
