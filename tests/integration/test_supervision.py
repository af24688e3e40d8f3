"""The main process of the real server: workers that die or hang are replaced, and it ends when it should."""

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from harness.api_server import BIN, ROOT, Server, environment, free_port, served
from harness.reconnecting_load import ANSWERED, FAILED, reconnecting_load

_SOON_S = 120.0
_COMMANDS = {
    "python": ["python", "app.py"],
    "sanic": ["sanic", "app:app", "--workers", "2", "--port"],
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded catalogue that each server of these tests serves."""
    folder = tmp_path_factory.mktemp("supervised")
    port = free_port()
    url = f"embedded:{folder / 'catalogue'}"
    with served(["python", "app.py"], folder / "log", port, ELASTICSEARCH_URL=url, PORT=str(port)):
        return url


@pytest.fixture
def start(catalogue: str, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers with settings of one's own, and returns once all workers serve."""
    running = []

    def start_one(way: str = "python", **settings: str) -> Server:
        port = free_port()
        command = [*_COMMANDS[way], str(port)] if way == "sanic" else _COMMANDS[way]
        all_settings: dict[str, Any] = {"ELASTICSEARCH_URL": catalogue, "PORT": str(port), **settings}
        context = served(command, tmp_path / f"log-{port}", port, **all_settings)
        server = context.__enter__()
        running.append(context)
        wait_until(lambda: len(workers(server)) == int(settings.get("WORKERS", "2")), server)
        return server

    yield start_one
    for context in running:
        context.__exit__(None, None, None)


def wait_until(is_so: Callable[[], object], server: Server) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while not is_so():
        assert time.monotonic() < deadline_s, server.log
        time.sleep(0.05)


def events(server: Server, event: str) -> list[dict[str, Any]]:
    return [line for line in server.log_lines() if line["event"] == event]


def workers(server: Server) -> dict[str, int]:
    """The process that each worker was last, by the worker's name."""
    return {line["worker"]: line["pid"] for line in events(server, "worker serves")}


def health(server: Server) -> dict[str, int]:
    _, _, body = server.get("/health/live")
    counts: dict[str, int] = json.loads(body)["workers"]
    return counts


def lives(pid: int) -> bool:
    """Whether a process is there and is more than an entry that nobody has asked for."""
    status = Path(f"/proc/{pid}/stat")
    with suppress(OSError):
        return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def descendants(pid: int) -> set[int]:
    children = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()}
    return children.union(*(descendants(child) for child in children))


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("way", _COMMANDS)
@pytest.mark.parametrize(
    ("number", "ended_by"),
    [(signal.SIGKILL, "signal SIGKILL"), (signal.SIGSEGV, "signal SIGSEGV"), (signal.SIGTERM, "exit status 0")],
)
def test_a_worker_that_ends_is_logged_and_replaced(
    start: Callable[..., Server], way: str, number: signal.Signals, ended_by: str
) -> None:
    server = start(way)
    before = workers(server)
    name, pid = before.popitem()
    os.kill(pid, number)
    wait_until(lambda: workers(server)[name] != pid, server)

    (line,) = events(server, "worker ended")
    assert (line["level"], line["worker"], line["pid"], line["ended_by"]) == ("error", name, pid, ended_by)
    assert before.items() <= workers(server).items()
    wait_until(lambda: health(server) == {"serving": 2, "replaced": 1}, server)


def test_both_workers_at_once_are_replaced(start: Callable[..., Server]) -> None:
    server = start()
    before = workers(server)
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not set(before.values()) & set(workers(server).values()), server)

    assert server.get("/api/v1/films")[0] == 200
    wait_until(lambda: health(server) == {"serving": 2, "replaced": 2}, server)


def test_the_only_worker_is_replaced(start: Callable[..., Server]) -> None:
    server = start(WORKERS="1")
    ((name, pid),) = workers(server).items()
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: workers(server)[name] != pid, server)

    assert server.get("/api/v1/films")[0] == 200


def test_a_worker_that_stands_still_is_killed_and_replaced(start: Callable[..., Server]) -> None:
    server = start(WORKER_HANG_S="3")
    name, pid = workers(server).popitem()
    os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: workers(server)[name] != pid, server)

    (hung,) = events(server, "worker hangs: killing it")
    assert (hung["level"], hung["worker"], hung["pid"]) == ("error", name, pid)
    assert not lives(pid)


def test_a_pause_of_the_whole_machine_is_no_hang(start: Callable[..., Server]) -> None:
    server = start(WORKER_HANG_S="3")
    before = workers(server)
    everyone = [server.process.pid, *before.values()]
    for pid in everyone:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(6)
    for pid in everyone:
        os.kill(pid, signal.SIGCONT)
    time.sleep(4)

    assert health(server) == {"serving": 2, "replaced": 0}
    assert workers(server) == before


