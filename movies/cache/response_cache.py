"""The response cache: finished bytes, under a key of their meaning."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial, wraps
from hashlib import blake2b
from typing import Any, Protocol

from sanic import HTTPResponse, Request

from movies.cache.catalogue_version import IndexTokens
from movies.http.endpoint import Handler
from movies.http.problems import UnavailableError
from search_queries import SearchQuery

# Clients may keep an answer, and ask each time whether it is still the one: a load shows at once.
_CACHE_CONTROL = "public, no-cache"

# What an entry takes besides its key, body and link. The resident memory of CPython 3.11 grew by 360 bytes more than
# those for each of 300,000 entries, whether their bodies had 60 bytes or 1,000; a link adds a string's own 49.
_OVERHEAD_BYTES = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished answer: its body, its entity tag, its `Link` header or "", and which indices it was made from."""

    body: bytes
    etag: str
    link: str
    token: str
    made_at_s: float

    @classmethod
    def of(cls, answer: HTTPResponse, token: str) -> "Entry":
        """What is kept of an answer."""
        body = answer.body or b""
        return cls(body, entity_tag(body), answer.headers.get("Link", ""), token, time.time())


def entity_tag(body: bytes) -> str:
    """A strong entity tag, made from the bytes alone, so that every worker gives the same."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


class Store(Protocol):
    """Where entries are shared between workers. It never raises: what fails is as if it were not there."""

    async def get(self, key: str) -> Entry | None: ...

    async def set(self, key: str, entry: Entry) -> None: ...


class ResponseCache:
    """Entries in this worker, the least used of them dropped, and behind them those of a shared store.

    `capacity_bytes` is what the entries of this worker may take, all that belongs to them counted.
    """

    def __init__(self, tokens: IndexTokens, shared: Store | None, *, lifetime_s: float, capacity_bytes: int) -> None:
        self._tokens = tokens
        self._shared = shared
        self._lifetime_s = lifetime_s
        self._capacity_bytes = capacity_bytes
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._size_bytes = 0
        self._under_way: dict[tuple[str, str | None], asyncio.Task[tuple[Entry, str]]] = {}

    def hit(self, key: str) -> Entry | None:
        """The entry of a key, where this worker has one that is fresh; quicker than `fetch`, which would wait."""
        entry = self._entries.get(key)
        if entry is None or not self._is_fresh(entry, self._tokens.current):
            return None
        self._entries.move_to_end(key)
        return entry

    async def fetch(self, key: str, make: Callable[[], Awaitable[HTTPResponse]]) -> tuple[Entry, str]:
        """The entry of a key, and how it was come by: HIT, MISS, or STALE where the engine cannot make a new one.

        One request at a time looks for an entry or makes it; others for the same key wait for it, unless a load came
        in between. Raises what `make` raises.
        """
        if fresh := self.hit(key):
            return fresh, "HIT"
        # Read before the engine is asked: what is newer than the token is made again, never taken for old.
        token = self._tokens.current
        task = self._under_way.get((key, token))
        if task is None:
            task = asyncio.create_task(self._find_or_make(key, token, make))
            self._under_way[key, token] = task
            task.add_done_callback(partial(self._end, (key, token)))
        # Not `await task`: a client that goes away must not take the answer from those who wait for it too.
        await asyncio.wait([task])
        return task.result()

    async def _find_or_make(
        self, key: str, token: str | None, make: Callable[[], Awaitable[HTTPResponse]]
    ) -> tuple[Entry, str]:
        old = self._entries.get(key)
        if self._shared is not None and (shared := await self._shared.get(key)) is not None:
            if self._is_fresh(shared, token):
                self._keep(key, shared)
                return shared, "HIT"
            old = old or shared
        if old is not None and token is None:
            # the engine has not answered for a while: another second of waiting for it would help nobody
            return old, "STALE"
        try:
            entry = Entry.of(await make(), token or "")
        except UnavailableError:
            if old is None:
                raise
            return old, "STALE"
        if token is not None:
            self._keep(key, entry)
            if self._shared is not None:
                await self._shared.set(key, entry)
        return entry, "MISS"

    def _end(self, work: tuple[str, str | None], task: asyncio.Task[tuple[Entry, str]]) -> None:
        del self._under_way[work]
        if not task.cancelled():
            # Where every client has gone away nobody else takes the error, and asyncio would complain of it.
            task.exception()

    def _is_fresh(self, entry: Entry, token: str | None) -> bool:
        return entry.token == token and time.time() - entry.made_at_s < self._lifetime_s

    def _keep(self, key: str, entry: Entry) -> None:
        self._drop(key)
        self._entries[key] = entry
        self._size_bytes += _bytes_taken(key, entry)
        while self._size_bytes > self._capacity_bytes:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> None:
        if entry := self._entries.pop(key, None):
            self._size_bytes -= _bytes_taken(key, entry)


def _bytes_taken(key: str, entry: Entry) -> int:
    # both texts are percent-encoded: a byte a letter
    return len(key) + len(entry.body) + len(entry.link) + _OVERHEAD_BYTES


def cached(handler: Handler) -> Handler:
    """Answer a handler's request from the app's cache where it can; `X-Cache` says how it was answered.

    The key is what the handler is given, in its canonical form. A client that has the answer already gets a 304.
    """
    name = handler.__name__

    @wraps(handler)
    async def answer(request: Request, **arguments: Any) -> HTTPResponse:
        cache: ResponseCache | None = request.app.ctx.cache
        if cache is None:
            return await handler(request, **arguments)
        key = "|".join([name, *map(_canonical, arguments.values())])
        entry, state = cache.hit(key), "HIT"
        if entry is None:
            entry, state = await cache.fetch(key, lambda: handler(request, **arguments))
        headers = {"ETag": entry.etag, "Cache-Control": _CACHE_CONTROL, "X-Cache": state}
        if entry.link:
            headers["Link"] = entry.link
        if (known := request.headers.getall("If-None-Match", None)) and _names(known, entry.etag):
            return HTTPResponse(status=304, headers=headers)
        return HTTPResponse(entry.body, headers=headers, content_type="application/json")

    answer.is_cached = True  # type: ignore[attr-defined]
    return answer


def _canonical(value: Any) -> str:
    return value.canonical() if isinstance(value, SearchQuery) else str(value)


def _names(if_none_match: Iterable[str], etag: str) -> bool:
    """Whether the lines of the header name the entity: RFC 9110, 13.1.2, by weak comparison."""
    tags = [tag.strip().removeprefix("W/") for tag in ",".join(if_none_match).split(",")]
    return etag in tags or tags == ["*"]
