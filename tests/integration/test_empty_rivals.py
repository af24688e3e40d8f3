"""Of several tables or columns that fit, those that hold nothing do not count; among others the user chooses."""

import io
from pathlib import Path

import pytest

from etl.inspect import inspect_database
from etl.sources.registry import SOURCES
from tests.fixtures.sqlite_films import make_database, read_sqlite, run_script, sqlite_request
from tests.integration.conftest import ReadScript

_FILMS = [("f1", "Heat", None, "1995-12-15", 8.3, "movie"), ("f2", "Lost", None, "2004-09-22", 8.3, "tv_show")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make_database(tmp_path / "a.db", _FILMS, genres=[("g1", "Drama")], film_genres=[("l1", "f1", "g1")])


async def inspect(file: Path) -> tuple[bool, str]:
    stream = io.StringIO()
    return await inspect_database(SOURCES["sqlite"], sqlite_request(file), stream, None), stream.getvalue()


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE movies (id, title, rating)",
        "CREATE TABLE genres (id, name); CREATE TABLE film_work_genre (film_work_id, genre_id)",
        "ALTER TABLE film_work ADD release_date; ALTER TABLE film_work ADD name; ALTER TABLE genre ADD title",
        "ALTER TABLE film_work ADD plot TEXT DEFAULT ' '",
        "ALTER TABLE film_work ADD plot; UPDATE film_work SET description = title",
        "ALTER TABLE film_work ADD name; UPDATE film_work SET name = title || ' '",
    ],
)
async def test_copies_without_rows_and_columns_without_values_of_their_own_do_not_count(
    file: Path, script: str
) -> None:
    run_script(file, script)
    films, _ = await read_sqlite(file)

    assert [(film.title, str(film.release_date)) for film in films] == [("Heat", "1995-12-15"), ("Lost", "2004-09-22")]
    assert [genre.name for genre in films[0].genres] == ["Drama"]


@pytest.mark.parametrize(
    ("script", "read"),
    [
        ("ADD storyline TEXT DEFAULT 'Two men.'", ("Two men.", 8.3, 1995)),
        ("ADD avg_score REAL DEFAULT 5", (None, 8.3, 1995)),
        ("ADD avg_score REAL DEFAULT 5; UPDATE film_work SET rating = NULL", (None, 5, 1995)),
        ("ADD avg_score REAL DEFAULT 5; UPDATE film_work SET rating = 'PG-13'", (None, 5, 1995)),
        ("ADD debut DATE DEFAULT '1996-01-02'", (None, 8.3, 1995)),
        ("ADD debut DATE DEFAULT '1996-01-02'; UPDATE film_work SET creation_date = NULL", (None, 8.3, 1996)),
    ],
)
async def test_a_column_without_values_hides_none_of_a_less_known_name(
    file: Path, script: str, read: tuple[str | None, float, int]
) -> None:
    films, rejects = await read_sqlite(run_script(file, f"ALTER TABLE film_work {script}"))

    assert (films[0].description, films[0].imdb_rating, films[0].release_year) == read
    assert not rejects.counts


async def test_names_of_genres_in_the_films_count_before_links_without_rows(file: Path) -> None:
    run_script(file, "ALTER TABLE film_work ADD genres TEXT; UPDATE film_work SET genres = 'Crime, War'")
    assert [genre.name for genre in (await read_sqlite(file))[0][0].genres] == ["Drama"]

    run_script(file, "DELETE FROM genre_film_work")
    assert [genre.name for genre in (await read_sqlite(file))[0][0].genres] == ["Crime", "War"]


@pytest.mark.parametrize("nothing", ["NULL", "''", "'[]'", "'(no genres listed)'"])
async def test_a_column_of_lists_without_names_hides_no_rows_of_names(read_script: ReadScript, nothing: str) -> None:
    (film,), rejects = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genre TEXT, actors TEXT);
        CREATE TABLE movie_genres (movie_id integer, genre TEXT);
        CREATE TABLE movie_actors (movie_id integer, actor TEXT);
        INSERT INTO movies VALUES (1, 'Heat', {nothing}, {nothing});
        INSERT INTO movie_genres VALUES (1, 'Crime');
        INSERT INTO movie_actors VALUES (1, 'Al Pacino');
        """
    )

    assert [genre.name for genre in film.genres] == ["Crime"]
    assert [person.full_name for person in film.actors] == ["Al Pacino"]
    assert not rejects.counts


async def test_a_table_of_films_without_rows_hides_none_of_a_less_known_name(tmp_path: Path) -> None:
    script = """
        CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT, rating REAL);
        CREATE TABLE titles (id INTEGER PRIMARY KEY, title TEXT, rating REAL);
        CREATE TABLE title_genres (title_id, genre TEXT);
        INSERT INTO titles VALUES (1, 'Heat', 8.3);
        INSERT INTO title_genres VALUES (1, 'Crime');
    """
    films, _ = await read_sqlite(run_script(tmp_path / "b.db", script))

    assert [(film.title, [genre.name for genre in film.genres]) for film in films] == [("Heat", ["Crime"])]
    assert "not read: films" in (await inspect(tmp_path / "b.db"))[1]


async def test_what_does_not_count_is_said_to_be_not_read(file: Path) -> None:
    run_script(file, "CREATE TABLE movies (id, title); ALTER TABLE film_work ADD name")
    is_fine, said = await inspect(file)

    assert is_fine
    assert "not read: movies" in said
    assert "not read: film_work.name" in said


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("CREATE TABLE movies AS SELECT * FROM film_work", "more than one table fits: film_work, movies; choose one"),
        ("DELETE FROM film_work; CREATE TABLE movies (id, title)", "more than one table fits: film_work, movies"),
        (
            "ALTER TABLE film_work ADD premiere DEFAULT '2001-01-01'",
            "more than one column of film_work fits: creation_date, premiere; choose one",
        ),
    ],
)
async def test_the_user_chooses_among_several_that_hold_something_and_tables_without_rows(
    file: Path, script: str, problem: str
) -> None:
    run_script(file, script)
    is_fine, said = await inspect(file)

    assert not is_fine
    assert problem in said
