"""`python -m benchmarks.offered_load`: requests offered evenly, whether the former are answered or not.

Reads a Plan as JSON on standard input and writes a list of Outcomes. Latency counts from the moment when a request was
due, so that a server that stalls pays for all who wait; what the generator itself was late by is part of it.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from benchmarks.catalogue import ROOT

_LIMIT_S = 10.0


@dataclass(frozen=True)
class Plan:
    """Which paths to ask for, one after another from the first again, and how fast."""

    port: int
    paths: Sequence[str]
    rate_per_s: float
    duration_s: float
    connections: int = 64


class Outcome(NamedTuple):
    """What became of a request: which of the paths it was; status 0 if there was no answer."""

    path: int
    status: int
    latency_ms: float
    late_ms: float


def offer(plan: Plan) -> list[Outcome]:
    """Carry a plan out in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.offered_load"]
    done = subprocess.run(
        command, input=json.dumps(asdict(plan)).encode(), stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    return [Outcome(*each) for each in json.loads(done.stdout)]


class _Connection(asyncio.Protocol):
    """A kept-alive connection that asks one thing at a time."""

    def __init__(self) -> None:
        self._received = b""
        self._ends_at = -1
        self._answer: asyncio.Future[int] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._ends_at < 0 and (head_end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:head_end].lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            self._ends_at = head_end + 4 + int(length)
        if 0 <= self._ends_at <= len(self._received) and self._answer is not None and not self._answer.done():
            self._answer.set_result(int(self._received[9:12]))

    def connection_lost(self, _error: Exception | None) -> None:
        self.transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(0)

    async def ask(self, path: str) -> int:
        """The status of the answer, or 0."""
        if self.transport is None:
            return 0
        self._received, self._ends_at = b"", -1
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        try:
            async with asyncio.timeout(_LIMIT_S):
                return await self._answer
        except TimeoutError:
            self.transport.abort()
            return 0


async def _carry_out(plan: Plan) -> list[Outcome]:
    loop = asyncio.get_running_loop()
    outcomes: list[Outcome] = []
    free: deque[_Connection] = deque()
    waiting: deque[asyncio.Future[_Connection]] = deque()

    def release(connection: _Connection) -> None:
        if waiting:
            waiting.popleft().set_result(connection)
        else:
            free.append(connection)

    async def connect() -> _Connection:
        _, connection = await loop.create_connection(_Connection, "127.0.0.1", plan.port)
        return connection

    async def ask(number: int, due_s: float) -> None:
        late_ms = (time.perf_counter() - due_s) * 1000
        if free:
            connection = free.popleft()
        else:
            turn: asyncio.Future[_Connection] = loop.create_future()
            waiting.append(turn)
            connection = await turn
        path = number % len(plan.paths)
        status = await connection.ask(plan.paths[path])
        outcomes.append(Outcome(path, status, (time.perf_counter() - due_s) * 1000, late_ms))
        release(connection if connection.transport is not None else await connect())

    free += await asyncio.gather(*(connect() for _ in range(plan.connections)))
    started_s = time.perf_counter()
    async with asyncio.TaskGroup() as requests:
        for number in range(round(plan.rate_per_s * plan.duration_s)):
            due_s = started_s + number / plan.rate_per_s
            await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
            requests.create_task(ask(number, due_s))
    return outcomes


if __name__ == "__main__":
    given = Plan(**json.load(sys.stdin))
    json.dump(asyncio.run(_carry_out(given)), sys.stdout)
