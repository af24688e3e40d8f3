"""The real server: several workers, started as a user starts them."""

import asyncio
import http.client
import json
import logging
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sanic import Sanic

from catalogue.documents import PersonDocument
from catalogue.engine import connect, connect_as_set
from catalogue.settings import Settings
from harness.api_server import BIN, ROOT, Server, environment, free_port, served
from movies.server.start import prepare_catalogue
from tests.fixtures.catalogues import serve_empty


def test_the_first_start_loads_the_sample_and_logs_it(server: Server) -> None:
    status, _, body = server.get("/api/v1/films?query=metropolis")

    assert status == 200
    assert json.loads(body)["items"][0]["title"] == "Metropolis"
    assert "no catalogue yet: loading the first one" in [line["event"] for line in server.log_lines()]


def test_every_worker_gives_the_same_bytes_and_the_same_etag(server: Server) -> None:
    answers: set[tuple[str, bytes]] = set()
    workers: set[str] = set()
    deadline = time.monotonic() + 60
    while len(workers) < 2:
        assert time.monotonic() < deadline, server.log
        _, headers, body = server.get("/api/v1/films?genre=drama&sort=title&page_size=20")
        answers.add((headers["ETag"], body))
        # The id of a request begins with the name of the worker that gave it.
        workers.add(headers["X-Request-ID"].partition("-")[0])

    assert len(answers) == 1


def test_a_log_line_and_its_answer_have_the_same_request_id(server: Server) -> None:
    _, headers, _ = server.get("/health/live", **{"X-Request-ID": "try-17"})

    assert headers["X-Request-ID"] == "try-17"
    deadline = time.monotonic() + 30
    while not any(line.get("request_id") == "try-17" for line in server.log_lines()):
        assert time.monotonic() < deadline, server.log
        time.sleep(0.05)


def test_a_header_that_is_too_large_is_a_problem(server: Server) -> None:
    status, headers, body = server.get("/api/v1/films", Origin="https://example.org", **{"X-Large": "a" * 9000})

    assert status == 413
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Type"] == "application/problem+json"
    assert (json.loads(body)["status"], json.loads(body)["title"]) == (413, "Content Too Large")
    assert "shorter than 8,192 bytes" in json.loads(body)["detail"]


@pytest.mark.parametrize(
    "target",
    [
        "/api/v1/films?query=%FF",
        "/api/v1/films?query=%00",
        "/api/v1/films/%FF",
        "/api/v1/films?%zz",
        "/%",
        "/docs/assets/",
        "/docs/assets//",
        "/docs/assets/%00",
        "/docs/assets/%FF",
        "/docs/assets/../settings.py",
        f"/docs/assets/{'a' * 300}",
    ],
)
def test_invalid_bytes_never_cause_a_500(server: Server, target: str) -> None:
    assert server.get(target)[0] in (400, 404)


def test_no_invalid_request_is_logged_as_an_error(server: Server) -> None:
    for target in ("/docs/assets/../settings.py", "/docs/assets/nothing.js", "/nothing", "/api/v1/films?query=%FF"):
        server.get(target)
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        connection.request("GET", "/api/v1/films", body=b"a body that no path reads")
        assert connection.getresponse().status == 200
    server.get("/health/live", **{"X-Request-ID": "after-them"})

    deadline = time.monotonic() + 30
    while not any(line.get("request_id") == "after-them" for line in server.log_lines()):
        assert time.monotonic() < deadline, server.log
        time.sleep(0.05)
    assert not [line for line in server.log_lines() if line["level"] == "error"]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/api/v1/films?query=Ёлки".encode(), 200),
        ("/api/v1/films/тест".encode(), 400),
        ("/елки".encode(), 404),
        (b"/\xff", 404),
    ],
)
def test_a_target_may_have_raw_utf_8(server: Server, target: bytes, status: int) -> None:
    assert server.get_raw(target)[0] == status


def test_raw_and_escaped_utf_8_mean_the_same(server: Server) -> None:
    raw = server.get_raw("/api/v1/films?query=елки&page_size=1".encode())

    assert raw == (200, server.get("/api/v1/films?page_size=1&query=%D0%B5%D0%BB%D0%BA%D0%B8")[2])


def test_invalid_utf_8_is_one_fault_among_others(server: Server) -> None:
    _, body = server.get_raw(b"/api/v1/films?query=\xff&\xfe=1&genre=a\0b&imdb_rating=11")

    assert {(fault["parameter"], fault["code"]) for fault in json.loads(body)["errors"]} == {
        ("query", "bad_encoding"),
        ("%FE", "bad_encoding"),
        ("genre", "bad_encoding"),
        ("imdb_rating", "out_of_range"),
    }


