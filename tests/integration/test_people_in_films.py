"""People of a role that no table links to films may be names in a column of the films, beside those of the table."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from catalogue.model import Film
from etl.errors import SourceError
from etl.inspect import inspect_database
from etl.sources.reading.values import stable_id
from etl.sources.registry import SOURCES
from etl.sources.schema.mapping_file import read_mapping
from etl.sources.sqlite import SqliteDatabase
from tests.fixtures.sqlite_films import read_sqlite, sqlite_request

_ACTORS = """
    CREATE TABLE actors (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE movie_actors (movie_id INTEGER, actor_id INTEGER, position INTEGER);
    INSERT INTO actors VALUES (1, 'Ada Moor'), (2, 'Ben Rusk'), (3, 'Cem Ortak'), (4, 'Cem Ortak');
    INSERT INTO movie_actors VALUES (1, 1, 2), (1, 3, 1), (2, 2, 1);
"""
_PEOPLE = """
    CREATE TABLE people (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT);
    CREATE TABLE movie_people (movie_id INTEGER, person_id INTEGER, role TEXT, position INTEGER);
    INSERT INTO people VALUES (1, 'Ada', 'Moor'), (2, 'Ben', 'Rusk'), (3, 'Cem', 'Ortak'), (4, 'Cem', 'Ortak');
    INSERT INTO movie_people VALUES (1, 1, 'actor', 2), (1, 3, 'actor', 1), (2, 2, 'actor', 1);
"""


@pytest.fixture(params=[_ACTORS, _PEOPLE], ids=["of one role", "of any role"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / "a.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            f"""
            CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, director TEXT, "cast" TEXT);
            INSERT INTO movies VALUES (1, 'Alpha', 'Ben Rusk', 'Nobody'), (2, 'Beta', 'Dora Iwu; Cem Ortak', NULL),
                (3, 'Gamma', '', NULL);
            {request.param}
            """
        )
    return file


async def test_a_name_is_the_only_person_of_that_name_or_one_more(file: Path) -> None:
    films, rejects = await read_sqlite(file)
    ben, new = stable_id("person", 2), {name: stable_id("person", name) for name in ("Dora Iwu", "Cem Ortak")}

    assert _people(films, "directors") == {
        "Alpha": [("Ben Rusk", ben)],
        "Beta": [("Dora Iwu", new["Dora Iwu"]), ("Cem Ortak", new["Cem Ortak"])],
        "Gamma": [],
    }
    assert _people(films, "actors") == {
        "Alpha": [("Cem Ortak", stable_id("person", 3)), ("Ada Moor", stable_id("person", 1))],
        "Beta": [("Ben Rusk", ben)],
        "Gamma": [],
    }
    assert not rejects.counts


async def test_the_mapping_file_says_which_columns_hold_names(file: Path, tmp_path: Path) -> None:
    stream, written = io.StringIO(), tmp_path / "catalogue.toml"
    await inspect_database(SOURCES["sqlite"], sqlite_request(file), stream, written)

    assert "+ movies.director, 6 rows (film, person, position, role)" in stream.getvalue()
    assert read_mapping(written).film_person.in_films == {"actor": "", "director": "director"}
    assert (await read_sqlite(file, mapping=str(written)))[0] == (await read_sqlite(file))[0]

    written.write_text('[film_person.in_films]\ndirector = ""\nactor = "cast"\n')
    films, _ = await read_sqlite(file, mapping=str(written))
    assert set(map(len, _people(films, "directors").values())) == {0}
    assert {name for name, _ in _people(films, "actors")["Alpha"]} == {"Cem Ortak", "Nobody", "Ada Moor"}

    written.write_text('[film_person.in_films]\ndirector = "directed_by"\n')
    with pytest.raises(SourceError, match=r"film_person\.in_films\.director: movies has no column 'directed_by'"):
        await read_sqlite(file, mapping=str(written))


async def test_rows_are_counted_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queries: list[str] = []
    batches = SqliteDatabase.batches

    def recorded(database: SqliteDatabase, query: str) -> Any:
        queries.append(query)
        return batches(database, query)

    monkeypatch.setattr(SqliteDatabase, "batches", recorded)
    await read_sqlite(file)

    assert len([query for query in queries if query.startswith("SELECT count(*)")]) == len(("film", "person", "link"))


def _people(films: list[Film], field: str) -> dict[str, list[tuple[str, Any]]]:
    return {film.title: [(person.full_name, person.id) for person in getattr(film, field)] for film in films}
