"""A worker that is killed: how long until another serves in its place, and which requests fail meanwhile."""

import asyncio
import os
import signal
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.catalogue import BENCH_FOLDER, generated, loaded_embedded
from benchmarks.rows import Budget, Options, Row
from harness.api_server import Server, free_port, served
from harness.reconnecting_load import Load, reconnecting_load

_PATH = "/api/v1/films?page_size=10"
_PER_S = 500
_WORKERS = 2
_LIMIT_S = 120.0


def run(options: Options) -> list[Row]:
    """Seconds from the death of one of two workers, idle, to its successor; and a death and a stop under load."""
    replacing_s, starting_s = [], []
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name, loaded_embedded(generated(options.films)) as url:
        for number in range(options.rounds(3)):
            port = free_port()
            settings: dict[str, Any] = {"PORT": str(port), "WORKERS": str(_WORKERS), "ELASTICSEARCH_URL": url}
            with served(["python", "app.py"], Path(name) / f"log-{number}", port, **settings) as server:
                _wait_for_serving(server, _WORKERS)
                starting_s.append(_seconds_between(server, "starting workers", "worker serves"))
                _kill_one(server)
                _wait_for_serving(server, _WORKERS + 1)
                replacing_s.append(_seconds_between(server, "worker ended", "worker serves"))
                if not number:
                    killed, stopped = asyncio.run(_under_load(server, options.seconds(10)))
    note = "idle; baseline: the first start of both workers, at one time"
    loaded = f"one of two workers killed under {_PER_S} req/s"
    stop = f"told to stop under {_PER_S} req/s"
    none = Budget("figure", at_most=0)
    return [
        Row.compared("death of a worker to the next that serves", replacing_s, starting_s, "s", note=note),
        Row(f"{loaded}: failed requests", _unanswered(killed), "", note=_describe(killed)),
        Row(f"{stop}: failed requests", stopped.counts["failed"], "", budget=none, note=_describe(stopped)),
    ]


async def _under_load(server: Server, duration_s: float) -> tuple[Load, Load]:
    async with reconnecting_load(server.port, _PATH, _PER_S) as killed:
        await asyncio.sleep(duration_s / 2)
        _kill_one(server)
        await asyncio.sleep(duration_s / 2)
    await asyncio.to_thread(_wait_for_serving, server, _WORKERS + 2)
    async with reconnecting_load(server.port, _PATH, _PER_S) as stopped:
        await asyncio.sleep(duration_s / 2)
        server.process.terminate()
        await asyncio.to_thread(server.process.wait)
    return killed, stopped


def _unanswered(load: Load) -> int:
    return len(load.outcomes) - load.counts["answered"]


def _describe(load: Load) -> str:
    return ", ".join(f"{count:,} {end}" for end, count in sorted(load.counts.items()))


def _kill_one(server: Server) -> None:
    last = {line["worker"]: line["pid"] for line in server.events("worker serves")}
    os.kill(min(last.values()), signal.SIGKILL)


def _wait_for_serving(server: Server, count: int) -> None:
    deadline_s = time.monotonic() + _LIMIT_S
    while len(server.events("worker serves")) < count:
        if time.monotonic() > deadline_s:
            raise RuntimeError(f"fewer than {count} workers have served:\n{server.log}")
        time.sleep(0.05)


def _seconds_between(server: Server, earlier: str, later: str) -> float:
    """From the last line of one event to the last of another."""
    first, last = (datetime.fromisoformat(server.events(event)[-1]["timestamp"]) for event in (earlier, later))
    return (last - first).total_seconds()