@pytest.mark.parametrize("target", [b"films", b"http://[", b"http://host", b"http://host?query=war", b"/?query=a b"])
def test_an_invalid_request_target_is_a_problem(server: Server, target: bytes) -> None:
    status, body = server.get_raw(target)

    assert (status, json.loads(body)["status"]) == (400, 400)
    assert "a target that begins with / and has no spaces" in json.loads(body)["detail"]
    assert "Traceback" not in server.log


@pytest.mark.parametrize(
    ("method", "status"), [(b"\xff", 400), (b"G\0T", 400), ("ПОСТ".encode(), 400), (b"", 400), (b"BREW", 405)]
)
def test_a_method_of_any_bytes_is_a_problem(server: Server, method: bytes, status: int) -> None:
    answered, body = server.get_raw(b"/api/v1/films", method=method)

    assert (answered, json.loads(body)["status"]) == (status, status)
    assert "Traceback" not in server.log


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_a_large_body_is_refused_before_it_is_read(server: Server, method: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with closing(connection):
        connection.putrequest(method, "/api/v1/films")
        connection.putheader("Content-Length", "10000000")
        connection.endheaders()

        assert connection.getresponse().status == 413


def test_a_second_start_serves_the_existing_catalogue(server: Server, tmp_path: Path) -> None:
    port = free_port()
    url = f"embedded:{server.log_file.parent / 'catalogue'}"
    with served(["python", "app.py"], tmp_path / "log", port, ELASTICSEARCH_URL=url, PORT=str(port)) as second:
        assert second.get("/api/v1/films")[2] == server.get("/api/v1/films")[2]
        assert "no catalogue yet: loading the first one" not in second.log
        (started,) = second.events("starting workers")
        assert (started["url"], started["workers"]) == (f"http://127.0.0.1:{port}", 2)


def test_a_worker_may_hold_more_connections_than_the_usual_limit_of_files(sample_folder: Path, tmp_path: Path) -> None:
    port = free_port()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1_024, hard))
    try:
        url = f"embedded:{sample_folder}"
        with served(["python", "app.py"], tmp_path / "log", port, ELASTICSEARCH_URL=url, PORT=str(port)) as running:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            connections = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(3_000)]
            for connection in connections:
                connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
            answers = {connection.recv(15) for connection in connections}
            for connection in connections:
                connection.close()
            assert running.get("/health/live")[0] == 200
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert answers == {b"HTTP/1.1 200 OK"}


