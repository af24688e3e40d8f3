"""Genres and people in tables whose names say nothing are found by keys and by values, or a line asks about them."""

from pathlib import Path

import pytest

from catalogue.model import Film
from etl.sources.registry import SOURCES
from tests.fixtures.sqlite_films import read_sqlite, run_script, sqlite_request

_FILMS = """
    CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT, year INTEGER);
    INSERT INTO films VALUES (1, 'Alpha', 1999);
    CREATE TABLE humans (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO humans VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cem')
"""
_SORTS = "(id INTEGER PRIMARY KEY, name TEXT)"


@pytest.mark.parametrize(
    "columns",
    [
        "human_id INTEGER, film_id INTEGER, role TEXT",
        "fk_human INTEGER, fk_film INTEGER, duty TEXT",
        "who INTEGER REFERENCES humans, film INTEGER REFERENCES films, duty TEXT",
    ],
)
async def test_people_of_any_name_are_found_by_links_with_roles(tmp_path: Path, columns: str) -> None:
    rows = "INSERT INTO links VALUES (1, 1, 'actor'), (2, 1, 'director'), (3, 1, 'writer')"
    film = await _read(run_script(tmp_path / "a.db", _FILMS, f"CREATE TABLE links ({columns})", rows))

    assert [person.full_name for people in (film.actors, film.directors, film.writers) for person in people] == [
        *("Ada", "Ben", "Cem")
    ]


async def test_names_are_keys_where_a_table_has_no_other(tmp_path: Path) -> None:
    people = (
        "CREATE TABLE person (name TEXT PRIMARY KEY, born INTEGER); INSERT INTO person VALUES ('Ada', 1), ('Ben', 2)"
    )
    genres = "CREATE TABLE genre (name TEXT PRIMARY KEY); INSERT INTO genre VALUES ('Drama')"
    links = "CREATE TABLE film_person (film_id INTEGER, person_name TEXT, role TEXT); "
    links += "INSERT INTO film_person VALUES (1, 'Ada', 'actor'), (1, 'Ben', 'director')"
    of_genres = "CREATE TABLE film_genre (film_id INTEGER, genre_name TEXT); INSERT INTO film_genre VALUES (1, 'Drama')"
    film = await _read(run_script(tmp_path / "a.db", _FILMS, people, genres, links, of_genres))

    assert [[each[1] for each in found] for found in (film.actors, film.directors, film.genres)] == [
        *(["Ada"], ["Ben"], ["Drama"])
    ]


async def test_keys_of_parts_of_people_are_those_of_people(tmp_path: Path) -> None:
    parts = "".join(
        f"CREATE TABLE {name} (human_id INTEGER PRIMARY KEY REFERENCES people); INSERT INTO {name} VALUES ({human}); "
        for name, human in (("actor", 1), ("director", 2))
    )
    keys = "film_id INTEGER, actor_id INTEGER REFERENCES actor"
    links = f"CREATE TABLE film_actor ({keys}); INSERT INTO film_actor VALUES (1, 1)"
    director = "ALTER TABLE films ADD COLUMN director_id INTEGER REFERENCES director; UPDATE films SET director_id = 2"
    renamed = "ALTER TABLE humans RENAME TO people"
    film = await _read(run_script(tmp_path / "a.db", _FILMS, renamed, parts, links, director))

    assert [[person.full_name for person in people] for people in (film.actors, film.directors)] == [["Ada"], ["Ben"]]


async def test_a_table_of_people_that_is_called_after_a_cast_does_not_make_all_of_them_actors(tmp_path: Path) -> None:
    keys = "fk_person INTEGER REFERENCES cast_members, fk_film INTEGER REFERENCES films, duty TEXT"
    rows = "INSERT INTO person_film VALUES (1, 1, 'actor'), (2, 1, 'director')"
    renamed = "ALTER TABLE humans RENAME TO cast_members"
    film = await _read(run_script(tmp_path / "a.db", _FILMS, renamed, f"CREATE TABLE person_film ({keys})", rows))

    assert [[person.full_name for person in people] for people in (film.actors, film.directors)] == [["Ada"], ["Ben"]]


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("sort_id INTEGER", "'Drama', 'Comedy', 'Crime', 'Mockumentary'"),
        ("k INTEGER REFERENCES sorts", "'драма', 'Комедия', 'Ужасы', 'Нуар'"),
    ],
)
async def test_genres_of_any_name_are_found_by_their_values(tmp_path: Path, key: str, names: str) -> None:
    file = _with_sorts(tmp_path, key, names)
    film = await _read(file)

    assert [genre.name for genre in film.genres] == [names.split(", ")[3].strip("'")]


