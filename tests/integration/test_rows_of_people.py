"""Names of people in rows beside the films, without a table of people."""

from pathlib import Path

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script

_FILMS = """
    CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, director TEXT);
    INSERT INTO movies VALUES (1, 'Alpha', NULL), (2, 'Beta', 'Cem');
"""


@pytest.mark.parametrize(
    "tables",
    [
        "actors (id, movie_id, name, age)|(1, 1, 'Ada', 30), (2, 1, 'Ben', 40), (3, 2, 'N/A', NULL)",
        "movie_cast (movie_id, name, character, \"order\" INTEGER)|(1, 'Ben', 'X', 2), (1, 'Ada', 'Y', 1)",
        "credits (movie_id, person_name, job)|(1, 'Ada', 'Actor'), (1, 'Ben', 'actor')",
        "movie_people (id, film TEXT, full_name, role)|(1, '1', 'Ada', 'cast'), (2, '1', 'Ben', 'cast')",
        "stars (movie_id INTEGER, actor TEXT)|(1, 'Ada'), (1, 'Ben')",
        "movie_cast (movie_id, actor_name TEXT, position INTEGER)|(1, 'Ben', 2), (1, 'Ada', 1)",
        "movie_actors (movieID, actorID TEXT, actorName, ranking INTEGER)|(1, 'b', 'Ben', 2), (1, 'x', 'Ada', 1)",
    ],
)
async def test_people_are_made_of_the_names_in_rows(tmp_path: Path, tables: str) -> None:
    columns, _, rows = tables.partition("|")
    name = columns.split(maxsplit=1)[0]
    file = _made(tmp_path, f"CREATE TABLE {columns}; INSERT INTO {name} VALUES {rows}")
    (alpha, beta), rejects = await read_sqlite(file)

    assert [person.full_name for person in alpha.actors] == ["Ada", "Ben"]
    assert [person.full_name for person in beta.directors] == ["Cem"]
    assert (beta.actors, rejects.counts) == ((), {})


async def test_names_beside_keys_of_a_table_of_people_are_those_of_the_table(tmp_path: Path) -> None:
    people = "CREATE TABLE people (id TEXT, name TEXT); INSERT INTO people VALUES ('b', 'Ben')"
    links = "CREATE TABLE movie_actors (movie_id, person_id TEXT, actor_name)"
    file = _made(tmp_path, f"{people}; {links}; INSERT INTO movie_actors VALUES (1, 'b', 'Benjamin')")
    (alpha, _), _ = await read_sqlite(file)

    assert [person.full_name for person in alpha.actors] == ["Ben"]


@pytest.mark.parametrize(
    "table",
    [
        "users (id INTEGER PRIMARY KEY, name TEXT, role TEXT, movie_id INTEGER REFERENCES movies)",
        "characters (id INTEGER PRIMARY KEY, movie_id INTEGER, name TEXT)",
        "reviews (movie_id INTEGER, person TEXT, rating INTEGER)",
    ],
)
async def test_other_rows_are_no_people(tmp_path: Path, table: str) -> None:
    name = table.split(maxsplit=1)[0]
    file = _made(tmp_path, f"CREATE TABLE {table}; INSERT INTO {name} (movie_id) VALUES (1)")
    films, _ = await read_sqlite(file)

    assert [[*film.actors, *film.writers] for film in films] == [[], []]


async def test_a_column_with_the_name_of_another_table_holds_its_keys(tmp_path: Path) -> None:
    people = "CREATE TABLE person (id TEXT, name TEXT); INSERT INTO person VALUES ('p1', 'Ada')"
    links = "CREATE TABLE film_person (film INTEGER, person TEXT, role TEXT)"
    file = _made(tmp_path, f"{people}; {links}; INSERT INTO film_person VALUES (1, 'p1', 'writer')")
    (alpha, _), rejects = await read_sqlite(file)

    assert ([person.full_name for person in alpha.writers], rejects.counts) == (["Ada"], {})


def _made(folder: Path, script: str) -> Path:
    return run_script(folder / "a.db", _FILMS + script)


async def test_a_person_of_credits_is_a_key_if_a_table_is_called_so_behind_other_words(tmp_path: Path) -> None:
    script = """
        CREATE TABLE app_film (id TEXT PRIMARY KEY, title TEXT, rating REAL);
        CREATE TABLE app_person (id TEXT PRIMARY KEY, full_name TEXT);
        CREATE TABLE app_credits (id TEXT PRIMARY KEY, film_id TEXT, person TEXT, role TEXT);
        INSERT INTO app_film VALUES ('f1', 'Heat', 8.3);
        INSERT INTO app_person VALUES ('p1', 'Ada Moor');
        INSERT INTO app_credits VALUES ('c1', 'f1', 'p1', 'actor');
    """
    films, _ = await read_sqlite(run_script(tmp_path / "b.db", script))

    assert [person.full_name for person in films[0].actors] == ["Ada Moor"]