def test_workers_that_die_young_are_replaced_later_each_time(start: Callable[..., Server]) -> None:
    server = start(WORKERS="1")
    for deaths in range(1, 4):
        (pid,) = workers(server).values()
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(events(server, "worker serves")) > deaths, server)  # noqa: B023

    waits = [line["replaced_in_s"] for line in events(server, "worker ended")]
    assert waits[1:] == [1.0, 2.0] if waits[0] == 0 else waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("way", _COMMANDS)
@pytest.mark.parametrize("is_stopped", [False, True])
def test_no_process_outlives_a_main_process_that_is_killed(
    start: Callable[..., Server], way: str, is_stopped: bool
) -> None:
    server = start(way)
    processes = descendants(server.process.pid)
    assert set(workers(server).values()) <= processes
    if is_stopped:
        os.kill(workers(server).popitem()[1], signal.SIGSTOP)
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not any(map(lives, processes)), server)

    assert not listens(server.port)


@pytest.mark.parametrize("way", _COMMANDS)
async def test_a_server_that_is_told_to_stop_answers_what_it_has_begun_to_read(
    start: Callable[..., Server], way: str
) -> None:
    server = await asyncio.to_thread(start, way)
    idle = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    idle.request("GET", "/health/live")
    idle.getresponse().read()
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as begun:
        begun.sendall(b"GET /api/v1/films?page_size=1 HTTP/1.1\r\nHost: x\r\n")
        await asyncio.sleep(0.5)
        server.process.terminate()
        await asyncio.to_thread(wait_until, lambda: not listens(server.port), server)
        assert idle.sock is not None
        assert idle.sock.recv(1) == b""
        idle.close()
        begun.sendall(b"\r\n")
        answer = http.client.HTTPResponse(begun)
        answer.begin()
        assert (answer.status, answer.getheader("Connection")) == (200, "close")
        assert len(json.loads(answer.read())["items"]) == 1
        assert begun.recv(1) == b""

    assert await asyncio.to_thread(server.process.wait, 60) == 0


async def test_no_answer_is_lost_when_a_server_under_load_is_told_to_stop(start: Callable[..., Server]) -> None:
    server = await asyncio.to_thread(start)
    async with reconnecting_load(server.port, "/api/v1/films?page_size=1", per_s=200) as ends:
        await asyncio.sleep(2)
        server.process.terminate()
        status = await asyncio.to_thread(server.process.wait, 60)
        await asyncio.sleep(0.5)

    assert status == 0
    assert ends[ANSWERED] > 0
    assert ends[FAILED] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("way", _COMMANDS)
@pytest.mark.parametrize("after", ["", "loading the sample", "starting workers", "Starting worker"])
def test_one_signal_is_enough_while_the_server_starts(
    tmp_path: Path, way: str, number: signal.Signals, after: str
) -> None:
    port = free_port()
    command = [*_COMMANDS[way], str(port)] if way == "sanic" else _COMMANDS[way]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            cwd=ROOT,
            env=environment(PORT=str(port), ELASTICSEARCH_URL=f"embedded:{tmp_path / 'catalogue'}"),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = Server(port, process, tmp_path / "log")
    wait_until(lambda: after in server.log, server)
    children = descendants(process.pid)
    process.send_signal(number)
    status = process.wait(60)

    assert status == 0 if after else status != 1
    wait_until(lambda: not any(map(lives, children)), server)


@pytest.mark.parametrize(
    "failure", ["raise RuntimeError('no luck')", "import os; os._exit(0)", "import os, signal; os.kill(os.getpid(), 9)"]
)
def test_a_first_start_that_fails_ends_with_one_line(catalogue: str, tmp_path: Path, failure: str) -> None:
    (tmp_path / "failing.py").write_text(
        f"from app import app\n\n\n@app.before_server_start\nasync def fail(_app):\n    {failure}\n", encoding="utf-8"
    )
    bystander = subprocess.Popen(["sleep", "600"], start_new_session=False)
    try:
        ended = subprocess.run(
            [str(BIN / "sanic"), "failing:app", "--workers", "2", "--port", str(free_port())],
            cwd=tmp_path,
            env=environment(PYTHONPATH=str(ROOT), ELASTICSEARCH_URL=catalogue),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()

    assert ended.returncode == 1
    (line,) = [line for line in ended.stderr.splitlines() if "cannot serve" in line]
    assert "ended before it served" in line
