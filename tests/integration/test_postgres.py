"""Films in a real PostgreSQL: what is put in comes out, whatever the age of the schema."""

import asyncio
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from catalogue.engine import connect
from catalogue.model import Film
from catalogue.settings import Settings
from etl.fill import fill_postgres
from etl.films import load_source
from etl.load import iterate
from etl.rejects import RejectLog
from etl.sources.generator import generate_films
from etl.sources.registry import SOURCES
from etl.sources.sample import read_sample
from etl.sources.source import SourceRequest
from harness.api_server import ROOT
from harness.postgres_server import new_database
from tests.fixtures.catalogues import load_sample

_FILM = UUID("11111111-1111-4111-8111-111111111111")
_PERSON = UUID("22222222-2222-4222-8222-222222222222")
_OTHER = UUID("33333333-3333-4333-8333-333333333333")

_OLD_SCHEMA = """
    CREATE SCHEMA content;
    CREATE TABLE content.film_work (id uuid PRIMARY KEY, title text NOT NULL, description text, creation_date date,
        rating double precision, type text NOT NULL, created timestamp, modified timestamp);
    CREATE TABLE content.genre (id uuid PRIMARY KEY, name text, description text, created timestamp,
        modified timestamp);
    CREATE TABLE content.person (id uuid PRIMARY KEY, full_name text, created timestamp, modified timestamp);
    CREATE TABLE content.genre_film_work (id uuid PRIMARY KEY, genre_id uuid, film_work_id uuid, created timestamp);
    CREATE TABLE content.person_film_work (id uuid PRIMARY KEY, person_id uuid, film_work_id uuid, role text,
        created timestamp);
"""


@pytest.fixture(scope="module")
def server_url(postgres: str) -> Iterator[str]:
    with new_database(postgres) as url:
        yield url


@pytest.fixture
def url(server_url: str) -> str:
    """The URL of a database with nothing in it."""
    execute(server_url, "DROP SCHEMA IF EXISTS content CASCADE")
    return server_url


