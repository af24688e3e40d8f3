"""The service as a user starts it, for all tests that only send requests, and databases that tests write in SQL."""

import io
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from catalogue.model import Film
from catalogue.settings import Settings
from etl.inspect import inspect_database
from etl.load import iterate
from etl.rejects import RejectLog
from etl.sources.registry import SOURCES
from etl.sources.source import SourceRequest
from harness.api_server import Server, free_port, served
from harness.postgres_server import new_database
from tests.fixtures.sqlite_films import run_script, sqlite_request

ReadScript = Callable[[str], Awaitable[tuple[list[Film], RejectLog]]]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two workers on a catalogue that the first start has loaded."""
    folder = tmp_path_factory.mktemp("server")
    port = free_port()
    command = ["sanic", "app:app", "--port", str(port), "--workers", "2"]
    url = f"embedded:{folder / 'catalogue'}"
    with served(command, folder / "log", port, ELASTICSEARCH_URL=url, ACCESS_LOG="true") as running:
        yield running


@pytest.fixture(params=["postgres", "sqlite"])
def read_script(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ReadScript]:
    """Reads the films of a new database after SQL that PostgreSQL and SQLite take, and what was left out."""

    async def read_sqlite(script: str) -> tuple[list[Film], RejectLog]:
        return await _read("sqlite", sqlite_request(run_script(tmp_path / "a.db", script)), tmp_path)

    if request.param == "sqlite":
        yield read_sqlite
        return
    with new_database(request.getfixturevalue("postgres")) as url:
        settings = Settings(postgres_url=url, etl_rejects=str(tmp_path / "rejects"))

        async def read_postgres(script: str) -> tuple[list[Film], RejectLog]:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(script.encode())
            return await _read("postgres", SourceRequest(settings), tmp_path)

        yield read_postgres


async def _read(source: str, request: SourceRequest, folder: Path) -> tuple[list[Film], RejectLog]:
    """The films, which are the same with the mapping file that `inspect` writes."""
    films, rejects = await _read_once(source, request)
    mapping = folder / "catalogue.toml"
    await inspect_database(SOURCES[source], request, io.StringIO(), mapping)
    settings = request.settings.model_copy(update={"etl_mapping": str(mapping)})
    assert (await _read_once(source, replace(request, settings=settings)))[0] == films
    return films, rejects


async def _read_once(source: str, request: SourceRequest) -> tuple[list[Film], RejectLog]:
    async with SOURCES[source].open(request) as opened:
        return [film async for film in iterate(opened.films)], opened.rejects