async def test_of_tables_that_may_be_needed_a_line_asks(tmp_path: Path) -> None:
    file = _with_sorts(tmp_path, "sort_id INTEGER", "'Blue', 'Red', 'Green', 'Pink'")
    ratings = "CREATE TABLE ratings (film_id INTEGER, user_id INTEGER, stars INTEGER)"
    run_script(file, ratings)
    async with SOURCES["sqlite"].open(sqlite_request(file)) as opened:
        (line,) = (line for line in opened.lines if "please check" in line)

    assert line == (
        "  please check:    no genres and no people were found, but these tables link films to something: film_sorts; "
        "if it is them, name the tables in a mapping file (ETL_MAPPING) under genre.table, film_genre.table, "
        "person.table, film_person.table"
    )
    mapping = tmp_path / "catalogue.toml"
    mapping.write_text('genre.table = "-"\nperson.table = "-"\n', encoding="utf-8")
    async with SOURCES["sqlite"].open(sqlite_request(file, mapping=str(mapping))) as opened:
        assert not any("please check" in line for line in opened.lines)


@pytest.mark.parametrize(
    ("others", "name"),
    [
        ("CREATE TABLE doubles (person_id INTEGER REFERENCES people, film_id INTEGER)", "doubles"),
        (
            "CREATE TABLE directors (id INTEGER PRIMARY KEY, name TEXT); "
            "ALTER TABLE films ADD COLUMN led_by INTEGER REFERENCES directors",
            "directors",
        ),
        ("CREATE TABLE prizes (person_id INTEGER REFERENCES people, film_id INTEGER, cup REFERENCES cups)", ""),
        ("CREATE TABLE directors (id INTEGER PRIMARY KEY, name TEXT)", ""),
        ("CREATE VIEW doubles AS SELECT person_id, film_id FROM links", ""),
    ],
)
async def test_a_line_asks_about_more_people_of_films(tmp_path: Path, others: str, name: str) -> None:
    keys = "person_id INTEGER REFERENCES people, film_id INTEGER REFERENCES films"
    links = f"CREATE TABLE links ({keys}, role TEXT); INSERT INTO links VALUES (1, 1, 'actor'), (2, 1, 'director')"
    file = run_script(tmp_path / "a.db", _FILMS, "ALTER TABLE humans RENAME TO people", links, others)
    async with SOURCES["sqlite"].open(sqlite_request(file)) as opened:
        asked = [line for line in opened.lines if "people of films may also stand in" in line]

    assert [f"may also stand in {name}, which are not read" in line for line in asked] == [True] * bool(name)


async def test_users_with_roles_make_no_films(tmp_path: Path) -> None:
    links = "CREATE TABLE links (user_id INTEGER REFERENCES users, film_id INTEGER REFERENCES films, role TEXT)"
    rows = "INSERT INTO links VALUES (1, 1, 'author'), (2, 1, 'lead')"
    renamed = "ALTER TABLE humans RENAME TO users"
    film = await _read(run_script(tmp_path / "a.db", _FILMS, renamed, links, rows))

    assert (film.actors, film.writers) == ((), ())


def _with_sorts(folder: Path, key: str, names: str) -> Path:
    rows = ", ".join(f"({place}, {name})" for place, name in enumerate(names.split(", "), 1))
    sorts = f"CREATE TABLE sorts {_SORTS}; INSERT INTO sorts VALUES {rows}"
    links = f"CREATE TABLE film_sorts (film_id INTEGER, {key}); INSERT INTO film_sorts VALUES (1, 4)"
    return run_script(folder / "a.db", _FILMS, sorts, links)


async def _read(file: Path) -> Film:
    (film,), rejects = await read_sqlite(file)
    assert not rejects.counts
    return film
