"""The cache that workers share, on a real Redis, and what remains when that Redis fails."""

import os
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from redis.asyncio import Redis

from movies.cache import Entry, entity_tag
from movies.redis import RedisStore
from tests.servers.api_server import Server, free_port, served
from tests.servers.redis_server import RedisServer, redis_server

# Far beyond what a store may wait, and far below what a hanging connection would take.
_AT_ONCE_S = 5.0
_SOON_S = 30.0


def entry(body: bytes = b'{"a": "\xd1\x91\\n"}\n\n') -> Entry:
    return Entry(body, entity_tag(body), '<?page_number=2>; rel="next"', "movies-1", 1.5)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as running:
        yield running


@pytest.fixture
async def store(server: RedisServer) -> AsyncIterator[RedisStore]:
    made = RedisStore(server.url, lifetime_s=60)
    yield made
    await made.close()


@pytest.fixture
async def redis(server: RedisServer) -> AsyncIterator[Redis]:
    client = Redis.from_url(server.url)
    yield client
    await client.aclose()


async def until_kept(store: RedisStore, key: str) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while await store.get(key) is None:
        assert time.monotonic() < deadline_s
        await store.set(key, entry())


async def test_what_is_kept_comes_back(store: RedisStore) -> None:
    assert await store.get("key") is None
    await store.set("key", entry())

    assert await store.get("key") == entry()
    assert await store.get("other") is None


async def test_entries_have_a_lifetime_in_redis_too(server: RedisServer, redis: Redis) -> None:
    store = RedisStore(server.url, lifetime_s=60)
    await store.set("key", entry())
    (name,) = await redis.keys("movies:*")

    assert 0 < await redis.pttl(name) <= 60_000
    await store.close()


@pytest.mark.parametrize(
    "garbage", [b"", b"\n", b"{}\nx", b"[]\nx", b"\xff\xfe", b'{"key": "key"}', b'{"key":"key","etag":1}\nx', b"null\n"]
)
async def test_garbage_is_as_if_nothing_were_there(store: RedisStore, redis: Redis, garbage: bytes) -> None:
    await store.set("key", entry())
    (name,) = await redis.keys("movies:*")
    await redis.set(name, garbage)

    assert await store.get("key") is None


async def test_a_body_that_was_changed_is_not_taken(store: RedisStore, redis: Redis) -> None:
    await store.set("key", entry())
    (name,) = await redis.keys("movies:*")
    await redis.append(name, b" ")

    assert await store.get("key") is None


async def test_a_value_of_another_type_is_as_if_nothing_were_there(store: RedisStore, redis: Redis) -> None:
    await store.set("key", entry())
    (name,) = await redis.keys("movies:*")
    await redis.delete(name)
    await redis.rpush(name, "x")

    assert await store.get("key") is None


@pytest.mark.parametrize("fault", ["kill", "pause"])
async def test_a_failing_redis_costs_little_and_is_told_once(
    server: RedisServer, store: RedisStore, fault: str
) -> None:
    await store.set("key", entry())
    getattr(server, fault)()
    with structlog.testing.capture_logs() as lines:
        started_s = time.monotonic()
        for _ in range(20):
            assert await store.get("key") is None
            await store.set("key", entry())
        assert time.monotonic() - started_s < _AT_ONCE_S

    assert [line["log_level"] for line in lines] == ["warning"]
    if fault == "kill":
        server.start()
    else:
        server.resume()
    await until_kept(store, "key")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, RedisServer]]:
    """Two workers that share a Redis, and keep next to nothing themselves."""
    folder = tmp_path_factory.mktemp("shared")
    port = free_port()
    with redis_server(folder) as redis:
        settings: dict[str, Any] = {
            "ELASTICSEARCH_URL": f"embedded:{folder / 'catalogue'}",
            "REDIS_URL": os.environ.get("REDIS_TEST_URL", redis.url),
            "CACHE_CAPACITY_MB": "0",
        }
        with served(
            ["sanic", "app:app", "--port", str(port), "--workers", "2"], folder / "log", port, **settings
        ) as api:
            yield api, redis


def ask(api: Server, path: str) -> tuple[str, bytes]:
    status, headers, body = api.get(path)
    assert status == 200, body
    return headers["X-Cache"], body


def test_the_same_meaning_is_answered_once_for_all_workers(shared: tuple[Server, RedisServer]) -> None:
    api, _ = shared
    first = ask(api, "/api/v1/films?genre=Drama&genre=Crime&page_size=3")
    others = [ask(api, f"/api/v1/films?{query}") for query in ["page_size=3&genre=crime&genre=drama"] * 20]

    assert first[0] == "MISS"
    assert others == [("HIT", first[1])] * 20


def test_a_tag_that_the_client_has_is_a_304(shared: tuple[Server, RedisServer]) -> None:
    api, _ = shared
    _, headers, body = api.get("/api/v1/genres")
    again, again_headers, nothing = api.get("/api/v1/genres", **{"If-None-Match": f'"x", W/{headers["ETag"]}'})

    assert body
    assert (again, nothing, again_headers["ETag"]) == (304, b"", headers["ETag"])
    assert api.get("/api/v1/genres", **{"If-None-Match": "*"})[0] == 304
    assert api.get("/api/v1/genres", **{"If-None-Match": '"x"'})[0] == 200


def test_redis_comes_and_goes_and_answers_stay(shared: tuple[Server, RedisServer]) -> None:
    api, redis = shared
    path = "/api/v1/films?genre=war"
    _, body = ask(api, path)
    for harm, mend in ((redis.kill, redis.start), (redis.pause, redis.resume)):
        harm()
        assert [ask(api, path) for _ in range(5)] == [("MISS", body)] * 5
        mend()
        deadline_s = time.monotonic() + _SOON_S
        while ask(api, path)[0] != "HIT":
            assert time.monotonic() < deadline_s
    warnings = [line for line in api.log_lines() if line["event"].startswith("redis fails")]
    assert 2 <= len(warnings) <= 4
