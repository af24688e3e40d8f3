"""Series in a table beside that of films are read too, unless they are something else or the mapping file says so."""

import io
from pathlib import Path

import pytest

from catalogue.model import Film
from etl.errors import SourceError
from etl.inspect import inspect_database
from etl.sources.reading.values import stable_id
from etl.sources.registry import SOURCES
from tests.fixtures.sqlite_films import read_sqlite, run_script, sqlite_request

_FILMS = """
    CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, rating REAL);
    INSERT INTO movies VALUES (1, 'Film', 7);
"""
_SERIES = """
    CREATE TABLE tv_shows (id INTEGER PRIMARY KEY, name TEXT, vote_average REAL, seasons INTEGER);
    INSERT INTO tv_shows VALUES (1, 'Show', 8, 3);
"""
_PEOPLE = """
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO people VALUES (1, 'Ada'), (2, 'Ben');
    CREATE TABLE movie_people (movie_id INTEGER, person_id INTEGER, job TEXT);
    INSERT INTO movie_people VALUES (1, 1, 'Actor');
"""
_CAST = """
    CREATE TABLE tv_show_cast (tv_show_id INTEGER, person_id INTEGER, character TEXT, "order" INTEGER);
    INSERT INTO tv_show_cast VALUES (1, 1, 'Hamlet', 2), (1, 2, 'Yorick', 1);
"""


async def test_numbers_of_series_are_other_ids_than_those_of_films(tmp_path: Path) -> None:
    films, rejects = await read_sqlite(_made(tmp_path, _FILMS, _SERIES, _PEOPLE, _CAST))

    assert [(film.id, film.title, film.type, film.imdb_rating, _actors(film)) for film in films] == [
        (stable_id("film", 1), "Film", "movie", 7, ["Ada"]),
        (stable_id("film", "tv_show/1"), "Show", "tv_show", 8, ["Ben", "Ada"]),
    ]
    assert not rejects.counts


async def test_only_films_may_have_people(tmp_path: Path) -> None:
    films, _ = await read_sqlite(_made(tmp_path, _FILMS, _SERIES, _PEOPLE))

    assert {film.title: _actors(film) for film in films} == {"Film": ["Ada"], "Show": []}


async def test_what_is_not_read_of_both_is_listed_and_the_mapping_is_written(tmp_path: Path) -> None:
    file, stream, mapping = _made(tmp_path, _FILMS, _SERIES, _PEOPLE, _CAST), io.StringIO(), tmp_path / "c.toml"
    await inspect_database(SOURCES["sqlite"], sqlite_request(file), stream, mapping)

    assert "movies + tv_shows, 2 rows (id, title, type, rating; not read: tv_shows.seasons)" in stream.getvalue()
    assert (await read_sqlite(file, mapping=str(mapping)))[0] == (await read_sqlite(file))[0]
    changed = mapping.read_text(encoding="utf-8").replace('rating = "rating"', 'rating = ""')
    mapping.write_text(changed, encoding="utf-8")
    assert {film.imdb_rating for film in (await read_sqlite(file, mapping=str(mapping)))[0]} == {None}
    mapping.write_text(changed.replace('rating = ""', 'rating = "stars"'), encoding="utf-8")
    with pytest.raises(SourceError, match=r"film\.columns\.rating: movies \+ tv_shows has no column 'stars'"):
        await read_sqlite(file, mapping=str(mapping))


async def test_the_mapping_file_may_name_the_films_alone(tmp_path: Path) -> None:
    mapping = tmp_path / "c.toml"
    mapping.write_text('[film]\ntable = "movies"\n')
    films, _ = await read_sqlite(_made(tmp_path, _FILMS, _SERIES, _PEOPLE, _CAST), mapping=str(mapping))

    assert [film.title for film in films] == ["Film"]


@pytest.mark.parametrize(
    "tables",
    [
        "CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT); ALTER TABLE movies ADD series_id REFERENCES series",
        "CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE movie_series (movie_id, series_id)",
        "CREATE TABLE series (id INTEGER PRIMARY KEY, movie_id INTEGER REFERENCES movies, title TEXT)",
        "CREATE TABLE shows (id INTEGER PRIMARY KEY, movie_id INTEGER, title TEXT, starts_at TEXT)",
    ],
)
async def test_what_belongs_to_the_films_is_no_series(tmp_path: Path, tables: str) -> None:
    name = tables.split()[2]
    films, _ = await read_sqlite(_made(tmp_path, _FILMS, tables, f"INSERT INTO {name} (id) VALUES (1)"))

    assert [film.title for film in films] == ["Film"]


async def test_series_that_are_not_clear_are_asked_about(tmp_path: Path) -> None:
    file = _made(tmp_path, _FILMS, _SERIES, "ALTER TABLE tv_shows ADD score REAL; ALTER TABLE tv_shows ADD rating REAL")
    with pytest.raises(SourceError, match=r'series are in tv_shows .* more than one .* set film\.table = "movies" to'):
        await read_sqlite(file)


def _actors(film: Film) -> list[str]:
    return [person.full_name for person in film.actors]


def _made(folder: Path, *scripts: str) -> Path:
    return run_script(folder / "a.db", *scripts)
