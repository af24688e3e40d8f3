"""A SQLite file as a source, by the command line: it loads, is never changed, and every fault is one line."""

import asyncio
import errno
import gc
import os
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue.engine import connect
from etl.errors import SourceError
from etl.sources.sqlite import open_sqlite
from harness.api_server import ROOT
from tests.fixtures.sqlite_films import make_database, read_sqlite, run_script

# The file of the course: text ids, and time stamps as PostgreSQL writes them.
_COURSE = """
    CREATE TABLE film_work (id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT, creation_date DATE,
        file_path TEXT, rating FLOAT, type TEXT NOT NULL, created_at timestamp with time zone,
        updated_at timestamp with time zone);
    CREATE TABLE genre (id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, created_at timestamp with time zone,
        updated_at timestamp with time zone);
    CREATE TABLE person (id TEXT PRIMARY KEY, full_name TEXT NOT NULL, created_at timestamp with time zone,
        updated_at timestamp with time zone);
    CREATE TABLE genre_film_work (id TEXT PRIMARY KEY, film_work_id TEXT NOT NULL, genre_id TEXT NOT NULL,
        created_at timestamp with time zone);
    CREATE TABLE person_film_work (id TEXT PRIMARY KEY, film_work_id TEXT NOT NULL, person_id TEXT NOT NULL,
        role TEXT NOT NULL, created_at timestamp with time zone);
    INSERT INTO film_work VALUES
        ('3d825f60-9fff-4dfe-b294-1a45fa1e115d', 'Star Wars', 'The Imperial Forces.', NULL, NULL, 8.6, 'movie',
         '2021-06-16 20:14:09.221838+00', '2021-06-16 20:14:09.2+00'),
        ('ffff1f60-9fff-4dfe-b294-1a45fa1e115d', 'Lost', NULL, NULL, NULL, NULL, 'tv_show',
         '2021-06-16 20:14:09.221838123+00', '2021-06-16 20:14:09.123456789+00');
    INSERT INTO genre VALUES ('120a21cf-9097-479e-904a-13dd7198c1dd', 'Adventure', NULL, NULL, NULL);
    INSERT INTO person VALUES ('26e83050-29ef-4163-a99d-b546cac208f8', 'Mark Hamill', NULL, NULL);
    INSERT INTO genre_film_work VALUES ('a', '3d825f60-9fff-4dfe-b294-1a45fa1e115d',
        '120a21cf-9097-479e-904a-13dd7198c1dd', NULL);
    INSERT INTO person_film_work VALUES ('a', '3d825f60-9fff-4dfe-b294-1a45fa1e115d',
        '26e83050-29ef-4163-a99d-b546cac208f8', 'actor', NULL);
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return run_script(tmp_path / "films of the course.db", _COURSE)


def run_etl(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    places = {"ELASTICSEARCH_URL": f"embedded:{folder / 'catalogue'}", "ETL_REJECTS": str(folder / "rejects")}
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=ROOT,
        env={**os.environ, "POSTGRES_URL": "", **places, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


async def test_the_file_of_the_course_loads_and_is_not_changed(file: Path, tmp_path: Path) -> None:
    before = await asyncio.to_thread(file.read_bytes)
    ended = await asyncio.to_thread(run_etl, tmp_path, "load", "--source", "sqlite", "--sqlite-file", str(file))

    assert (ended.returncode, "left out" in ended.stderr) == (0, False)
    assert f"SQLite file {file}" in ended.stderr
    assert await asyncio.to_thread(file.read_bytes) == before
    async with connect(f"embedded:{tmp_path / 'catalogue'}", timeout_s=60) as engine:
        answer = await engine.search(index="movies", sort=[{"id": "desc"}])
    found: list[dict[str, Any]] = [hit["_source"] for hit in answer["hits"]["hits"]]
    assert [film["title"] for film in found] == ["Lost", "Star Wars"]
    assert found[1]["modified"] == "2021-06-16T20:14:09.200000Z"
    assert found[0]["modified"] == "2021-06-16T20:14:09.123456Z"
    assert found[1]["genres"] == [{"id": "120a21cf-9097-479e-904a-13dd7198c1dd", "name": "Adventure"}]
    assert [actor["full_name"] for actor in found[1]["actors"]] == ["Mark Hamill"]
    assert "release_date" not in found[1]


def test_a_named_file_is_the_source_and_inspect_names_the_command_that_loads_it(file: Path, tmp_path: Path) -> None:
    inspected = run_etl(tmp_path, "inspect", "--sqlite-file", str(file), "--max-rejects", "2%")
    line = inspected.stdout.splitlines()[-1]

    options = f"--source sqlite --sqlite-file {shlex.quote(str(file))} --max-rejects 2%"
    assert line == f"a load would serve 2 films: python -m etl load {options}"
    loaded = run_etl(tmp_path, *shlex.split(line.partition("python -m etl ")[2]))
    assert (inspected.returncode, loaded.returncode) == (0, 0), loaded.stderr


async def test_more_rejects_than_the_bound_end_the_load_and_what_was_served_stays(file: Path, tmp_path: Path) -> None:
    arguments = ("load", "--sqlite-file", str(file))
    first = await asyncio.to_thread(run_etl, tmp_path, *arguments)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE film_work SET title = ' '")
    refused = await asyncio.to_thread(run_etl, tmp_path, *arguments, "--max-rejects", "1")
    async with connect(f"embedded:{tmp_path / 'catalogue'}", timeout_s=60) as engine:
        answer = await engine.search(index="movies")

    assert (first.returncode, refused.returncode) == (0, 1)
    assert "left out 2: film_work.title: no title" in refused.stderr
    assert "etl: more than 1 films were rejected, the last for: no title; see " in refused.stderr
    assert "raise --max-rejects; movies answers from movies-" in refused.stderr
    assert sorted(hit["_source"]["title"] for hit in answer["hits"]["hits"]) == ["Lost", "Star Wars"]


async def test_tables_for_full_text_search_and_of_unknown_modules_do_no_harm(tmp_path: Path) -> None:
    script = """
        CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, initial TEXT AS (substr(title, 1, 1)));
        INSERT INTO movies VALUES (1, 'Heat');
        CREATE VIRTUAL TABLE movies_fts USING fts5(title, content='movies');
        CREATE VIRTUAL TABLE people_fts USING fts5(name);
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_master
        VALUES ('table', 'vectors', 'vectors', 0, 'CREATE VIRTUAL TABLE vectors USING vec0(x)')
    """
    films, _ = await read_sqlite(run_script(tmp_path / "a.db", script))

    assert [film.title for film in films] == ["Heat"]


async def test_ids_of_different_kinds_are_joined(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            """
            CREATE TABLE films (id INTEGER PRIMARY KEY, name TEXT, year INTEGER);
            CREATE TABLE people (id VARCHAR(20), first_name TEXT COLLATE NOCASE, last_name TEXT);
            CREATE TABLE film_actors (film_id TEXT, person_id INTEGER, position INTEGER);
            INSERT INTO films VALUES (9, 'Nine', 1999), (10, 'Ten', 2000), (111, 'Many', NULL);
            INSERT INTO people VALUES ('1', 'Ada', 'Moor'), ('2', 'Ben', NULL);
            INSERT INTO film_actors VALUES ('9', 1, 2), ('9', 2, 1), ('10', 1, 1), ('111', 2, 1);
            """
        )
    films, rejects = await read_sqlite(file)

    assert {film.title: [person.full_name for person in film.actors] for film in films} == {
        "Nine": ["Ben", "Ada Moor"],
        "Ten": ["Ada Moor"],
        "Many": ["Ben"],
    }
    assert [film.type for film in films] == ["movie"] * 3
    assert {film.release_year for film in films} == {1999, 2000, None}
    assert not rejects.counts


async def test_a_key_with_a_fraction_of_nothing_is_the_whole_number(tmp_path: Path) -> None:
    file = run_script(
        tmp_path / "a.db",
        """
        CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT);
        CREATE TABLE film_ratings (film_id REAL UNIQUE, rating REAL);
        CREATE TABLE genres (id BIGINT, name TEXT);
        CREATE TABLE film_genres (film_id REAL, genre_id DOUBLE);
        INSERT INTO films VALUES (9, 'Nine'), (10, 'Ten');
        INSERT INTO film_ratings VALUES (9, 7.5), (NULL, 1);
        INSERT INTO genres VALUES (1, 'Drama');
        INSERT INTO film_genres VALUES (9, 1), (10, 1);
        """,
    )
    films, rejects = await read_sqlite(file)

    assert {film.title: ([genre.name for genre in film.genres], film.imdb_rating) for film in films} == {
        "Nine": (["Drama"], 7.5),
        "Ten": (["Drama"], None),
    }
    assert not rejects.counts


@pytest.mark.parametrize("unit", [1, 1_000, 1_000_000])
async def test_times_are_numbers_since_1970_of_any_unit(tmp_path: Path, unit: int) -> None:
    day, moment = 74_563_200 * unit, 1_623_874_449 * unit
    file = make_database(tmp_path / "a.db", [("1", "Alpha", None, day, 5, "movie", moment, moment + unit // 2)])
    (film,), rejects = await read_sqlite(file)

    assert film.release_date == date(1972, 5, 13)
    assert film.modified.replace(microsecond=0) == datetime(2021, 6, 16, 20, 14, 9, tzinfo=UTC)
    assert not rejects.counts


async def test_many_films_are_joined_with_all_their_links(tmp_path: Path) -> None:
    films = [(number, f"Film {number}", None, None, 5, "movie") for number in range(5_000)]
    links = [(f"{number}-{place}", number, place) for number in range(0, 5_000, 2) for place in range(3)]
    file = make_database(
        tmp_path / "a.db", films, genres=[(place, f"Genre {place}") for place in range(3)], film_genres=links
    )
    read, rejects = await read_sqlite(file)

    assert [len(film.genres) for film in read] == [3, 0] * 2_500
    assert not rejects.counts


@pytest.fixture
def _locked(file: Path) -> Iterator[None]:
    """Another program that writes to the file for longer than anybody waits."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.usefixtures("_locked")
