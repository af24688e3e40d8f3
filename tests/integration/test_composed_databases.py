"""Databases that are composed at random of features that are read one by one: whatever else they have, they load."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from catalogue.model import Film
from catalogue.settings import Settings
from etl.load import iterate
from etl.sources.registry import SOURCES
from etl.sources.source import SourceRequest
from harness.postgres_server import new_database
from tests.fixtures.composed_databases import ComposedDatabase
from tests.fixtures.sqlite_films import sqlite_request

_SOAK = int(os.environ.get("SOAK", "1"))


@pytest.fixture(scope="module")
def server_url(postgres: str) -> Iterator[str]:
    with new_database(postgres) as url:
        yield url


@pytest.mark.parametrize("seed", range(50 * _SOAK))
async def test_a_composed_sqlite_file_is_read(tmp_path: Path, seed: int) -> None:
    database = ComposedDatabase(seed, "sqlite")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.executescript(";\n".join(["BEGIN", *database.script(), "COMMIT"]))

    assert await _read("sqlite", sqlite_request(tmp_path / "a.db")) == _by_id(database.films), database.chosen


@pytest.mark.parametrize("seed", range(1_000_000, 1_000_000 + 30 * _SOAK))
async def test_a_composed_postgresql_database_is_read(server_url: str, tmp_path: Path, seed: int) -> None:
    database = ComposedDatabase(seed, "postgres")
    with psycopg.connect(server_url) as connection:
        connection.execute("SET client_min_messages = warning")
        for schema in ("public", "content", "cinema"):
            connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        for statement in database.script():
            connection.execute(statement.encode())

    request = SourceRequest(Settings(postgres_url=server_url, etl_rejects=str(tmp_path / "rejects")))
    assert await _read("postgres", request) == _by_id(database.films), database.chosen


async def _read(source: str, request: SourceRequest) -> dict[str, Film]:
    async with SOURCES[source].open(request) as opened:
        return _by_id([film async for film in iterate(opened.films)])


def _by_id(films: Iterable[Film]) -> dict[str, Film]:
    """The films by their ids; genres and people, which have no places here, in the order of theirs."""
    return {
        str(film.id): film._replace(
            genres=tuple(sorted(film.genres)),
            actors=tuple(sorted(film.actors)),
            writers=tuple(sorted(film.writers)),
            directors=tuple(sorted(film.directors)),
        )
        for film in films
    }
