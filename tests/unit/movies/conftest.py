"""The service in this process, over the embedded engine with the sample in it."""

import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sanic import Sanic
from sanic_testing.testing import SanicASGITestClient

from app import create_app
from etl.films import load_sample
from movies.engine import connect
from movies.settings import Settings

# Long enough for a machine that is busy with other tests.
_TIMEOUT_S = 30


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalogue with nothing in it."""
    return tmp_path_factory.mktemp("empty")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalogue with the sample in it."""
    folder = tmp_path_factory.mktemp("sample")
    async with connect(f"embedded:{folder}", timeout_s=_TIMEOUT_S) as engine:
        await load_sample(engine, stream=io.StringIO())
    return folder


@pytest.fixture
async def make_client() -> AsyncIterator[Callable[..., SanicASGITestClient]]:
    """Makes clients of services with settings of one's own."""

    def make(**settings: Any) -> SanicASGITestClient:
        Sanic._app_registry.clear()
        app = create_app(Settings(elasticsearch_timeout_s=_TIMEOUT_S, **settings))
        app.config.TOUCHUP = False
        return SanicASGITestClient(app)

    yield make
    Sanic._app_registry.clear()


@pytest.fixture
def client(make_client: Callable[..., SanicASGITestClient], sample_folder: Path) -> SanicASGITestClient:
    """A client of a service over the sample."""
    return make_client(elasticsearch_url=f"embedded:{sample_folder}")