def test_a_locked_file_is_told_with_the_remedy(file: Path, tmp_path: Path) -> None:
    ended = run_etl(tmp_path, "load", "--sqlite-file", str(file))

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "database is locked; another program is writing to it: end it, or load a copy of the file" in ended.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no file "),
        (b"no database, but long enough to be taken for one by nobody " * 20, "file is not a database; name a SQLite"),
        (b"", "has no tables: name another file in --sqlite-file"),
        ("CREATE TABLE orders (id INTEGER)", "film.table: no table of films was found (known names: film_work, film, "),
    ],
)
def test_a_file_that_holds_no_films_is_told_in_one_line(tmp_path: Path, content: bytes | str | None, said: str) -> None:
    file = tmp_path / "other.db"
    if isinstance(content, str):
        run_script(file, content)
    elif content is not None:
        file.write_bytes(content)
    for command in ("load", "inspect"):
        ended = run_etl(tmp_path, command, "--sqlite-file", str(file))
        assert ended.returncode == 1
        assert said in ended.stderr + ended.stdout
        assert "Traceback" not in ended.stderr
    assert not (tmp_path / "catalogue" / "indices").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is not a file; name a SQLite database in --sqlite-file"),
        ("x" * 300, "File name too long; check --sqlite-file, and who may read it"),
    ],
)
def test_a_path_that_is_none_of_a_file_is_told_in_one_line(tmp_path: Path, name: str, said: str) -> None:
    ended = run_etl(tmp_path, "inspect", "--sqlite-file", str(tmp_path / name))

    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert said in ended.stderr


async def test_a_file_that_may_not_be_read_is_told_with_the_reason(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)  # root may read all
    with pytest.raises(SourceError, match="Permission denied; check --sqlite-file, and who may read it"):
        async with open_sqlite(file):
            pass


async def test_a_cancelled_query_is_ended_before_its_cursor_is_closed(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    async def read() -> None:
        async with open_sqlite(file) as database:
            async for _ in database.batches(endless):
                pass

    reading = asyncio.create_task(read())
    await asyncio.sleep(0.5)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(30):
            await reading
    del reading
    gc.collect()
    assert not caplog.records, "asyncio tells of errors that nobody took"


def test_a_source_without_its_file_is_refused(tmp_path: Path) -> None:
    ended = run_etl(tmp_path, "load", "--source", "sqlite")

    assert (ended.returncode, ended.stderr) == (2, "etl: --source sqlite needs --sqlite-file FILE\n")


@pytest.mark.parametrize("arguments", [("--source", "sample"), ("--source", "generator")])
def test_an_option_of_another_source_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = run_etl(tmp_path, "load", *arguments, "--sqlite-file", "a.db")

    assert ended.returncode == 2
    assert "--sqlite-file goes with --source sqlite" in ended.stderr
