"""The service as a user starts it, for all tests that only send requests."""

from collections.abc import Iterator

import pytest

from harness.api_server import Server, free_port, served


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two workers on a catalogue that the first start has loaded."""
    folder = tmp_path_factory.mktemp("server")
    port = free_port()
    command = ["sanic", "app:app", "--port", str(port), "--workers", "2"]
    url = f"embedded:{folder / 'catalogue'}"
    with served(command, folder / "log", port, ELASTICSEARCH_URL=url, ACCESS_LOG="true") as running:
        yield running
