"""Columns of films that list ids of the tables of genres and people, however they are called and written."""

from pathlib import Path

import pytest

from catalogue.model import Film, Genre, Person
from etl.sources.reading.values import stable_id
from tests.fixtures.sqlite_films import read_sqlite, run_script
from tests.integration.conftest import ReadScript

# The first database of the course: people of two tables, and directors by their names.
_WRITERS = """
    CREATE TABLE movies (id TEXT PRIMARY KEY, genre TEXT, director TEXT, writer TEXT, title TEXT, plot TEXT,
        ratings TEXT, imdb_rating TEXT, writers TEXT);
    CREATE TABLE actors (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE writers (id TEXT PRIMARY KEY, name TEXT);
    CREATE TABLE movie_actors (movie_id TEXT, actor_id TEXT);
    INSERT INTO movies VALUES
        ('tt1', 'Action, Drama', 'Ada, Cem', 'df26dfaf3d453f8f9a2f5c9a', 'Alpha', NULL, '', '7.7', ''),
        ('tt2', 'Drama', 'N/A', '', 'Beta', NULL, '', '8', '[{"id": "a1"}, {"id": "df26dfaf3d453f8f9a2f5c9a"}]');
    INSERT INTO actors VALUES (1, 'Ada'), (2, 'Ben');
    INSERT INTO writers VALUES ('df26dfaf3d453f8f9a2f5c9a', 'Dora'), ('a1', 'Ben');
    INSERT INTO movie_actors VALUES ('tt1', '1'), ('tt2', '2');
"""


async def test_people_of_a_role_by_ids_beside_others_by_links_and_by_names(tmp_path: Path) -> None:
    (alpha, beta), rejects = await _read(tmp_path, _WRITERS)

    assert [_names(people) for people in (alpha.actors, alpha.writers, alpha.directors)] == [
        ["Ada"],
        ["Dora"],
        ["Ada", "Cem"],
    ]
    assert [_names(people) for people in (beta.actors, beta.writers, beta.directors)] == [["Ben"], ["Ben", "Dora"], []]
    assert alpha.directors[0].id == alpha.actors[0].id
    assert beta.writers[1].id == alpha.writers[0].id == stable_id("person", "writer/df26dfaf3d453f8f9a2f5c9a")
    assert not rejects


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("genre_ids TEXT", "'[1, 3]'"),
        ("genre_ids JSON", '\'["1", "3"]\''),
        ("genres TEXT", "'1,3'"),
        ("genres JSON", '\'[{"id": 1}, {"id": 3}]\''),
        ("genresIds TEXT", "'1|3'"),
    ],
)
async def test_ids_of_genres_are_read_in_their_order(tmp_path: Path, column: str, value: str) -> None:
    (film,), rejects = await _read(
        tmp_path,
        f"""
        CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, {column});
        CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT);
        INSERT INTO movies VALUES (1, 'Alpha', {value});
        INSERT INTO genres VALUES (3, 'Drama'), (1, 'War'), (2, 'Music');
        """,
    )

    assert film.genres == (Genre(stable_id("genre", 1), "War", None), Genre(stable_id("genre", 3), "Drama", None))
    assert not rejects


async def test_an_id_that_no_row_has_is_left_out(tmp_path: Path) -> None:
    (film,), rejects = await _read(
        tmp_path,
        """
        CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, genre_ids TEXT);
        CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT);
        INSERT INTO movies VALUES (1, 'Alpha', '[1, 9]');
        INSERT INTO genres VALUES (1, 'War');
        """,
    )

    assert [genre.name for genre in film.genres] == ["War"]
    assert rejects == {"movies.genre_ids.genre: no such genre": 1}


@pytest.mark.parametrize("kind", ["TEXT", "jsonb"])
async def test_ids_of_any_form_are_ids_if_a_table_has_them(read_script: ReadScript, kind: str) -> None:
    (alpha, beta), rejects = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres {kind}, actors {kind});
        CREATE TABLE genres (id TEXT PRIMARY KEY, name TEXT);
        CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT);
        INSERT INTO movies VALUES (1, 'Alpha', '["abc123def456ghi", "war"]', '["ada-moor"]'),
            (2, 'Beta', '["gone", "war"]', '[]');
        INSERT INTO genres VALUES ('abc123def456ghi', 'Drama'), ('war', 'War');
        INSERT INTO actors VALUES ('ada-moor', 'Ada Moor');
        """
    )

    assert [[genre.name for genre in film.genres] for film in (alpha, beta)] == [["Drama", "War"], ["War"]]
    assert alpha.actors == (Person(stable_id("person", "ada-moor"), "Ada Moor"),)
    assert rejects.counts == {"movies.genres.genre: no such genre": 1}


async def test_names_are_no_ids_though_a_table_has_them_as_its_key(read_script: ReadScript) -> None:
    (film,), rejects = await read_script(
        """
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres TEXT);
        CREATE TABLE genres (name TEXT PRIMARY KEY);
        INSERT INTO movies VALUES (1, 'Alpha', 'Drama, Sci Fi');
        INSERT INTO genres VALUES ('Drama'), ('War');
        """
    )

    assert [genre.name for genre in film.genres] == ["Drama", "Sci Fi"]
    assert not rejects.counts


def _names(people: tuple[Person, ...]) -> list[str]:
    return [person.full_name for person in people]


async def _read(folder: Path, script: str) -> tuple[list[Film], dict[str, int]]:
    films, rejects = await read_sqlite(run_script(folder / "a.db", script))
    return films, dict(rejects.counts)
