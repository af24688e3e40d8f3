"""Swagger's page in a real browser that reaches no host but the service's."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from harness.api_server import Server
from movies.http.swagger import OPENAPI_FILE
from tests.requirements_missing import leave_out

_OPERATIONS = {
    (item["get"]["tags"][0], item["get"]["operationId"]): item["get"]
    for item in json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))["paths"].values()
}


@pytest.fixture(scope="module")
def chromium() -> str:
    """The browser; if there is none, its tests are left out, and in CI they fail."""
    return shutil.which("chromium") or leave_out("tests in a browser: no `chromium` on the PATH")


def render(chromium: str, url: str, profile: Path) -> str:
    """The page as it stands once its scripts have run."""
    return subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            # time of the page's own, which runs on only while it waits for nothing
            "--virtual-time-budget=60000",
            "--dump-dom",
            url,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=300,
        check=True,
    ).stdout


def test_it_shows_every_operation(chromium: str, server: Server, tmp_path: Path) -> None:
    page = render(chromium, f"http://127.0.0.1:{server.port}/docs", tmp_path)

    assert set(re.findall(r'id="operations-(\w+)-(\w+)"', page)) - {("tag", tag) for tag, _ in _OPERATIONS} == set(
        _OPERATIONS
    )


@pytest.mark.parametrize(
    ("operation", "filled"),
    [
        (("films", "list_films"), {"page_number": "1", "page_size": "50"}),
        (
            ("persons", "list_person_films"),
            {"person_id": "66f36ec1-b175-5748-9d57-df8f68494eaf", "page_number": "1", "page_size": "50"},
        ),
    ],
)
def test_a_form_is_filled_in_so_that_it_finds_something(
    chromium: str, server: Server, tmp_path: Path, operation: tuple[str, str], filled: dict[str, str]
) -> None:
    page = render(chromium, f"http://127.0.0.1:{server.port}/docs#/{'/'.join(operation)}", tmp_path)
    inputs = dict(re.findall(r'<input type="text"[^>]* placeholder="([^"]*)" value="([^"]*)"', page))

    assert inputs["query"] == ""
    assert {name: html.unescape(text) for name, text in inputs.items() if text} == filled
    assert set(re.findall(r'data-param-name="([^"]+)"', page)) == {
        parameter["name"] for parameter in _OPERATIONS[operation]["parameters"]
    }
