"""Two loads at once: the second is told so, and a dead load holds up nobody."""

import asyncio
import io
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from etl import load_lock
from etl.load_lock import LOCK_INDEX, LoadLock, LoadRunningError, LockLostError
from harness.api_server import ROOT

_HOLDER_OF_ANOTHER_MACHINE = "elsewhere.example/1/00000000"


@pytest_asyncio.fixture
async def client(engine: AsyncElasticsearch) -> AsyncIterator[AsyncElasticsearch]:
    """A client of each engine in turn, on which nobody holds the lock before or after."""
    await engine.indices.delete(index=LOCK_INDEX, ignore_unavailable=True)
    yield engine
    await engine.indices.delete(index=LOCK_INDEX, ignore_unavailable=True)


@pytest.fixture(autouse=True)
def _quick_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_lock, "BEAT_S", 0.1)
    monkeypatch.setattr(load_lock, "STALE_AFTER_S", 2.0)


async def write_lock(client: AsyncElasticsearch, holder: str) -> None:
    with suppress(Exception):
        await client.indices.create(index=LOCK_INDEX, **load_lock._BODY)
    operations: list[dict[str, Any]] = [{"index": {"_id": "lock"}}, {"holder": holder, "beat": 0}]
    await client.bulk(index=LOCK_INDEX, operations=operations, refresh=True)


async def test_a_second_load_is_told_which_process_loads(
    client: AsyncElasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Generous, so that a busy machine does not make a living load look dead.
    monkeypatch.setattr(load_lock, "STALE_AFTER_S", 60.0)
    async with LoadLock(client, io.StringIO()) as first:
        with pytest.raises(LoadRunningError, match=f"process {os.getpid()} on {socket.gethostname()}"):
            async with LoadLock(client, io.StringIO()):
                pass
        await first.check()
    assert not await client.indices.exists(index=LOCK_INDEX)


async def test_a_load_begins_once_the_one_before_has_ended(client: AsyncElasticsearch) -> None:
    for _ in range(2):
        async with LoadLock(client, io.StringIO()) as lock:
            await lock.check()


async def test_the_lock_may_take_longer_than_a_search(client: AsyncElasticsearch) -> None:
    hasty = client.options(request_timeout=0.000_001)
    async with LoadLock(hasty, io.StringIO()) as lock:
        await lock.check()
    assert not await client.indices.exists(index=LOCK_INDEX)


async def test_a_failed_load_releases_the_lock(client: AsyncElasticsearch) -> None:
    with pytest.raises(RuntimeError, match="the source is gone"):
        async with LoadLock(client, io.StringIO()):
            raise RuntimeError("the source is gone")
    assert not await client.indices.exists(index=LOCK_INDEX)


async def test_the_lock_of_a_dead_process_of_this_machine_is_taken_over_at_once(
    client: AsyncElasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_lock, "STALE_AFTER_S", 3_600.0)
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await process.wait()
    await write_lock(client, f"{socket.gethostname()}/{process.pid}/00000000")
    async with asyncio.timeout(60), LoadLock(client, io.StringIO()) as lock:
        await lock.check()


async def test_a_lock_whose_beat_has_stopped_is_taken_over(client: AsyncElasticsearch) -> None:
    await write_lock(client, _HOLDER_OF_ANOTHER_MACHINE)
    async with LoadLock(client, io.StringIO()) as lock:
        await lock.check()


async def test_a_load_whose_lock_was_taken_over_serves_nothing(client: AsyncElasticsearch) -> None:
    async with LoadLock(client, io.StringIO()) as lock:
        await client.indices.delete(index=LOCK_INDEX)
        await write_lock(client, _HOLDER_OF_ANOTHER_MACHINE)
        with pytest.raises(LockLostError, match="Another load began"):
            await lock.check()
    assert await client.indices.exists(index=LOCK_INDEX), "the lock of the other load was removed"


async def test_two_commands_at_once_end_with_one_catalogue(tmp_path: Path) -> None:
    """The real command, twice: one loads, and the other says in one line that it does not."""
    environment = os.environ | {"ELASTICSEARCH_URL": f"embedded:{tmp_path}"}
    command = [sys.executable, "-m", "etl", "load", "--source", "generator", "--films", "20000"]
    loads = [
        await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE)
        for _ in range(2)
    ]
    ends = [(load, (await load.communicate())[1].decode()) for load in loads]
    refused = [text for load, text in ends if load.returncode == 1]
    assert sorted(load.returncode or 0 for load in loads) == [0, 1], ends
    assert "Another load is running" in refused[0].splitlines()[-1]
    served = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "etl", "indices", cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    table = (await served.communicate())[0].decode()
    assert "20,000" in table