def execute(url: str, *statements: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("SET client_min_messages = warning")
        for statement in statements:
            connection.execute(statement)


def request(url: str) -> SourceRequest:
    return SourceRequest(Settings(postgres_url=url, etl_rejects=tempfile.mkdtemp()))


async def read(url: str) -> dict[UUID, Film]:
    return (await read_with_rejects(url))[0]


async def read_with_rejects(url: str) -> tuple[dict[UUID, Film], RejectLog]:
    async with SOURCES["postgres"].open(request(url)) as opened:
        return {film.id: film async for film in iterate(opened.films)}, opened.rejects


def comparable(film: Film) -> Film:
    """Genres have no order of their own in the database."""
    return film._replace(genres=tuple(sorted(film.genres)))


@pytest.mark.parametrize(
    "source", [read_sample, lambda: list(generate_films(3_000, persons=400))], ids=["sample", "generator"]
)
async def test_what_is_put_in_comes_out(url: str, source: Any) -> None:
    films = source()

    assert await fill_postgres(url, source) == len(films)
    read_back = await read(url)
    assert [comparable(film) for film in read_back.values()] == sorted(map(comparable, films), key=lambda film: film.id)


async def test_a_database_that_has_films_is_left_alone(url: str) -> None:
    await fill_postgres(url, lambda: read_sample()[:3])

    assert await fill_postgres(url, read_sample) is None
    assert len(await read(url)) == 3


async def test_a_database_that_has_films_needs_no_right_to_change_it(url: str) -> None:
    execute(url, _OLD_SCHEMA, f"INSERT INTO content.film_work (id, title, type) VALUES ('{_FILM}', 'Old', 'movie')")
    read_only = f"{url}{'&' if '?' in url else '?'}options=-c%20default_transaction_read_only%3Don"

    assert await fill_postgres(read_only, read_sample) is None


async def test_a_load_from_postgres_is_the_load_from_the_source(url: str, tmp_path: Path) -> None:
    await fill_postgres(url, read_sample)
    async with connect(f"embedded:{tmp_path}", timeout_s=60) as engine:
        await load_sample(engine, stream=io.StringIO())
        expected = [await documents(engine, index) for index in ("movies", "genres", "persons")]
        await load_source(engine, SOURCES["postgres"], request(url), stream=io.StringIO())
        assert [await documents(engine, index) for index in ("movies", "genres", "persons")] == expected


async def documents(engine: Any, index: str) -> dict[str, Any]:
    answer = await engine.search(index=index, size=10_000)
    found = {hit["_id"]: hit["_source"] for hit in answer["hits"]["hits"]}
    for document in found.values():
        if "genres" in document:  # sources give them in orders of their own
            document["genres"].sort(key=lambda genre: genre["name"])
            document["genre_facet"].sort()
    return found


async def test_an_older_schema_is_read_without_its_newer_columns(url: str) -> None:
    execute(
        url,
        _OLD_SCHEMA,
        f"""INSERT INTO content.film_work VALUES
            ('{_FILM}', '  Old   film ', '', '1999-05-01', NULL, 'movie', NULL, '2020-01-02 03:04:05')""",
        f"INSERT INTO content.person VALUES ('{_PERSON}', 'First'), ('{_OTHER}', 'Second')",
        f"""INSERT INTO content.person_film_work VALUES
            (gen_random_uuid(), '{_OTHER}', '{_FILM}', 'actor', '2001-01-01'),
            (gen_random_uuid(), '{_PERSON}', '{_FILM}', 'actor', '2000-01-01'),
            (gen_random_uuid(), '{_PERSON}', '{_FILM}', 'director', '2000-01-01')""",
    )
    film = (await read(url))[_FILM]

    assert (film.title, film.description, film.original_title, film.votes) == ("Old film", None, None, None)
    assert (film.release_year, film.modified) == (1999, datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert [person.full_name for person in film.actors] == ["First", "Second"]
    assert [person.full_name for person in film.directors] == ["First"]


async def test_columns_of_other_types_are_read_alike(url: str) -> None:
    films = read_sample()
    await fill_postgres(url, read_sample)
    execute(
        url,
        "CREATE TYPE content.kind AS ENUM ('movie', 'tv_show')",
        "CREATE TYPE content.role AS ENUM ('actor', 'writer', 'director')",
        """ALTER TABLE content.film_work ALTER type TYPE content.kind USING type::content.kind,
            ALTER rating TYPE numeric(3, 1), ALTER votes TYPE numeric, ALTER creation_date TYPE timestamp,
            ALTER title TYPE varchar(255)""",
        "ALTER TABLE content.person_film_work ALTER role TYPE content.role USING role::content.role",
    )
    assert [comparable(film) for film in (await read(url)).values()] == sorted(
        map(comparable, films), key=lambda film: film.id
    )
    execute(url, "ALTER TABLE content.film_work ALTER rating TYPE real")
    read_back = await read(url)
    assert [read_back[film.id].imdb_rating for film in films] == [film.imdb_rating for film in films]


@pytest.mark.parametrize(
    ("times", "modified"),
    [
        ("modified = NULL, created = '2020-01-02 03:04:05'", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("modified = NULL, created = NULL", datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
async def test_a_film_without_a_time_of_change_has_that_of_its_making(url: str, times: str, modified: datetime) -> None:
    execute(
        url,
        _OLD_SCHEMA,
        f"INSERT INTO content.film_work (id, title, type) VALUES ('{_FILM}', 'Old', 'movie')",
        f"UPDATE content.film_work SET {times}",
    )
    assert (await read(url))[_FILM].modified == modified


async def test_times_are_read_whatever_the_settings_of_the_database(url: str) -> None:
    (film,) = read_sample()[:1]
    await fill_postgres(url, lambda: [film])
    execute(url, "UPDATE content.film_work SET modified = '2020-01-02 03:04:05.25+03'")
    settings = "options=-c%20DateStyle%3DGerman%20-c%20TimeZone%3DAsia/Tokyo"
    read_back = (await read(f"{url}{'&' if '?' in url else '?'}{settings}"))[film.id]

    assert read_back.modified == datetime(2020, 1, 2, 0, 4, 5, 250_000, tzinfo=UTC)
    assert read_back.release_date == film.release_date


async def test_what_is_linked_twice_is_there_once(url: str) -> None:
    execute(
        url,
        _OLD_SCHEMA,
        f"INSERT INTO content.film_work (id, title, type, modified) VALUES ('{_FILM}', 'Old', 'movie', now())",
        f"INSERT INTO content.person VALUES ('{_PERSON}', 'First'), ('{_OTHER}', 'Second')",
        f"INSERT INTO content.genre VALUES ('{_OTHER}', 'Drama')",
        f"""INSERT INTO content.person_film_work VALUES
            (gen_random_uuid(), '{_PERSON}', '{_FILM}', 'actor', '2000-01-01'),
            (gen_random_uuid(), '{_OTHER}', '{_FILM}', 'actor', '2001-01-01'),
            (gen_random_uuid(), '{_PERSON}', '{_FILM}', 'actor', '2002-01-01')""",
        f"""INSERT INTO content.genre_film_work VALUES
            (gen_random_uuid(), '{_OTHER}', '{_FILM}', '2000-01-01'),
            (gen_random_uuid(), '{_OTHER}', '{_FILM}', NULL)""",
    )
    film = (await read(url))[_FILM]

    assert [person.full_name for person in film.actors] == ["First", "Second"]
    assert [genre.name for genre in film.genres] == ["Drama"]


async def test_credits_go_by_position(url: str) -> None:
    await fill_postgres(url, lambda: read_sample()[:1])
    film = read_sample()[0]
    execute(url, "UPDATE content.person_film_work SET position = 100 - position")

    assert (await read(url))[film.id].actors == film.actors[::-1]


async def test_other_roles_are_left_out_and_counted(url: str) -> None:
    await fill_postgres(url, lambda: read_sample()[:5])
    execute(url, "UPDATE content.person_film_work SET role = 'producer' WHERE role = 'writer'")
    films, rejects = await read_with_rejects(url)

    assert all(not film.writers for film in films.values())
    writers = sum(len(film.writers) for film in read_sample()[:5])
    assert rejects.counts == {"credits in a role that is not kept: producer": writers}


async def test_a_load_sees_one_moment(url: str) -> None:
    await fill_postgres(url, read_sample)
    async with SOURCES["postgres"].open(request(url)) as opened:
        films = iterate(opened.films)
        first = await anext(films)
        execute(url, "UPDATE content.film_work SET title = 'changed'", "DELETE FROM content.genre_film_work")
        rest = [film async for film in films]

    assert first.title != "changed"
    assert all(film.title != "changed" and film.genres for film in rest)


@pytest.mark.parametrize(
    ("postgres_url", "said"),
    [
        ("", "etl: POSTGRES_URL is not set"),
        ("postgresql://u:secret@127.0.0.1:1/db", "etl: cannot connect to PostgreSQL: "),
        ("nonsense", "etl: POSTGRES_URL is not a PostgreSQL URL; "),
    ],
)
async def test_what_is_wrong_is_told_in_one_line_without_the_password(
    postgres_url: str, said: str, tmp_path: Path
) -> None:
    ended = await run_etl(postgres_url, tmp_path, "load", "--source", "postgres")

    assert ended.returncode in (1, 2)
    assert ended.stderr.startswith(said)
    assert ended.stderr.count("\n") == 1
    assert "secret" not in ended.stderr


async def test_without_tables_the_command_that_makes_them_is_named(url: str, tmp_path: Path) -> None:
    ended = await run_etl(url, tmp_path, "load", "--source", "postgres")

    assert ended.returncode == 1
    assert "make them and fill them with the sample by python -m etl fill-postgres" in ended.stderr


async def run_etl(
    postgres_url: str, folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "etl", *arguments],
        cwd=ROOT,
        env={**os.environ, "POSTGRES_URL": postgres_url, "ELASTICSEARCH_URL": f"embedded:{folder}", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


_LOOSE_SCHEMA = """
    CREATE SCHEMA content;
    CREATE DOMAIN content.key AS uuid;
    CREATE DOMAIN content.line AS varchar(200);
    CREATE TYPE content.kind AS ENUM ('MOVIE', 'TV Show');
    CREATE TABLE content.base (id content.key PRIMARY KEY, "Title" content.line, "imdbRating" numeric,
        kind content.kind, "releaseDate" date, "updatedAt" timestamptz, aka text[], votes double precision);
    CREATE MATERIALIZED VIEW content."Films" AS SELECT * FROM content.base WITH NO DATA;
    CREATE TABLE content.people (id smallint, name char(20));
    CREATE TABLE content."filmPeople" ("filmId" varchar(36), "personId" numeric, role varchar(9));
"""


async def test_views_domains_arrays_and_ids_of_different_types_are_read(url: str) -> None:
    execute(
        url,
        _LOOSE_SCHEMA,
        f"""INSERT INTO content.base VALUES
            ('{_FILM}', ' Heat ', 8.3, 'MOVIE', '1995-12-15', '2020-01-02 03:04:05+03', '{{Жара,"Heat, II",NULL}}', 7),
            ('{_OTHER}', E'Lost\\x01', 7, 'TV Show', NULL, NULL, '{{}}', NULL)""",
        'REFRESH MATERIALIZED VIEW content."Films"',
        "INSERT INTO content.people VALUES (1, 'Ada'), (10, 'Ben')",
        f"""INSERT INTO content."filmPeople" VALUES ('{_FILM}', 10, 'ACTOR'), ('{_OTHER}', 1, 'Actor')""",
    )
    films, rejects = await read_with_rejects(url)

    assert [(film.title, film.type, film.votes) for film in films.values()] == [
        ("Heat", "movie", 7),
        ("Lost", "tv_show", None),
    ]
    assert films[_FILM].alternative_titles == ("Жара", "Heat, II")
    assert films[_FILM].modified == datetime(2020, 1, 2, 0, 4, 5, tzinfo=UTC)
    assert [person.full_name for film in films.values() for person in film.actors] == ["Ben", "Ada"]
    assert not rejects.counts


async def test_extreme_values_of_every_type_are_left_out(url: str) -> None:
    rows = (
        ("NaN", "infinity", "-infinity", "NaN"),
        ("1e300", "-infinity", "infinity", "Infinity"),
        ("-1", "0044-03-15 BC", "294276-12-31 23:59:59+00", "1e300"),
        ("5", "5874897-12-31", "0044-03-15 12:00:00 BC", "-0.5"),
    )
    values = ", ".join(
        f"(gen_random_uuid(), 'A film', '{rating}', 'MOVIE', '{day}', '{time}', NULL, '{votes}')"
        for rating, day, time, votes in rows
    )
    execute(
        url,
        _LOOSE_SCHEMA,
        f"INSERT INTO content.base VALUES {values}",
        'REFRESH MATERIALIZED VIEW content."Films"',
        'DROP TABLE content."filmPeople", content.people',
    )
    films, rejects = await read_with_rejects(url)

    assert len(films) == len(rows)
    for film in films.values():
        assert (film.release_date, film.votes, film.modified) == (None, None, datetime(1970, 1, 1, tzinfo=UTC))
    assert sorted(film.imdb_rating or 0 for film in films.values()) == [0, 0, 0, 5]
    # NaN is no value, and nothing is left out with it
    assert sum(rejects.counts.values()) == 2 + 4 + 4 + 3


async def test_broken_bytes_of_a_database_that_checks_no_text_are_rejected(server_url: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS unchecked")
        connection.execute("CREATE DATABASE unchecked ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C'")
    url = make_conninfo(server_url, dbname="unchecked")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET client_encoding TO SQL_ASCII")
        connection.execute('CREATE TABLE film_work (id int, title text, "описание" text)'.encode())
        connection.execute(b"INSERT INTO film_work VALUES (1, 'good'), (2, E'broken \\xff'), (3, '\xd0\xb4\xd0\xb0')")
    films, rejects = await read_with_rejects(url)

    assert [film.title for film in films.values()] == ["good", "да"]
    assert rejects.counts == {"film_work.title: a text that is not valid Unicode": 1}


async def test_two_schemas_with_films_are_listed_and_the_mapping_file_chooses(url: str, tmp_path: Path) -> None:
    await fill_postgres(url, lambda: read_sample()[:3])
    execute(
        url,
        "DROP SCHEMA IF EXISTS copy CASCADE",
        "CREATE SCHEMA copy",
        "CREATE TABLE copy.movies AS SELECT 1 AS id, 'Heat' AS title",
    )
    mapping = tmp_path / "catalogue.toml"
    mapping.write_text('schema = "content"\n', encoding="utf-8")
    try:
        refused = await run_etl(url, tmp_path / "engine", "load")
        inspected = await run_etl(url, tmp_path / "engine", "inspect")
        loaded = await run_etl(url, tmp_path / "engine", "load", ETL_MAPPING=str(mapping))
    finally:
        execute(url, "DROP SCHEMA copy CASCADE")

    problem = "schema or film.table: more than one table fits: content.film_work, copy.movies; choose one"
    assert (refused.returncode, inspected.returncode, loaded.returncode) == (1, 1, 0)
    assert problem in refused.stderr
    assert "python -m etl inspect --write-mapping FILE" in refused.stderr
    assert f"to be solved: {problem}" in inspected.stdout.splitlines()
    assert "loaded 3 movies" in loaded.stderr
