"""The engines that tests run on: one real Elasticsearch for the whole session, started when the first test needs it.

And services over them in this process.
"""

import io
import os
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from hypothesis import HealthCheck, settings
from sanic import Sanic
from sanic_testing.testing import SanicASGITestClient

from app import load_first
from catalogue.documents import FilmDocument
from catalogue.engine import connect, options_as_set
from catalogue.settings import EMBEDDED, Settings
from harness.api_server import ROOT
from harness.elasticsearch_node.launcher import ElasticsearchNode, java_problem, start_node
from harness.postgres_server import postgres_server
from movies.explain.recording import RecordingEngine
from movies.server.factory import create_app
from tests.fixtures.api_client import ApiClient
from tests.fixtures.catalogues import load_sample, remove_all
from tests.fixtures.engines import Engines, both_engines
from tests.fixtures.films import FILMS
from tests.fixtures.indices import TIMEOUT_S, create_films, delete_all, filled_index
from tests.requirements_missing import leave_out

_HEAP_MB = 512

# A property that holds slowly holds: on a busy machine an example may take any time.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def java() -> None:
    """Whatever a node of our own needs; if it is missing, tests that ask for it are left out, and in CI they fail."""
    if problem := java_problem():
        leave_out(f"tests on a real Elasticsearch: {problem}, or name a cluster in ELASTICSEARCH_TEST_URL")


@pytest.fixture(scope="session")
def elasticsearch_node(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ElasticsearchNode]:
    """A real Elasticsearch of our own."""
    with start_node(tmp_path_factory.mktemp("elasticsearch"), _HEAP_MB) as node:
        yield node


@pytest.fixture(scope="session")
def elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """The cluster that ELASTICSEARCH_TEST_URL names, else a node of our own."""
    if given := os.environ.get("ELASTICSEARCH_TEST_URL"):
        return given
    node: ElasticsearchNode = request.getfixturevalue("elasticsearch_node")
    return node.url


@pytest.fixture(scope="session", params=["embedded", "elasticsearch"])
def engine_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of each engine in turn."""
    if request.param == "embedded":
        return f"embedded:{tmp_path_factory.mktemp('embedded')}"
    url: str = request.getfixturevalue("elasticsearch_url")
    return url


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL; tests make databases of their own there, by `new_database`."""
    # As root it runs as another user, who may not enter pytest's folders once another run of pytest has begun.
    with tempfile.TemporaryDirectory() as folder, postgres_server(Path(folder)) as url:
        yield url


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an embedded catalogue with the sample in it, to be read only."""
    folder = tmp_path_factory.mktemp("sample")
    command = [sys.executable, "-m", "etl", "load"]
    environment = {**os.environ, "ELASTICSEARCH_URL": f"embedded:{folder}"}
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return folder


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> list[RecordingEngine]:
    """The engines of the services that are started in this process, with what each was asked."""
    engines: list[RecordingEngine] = []

    def connect_recording(settings: Settings) -> RecordingEngine:
        engines.append(RecordingEngine(**options_as_set(settings)))
        return engines[-1]

    monkeypatch.setattr("movies.server.worker_services.connect_as_set", connect_recording)
    return engines


@pytest_asyncio.fixture
async def engine(engine_url: str) -> AsyncIterator[AsyncElasticsearch]:
    """A client of each engine in turn."""
    async with connect(engine_url, timeout_s=TIMEOUT_S) as connected:
        yield connected


@pytest.fixture
def make_client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., SanicASGITestClient]]:
    """Makes clients of services with settings of one's own."""

    async def keep_garbage_collected(_app: Sanic[Any, Any]) -> None:
        """In place of what takes all objects of a worker out of garbage collection: here those of all tests."""

    monkeypatch.setattr("movies.server.factory.prepare_worker", keep_garbage_collected)

    def make(**settings: Any) -> SanicASGITestClient:
        Sanic._app_registry.clear()
        app = create_app(Settings(elasticsearch_timeout_s=TIMEOUT_S, **settings), load_first)
        app.config.TOUCHUP = False
        return ApiClient(app)

    yield make
    Sanic._app_registry.clear()


@pytest_asyncio.fixture
async def new_name(engine: AsyncElasticsearch) -> AsyncIterator[Callable[[str], str]]:
    """Makes names of indices and aliases that no other test has; the indices are gone after the test."""
    prefix = f"contract-{secrets.token_hex(4)}"
    yield lambda name: f"{prefix}-{name}"
    await delete_all(engine, f"{prefix}-*")


@pytest_asyncio.fixture
async def empty_index(engine: AsyncElasticsearch, new_name: Callable[[str], str]) -> str:
    """The name of an index of films with none in it."""
    name = new_name("films")
    await create_films(engine, name)
    return name


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def films_index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of the small catalogue on each engine in turn; to be read only."""
    async with filled_index(engine_url, "catalogue", FilmDocument, FILMS) as name:
        yield name


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sample_url(engine_url: str, sample_folder: Path) -> AsyncIterator[str]:
    """The URL of each engine in turn with the sample in it, to be read only.

    From Elasticsearch it is gone before other tests load theirs.
    """
    if engine_url.startswith(EMBEDDED):
        yield f"{EMBEDDED}{sample_folder}"
        return
    async with connect(engine_url, timeout_s=TIMEOUT_S) as engine:
        await load_sample(engine, stream=io.StringIO())
    yield engine_url
    async with connect(engine_url, timeout_s=TIMEOUT_S) as engine:
        await remove_all(engine)


@pytest_asyncio.fixture
async def engines(elasticsearch_url: str, tmp_path: Path) -> AsyncIterator[Engines]:
    """Both engines side by side; indices whose names begin with `engines.index` are gone after the test."""
    async with both_engines(tmp_path, elasticsearch_url) as both:
        yield both


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, in one line for each reason."""
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.getreports("skipped"))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"LEFT OUT ({count}): {reason.removeprefix('Skipped: ')}", yellow=True)
