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
from pathlib import Path
from typing import Any

import pytest

from harness.api_server import BIN, ROOT, Server, environment, free_port, served
from harness.reconnecting_load import reconnecting_load
from harness.redis_server import redis_url
from tests.fixtures.supervised import descendants, has_read_all, health, listens, lives, wait_until, workers

_COMMANDS = {
    "python": ["python", "app.py"],
    "sanic": ["sanic", "app:app", "--workers", "2", "--port"],
}


@pytest.fixture
def catalogue(sample_folder: Path) -> str:
    """An embedded catalogue that each server of these tests serves."""
    return f"embedded:{sample_folder}"


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

    (line,) = server.events("worker ended")
    assert (line["level"], line["worker"], line["pid"], line["ended_by"]) == ("error", name, pid, ended_by)
    assert before.items() <= workers(server).items()
    wait_until(lambda: health(server) == {"serving": 2, "replaced": 1}, server)


@pytest.mark.parametrize("way", _COMMANDS)
def test_with_elasticsearch_and_redis_a_worker_is_replaced_and_a_stop_answers(
    way: str, elasticsearch_url: str, start: Callable[..., Server], tmp_path: Path
) -> None:
    with redis_url(tmp_path) as redis:
        server = start(way, ELASTICSEARCH_URL=elasticsearch_url, REDIS_URL=redis)
        name, pid = workers(server).popitem()
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: workers(server)[name] != pid, server)
        asyncio.run(stop_under_load(server))


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

    (hung,) = server.events("worker hangs: killing it")
    assert (hung["level"], hung["worker"], hung["pid"]) == ("error", name, pid)
    assert not lives(pid)


def test_a_worker_whose_event_loop_is_blocked_is_replaced_and_a_slow_request_is_none(
    catalogue: str, tmp_path: Path
) -> None:
    (tmp_path / "slow.py").write_text(
        """
import asyncio
import time

from app import app
from sanic import empty


@app.get("/blocked")
async def block(_request):
    time.sleep(600)


@app.get("/slow")
async def wait(_request):
    await asyncio.sleep(8)
    return empty()
""",
        encoding="utf-8",
    )
    port = free_port()
    command = ["sanic", "slow:app", "--workers", "2", "--port", str(port)]
    settings: dict[str, Any] = {"PYTHONPATH": str(ROOT), "ELASTICSEARCH_URL": catalogue, "WORKER_HANG_S": "4"}
    with served(command, tmp_path / "log", port, folder=tmp_path, **settings) as server:
        wait_until(lambda: len(workers(server)) == 2, server)
        assert server.get("/slow")[0] == 204
        assert health(server) == {"serving": 2, "replaced": 0}
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /blocked HTTP/1.1\r\nHost: x\r\n\r\n")
            wait_until(lambda: len(server.events("worker serves")) == 3, server)
        assert len(server.events("worker hangs: killing it")) == 1


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
    for deaths in range(1, 5):
        (pid,) = workers(server).values()
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(server.events("worker serves")) > deaths, server)  # noqa: B023

    assert [line["after_s"] for line in server.events("worker is replaced later, since it died young")] == [1, 2, 4]


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
        await asyncio.to_thread(wait_until, lambda: has_read_all(server, begun), server)
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


def test_no_answer_is_lost_when_a_server_under_load_is_told_to_stop(start: Callable[..., Server]) -> None:
    asyncio.run(stop_under_load(start()))


async def stop_under_load(server: Server) -> None:
    async with reconnecting_load(server.port, "/health/live", per_s=200) as load:
        await asyncio.sleep(2)
        server.process.terminate()
        status = await asyncio.to_thread(server.process.wait, 60)
        await asyncio.sleep(0.5)

    assert status == 0
    assert load.counts["answered"] > 0
    assert load.counts["failed"] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("way", _COMMANDS)
