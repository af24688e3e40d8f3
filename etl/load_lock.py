"""One load at a time: a lock that the engine keeps, so that loads from several machines see each other.

The lock is the index `catalogue-load-lock`, since making an index happens once or not at all. Its one document is
`{"holder": "host/4711/1f2e3d4c", "beat": 17}`: while a load runs it counts the beat up. A holder whose beat stops
has died, and its lock is taken over.
"""

import asyncio
import os
import secrets
import socket
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple, Self, TextIO

from elasticsearch import ApiError, AsyncElasticsearch, BadRequestError, NotFoundError, TransportError

from etl.engine_requests import engine_errors
from etl.errors import EtlError
from etl.uninterrupted import uninterrupted

LOCK_INDEX = "catalogue-load-lock"
BEAT_S = 2.0
# A beat may be late by as long as the engine takes for the largest commit.
STALE_AFTER_S = 30.0
# A busy cluster takes seconds to make an index, longer than a search may take; two requests make a beat.
_REQUEST_LIMIT_S = 10.0

_DOCUMENT_ID = "lock"
_LOOK_EVERY_S = 0.5
_BODY: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0},
    "mappings": {"dynamic": "strict", "properties": {"holder": {"type": "keyword"}, "beat": {"type": "long"}}},
}


class LoadRunningError(EtlError):
    """Another load is running."""


class LockLostError(EtlError):
    """Another load has taken the lock over, since this one did not renew it in time."""


class _Beat(NamedTuple):
    holder: str
    number: int


class LoadLock:
    """The lock as a context manager. Entering raises LoadRunningError while another load is running.

    If the holder seems to be dead, entering takes up to STALE_AFTER_S seconds, to see whether its beat stops. A dead
    holder on this machine is recognised at once. Waiting is announced on `stream`.
    """

    def __init__(self, client: AsyncElasticsearch, stream: TextIO) -> None:
        self._client = client.options(request_timeout=_REQUEST_LIMIT_S)
        self._stream = stream
        self._holder = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
        self._beating: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        with engine_errors():
            while not await self._create():
                await self._wait_until_stale()
                await self._client.indices.delete(index=LOCK_INDEX, ignore_unavailable=True)
            await self._write(0)
        self._beating = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.wait([self._beating])
        # If the engine does not answer now the lock stays, and the next load finds that it is stale.
        with suppress(ApiError, TransportError):
            await uninterrupted(self._release())

    async def check(self) -> None:
        """Raises LockLostError if this load holds the lock no more."""
        with engine_errors():
            beat = await self._read()
        if beat is None or beat.holder != self._holder:
            raise LockLostError(
                f"Another load began because this one did not answer for {STALE_AFTER_S:.0f} s; nothing was replaced"
            )

    async def _create(self) -> bool:
        try:
            await self._client.indices.create(index=LOCK_INDEX, **_BODY)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            return False
        return True

    async def _wait_until_stale(self) -> None:
        """Return once the lock is gone or its holder is dead. Raises LoadRunningError if the holder lives."""
        first = await self._read()
        if first is not None and _is_dead_here(first.holder):
            return
        until_s = time.monotonic() + STALE_AFTER_S
        self._stream.write(
            f"Another load holds the lock; waiting up to {STALE_AFTER_S:.0f} s to see whether it is still running\n"
        )
        while time.monotonic() < until_s:
            await asyncio.sleep(_LOOK_EVERY_S)
            if not await self._client.indices.exists(index=LOCK_INDEX):
                return
            beat = await self._read()
            if beat != first and beat is not None:
                host, process, _ = beat.holder.split("/")
                raise LoadRunningError(f"Another load is running (process {process} on {host}); wait for its end")

    async def _read(self) -> _Beat | None:
        """The last beat; None if the lock is gone, or was made only now."""
        try:
            found = await self._client.get(index=LOCK_INDEX, id=_DOCUMENT_ID, realtime=False)
        except NotFoundError:
            return None
        return _Beat(found["_source"]["holder"], found["_source"]["beat"])

    async def _write(self, number: int) -> None:
        operations: list[dict[str, Any]] = [
            {"index": {"_id": _DOCUMENT_ID}},
            {"holder": self._holder, "beat": number},
        ]
        await self._client.bulk(index=LOCK_INDEX, operations=operations, refresh=True)

    async def _beat(self) -> None:
        number = 0
        while True:
            await asyncio.sleep(BEAT_S)
            number += 1
            # A beat that fails is late, no more: `check` has the last word.
            with suppress(ApiError, TransportError):
                beat = await self._read()
                if beat is None or beat.holder != self._holder:
                    return
                await self._write(number)

    async def _release(self) -> None:
        beat = await self._read()
        if beat is not None and beat.holder == self._holder:
            await self._client.indices.delete(index=LOCK_INDEX, ignore_unavailable=True)


def _is_dead_here(holder: str) -> bool:
    """Whether the holder was a process of this machine that lives no more."""
    host, process, _ = holder.split("/")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(process), 0)
    except OSError as error:  # a PermissionError tells of a process of another user
        return isinstance(error, ProcessLookupError)
    return False
