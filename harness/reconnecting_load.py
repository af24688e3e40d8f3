"""A load of requests at a fixed rate, each on a connection of its own, with what became of each."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

_TIMEOUT_S = 30

# refused: no connection. reset: closed before a byte of the answer. failed: any other end than a whole answer of 200.
End = Literal["answered", "refused", "reset", "failed"]


@dataclass(frozen=True)
class Outcome:
    """How a request ended, and when it began and ended, in seconds since 1970."""

    end: End
    began_s: float
    ended_s: float


@dataclass
class Load:
    """What became of the requests so far."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def counts(self) -> Counter[End]:
        """The number of requests by how they ended."""
        return Counter(outcome.end for outcome in self.outcomes)


@asynccontextmanager
async def reconnecting_load(port: int, path: str, per_s: int) -> AsyncIterator[Load]:
    """Send requests until the block ends; it is left once all of them have ended."""
    load = Load()
    stopped = asyncio.Event()
    sender = asyncio.create_task(_send(port, path, per_s, load, stopped))
    try:
        yield load
    finally:
        stopped.set()
        await sender


async def _send(port: int, path: str, per_s: int, load: Load, stopped: asyncio.Event) -> None:
    first_s, number = time.monotonic(), 0
    async with asyncio.TaskGroup() as requests:
        while not stopped.is_set():
            requests.create_task(_request(port, path, load))
            number += 1
            await asyncio.sleep(max(0.0, first_s + number / per_s - time.monotonic()))


async def _request(port: int, path: str, load: Load) -> None:
    began_s = time.time()
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            end = await _ask(port, path)
    except TimeoutError:
        end = "failed"
    load.outcomes.append(Outcome(end, began_s, time.time()))


async def _ask(port: int, path: str) -> End:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return "refused"
    answer = b""
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while part := await reader.read(65_536):
            answer += part
    except OSError:
        return "failed" if answer else "reset"
    finally:
        writer.close()
    if not answer:
        return "reset"
    head, _, body = answer.partition(b"\r\n\r\n")
    is_whole = f"content-length: {len(body)}".encode() in head.lower()
    return "answered" if is_whole and head.startswith(b"HTTP/1.1 200 ") else "failed"
