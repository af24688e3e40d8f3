"""A server that dies and returns under an open page."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from harness.api_server import free_port, served


class Mortal:
    """A server of one worker that can be stopped and started again at the same port."""

    def __init__(self, catalogue: Path, log_file: Path) -> None:
        self.port = free_port()
        self._catalogue = catalogue
        self._log_file = log_file
        self._running = ExitStack()

    def start(self) -> None:
        command = ["sanic", "app:app", "--port", str(self.port), "--workers", "1"]
        url = f"embedded:{self._catalogue}"
        self._running.enter_context(served(command, self._log_file, self.port, ELASTICSEARCH_URL=url))

    def stop(self) -> None:
        self._running.close()


@pytest.fixture
def mortal(sample_folder: Path, tmp_path: Path) -> Iterator[Mortal]:
    server = Mortal(sample_folder, tmp_path / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def home(mortal: Mortal) -> str:
    return f"http://127.0.0.1:{mortal.port}/"


def test_the_page_goes_on_by_itself_once_the_server_is_back(
    page: Page, mortal: Mortal, expected_errors: list[str]
) -> None:
    expected_errors += ["ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET"]
    page.goto("/?query=alien")
    expect(page.locator("#films h2 button").first).to_have_text("Alien")

    mortal.stop()
    page.locator("#query").fill("seven samurai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    mortal.start()

    expect(page.locator("#films h2 button").first).to_have_text("Seven Samurai")
    expect(page.get_by_role("alert")).to_be_empty()
