"""A database of which nothing can be used: `load` and `inspect` say so, and what was served is still served."""

import io
from pathlib import Path
from typing import Any

import pytest

from catalogue.engine import connect
from etl.engine_requests import served_indices
from etl.films import load_source
from etl.inspect import inspect_database
from etl.sources.reading.usable import NothingUsableError
from etl.sources.registry import SOURCES
from tests.fixtures.catalogues import load_sample
from tests.fixtures.sqlite_films import Rows, make_database, read_sqlite, sqlite_request

_HEAT = ("f1", "Heat", None, "1995-12-15", 8.3, "movie")
_UP = ("f2", "Up", None, "2009-05-29", 8.3, "movie")
_SOUND: dict[str, Rows] = {
    "films": [_HEAT, _UP],
    "genres": [("g1", "Drama")],
    "people": [("p1", "Al Pacino")],
    "film_genres": [("l1", "f1", "g1")],
    "film_people": [("k1", "f1", "p1", "actor")],
}
_GENRES_REMEDY = (
    ": correct the data, or name its columns in a mapping file (ETL_MAPPING) under film_genre.columns, or load without "
    'genres by film_genre.table = "-" there'
)
_PEOPLE_REMEDY = (
    ": correct the data, or name its columns in a mapping file (ETL_MAPPING) under film_person.columns, or load "
    'without people by film_person.table = "-" there'
)


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (
            {"films": [("f1", "", None, None, 8.3, "movie"), ("f2", "Up", None, None, 8.3, "book")]},
            [
                "no film of film_work can be loaded (no title 1, an unknown type 1): correct the data, or describe it "
                "in a mapping file (ETL_MAPPING)"
            ],
        ),
        (
            {"film_genres": [("l1", "f1", "1"), ("l2", "f2", "1"), ("l3", "f9", "g1")]},
            [
                "no film would have genres, since no row of genre_film_work can be used (no such genre 2, no such film "
                f"1){_GENRES_REMEDY}"
            ],
        ),
        (
            {"people": [("p1", " ")], "film_genres": [("l1", "1", "g1")]},
            [
                "no film would have genres, since no row of genre_film_work can be used (no such film 1)"
                f"{_GENRES_REMEDY}",
                f"no film would have people, since no row of person_film_work can be used (no name 1){_PEOPLE_REMEDY}",
            ],
        ),
    ],
)
async def test_of_films_and_links_none_of_which_can_be_used_load_and_inspect_say_why(
    tmp_path: Path, rows: dict[str, Rows], problems: list[str]
) -> None:
    file = make_database(tmp_path / "a.db", **{**_SOUND, **rows})
    stream = io.StringIO()
    async with connect(f"embedded:{tmp_path / 'catalogue'}", timeout_s=60) as engine:
        served = (await load_sample(engine, stream=stream))[0].index
        with pytest.raises(NothingUsableError) as raised:
            await load_source(engine, SOURCES["sqlite"], sqlite_request(file), stream=stream)
        assert await served_indices(engine, "movies") == (served,)
    told = io.StringIO()
    is_fine = await inspect_database(SOURCES["sqlite"], sqlite_request(file), told, None)

    assert str(raised.value) == "; ".join(problems)
    assert not is_fine
    assert told.getvalue().splitlines()[-len(problems) :] == [f"to be solved: {problem}" for problem in problems]


@pytest.mark.parametrize(
    "rows",
    [
        {"film_genres": [], "film_people": []},
        {"genres": [], "people": [], "film_genres": [], "film_people": []},
        {"film_genres": [("l1", "f1", "g1"), *((f"l{n}", f"f{n}", "g9") for n in range(2, 30))]},
        {"film_people": [("k1", "f1", "p1", "actor"), ("k2", "f1", "p9", "producer")]},
    ],
)
async def test_one_that_can_be_used_or_none_to_be_used_is_enough(tmp_path: Path, rows: dict[str, Rows]) -> None:
    films, _ = await read_sqlite(make_database(tmp_path / "a.db", **{**_SOUND, **rows}))

    assert [film.title for film in films] == ["Heat", "Up"]


async def test_a_catalogue_without_films_is_read_as_such(tmp_path: Path) -> None:
    empty: dict[str, Any] = dict.fromkeys(_SOUND, ())
    assert (await read_sqlite(make_database(tmp_path / "a.db", **empty)))[0] == []


async def test_links_that_cannot_be_used_are_given_up_by_the_mapping_file(tmp_path: Path) -> None:
    file = make_database(tmp_path / "a.db", **{**_SOUND, "film_people": [("k1", "f1", "p9", "actor")]})
    mapping = tmp_path / "catalogue.toml"
    mapping.write_text('film_person.table = "-"\n', encoding="utf-8")
    films, rejects = await read_sqlite(file, mapping=str(mapping))

    assert [(film.title, len(film.genres), film.actors) for film in films] == [("Heat", 1, ()), ("Up", 0, ())]
    assert not rejects.counts
