"""The search page in a real browser that reaches no host but the service's."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from harness.api_server import Server
from tests.requirements_missing import leave_out

# Long enough for a machine that is busy with other tests.
TIMEOUT_MS = 60_000

_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser; where there is none its tests are left out, and fail in CI.

    One for each module: while it runs, so does Playwright's event loop, and no asynchronous test can.
    """
    chromium = shutil.which("chromium") or leave_out("tests in a browser: no `chromium` on the PATH")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=_OPTIONS, timeout=TIMEOUT_MS)
        yield launched
        launched.close()


@pytest.fixture
def home(server: Server) -> str:
    """The address of the page."""
    return f"http://127.0.0.1:{server.port}/"


@pytest.fixture
def requests() -> list[str]:
    """The paths that the page of a test has asked for, in their order."""
    return []


@pytest.fixture
def expected_errors() -> list[str]:
    """Parts of the messages on the console that a test provokes; any other error fails it."""
    return []


@pytest.fixture
def page(browser: Browser, home: str, requests: list[str], expected_errors: list[str]) -> Iterator[Page]:
    """An empty tab of a wide screen. An error on its console or a request to another host fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, base_url=home)
    context.set_default_timeout(TIMEOUT_MS)
    faults: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((home, "data:")):
            faults.append(f"a request to {request.url}")
        elif not request.url.startswith("data:"):
            requests.append(request.url.removeprefix(home.rstrip("/")))

    tab = context.new_page()
    tab.on("console", note_message)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("request", note_request)
    yield tab
    context.close()
    assert [fault for fault in faults if not any(expected in fault for expected in expected_errors)] == []
