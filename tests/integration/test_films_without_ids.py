"""Films of a CSV file, which have no id: the title and the year are one."""

from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.inspect import inspect_database
from etl.sources.registry import SOURCES
from tests.fixtures.sqlite_films import read_sqlite, run_script, sqlite_request

_TOP = """
    CREATE TABLE imdb_top_1000 (Series_Title TEXT, Released_Year TEXT, Genre TEXT, IMDB_Rating REAL, Director TEXT);
    INSERT INTO imdb_top_1000 VALUES
        ('Heat', '1995', 'Crime, Drama', 8.3, 'Michael Mann'),
        ('Heat', '1986', 'Drama', 5.5, 'Dick Richards'),
        ('Heat', '1995', 'Crime', 8.3, 'Michael Mann'),
        ('Lost', NULL, NULL, NULL, NULL)
"""


async def test_titles_and_years_are_ids(tmp_path: Path) -> None:
    file, mapping = run_script(tmp_path / "a.db", _TOP), tmp_path / "catalogue.toml"
    films, rejects = await read_sqlite(file)

    assert sorted(
        (film.title, film.release_year, [person.full_name for person in film.directors]) for film in films
    ) == [
        ("Heat", 1986, ["Dick Richards"]),
        ("Heat", 1995, ["Michael Mann"]),
        ("Lost", None, []),
    ]
    assert rejects.counts["imdb_top_1000.Series_Title + Released_Year.id: the same id twice"] == 1
    with (tmp_path / "said").open("w") as stream:
        assert await inspect_database(SOURCES["sqlite"], sqlite_request(file), stream, mapping)
    assert (await read_sqlite(file, mapping=str(mapping)))[0] == films


async def test_ids_stay_the_same_if_films_are_added(tmp_path: Path) -> None:
    film = "CREATE TABLE movies (title TEXT, release_date DATE); INSERT INTO movies VALUES ('Heat', '1995-12-15')"
    (before,), _ = await read_sqlite(run_script(tmp_path / "a.db", film))
    after, _ = await read_sqlite(run_script(tmp_path / "b.db", film, "INSERT INTO movies VALUES ('Alien', NULL)"))

    assert before.id in {each.id for each in after}


async def test_films_that_links_lead_to_need_an_id(tmp_path: Path) -> None:
    script = """
        CREATE TABLE movies (title TEXT, year INTEGER);
        CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE movie_actors (movie_title TEXT, person_id INTEGER);
    """
    with pytest.raises(SourceError, match=r"film\.columns\.id: movies has no such column"):
        await read_sqlite(run_script(tmp_path / "a.db", script))
