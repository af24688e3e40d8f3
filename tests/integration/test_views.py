"""Views that show columns of one table are read with its keys, in place of a table whose name says less."""

from pathlib import Path

from tests.fixtures.sqlite_films import read_sqlite, run_script
from tests.integration.conftest import ReadScript


async def test_a_view_of_films_has_the_keys_of_its_table_and_those_that_lead_to_it(read_script: ReadScript) -> None:
    script = """
        CREATE TABLE t1 (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE t2 (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE t3 (id INTEGER PRIMARY KEY, title TEXT, kind_id INTEGER REFERENCES t1 (id),
            genre_id INTEGER REFERENCES t2 (id));
        CREATE TABLE t4 (of_film INTEGER PRIMARY KEY REFERENCES t3 (id), rating REAL);
        INSERT INTO t1 VALUES (1, 'film'), (2, 'series');
        INSERT INTO t2 VALUES (1, 'Drama');
        INSERT INTO t3 VALUES (1, 'Heat', 1, 1), (2, 'Lost', 2, 1);
        INSERT INTO t4 VALUES (1, 8.5);
        CREATE VIEW film_type AS SELECT * FROM t1;
        CREATE VIEW genre AS SELECT * FROM t2;
        CREATE VIEW film AS SELECT * FROM t3;
        CREATE VIEW film_ratings AS SELECT * FROM t4;
    """
    films, _ = await read_script(script)

    read = [(film.title, film.type, film.imdb_rating, [genre.name for genre in film.genres]) for film in films]
    assert sorted(read) == [("Heat", "movie", 8.5, ["Drama"]), ("Lost", "tv_show", None, ["Drama"])]


async def test_the_table_behind_a_view_of_films_is_none_of_genres(read_script: ReadScript) -> None:
    script = """
        CREATE TABLE t1 (film_uuid TEXT PRIMARY KEY, title TEXT, rating REAL, actors TEXT);
        CREATE TABLE t2 (film TEXT REFERENCES t1 (film_uuid), genre TEXT);
        INSERT INTO t1 VALUES ('a', 'Heat', 8.5, 'Ada Moor, Ben Rusk');
        INSERT INTO t2 VALUES ('a', 'Crime');
        CREATE VIEW film AS SELECT * FROM t1;
        CREATE VIEW film_genres AS SELECT * FROM t2;
    """
    (film,), _ = await read_script(script)

    assert [genre.name for genre in film.genres] == ["Crime"]
    assert [person.full_name for person in film.actors] == ["Ada Moor", "Ben Rusk"]


async def test_a_view_that_shows_other_rows_is_not_in_place_of_a_table_of_the_same_columns(
    read_script: ReadScript,
) -> None:
    script = """
        CREATE TABLE studio (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE film (id INTEGER PRIMARY KEY, title TEXT, studio_id INTEGER REFERENCES studio (id), words TEXT);
        CREATE TABLE film_genre (film_id INTEGER REFERENCES film (id), genre_id INTEGER);
        INSERT INTO studio VALUES (1, 'Mosfilm');
        INSERT INTO film VALUES (1, 'Heat', 1, 'Crime');
        INSERT INTO film_genre VALUES (1, 1);
        CREATE VIEW genre AS SELECT id, words AS name FROM film;
    """
    (film,), _ = await read_script(script)

    assert [genre.name for genre in film.genres] == ["Crime"]


async def test_a_view_of_a_table_that_is_gone_is_not_read(tmp_path: Path) -> None:
    script = """
        CREATE TABLE film (id INTEGER PRIMARY KEY, title TEXT);
        CREATE TABLE gone (id INTEGER, name TEXT);
        INSERT INTO film VALUES (1, 'Heat');
        CREATE VIEW genre AS SELECT id, name FROM gone;
        DROP TABLE gone;
    """
    (film,), _ = await read_sqlite(run_script(tmp_path / "a.db", script))

    assert (film.title, film.genres) == ("Heat", ())
