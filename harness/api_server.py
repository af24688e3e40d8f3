"""Starts the real service as a user does, with settings of one's own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
_START_LIMIT_S = 120
# A bare Sanic 25.12, which benchmarks compare with, never ends if it is told to before all its workers are up
# (sanic-org/sanic#2997).
_STOP_LIMIT_S = 10


@dataclass
class Server:
    """A running service."""

    port: int
    process: subprocess.Popen[bytes]
    log_file: Path

    def get(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """One request on a connection of its own, so that any worker may answer it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get_raw(self, target: bytes, *, method: bytes = b"GET") -> tuple[int, bytes]:
        """The status and the body for what is sent byte by byte as it is, which no client library does."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(method + b" " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            return answer.status, answer.read()

    @property
    def log(self) -> str:
        """All that it has said."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")  # it may end within a character

    def log_lines(self) -> list[dict[str, Any]]:
        """The lines of JSON that it has said. The last line may still be being written: it counts once it is whole."""
        lines = self.log_file.read_bytes().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.startswith(b"{") and line.endswith(b"\n")]

    def events(self, event: str) -> list[dict[str, Any]]:
        """Those of the lines that tell of an event, such as "worker serves"."""
        return [line for line in self.log_lines() if line["event"] == event]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """The environment with settings on top."""
    return {**os.environ, "LOG_FORMAT": "json", **settings}


@contextmanager
def served(
    command: Sequence[str], log_file: Path, port: int, *, folder: Path = ROOT, **settings: str
) -> Iterator[Server]:
    """The service that a command of the virtual environment starts; the block begins once it lives."""
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            cwd=folder,
            env=environment(**settings),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = Server(port, process, log_file)
    try:
        deadline = time.monotonic() + _START_LIMIT_S
        while True:
            assert process.poll() is None, server.log
            assert time.monotonic() < deadline, server.log
            try:
                server.get("/health/live")
                break
            except OSError:
                time.sleep(0.1)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
