"""What makes a worker fit for thousands of connections, and shows that it is alive."""

import asyncio
import gc
import resource
from typing import Any

from sanic import Sanic

from catalogue.settings import Settings
from movies.http.worker_board import WorkerBoard

# An open connection is an open file, and the usual limit is 1,024.
_OPEN_FILES = 65_536
_BEAT_S = 1.0


async def prepare_worker(_app: Sanic[Any, Any]) -> None:
    """Allow thousands of open connections, and keep garbage collection from delaying answers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    # A full collection looks at all there is, which takes 0.1 s with what is imported; that stays to the end anyway.
    gc.collect()
    gc.freeze()
    # With 10,000 connections open a full one takes as long again. By default every tenth of the younger is one; were it
    # every two-hundredth, 900 expensive misses, 300 at a time, would leave 600 MB of queries behind, and now 280.
    gc.set_threshold(5_000, 10, 20)


async def start_beating(settings: Settings, app: Sanic[Any, Any]) -> None:
    """Move this worker's counter on from now to its end, so that the main process sees that its event loop runs."""
    board = WorkerBoard.of(app)
    if board is None:
        return
    loop = asyncio.get_running_loop()
    every_s = min(settings.worker_hang_s / 4 or _BEAT_S, _BEAT_S)

    def beat() -> None:
        board.beat()
        loop.call_later(every_s, beat)

    beat()
