"""Redis as the cache that workers share. It may be slow, dead or full of garbage: then answers are made anew."""

import asyncio
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
from redis.exceptions import RedisError

from movies.cache import Entry, entity_tag
from movies.openapi import API_VERSION

# Longer than a healthy Redis takes by far, and short beside what a search may take.
_TIMEOUT_S = 0.1
# After a failure it is left alone for so long.
_PAUSE_S = 1.0

_log = structlog.get_logger()


class RedisStore:
    """Entries under `movies:<API version>:<hash of the key>`, for `lifetime_s` seconds each.

    A value is a line of JSON with everything but the body, then the body; it is taken only where the tag fits the body.
    """

    def __init__(self, url: str, *, lifetime_s: float) -> None:
        self._redis: Redis = Redis.from_url(
            url,
            socket_timeout=_TIMEOUT_S,
            socket_connect_timeout=_TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
            max_connections=64,
        )
        self._lifetime_ms = round(lifetime_s * 1000)
        self._paused_until_s = 0.0
        self._is_failing = False

    async def get(self, key: str) -> Entry | None:
        """The entry of a key; None also where Redis fails, or holds something else."""
        value = await self._ask(self._redis.get, _name(key))
        return None if value is None else _read(key, value)

    async def set(self, key: str, entry: Entry) -> None:
        """Keep an entry, if Redis will."""
        await self._ask(self._redis.set, _name(key), _write(key, entry), px=self._lifetime_ms)

    async def close(self) -> None:
        """Close the connections."""
        with suppress(RedisError, OSError):
            await self._redis.aclose()

    async def _ask(self, command: Callable[..., Awaitable[Any]], *arguments: Any, **options: Any) -> Any:
        if time.monotonic() < self._paused_until_s:
            return None
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                value = await command(*arguments, **options)
        except (RedisError, OSError, TimeoutError) as error:
            self._paused_until_s = time.monotonic() + _PAUSE_S
            if not self._is_failing:
                _log.warning("redis fails; answers are not shared until it is back", cause=repr(error))
            self._is_failing = True
            return None
        if self._is_failing:
            _log.info("redis is back")
            self._is_failing = False
        return value


def _name(key: str) -> str:
    return f"movies:{API_VERSION}:{blake2b(key.encode(), digest_size=16).hexdigest()}"


def _write(key: str, entry: Entry) -> bytes:
    about = {"key": key, "etag": entry.etag, "link": entry.link, "token": entry.token, "made_at_s": entry.made_at_s}
    return orjson.dumps(about, option=orjson.OPT_APPEND_NEWLINE) + entry.body


def _read(key: str, value: Any) -> Entry | None:
    """The entry that a value holds; None for anything that `_write` did not write for this key."""
    try:
        line, body = value.split(b"\n", 1)
        about = orjson.loads(line)
        if about["key"] == key and about["etag"] == entity_tag(body):
            return Entry(body, about["etag"], about["link"], about["token"], float(about["made_at_s"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    return None
