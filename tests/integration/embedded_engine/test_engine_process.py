"""The engine in a process of its own: it answers as the one in this process does, and ends with this process."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from elastic_transport import ConnectionError as NodeConnectionError
from elastic_transport import ConnectionTimeout
from elasticsearch import AsyncElasticsearch, BadRequestError, NotFoundError

from embedded_engine.http.node import EmbeddedNode
from embedded_engine.http.process_node import ProcessNode
from tests.fixtures.engine_processes import engine_processes

from .conftest import connect, load

_ROOT = Path(__file__).parents[3]
_LIMIT_S = 60
_FILMS = [{"id": str(number), "title": f"Alien {number}"} for number in range(100)]


@pytest.fixture
async def apart(tmp_path: Path) -> AsyncIterator[AsyncElasticsearch]:
    """A client whose engine has a process of its own."""
    async with connect(tmp_path, ProcessNode) as connected:
        yield connected


async def count_films(client: AsyncElasticsearch) -> int:
    answer = await client.search(index="films", size=0, track_total_hits=True)
    return int(answer["hits"]["total"]["value"])


async def test_requests_are_answered_as_in_this_process(apart: AsyncElasticsearch, tmp_path: Path) -> None:
    await load(apart, _FILMS)

    assert await apart.indices.exists(index="films")
    assert not await apart.indices.exists(index="other")
    async with connect(tmp_path) as here:
        for query in ({"match": {"title": "alien"}}, {"term": {"id": "7"}}, {"match": {"title": "ёж"}}):
            there = await apart.search(index="films", query=query, size=50)
            assert there["hits"] == (await here.search(index="films", query=query, size=50))["hits"]
        for client in (apart, here):
            with pytest.raises(NotFoundError, match=r"no such index \[other\]"):
                await client.search(index="other")
            with pytest.raises(BadRequestError, match="unknown query"):
                await client.search(index="films", query={"unheard_of": {}})
            with pytest.raises(BadRequestError, match="no handler found"):
                await client.perform_request("GET", "/_nodes", headers={"accept": "application/json"})


async def test_closing_it_keeps_all_that_was_written(tmp_path: Path) -> None:
    async with connect(tmp_path, ProcessNode) as apart:
        await load(apart, [])
        await apart.bulk(index="films", operations=[{"index": {"_id": "1"}}, _FILMS[1]])
        assert len(engine_processes(os.getpid())) == 1

    assert engine_processes(os.getpid()) == []
    async with connect(tmp_path) as here:
        assert await count_films(here) == 1


async def test_an_answer_that_nobody_waited_for_is_not_taken_for_the_next(apart: AsyncElasticsearch) -> None:
    await load(apart, _FILMS)
    (process,) = engine_processes(os.getpid())
    os.kill(process, signal.SIGSTOP)
    hurried = apart.options(request_timeout=0.05)
    for _ in range(3):
        with pytest.raises(ConnectionTimeout):
            await hurried.search(index="films", size=0)
    os.kill(process, signal.SIGCONT)

    ids = [film["id"] for film in _FILMS]
    answers = await asyncio.gather(*(apart.search(index="films", query={"term": {"id": each}}) for each in ids))
    assert [answer["hits"]["hits"][0]["_id"] for answer in answers] == ids


async def test_its_death_is_told_to_all_who_ask(apart: AsyncElasticsearch, tmp_path: Path) -> None:
    await load(apart, _FILMS)
    (process,) = engine_processes(os.getpid())
    os.kill(process, signal.SIGSTOP)
    waiting = [asyncio.create_task(apart.search(index="films")) for _ in range(3)]
    await asyncio.sleep(0.1)
    os.kill(process, signal.SIGKILL)

    waiting.append(asyncio.create_task(apart.search(index="films")))
    for error in await asyncio.gather(*waiting, return_exceptions=True):
        assert isinstance(error, NodeConnectionError)
        assert error.message == "the process of the embedded engine was ended by SIGKILL"
    async with connect(tmp_path) as here:
        assert await count_films(here) == len(_FILMS)


async def test_a_folder_that_fails_is_told_as_in_this_process(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for node in (EmbeddedNode, ProcessNode):
        async with connect(tmp_path / "file", node) as client:
            with pytest.raises(NodeConnectionError) as failed:
                await client.search(index="films")
            assert failed.value.message.endswith(": Not a directory")


async def test_all_its_threads_share_one_heap(apart: AsyncElasticsearch) -> None:
    await load(apart, _FILMS)
    (process,) = engine_processes(os.getpid())
    assert "MALLOC_ARENA_MAX=1" in Path(f"/proc/{process}/environ").read_text(encoding="utf-8").split("\0")  # noqa: ASYNC240


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_to_all_processes_does_not_end_it(apart: AsyncElasticsearch, number: signal.Signals) -> None:
    await load(apart, _FILMS)
    (process,) = engine_processes(os.getpid())
    os.kill(process, number)
    for _ in range(10):
        assert await count_films(apart) == len(_FILMS)


def test_it_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import asyncio, pathlib, sys\n"
        "from embedded_engine.http.process_node import ProcessNode\n"
        "from tests.integration.embedded_engine.conftest import connect, load\n"
        "async def main():\n"
        "    async with connect(pathlib.Path(sys.argv[1]), ProcessNode) as client:\n"
        "        await load(client, [])\n"
        "        await client.bulk(index='films', operations=[{'index': {'_id': '1'}}, {'id': '1'}])\n"
        "        print('written', flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "written\n"
        (child,) = engine_processes(parent.pid)
        parent.kill()
    until_s = time.monotonic() + _LIMIT_S
    while Path(f"/proc/{child}/stat").exists():
        # in a container without an init nobody may ask how it ended
        if Path(f"/proc/{child}/stat").read_text(encoding="ascii").split()[2] == "Z":
            break
        assert time.monotonic() < until_s, "the engine outlives the process that started it"
        time.sleep(0.05)

    async def write() -> int:
        async with connect(tmp_path) as here:
            await here.bulk(index="films", operations=[{"index": {"_id": "2"}}, {"id": "2"}], refresh=True)
            return await count_films(here)

    assert asyncio.run(write()) == 1, "what was not refreshed has come about"
