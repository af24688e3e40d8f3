"""People come in the order of the credits: by their position, else as the rows are numbered."""

from pathlib import Path

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script

_FILM = "CREATE TABLE film (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO film VALUES (1, 'Heat')"
_PEOPLE = """
    CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO person VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cem')
"""
_KEYS = "id INTEGER PRIMARY KEY, film_id INTEGER, person_id INTEGER"


@pytest.mark.parametrize(
    "links",
    [
        f"""
            CREATE TABLE film_person ({_KEYS}, role TEXT);
            INSERT INTO film_person VALUES (7, 1, 3, 'actor'), (8, 1, 2, 'actor'), (9, 1, 1, 'actor')
        """,
        f"""
            CREATE TABLE film_person ({_KEYS}, role TEXT, position INTEGER);
            INSERT INTO film_person VALUES (9, 1, 3, 'actor', 1), (8, 1, 2, 'actor', 2), (7, 1, 1, 'actor', 3)
        """,
        f"""
            CREATE TABLE film_actors ({_KEYS}); CREATE TABLE film_directors ({_KEYS});
            INSERT INTO film_actors VALUES (1, 1, 3), (2, 1, 2), (3, 1, 1); INSERT INTO film_directors VALUES (1, 1, 1)
        """,
    ],
    ids=["numbered", "with a position", "two tables"],
)
async def test_linked_actors_come_as_they_are_credited(tmp_path: Path, links: str) -> None:
    assert await _actors(tmp_path, _PEOPLE, links) == ["Cem", "Ben", "Ada"]


async def test_names_in_rows_come_as_the_rows_are_numbered(tmp_path: Path) -> None:
    cast = "CREATE TABLE film_cast (id INTEGER PRIMARY KEY, film_id INTEGER, name TEXT)"
    rows = "INSERT INTO film_cast VALUES (1, 1, 'Cem'), (2, 1, 'Ada'), (3, 1, 'Ben')"

    assert await _actors(tmp_path, cast, rows) == ["Cem", "Ada", "Ben"]


async def _actors(folder: Path, *scripts: str) -> list[str]:
    (film,), rejects = await read_sqlite(run_script(folder / "a.db", _FILM, *scripts))
    assert not rejects.counts
    return [person.full_name for person in film.actors]
