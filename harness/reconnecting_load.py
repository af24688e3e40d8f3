"""A load of requests at a fixed rate, each on a connection of its own, with what became of them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_TIMEOUT_S = 30

ANSWERED, REFUSED, RESET, FAILED = "answered", "refused", "reset before an answer", "failed"


@asynccontextmanager
async def reconnecting_load(port: int, path: str, per_s: int) -> AsyncIterator[Counter[str]]:
    """Send requests until the block ends; then wait for their answers, and count how each ended.

    `refused`: no connection. `reset before an answer`: closed before a byte of the answer. `failed`: any other end than
    a whole answer of status 200.
    """
    ends: Counter[str] = Counter()
    stopped = asyncio.Event()
    sender = asyncio.create_task(_send(port, path, per_s, ends, stopped))
    try:
        yield ends
    finally:
        stopped.set()
        await sender


async def _send(port: int, path: str, per_s: int, ends: Counter[str], stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    first_s, number = loop.time(), 0
    async with asyncio.TaskGroup() as requests:
        while not stopped.is_set():
            requests.create_task(_request(port, path, ends))
            number += 1
            await asyncio.sleep(max(0.0, first_s + number / per_s - loop.time()))


async def _request(port: int, path: str, ends: Counter[str]) -> None:
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            ends[await _ask(port, path)] += 1
    except TimeoutError:
        ends[FAILED] += 1


async def _ask(port: int, path: str) -> str:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return REFUSED
    answer = b""
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while part := await reader.read(65_536):
            answer += part
    except OSError:
        return FAILED if answer else RESET
    finally:
        writer.close()
    if not answer:
        return RESET
    head, _, body = answer.partition(b"\r\n\r\n")
    is_whole = f"content-length: {len(body)}".encode() in head.lower()
    return ANSWERED if is_whole and head.startswith(b"HTTP/1.1 200 ") else FAILED
