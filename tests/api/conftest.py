"""The service in this process, over the embedded engine with the sample in it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_asyncio
from sanic_testing.testing import SanicASGITestClient

from catalogue.engine import connect
from etl.films import load_sample

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
def client(make_client: Callable[..., SanicASGITestClient], sample_folder: Path) -> SanicASGITestClient:
    """A client of a service over the sample."""
    return make_client(elasticsearch_url=f"embedded:{sample_folder}")
