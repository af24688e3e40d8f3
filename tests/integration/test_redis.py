"""The cache that workers share, on a real Redis: REDIS_TEST_URL, else one of our own."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import structlog
from redis.asyncio import Redis

from harness.redis_server import redis_programs, redis_server, redis_url
from movies.cache.entry import Entry, entity_tag
from movies.cache.redis_store import RedisStore


def entry() -> Entry:
    body = b'{"a": "\xd1\x91\\n"}\n\n'
    return Entry(body, entity_tag(body), '<?page_number=2>; rel="next"', "movies-1", 1.5)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_url(tmp_path_factory.mktemp("redis")) as found:
        yield found


@pytest.fixture
def key() -> str:
    """A key that no other test uses, since the server may be shared."""
    return uuid4().hex


@pytest.fixture
async def store(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[RedisStore]:
    """A store with a long timeout: a machine that is busy with other tests must not look like a failing Redis."""
    monkeypatch.setattr("movies.cache.redis_store._TIMEOUT_S", 30.0)
    made = RedisStore(url, shape="shape", lifetime_s=60)
    yield made
    await made.close()


@pytest.fixture
async def redis(url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(url)
    yield client
    await client.aclose()


async def test_a_stored_entry_can_be_read(store: RedisStore, key: str) -> None:
    assert await store.get(key) is None
    await store.set(key, entry())

    assert await store.get(key) == entry()
    assert await store.get(f"{key} other") is None


@pytest.mark.parametrize("program", redis_programs(), ids=lambda program: Path(program).name)
async def test_every_installed_server_keeps_entries(
    tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("movies.cache.redis_store._TIMEOUT_S", 30.0)
    with redis_server(tmp_path, program) as server:
        store = RedisStore(server.url, shape="shape", lifetime_s=60)
        await store.set("key", entry())
        found = await store.get("key")
        await store.close()

    assert found == entry()


async def test_entries_expire_in_redis_too(store: RedisStore, redis: Redis, key: str) -> None:
    await store.set(key, entry())

    assert 0 < await redis.pttl(store.name(key)) <= 60_000


@pytest.mark.parametrize(
    "garbage", [b"", b"\n", b"{}\nx", b"[]\nx", b"\xff\xfe", b'{"key": "KEY"}', b'{"key":"KEY","etag":1}\nx', b"null\n"]
)
async def test_garbage_is_ignored(store: RedisStore, redis: Redis, key: str, garbage: bytes) -> None:
    value = garbage.replace(b"KEY", key.encode())
    await redis.set(store.name(key), value, ex=60)

    assert await store.get(key) is None


async def test_an_entry_whose_body_was_changed_is_ignored(store: RedisStore, redis: Redis, key: str) -> None:
    await store.set(key, entry())
    await redis.append(store.name(key), b" ")

    assert await store.get(key) is None


async def test_a_value_of_another_type_is_logged_once_and_replaced_by_the_next_entry(
    store: RedisStore, redis: Redis, key: str
) -> None:
    for name in (store.name(key), store.name(f"{key} 2")):
        await redis.rpush(name, "x")
        await redis.expire(name, 60)
    with structlog.testing.capture_logs() as lines:
        assert [await store.get(name) for name in (key, f"{key} 2", key)] == [None, None, None]
        await store.set(key, entry())
        assert await store.get(key) == entry()

    assert [(line["event"], line["command"]) for line in lines] == [
        ("Redis rejected a command (further errors of this type are not logged)", "get")
    ]


async def test_answers_of_another_shape_are_not_used(store: RedisStore, url: str, key: str) -> None:
    newer = RedisStore(url, shape="another shape", lifetime_s=60)
    await store.set(key, entry())

    assert await newer.get(key) is None
    await newer.close()
