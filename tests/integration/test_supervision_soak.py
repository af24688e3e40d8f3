"""Workers that are killed and stopped at random, over and over, under load; `make soak` does it 200 times."""

import asyncio
import os
import random
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from harness.api_server import Server, free_port, served
from harness.reconnecting_load import reconnecting_load
from tests.fixtures.supervised import health, wait_until, workers

_HARMS = 10 * int(os.environ.get("SOAK", "0")) or 4
_WORKERS = 4
_PER_S = 50
_MOST_GROWTH_KB = 8_192
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGSEGV)
# How far the log's time of a death, a client's time and the death itself may lie apart on a busy machine.
_APART_S = 5.0


def resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0])


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


async def test_workers_may_die_and_hang_at_random(sample_folder: Path, tmp_path: Path) -> None:
    port = free_port()
    url = f"embedded:{sample_folder}"
    command = ["sanic", "app:app", "--port", str(port), "--workers", str(_WORKERS)]
    with served(command, tmp_path / "log", port, ELASTICSEARCH_URL=url, WORKER_HANG_S="5") as server:
        main = server.process.pid
        chance = random.Random(7)  # noqa: S311
        await soon(server, lambda: len(workers(server)) == _WORKERS)
        async with reconnecting_load(port, "/api/v1/films?page_size=1", _PER_S) as load:
            await harm_one(server, chance)
            before = resident_kb(main), open_files(main)
            for _ in range(_HARMS - 1):
                await harm_one(server, chance)
            after = resident_kb(main), open_files(main)
        await soon(server, lambda: health(server)["serving"] == _WORKERS)
        deaths_s = [datetime.fromisoformat(line["timestamp"]).timestamp() for line in server.events("worker ended")]
        replaced = health(server)["replaced"]

    assert replaced == len(deaths_s) >= _HARMS
    assert after[0] - before[0] < _MOST_GROWTH_KB
    assert after[1] == before[1]
    assert load.counts["answered"] > 0
    unexplained = [
        outcome
        for outcome in load.outcomes
        if outcome.end != "answered"
        and not any(outcome.began_s - _APART_S < death_s < outcome.ended_s + _APART_S for death_s in deaths_s)
    ]
    assert unexplained == []


async def harm_one(server: Server, chance: random.Random) -> None:
    """Signal a worker at random, and wait until another serves in its place."""
    name, pid = chance.choice(sorted(workers(server).items()))
    os.kill(pid, chance.choice(_SIGNALS))
    await soon(server, lambda: workers(server)[name] != pid)


async def soon(server: Server, is_so: Callable[[], object]) -> None:
    await asyncio.to_thread(wait_until, is_so, server)
