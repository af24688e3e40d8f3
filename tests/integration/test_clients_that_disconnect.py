"""A client that goes away before its answer is no error: the search is given up, unless others wait for it too."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from harness.api_server import Server, free_port, served

_SOON_S = 60.0
_ALIASES: object = {"movies-1": {"aliases": {"movies": {}}}}
_NOTHING_FOUND = {
    "timed_out": False,
    "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
    "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []},
}


class SlowEngine:
    """Answers searches of Elasticsearch's HTTP API with no hit, but only once it may."""

    def __init__(self) -> None:
        self.searches = 0
        self.may_answer = threading.Event()

    @contextmanager
    def serve(self) -> Iterator[str]:
        """The URL at which it answers."""
        engine = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer(_ALIASES)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                engine.searches += 1
                engine.may_answer.wait(_SOON_S)
                self._answer(_NOTHING_FOUND)

            def _answer(self, answer: object) -> None:
                body = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            self.may_answer.set()
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def engine() -> SlowEngine:
    return SlowEngine()


@pytest.fixture
def api(engine: SlowEngine, tmp_path: Path) -> Iterator[Server]:
    port = free_port()
    command = ["sanic", "app:app", "--port", str(port)]
    with (
        engine.serve() as url,
        served(
            command, tmp_path / "log", port, ELASTICSEARCH_URL=url, ELASTICSEARCH_TIMEOUT_S="60", LOG_LEVEL="DEBUG"
        ) as server,
    ):
        yield server


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


def send_request(port: int, path: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return connection


def reset(connection: socket.socket) -> None:
    """Close it as a killed process does, with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def cancelled(api: Server) -> int:
    """How many requests the log says were cancelled."""
    return sum(line["event"] == "request cancelled" for line in api.log_lines())


@pytest.mark.parametrize("leave", [socket.socket.close, reset])
def test_a_search_is_given_up_when_its_last_client_disconnects_and_leaves_no_error(
    api: Server, engine: SlowEngine, leave: Callable[[socket.socket], None]
) -> None:
    path = "/api/v1/films?genre=drama"
    connections = [send_request(api.port, path) for _ in range(3)]
    wait_until(lambda: engine.searches == 1)
    for connection in connections:
        leave(connection)
    wait_until(lambda: cancelled(api) == 3)
    engine.may_answer.set()

    assert [api.get(path)[1]["X-Cache"] for _ in range(2)] == ["MISS", "HIT"]
    assert engine.searches == 2
    lines = api.log_lines()
    assert [line for line in lines if line["level"] not in ("debug", "info") or "exception" in line] == []
    assert "Traceback" not in api.log


def test_clients_that_disconnect_at_any_moment_leave_no_error(api: Server, engine: SlowEngine) -> None:
    engine.may_answer.set()
    for number in range(60):
        connection = send_request(api.port, f"/api/v1/films?page_number={number + 1}&page_size=1")
        time.sleep(number * 0.0002)
        (socket.socket.close if number % 2 else reset)(connection)
    wait_until(lambda: api.get("/api/v1/films?page_number=60&page_size=1")[1]["X-Cache"] == "HIT")

    assert [line for line in api.log_lines() if line["level"] not in ("debug", "info")] == []
    assert "Traceback" not in api.log