@pytest.mark.parametrize("after", ["", "loading the first one", "starting workers", "Starting worker"])
def test_one_signal_is_enough_while_the_server_starts(
    catalogue: str, tmp_path: Path, way: str, number: signal.Signals, after: str
) -> None:
    port = free_port()
    url = f"embedded:{tmp_path / 'catalogue'}" if after == "loading the first one" else catalogue
    command = [*_COMMANDS[way], str(port)] if way == "sanic" else _COMMANDS[way]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            cwd=ROOT,
            env=environment(PORT=str(port), ELASTICSEARCH_URL=url),
            stdout=log,
            stderr=log,
            start_new_session=True,
            # A test run in the background of a shell ignores SIGINT, and what it starts would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
    server = Server(port, process, tmp_path / "log")
    wait_until(lambda: after in server.log, server)
    children = descendants(process.pid)
    process.send_signal(number)
    status = process.wait(60)

    # Python itself ends with status 1 if SIGINT comes before it has begun to run the program.
    has_begun = "Fatal Python error: init_" not in server.log
    assert status == 0 if after else status != 1 or not has_begun
    wait_until(lambda: not any(map(lives, children)), server)


def run_to_its_end(folder: Path, app: str, catalogue: str) -> subprocess.CompletedProcess[str]:
    """A server of two workers whose app is `failing.py` of a folder."""
    (folder / "failing.py").write_text(
        f"import os\nimport signal\n\nfrom app import app\n\n\n{app}\n", encoding="utf-8"
    )
    return subprocess.run(
        [str(BIN / "sanic"), "failing:app", "--workers", "2", "--port", str(free_port())],
        cwd=folder,
        env=environment(PYTHONPATH=str(ROOT), ELASTICSEARCH_URL=catalogue),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("raise RuntimeError('no luck')", "exit status 1 (RuntimeError: no luck)"),
        ("os._exit(0)", "exit status 0"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "signal SIGKILL"),
    ],
)
def test_a_first_start_that_fails_ends_with_one_line(catalogue: str, tmp_path: Path, failure: str, reason: str) -> None:
    ended = run_to_its_end(tmp_path, f"@app.before_server_start\nasync def fail(_app):\n    {failure}", catalogue)

    assert ended.returncode == 1
    (line,) = [line for line in ended.stderr.splitlines() if "cannot serve" in line]
    assert json.loads(line)["event"].endswith(f"ended before it served: {reason}")


# As if both were signalled at once: the main process, which cannot look before its worker is dead, and the worker.
_SIGNAL_BOTH = """
import time

main = os.getppid()


@app.before_server_start
async def end(_app):
    if os.environ["SANIC_WORKER_NAME"] != "Sanic-Server-0-0":
        return
    os.kill(main, signal.SIGSTOP)
    os.kill(main, signal.SIGTERM)
    if os.fork():
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.5)
    os.kill(main, signal.SIGCONT)
    os._exit(0)
"""


def test_workers_that_end_because_all_are_told_to_stop_are_no_failed_start(catalogue: str, tmp_path: Path) -> None:
    ended = run_to_its_end(tmp_path, _SIGNAL_BOTH, catalogue)

    assert (ended.returncode, "ended" in ended.stderr) == (0, False), ended.stderr


def test_a_server_whose_workers_fail_for_long_ends_with_one_line(catalogue: str, tmp_path: Path) -> None:
    # the first two serve for a while; those after them never do
    fail_later = """
@app.after_server_start
async def fail(app):
    if os.path.exists("served"):
        os._exit(3)
    app.loop.call_later(3, end)

def end():
    open("served", "w").close()
    os._exit(3)

from movies.server import supervisor
supervisor._NONE_SERVING_S = 5
"""
    ended = run_to_its_end(tmp_path, fail_later, catalogue)

    assert ended.returncode == 1
    (line,) = [line for line in ended.stderr.splitlines() if "cannot serve" in line]
    assert json.loads(line)["event"] == (
        "cannot serve: no worker has served for 5 s, though they were replaced; the last one ended by exit status 3"
    )


def test_nothing_outside_the_server_is_signalled(catalogue: str, tmp_path: Path) -> None:
    bystander = subprocess.Popen(["sleep", "600"])  # of the same process group as the server
    try:
        run_to_its_end(tmp_path, "@app.before_server_start\nasync def fail(_app):\n    os._exit(1)", catalogue)
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()
