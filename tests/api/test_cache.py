"""Answers are cached as long as the catalogue version that they were made from is current."""

import asyncio
import gc
import tracemalloc
import weakref
from typing import Any

import pytest
from sanic import HTTPResponse

from catalogue.unavailable import UnavailableError
from movies.cache.entry import Entry
from movies.cache.response_cache import ResponseCache
from movies.cache.store import NoStore, Store


class Version:
    """A CatalogueVersion without an engine."""

    current: str | None = "index-1"


class Maker:
    """Makes answers that hold the number of calls so far; fails while `is_down`."""

    def __init__(self) -> None:
        self.asked = 0
        self.is_down = False

    async def __call__(self) -> HTTPResponse:
        self.asked += 1
        answer = f"answer {self.asked}"
        await asyncio.sleep(0)
        if self.is_down:
            raise UnavailableError("down")
        return HTTPResponse(answer)


class SharedStore:
    """A Store in memory."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.gets = 0

    async def get(self, key: str) -> Entry | None:
        self.gets += 1
        await asyncio.sleep(0)
        return self.entries.get(key)

    async def set(self, key: str, entry: Entry) -> None:
        self.entries[key] = entry

    async def close(self) -> None:
        """There is nothing to close."""


def make_cache(version: Version, shared: Store | None = None, **options: Any) -> ResponseCache:
    chosen: dict[str, Any] = {"lifetime_s": 60, "capacity_bytes": 100_000, **options}
    return ResponseCache(version, shared or NoStore(), **chosen)  # type: ignore[arg-type]  # in place of a real version


@pytest.fixture
def version() -> Version:
    return Version()


@pytest.fixture
def make() -> Maker:
    return Maker()


async def test_the_second_request_is_a_hit(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    first, first_state = await cache.fetch("key", make)
    second, second_state = await cache.fetch("key", make)

    assert (first.body, first_state, second_state) == (b"answer 1", "MISS", "HIT")
    assert second is first
    assert make.asked == 1


async def test_a_load_makes_the_next_answer_a_miss(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    await cache.fetch("key", make)
    version.current = "index-2"

    entry, state = await cache.fetch("key", make)

    assert (entry.body, state) == (b"answer 2", "MISS")


async def test_an_answer_expires_after_its_lifetime(version: Version, make: Maker) -> None:
    cache = make_cache(version, lifetime_s=0)
    await cache.fetch("key", make)

    assert (await cache.fetch("key", make))[1] == "MISS"


async def test_if_the_engine_fails_the_old_answer_is_stale(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    await cache.fetch("key", make)
    make.is_down = True
    for version.current in ("index-2", None):
        entry, state = await cache.fetch("key", make)
        assert (entry.body, state) == (b"answer 1", "STALE")
    assert make.asked == 2
    with pytest.raises(UnavailableError):
        await cache.fetch("other", make)


async def test_nothing_is_kept_while_the_catalogue_version_is_unknown(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    version.current = None
    await cache.fetch("key", make)
    version.current = "index-1"

    assert (await cache.fetch("key", make))[1] == "MISS"


async def test_concurrent_requests_ask_the_engine_once(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    answers = await asyncio.gather(*(cache.fetch("key", make) for _ in range(10)))

    assert make.asked == 1
    assert {entry.body for entry, _ in answers} == {b"answer 1"}


@pytest.mark.parametrize("state", ["MISS", "HIT"])
async def test_concurrent_requests_ask_the_shared_store_once(version: Version, make: Maker, state: str) -> None:
    shared = SharedStore()
    if state == "HIT":
        await make_cache(version, shared).fetch("key", make)
    shared.gets = 0
    cache = make_cache(version, shared)
    answers = await asyncio.gather(*(cache.fetch("key", make) for _ in range(200)))

    assert (shared.gets, make.asked) == (1, 1)
    assert {(entry.body, each) for entry, each in answers} == {(b"answer 1", state)}


async def test_a_request_after_a_load_does_not_get_an_older_answer(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    before = asyncio.create_task(cache.fetch("key", make))
    await asyncio.sleep(0)
    version.current = "index-2"
    after = await cache.fetch("key", make)

    assert ((await before)[0].body, after[0].body) == (b"answer 1", b"answer 2")


async def test_a_client_that_disconnects_does_not_cancel_the_answer_of_others(version: Version, make: Maker) -> None:
    cache = make_cache(version)
    leaving, staying = (asyncio.create_task(cache.fetch("key", make)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()

    assert (await staying)[0].body == b"answer 1"
    assert make.asked == 1


@pytest.mark.parametrize("rounds", [1, 2])
async def test_nothing_is_made_for_clients_that_have_already_gone_away(
    version: Version, make: Maker, rounds: int
) -> None:
    cache = make_cache(version)
    is_answered = asyncio.Event()

    async def make_slowly() -> HTTPResponse:
        await is_answered.wait()
        return HTTPResponse("slow")

    other = asyncio.create_task(cache.fetch("other", make_slowly))
    await asyncio.sleep(0)
    leaving = [asyncio.create_task(cache.fetch("key", make)) for _ in range(2)]
    for _ in range(rounds):
        await asyncio.sleep(0)
    for client in leaving:
        client.cancel()
    await asyncio.wait(leaving)

    assert (await cache.fetch("key", make))[1] == "MISS"
    assert make.asked == 1
    is_answered.set()
    await other


async def test_an_answer_that_is_being_made_is_given_up_with_its_last_client(version: Version) -> None:
    ends: list[str] = []

    async def make_forever() -> HTTPResponse:
        try:
            await asyncio.Event().wait()
        finally:
            ends.append("given up")
        raise AssertionError("it waits forever")

    cache = make_cache(version)
    first, last = (asyncio.create_task(cache.fetch("key", make_forever)) for _ in range(2))
    for leaving, expected in ((first, []), (last, ["given up"])):
        for _ in range(5):
            await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.wait([leaving])
        await asyncio.sleep(0)
        assert ends == expected


async def test_an_error_is_not_passed_on_to_requests_after_it_however_close_they_come(version: Version) -> None:
    asked = 0

    async def fail_once() -> HTTPResponse:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise UnavailableError("down")
        return HTTPResponse(b"up")

    cache = make_cache(version)
    clients = []
    for _ in range(30):  # each comes before the one before it has its answer
        clients.append(asyncio.create_task(cache.fetch("key", fail_once)))
        await asyncio.sleep(0)

    first, *_, last = await asyncio.gather(*clients, return_exceptions=True)
    assert isinstance(first, UnavailableError)
    assert not isinstance(last, BaseException)
    assert asked == 2


async def test_an_error_takes_no_memory_once_it_is_handled(version: Version, make: Maker) -> None:
    make.is_down = True
    gc.disable()
    try:
        try:
            await make_cache(version).fetch("key", make)
        except UnavailableError as error:
            raised = weakref.ref(error)
        await asyncio.sleep(0)

        assert raised() is None
    finally:
        gc.enable()


async def test_an_error_that_nobody_waits_for_is_not_reported_by_asyncio(version: Version) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))

    async def fail_as_the_client_leaves() -> HTTPResponse:
        clients[0].cancel()
        raise UnavailableError("down")

    clients = [asyncio.create_task(make_cache(version).fetch("key", fail_as_the_client_leaves))]
    await asyncio.wait(clients)
    # The cancelled task holds the last reference to the answer's task, which reports its error when it is collected.
    clients.clear()
    gc.collect()

    assert complaints == []


async def test_the_least_recently_used_entries_are_dropped_first(version: Version, make: Maker) -> None:
    # There is room for two entries, not for three.
    cache = make_cache(version, capacity_bytes=1_000)
    for key in ("a", "b", "a", "c", "a"):
        await cache.fetch(key, make)

    assert make.asked == 3
    assert (await cache.fetch("b", make))[1] == "MISS"


async def test_an_answer_larger_than_the_capacity_takes_the_place_of_no_other(version: Version, make: Maker) -> None:
    async def make_large() -> HTTPResponse:
        return HTTPResponse("a" * 1_000)

    cache = make_cache(version, capacity_bytes=1_000)
    await cache.fetch("small", make)

    assert [(await cache.fetch("large", make_large))[1] for _ in range(2)] == ["MISS", "MISS"]
    assert (await cache.fetch("small", make))[1] == "HIT"


async def test_small_answers_take_no_more_than_the_capacity(version: Version, make: Maker) -> None:
    cache = make_cache(version, capacity_bytes=1_000_000)
    tracemalloc.start()
    try:
        before_bytes, _ = tracemalloc.get_traced_memory()
        for number in range(5_000):
            await cache.fetch(f"get_film|{number}", make)
        after_bytes, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 500_000 < after_bytes - before_bytes < 1_000_000


async def test_an_answer_of_another_worker_is_a_hit(version: Version, make: Maker) -> None:
    shared = SharedStore()
    await make_cache(version, shared).fetch("key", make)

    assert (await make_cache(version, shared).fetch("key", make))[1] == "HIT"
    version.current = "index-2"
    assert (await make_cache(version, shared).fetch("key", make))[1] == "MISS"


async def test_equal_bytes_have_equal_tags_in_every_worker(version: Version) -> None:
    entries = [(await make_cache(version).fetch("key", Maker()))[0] for _ in range(2)]

    assert entries[0].etag == entries[1].etag == '"9e0ccc18be79159b5abcf2d7"'
