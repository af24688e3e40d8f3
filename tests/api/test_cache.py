"""Finished answers are kept as long as the indices that they were made from are served."""

import asyncio
import gc
import tracemalloc
from typing import Any

import pytest
from sanic import HTTPResponse

from movies.cache.response_cache import Entry, ResponseCache
from movies.http.problems import UnavailableError


class Tokens:
    current: str | None = "index-1"


class Maker:
    """Makes an answer that says how often it was asked; fails while `is_down`."""

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
    """What Redis does, without Redis."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.gets = 0

    async def get(self, key: str) -> Entry | None:
        self.gets += 1
        await asyncio.sleep(0)
        return self.entries.get(key)

    async def set(self, key: str, entry: Entry) -> None:
        self.entries[key] = entry


def make_cache(tokens: Tokens, shared: SharedStore | None = None, **options: Any) -> ResponseCache:
    return ResponseCache(tokens, shared, **{"lifetime_s": 60, "capacity_bytes": 100_000, **options})  # type: ignore[arg-type]


@pytest.fixture
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def make() -> Maker:
    return Maker()


async def test_the_second_request_is_a_hit(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    first, first_state = await cache.fetch("key", make)
    second, second_state = await cache.fetch("key", make)

    assert (first.body, first_state, second_state) == (b"answer 1", "MISS", "HIT")
    assert second is first
    assert make.asked == 1


async def test_a_new_index_makes_answers_anew(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    await cache.fetch("key", make)
    tokens.current = "index-2"

    entry, state = await cache.fetch("key", make)

    assert (entry.body, state) == (b"answer 2", "MISS")


async def test_an_answer_has_a_lifetime(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens, lifetime_s=0)
    await cache.fetch("key", make)

    assert (await cache.fetch("key", make))[1] == "MISS"


async def test_a_dead_engine_leaves_the_stale_answer(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    await cache.fetch("key", make)
    make.is_down = True
    for tokens.current in ("index-2", None):
        entry, state = await cache.fetch("key", make)
        assert (entry.body, state) == (b"answer 1", "STALE")
    assert make.asked == 2
    with pytest.raises(UnavailableError):
        await cache.fetch("other", make)


async def test_without_a_token_nothing_is_kept(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    tokens.current = None
    await cache.fetch("key", make)
    tokens.current = "index-1"

    assert (await cache.fetch("key", make))[1] == "MISS"


async def test_requests_at_one_time_ask_the_engine_once(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    answers = await asyncio.gather(*(cache.fetch("key", make) for _ in range(10)))

    assert make.asked == 1
    assert {entry.body for entry, _ in answers} == {b"answer 1"}


@pytest.mark.parametrize("state", ["MISS", "HIT"])
async def test_requests_at_one_time_ask_the_shared_store_once(tokens: Tokens, make: Maker, state: str) -> None:
    shared = SharedStore()
    if state == "HIT":
        await make_cache(tokens, shared).fetch("key", make)
    shared.gets = 0
    cache = make_cache(tokens, shared)
    answers = await asyncio.gather(*(cache.fetch("key", make) for _ in range(200)))

    assert (shared.gets, make.asked) == (1, 1)
    assert {(entry.body, each) for entry, each in answers} == {(b"answer 1", state)}


async def test_a_request_after_a_load_does_not_wait_for_an_answer_from_before_it(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    before = asyncio.create_task(cache.fetch("key", make))
    await asyncio.sleep(0)
    tokens.current = "index-2"
    after = await cache.fetch("key", make)

    assert ((await before)[0].body, after[0].body) == (b"answer 1", b"answer 2")


async def test_one_who_goes_away_leaves_the_others_their_answer(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens)
    leaving, staying = (asyncio.create_task(cache.fetch("key", make)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()

    assert (await staying)[0].body == b"answer 1"
    assert make.asked == 1


async def test_an_error_that_nobody_waits_for_is_not_complained_of(tokens: Tokens, make: Maker) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    make.is_down = True
    leaving = asyncio.create_task(make_cache(tokens).fetch("key", make))
    for _ in ("asks", "is asked"):
        await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()})
    # the end of it holds on to the answer's task, which complains when it goes
    del leaving
    gc.collect()

    assert make.asked == 1
    assert complaints == []


async def test_the_least_used_go_first(tokens: Tokens, make: Maker) -> None:
    # room for two, and not for three
    cache = make_cache(tokens, capacity_bytes=1_000)
    for key in ("a", "b", "a", "c", "a"):
        await cache.fetch(key, make)

    assert make.asked == 3
    assert (await cache.fetch("b", make))[1] == "MISS"


async def test_small_answers_take_no_more_than_the_capacity(tokens: Tokens, make: Maker) -> None:
    cache = make_cache(tokens, capacity_bytes=1_000_000)
    tracemalloc.start()
    try:
        before_bytes, _ = tracemalloc.get_traced_memory()
        for number in range(5_000):
            await cache.fetch(f"get_film|{number}", make)
        after_bytes, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 500_000 < after_bytes - before_bytes < 1_000_000


async def test_another_worker_s_answer_is_a_hit(tokens: Tokens, make: Maker) -> None:
    shared = SharedStore()
    await make_cache(tokens, shared).fetch("key", make)

    assert (await make_cache(tokens, shared).fetch("key", make))[1] == "HIT"
    tokens.current = "index-2"
    assert (await make_cache(tokens, shared).fetch("key", make))[1] == "MISS"


async def test_equal_bytes_have_equal_tags_in_every_worker(tokens: Tokens) -> None:
    entries = [(await make_cache(tokens).fetch("key", Maker()))[0] for _ in range(2)]

    assert entries[0].etag == entries[1].etag == '"9e0ccc18be79159b5abcf2d7"'
