"""The service in this process, over the embedded engine with the sample in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sanic_testing.testing import SanicASGITestClient


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalogue with nothing in it."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture
def client(make_client: Callable[..., SanicASGITestClient], sample_folder: Path) -> SanicASGITestClient:
    """A client of a service over the sample."""
    return make_client(elasticsearch_url=f"embedded:{sample_folder}")
