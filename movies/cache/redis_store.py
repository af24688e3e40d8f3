"""Redis as the cache that workers share. It may be slow, dead or full of garbage: then answers are made anew."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import blake2b
from typing import Any

import orjson
import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ResponseError

from movies.cache.entry import Entry, entity_tag

# Longer than a healthy Redis takes by far, and short beside what a search may take. Waiting for a connection that is
# free may take as long again.
_TIMEOUT_S = 0.1
# More at once would only keep this process busy with them: a healthy Redis answers before the next command is written.
_CONNECTIONS = 16
# After a failure it is not asked for this long.
_PAUSE_S = 1.0

_log = structlog.get_logger()


class RedisStore:
    """Entries under `movies:<shape of the answers>:<hash of the key>`, for `lifetime_s` seconds each.

    A version of the service whose answers have other fields gives another `shape`, so it finds none of the old
    entries. A value is a line of JSON with everything but the body, then the body; it is used only if the entity tag
    in the line fits the body.
    """

    def __init__(self, url: str, *, shape: str, lifetime_s: float) -> None:
        # The client's own limits are off: it uses asyncio.wait_for, which on Python 3.11 may swallow the end of ours.
        self._redis: Redis = Redis.from_url(
            url,
            socket_timeout=None,
            socket_connect_timeout=None,
            retry=Retry(NoBackoff(), 0),
            max_connections=_CONNECTIONS,
        )
        self._free_connections = asyncio.Semaphore(_CONNECTIONS)
        self._prefix = f"movies:{shape}:"
        self._lifetime_ms = round(lifetime_s * 1000)
        self._paused_until_s = 0.0
        self._is_failing = False
        self._rejected: set[tuple[str, type[ResponseError]]] = set()

    def name(self, key: str) -> str:
        """The name of a key in Redis."""
        return self._prefix + _hash(key.encode())

    async def get(self, key: str) -> Entry | None:
        """The entry of a key; None if Redis has none, fails, or holds something else."""
        value = await self._ask(self._redis.get, self.name(key))
        return None if value is None else _read(key, value)

    async def set(self, key: str, entry: Entry) -> None:
        """Keep an entry, if Redis accepts it."""
        await self._ask(self._redis.set, self.name(key), _write(key, entry), px=self._lifetime_ms)

    async def close(self) -> None:
        """Close the connections."""
        with suppress(Exception):
            async with asyncio.timeout(_TIMEOUT_S):
                await self._redis.aclose()

    async def _ask(self, command: Callable[..., Awaitable[Any]], *arguments: Any, **options: Any) -> Any:
        """The answer of Redis; None if it gives none in time, rejects the command, or has just failed."""
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                await self._free_connections.acquire()
        except TimeoutError:
            # More is asked than can be answered in time, such as by a burst of misses: Redis itself has not failed.
            return None
        asked_at_s = time.monotonic()
        try:
            if asked_at_s < self._paused_until_s:
                return None
            async with asyncio.timeout(_TIMEOUT_S):
                value = await command(*arguments, **options)
        except ResponseError as error:
            # It lives and rejects this command, as a full one does every SET: other commands may well succeed.
            self._log_rejected(command.__name__, error)
            value = None
        except Exception as error:  # an IndexError, for one, of bytes that are no reply of Redis
            # If even the timeout fired late, this process had no time to read an answer: Redis may be healthy.
            if time.monotonic() - asked_at_s < 2 * _TIMEOUT_S:
                self._pause(error)
            return None
        finally:
            self._free_connections.release()
        if self._is_failing:
            _log.info("redis is back")
            self._is_failing = False
        return value

    def _log_rejected(self, command: str, error: ResponseError) -> None:
        kind = command, type(error)
        if kind not in self._rejected:
            self._rejected.add(kind)
            _log.warning(
                "Redis rejected a command (further errors of this type are not logged)",
                command=command,
                cause=error,
            )

    def _pause(self, error: Exception) -> None:
        self._paused_until_s = time.monotonic() + _PAUSE_S
        if not self._is_failing:
            _log.warning("redis fails; answers are not shared until it is back", cause=error)
        self._is_failing = True


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _write(key: str, entry: Entry) -> bytes:
    about = {
        "key": key,
        "etag": entry.etag,
        "link": entry.link,
        "catalogue_version": entry.catalogue_version,
        "made_at_s": entry.made_at_s,
    }
    return orjson.dumps(about, option=orjson.OPT_APPEND_NEWLINE) + entry.body


def _read(key: str, value: Any) -> Entry | None:
    """The entry that a value holds; None for anything that `_write` did not write for this key."""
    try:
        line, body = value.split(b"\n", 1)
        about = orjson.loads(line)
        if about["key"] == key and about["etag"] == entity_tag(body):
            # Interned: the entries of one load share one version, which would take a third of a small entry.
            version = sys.intern(about["catalogue_version"])
            return Entry(body, about["etag"], about["link"], version, float(about["made_at_s"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    return None