def test_make_run_serves_generated_films_from_a_folder_of_their_own(tmp_path: Path) -> None:
    port = free_port()
    shutil.copytree(ROOT, tmp_path / "clone", ignore=shutil.ignore_patterns(".*", "var", "target", "tests"))
    process = subprocess.Popen(
        # the packages are there: old is what make takes them for
        ["make", "--old-file=.venv/.run", f"BIN={BIN}", "run", "FILMS=300"],
        cwd=tmp_path / "clone",
        env=environment(PORT=str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        answer = _answer_in_time(port, "/api/v1/films?page_size=1", process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    assert json.loads(answer)["total"] == 300
    assert [folder.name for folder in (tmp_path / "clone" / "var").iterdir()] == ["generated-300"]


def _answer_in_time(port: int, path: str, process: subprocess.Popen[bytes]) -> bytes:
    deadline = time.monotonic() + 120
    while True:
        assert process.poll() is None
        assert time.monotonic() < deadline
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).read()  # type: ignore[no-any-return]
        except OSError:
            time.sleep(0.1)


@pytest.mark.parametrize("command", [["sanic", "app:app", "--port"], ["uvicorn", "app:app", "--port"]])
def test_docs_only_needs_no_engine(tmp_path: Path, command: list[str]) -> None:
    port = free_port()
    settings: dict[str, Any] = {"DOCS_ONLY": "true", "ELASTICSEARCH_URL": "http://127.0.0.1:1"}
    with served([*command, str(port)], tmp_path / "log", port, **settings) as running:
        assert running.get("/docs")[0] == 200
        assert json.loads(running.get("/docs/openapi.json")[2])["openapi"] == "3.1.0"
        status, _, body = running.get("/api/v1/films")
        assert status == 503
        assert "DOCS_ONLY" in json.loads(body)["detail"]


def lines_of_a_failure(*command: str, **settings: str) -> list[str]:
    """The lines that a start prints before it ends with a failure."""
    ended = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode != 0
    return (ended.stdout + ended.stderr).splitlines()


def start_and_fail(*command: str, **settings: str) -> str:
    """The one line that a start prints before it ends with a failure."""
    (line,) = lines_of_a_failure(*command, **settings)
    return line


def test_a_busy_port_is_reported_in_one_line(server: Server) -> None:
    port = server.port
    line = start_and_fail("python", "app.py", PORT=str(port))

    assert line == (
        f"cannot listen on 127.0.0.1:{port} (Address already in use); choose another port, such as PORT={port + 1}"
    )


@pytest.mark.parametrize("command", [["python", "app.py"], ["sanic", "app:app", "--no-motd"]])
def test_a_folder_that_cannot_be_written_is_reported_in_one_line(command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    line = start_and_fail(*command, PORT=str(free_port()), ELASTICSEARCH_URL=f"embedded:{file}/catalogue")

    assert line == (
        f"cannot write to {file}/catalogue: Not a directory; name a folder that can be written: "
        "ELASTICSEARCH_URL=embedded:<folder>"
    )


def test_a_folder_that_cannot_even_be_looked_for_is_reported_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 300)
    line = start_and_fail("python", "app.py", PORT=str(free_port()), ELASTICSEARCH_URL=f"embedded:{folder}")

    assert line == (
        f"cannot write to {folder}: File name too long; name a folder that can be written: "
        "ELASTICSEARCH_URL=embedded:<folder>"
    )


async def test_a_catalogue_in_a_read_only_folder_is_reported_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(elasticsearch_url=f"embedded:{tmp_path}")
    async with connect_as_set(settings) as engine:
        await serve_empty(engine)
    # a user who may write everywhere, as root may, is told so of any folder
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    monkeypatch.setattr(logging, "disable", lambda: None)

    async def load_nothing(_settings: Settings) -> None:
        raise AssertionError("a catalogue is there")

    with pytest.raises(SystemExit) as ended:
        await prepare_catalogue(settings, load_nothing, Sanic("read_only_folder"))

    assert ended.value.code == (
        f"cannot write to {tmp_path}: it is read-only to this user; name a folder that can be written: "
        "ELASTICSEARCH_URL=embedded:<folder>"
    )


@pytest.mark.parametrize("content", [b"\xff", b"", b"[]"])
@pytest.mark.parametrize("file", ["aliases.json", "indices/movies*/meta.json", "indices/movies*/index.json"])
def test_a_damaged_catalogue_ends_the_start_with_what_helps(
    file: str, content: bytes, sample_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "catalogue")
    (damaged,) = folder.glob(file)
    damaged.write_bytes(content)
    place = {"PORT": str(free_port()), "ELASTICSEARCH_URL": f"embedded:{folder}"}
    line = start_and_fail("python", "app.py", **place)

    named = damaged.parent if damaged.name == "meta.json" else damaged  # all of what tantivy wrote
    assert line.startswith(f"cannot read {folder}: {named}: damaged (")
    assert line.endswith(
        "; move it away and load again. If you move the folder away, the next start loads a catalogue anew"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="a file whose reading fails is Linux's /proc/self/mem")
@pytest.mark.parametrize("file", ["aliases.json", "indices/movies*/meta.json", "indices/movies*/index.json"])
def test_a_file_that_the_disk_does_not_give_back_is_named(file: str, sample_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "catalogue")
    (lost,) = folder.glob(file)
    lost.unlink()
    lost.symlink_to("/proc/self/mem")
    line = start_and_fail("python", "app.py", PORT=str(free_port()), ELASTICSEARCH_URL=f"embedded:{folder}")

    assert line == (
        f"cannot read {folder}: {lost}: Input/output error. If you move the folder away, the next start loads a "
        "catalogue anew"
    )


@pytest.mark.parametrize("kind", ["fast", "fieldnorm", "idx", "pos", "store", "term"])
def test_a_flipped_bit_ends_the_start_with_what_helps(kind: str, sample_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "catalogue")
    (file,) = folder.glob(f"indices/persons*/*.{kind}")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    line = start_and_fail("python", "app.py", PORT=str(free_port()), ELASTICSEARCH_URL=f"embedded:{folder}")

    assert line == (
        f"cannot read {folder}: {file.parent}: damaged ({file.name} does not have its checksum); move it away and load "
        "again. If you move the folder away, the next start loads a catalogue anew"
    )


@pytest.mark.parametrize("command", [["python", "app.py"], ["sanic", "app:app", "--no-motd"]])
async def test_a_catalogue_of_another_version_is_reported_in_one_line(command: list[str], tmp_path: Path) -> None:
    url = f"embedded:{tmp_path}"
    async with connect(url, timeout_s=60) as engine:
        await serve_empty(engine, unfit=PersonDocument)
    line = await asyncio.to_thread(start_and_fail, *command, PORT=str(free_port()), ELASTICSEARCH_URL=url)

    assert line == (
        f"cannot serve {tmp_path}: The catalogue was loaded by another version; load it again by: "
        "python -m etl load --source <where it came from>"
    )


@pytest.mark.parametrize("command", [["python", "app.py"], ["sanic", "app:app"], ["python", "-m", "etl", "load"]])
def test_an_invalid_setting_is_reported_in_one_line(command: list[str]) -> None:
    line = start_and_fail(*command, ELASTICSEARCH_URL="localhost")

    assert line.removeprefix("etl: ") == (
        "ELASTICSEARCH_URL: must be http(s)://host:port or embedded:<folder>, not localhost"
    )
