"""If Redis dies, hangs, is slow, full or overloaded, answers come from the engine, in time, until it is back."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import structlog
from redis.asyncio import Redis

from harness.redis_server import RedisServer, redis_server
from harness.tcp_proxy import tcp_proxy
from movies.cache import redis_store
from movies.cache.entry import Entry, entity_tag
from movies.cache.redis_store import RedisStore

# Longer than anything takes if all is well, even on a machine that is busy with other tests.
_SOON_S = 30.0
_BODY = b'{"items": []}'
_ENTRY = Entry(_BODY, entity_tag(_BODY), "", "movies-1", 1.5)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis for one test only, which may harm it."""
    with redis_server(tmp_path) as running:
        yield running


@pytest.fixture
async def store(server: RedisServer) -> AsyncIterator[RedisStore]:
    made = RedisStore(server.url, shape="shape", lifetime_s=60)
    yield made
    await made.close()


@pytest.fixture
def be_patient(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Gives stores a long timeout: a machine that is busy with other tests must not look like a failing Redis."""
    return lambda: monkeypatch.setattr("movies.cache.redis_store._TIMEOUT_S", _SOON_S)


@pytest.fixture
async def redis(server: RedisServer) -> AsyncIterator[Redis]:
    client = Redis.from_url(server.url)
    yield client
    await client.aclose()


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(_SOON_S):
        while not await is_so():  # noqa: ASYNC110  # what another process does sets no event
            await asyncio.sleep(0.01)


async def until_kept(store: RedisStore, key: str) -> None:
    async def is_kept() -> bool:
        await store.set(key, _ENTRY)
        return await store.get(key) is not None

    await until(is_kept)


async def get_all(store: RedisStore, count: int) -> list[Entry | None]:
    """Many gets of different keys at one instant; the test fails if they hang."""
    async with asyncio.timeout(_SOON_S):
        return await asyncio.gather(*(store.get(f"key {number}") for number in range(count)))


async def connections(redis: Redis) -> int:
    """The number of connections that the server has besides the test's own."""
    return len(await redis.client_list()) - 1


async def test_more_gets_than_connections_do_not_count_as_a_failure(
    store: RedisStore, be_patient: Callable[[], None]
) -> None:
    be_patient()
    with structlog.testing.capture_logs() as lines:
        async with asyncio.timeout(_SOON_S):
            for number in range(300):
                await store.set(f"key {number}", _ENTRY)
        assert await get_all(store, 300) == [_ENTRY] * 300

    assert lines == []


async def test_a_get_without_a_free_connection_does_not_count_as_a_failure(
    server: RedisServer, be_patient: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tcp_proxy(server.port) as proxy:
        store = RedisStore(f"redis://127.0.0.1:{proxy.port}/0", shape="shape", lifetime_s=60)
        await until_kept(store, "key")
        be_patient()
        proxy.delay_s = 1.0
        first = asyncio.create_task(get_all(store, 16))
        # Until each of them has a connection.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        monkeypatch.setattr("movies.cache.redis_store._TIMEOUT_S", 0.01)
        with structlog.testing.capture_logs() as lines:
            async with asyncio.timeout(_SOON_S):
                assert await store.get("key") is None
            be_patient()
            proxy.delay_s = 0
            await first
            assert await store.get("key") == _ENTRY
        await store.close()

    assert lines == []


async def test_a_busy_worker_does_not_take_its_own_delay_for_a_failure(
    server: RedisServer, be_patient: Callable[[], None]
) -> None:
    async with tcp_proxy(server.port) as proxy:
        store = RedisStore(f"redis://127.0.0.1:{proxy.port}/0", shape="shape", lifetime_s=60)
        await until_kept(store, "key")
        proxy.delay_s = _SOON_S
        with structlog.testing.capture_logs() as lines:
            asked = asyncio.create_task(store.get("key"))
            await asyncio.sleep(0)
            time.sleep(0.5)  # noqa: ASYNC251  # as when thousands of requests come at one instant
            assert await asked is None
            be_patient()
            proxy.delay_s = 0
            assert await store.get("key") == _ENTRY
        await store.close()

    assert lines == []


@pytest.mark.parametrize("fault", ["kill", "pause"])
async def test_a_failing_redis_is_logged_once_and_used_again_once_it_is_back(
    server: RedisServer, store: RedisStore, be_patient: Callable[[], None], fault: str
) -> None:
    await until_kept(store, "key")
    getattr(server, fault)()
    with structlog.testing.capture_logs() as lines:
        for _ in range(20):
            async with asyncio.timeout(_SOON_S):
                assert await store.get("key") is None
                await store.set("key", _ENTRY)
        assert [line["log_level"] for line in lines] == ["warning"]
        if fault == "kill":
            server.start()
        else:
            server.resume()
        be_patient()
        await until_kept(store, "key")

    assert [line["event"] for line in lines[1:]] == ["redis is back"]


async def test_a_hanging_redis_exhausts_no_connections_and_leaves_none_open(
    server: RedisServer, store: RedisStore, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a pause each of the rounds below asks it.
    monkeypatch.setattr("movies.cache.redis_store._PAUSE_S", 0.0)
    await until_kept(store, "key")
    await get_all(store, 300)
    server.pause()
    for _ in range(3):
        assert await get_all(store, 300) == [None] * 300
    server.resume()
    await until_kept(store, "key")
    await get_all(store, 300)

    async def is_as_before() -> bool:
        return await connections(redis) <= redis_store._CONNECTIONS

    await until(is_as_before)
    await store.close()

    async def is_none_left() -> bool:
        return await connections(redis) == 0

    await until(is_none_left)


@pytest.mark.parametrize(
    "reply",
    [
        b"garbage\r\n",
        b"$abc\r\n",
        b"$-5\r\n",
        b"+\xff\r\n",
        b">-1\r\n",
        b"*1\r\n" * 3_000,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=["no reply", "no length", "a length below 0", "no UTF-8", "no push", "a deep reply", "HTTP"],
)
async def test_a_server_that_is_no_redis_is_logged_once_as_a_failing_one(reply: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(4096):
            writer.write(reply)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        store = RedisStore(f"redis://127.0.0.1:{port}/0", shape="shape", lifetime_s=60)
        with structlog.testing.capture_logs() as lines:
            async with asyncio.timeout(_SOON_S):
                for _ in range(3):
                    assert await store.get("key") is None
                    await store.set("key", _ENTRY)
        await store.close()

    assert [line["log_level"] for line in lines] == ["warning"]


async def test_a_late_answer_is_not_waited_for(server: RedisServer) -> None:
    async with tcp_proxy(server.port) as proxy:
        store = RedisStore(f"redis://127.0.0.1:{proxy.port}/0", shape="shape", lifetime_s=60)
        await until_kept(store, "key")
        # The answer would come before a client minds, but the time limit must be below that.
        proxy.delay_s = 0.5
        async with asyncio.timeout(_SOON_S):
            assert await store.get("key") is None
        proxy.delay_s = 0
        await until_kept(store, "key")
        await store.close()


async def test_a_full_redis_still_answers_with_the_entries_it_has(
    store: RedisStore, redis: Redis, be_patient: Callable[[], None]
) -> None:
    be_patient()
    await store.set("key", _ENTRY)
    await redis.config_set("maxmemory", 1)
    with structlog.testing.capture_logs() as lines:
        for number in range(5):
            await store.set(f"other {number}", _ENTRY)
            assert await store.get("key") == _ENTRY
        await redis.config_set("maxmemory", 0)
        await store.set("other", _ENTRY)
        assert await store.get("other") == _ENTRY

    assert [(line["event"], line["command"]) for line in lines] == [
        ("Redis rejected a command (further errors of this type are not logged)", "set")
    ]
