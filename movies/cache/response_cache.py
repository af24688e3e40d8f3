"""The response cache of a worker: finished bytes, under a key of their meaning."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sanic import HTTPResponse

from catalogue.unavailable import UnavailableError
from movies.cache.catalogue_version import CatalogueVersion
from movies.cache.entry import Entry
from movies.cache.store import Store

# What an entry takes besides its key, body and link. The resident memory of CPython 3.11 grew by 360 bytes more than
# those for each of 300,000 entries, whether their bodies had 60 bytes or 1,000; a link adds a string's own 49.
_OVERHEAD_BYTES = 400
# Work begins so many rounds of the event loop later, if other work is under way. By then a client that has already gone
# away is known to have: in the first its connection is found closed, in the second its request is cancelled. Without
# these rounds 2,000 searches that were abandoned at once held a worker for eight seconds; a search that is alone takes
# 2 % longer with them.
_ROUNDS_BEFORE_WORK = 2


@dataclass(eq=False)
class _Work:
    """An entry that is looked for or made, and how many requests wait for it."""

    task: asyncio.Task[tuple[Entry, str]]
    waiting: int = 0


class ResponseCache:
    """Entries in this worker, the least recently used dropped first, and behind them those of a shared store.

    `capacity_bytes` limits the memory that the entries of this worker take, their keys and overhead included.
    """

    def __init__(self, version: CatalogueVersion, shared: Store, *, lifetime_s: float, capacity_bytes: int) -> None:
        self._version = version
        self._shared = shared
        self._lifetime_s = lifetime_s
        self._capacity_bytes = capacity_bytes
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._size_bytes = 0
        self._under_way: dict[tuple[str, str | None], _Work] = {}

    def hit(self, key: str) -> Entry | None:
        """The entry of a key if this worker has a fresh one; quicker than `fetch`, since nothing is awaited."""
        entry = self._entries.get(key)
        if entry is None or not self._is_fresh(entry, self._version.current):
            return None
        self._entries.move_to_end(key)
        return entry

    async def fetch(self, key: str, make: Callable[[], Awaitable[HTTPResponse]]) -> tuple[Entry, str]:
        """The entry of a key, and its `X-Cache`: HIT, MISS, or STALE if the engine cannot make a new one.

        One request at a time looks for an entry or makes it; others for the same key wait for it, unless a load came
        in between. Once none of them waits any more, since their clients have gone away, the work is cancelled. Raises
        what `make` raises, but UnavailableError only if there is no older entry to answer with.
        """
        if fresh := self.hit(key):
            return fresh, "HIT"
        # Read before the engine is asked: an answer of a newer catalogue is at worst made once more, never kept as old.
        version = self._version.current
        work = self._under_way.get((key, version))
        # The requests that waited for work that has ended may not have left yet: later ones would pass its error on.
        if work is None or work.task.done():
            work = _Work(asyncio.create_task(self._find_or_make(key, version, make)))
            self._under_way[key, version] = work
        work.waiting += 1
        try:
            # Not `await work.task`: that would cancel it with the first client that goes away.
            await asyncio.wait([work.task])
            return work.task.result()
        finally:
            work.waiting -= 1
            if not work.waiting:
                if self._under_way.get((key, version)) is work:
                    del self._under_way[key, version]
                # If it has just failed, this keeps asyncio from logging that nobody took the error.
                work.task.cancel()
            # Its error has this frame, and so the task: a ring with all that was asked, for garbage collection to find.
            del work

    async def _find_or_make(
        self, key: str, version: str | None, make: Callable[[], Awaitable[HTTPResponse]]
    ) -> tuple[Entry, str]:
        if len(self._under_way) > 1:
            for _ in range(_ROUNDS_BEFORE_WORK):
                await asyncio.sleep(0)
        old = self._entries.get(key)
        if shared := await self._shared.get(key):
            if self._is_fresh(shared, version):
                self._keep(key, shared)
                return shared, "HIT"
            old = old or shared
        if old is not None and version is None:
            # The engine has not answered for a while: waiting for it once more would help nobody.
            return old, "STALE"
        try:
            entry = Entry.of(await make(), version or "")
        except UnavailableError:
            if old is None:
                raise
            return old, "STALE"
        if version is not None:
            self._keep(key, entry)
            await self._shared.set(key, entry)
        return entry, "MISS"

    def _is_fresh(self, entry: Entry, version: str | None) -> bool:
        return entry.catalogue_version == version and time.time() - entry.made_at_s < self._lifetime_s

    def _keep(self, key: str, entry: Entry) -> None:
        self._drop(key)
        size_bytes = _bytes_taken(key, entry)
        if size_bytes > self._capacity_bytes:
            return  # all others would have to go for it, and then it too
        self._entries[key] = entry
        self._size_bytes += size_bytes
        while self._size_bytes > self._capacity_bytes:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> None:
        if entry := self._entries.pop(key, None):
            self._size_bytes -= _bytes_taken(key, entry)


def _bytes_taken(key: str, entry: Entry) -> int:
    # Key and link are percent-encoded: one byte a character.
    return len(key) + len(entry.body) + len(entry.link) + _OVERHEAD_BYTES
