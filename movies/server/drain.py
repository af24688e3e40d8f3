"""How a worker stops: it accepts no more, answers what it has begun to read, and closes its connections."""

import asyncio
import signal
from functools import partial
from types import FrameType
from typing import Any

from sanic import Sanic
from sanic.http.constants import Stage
from sanic.server.protocols.http_protocol import HttpProtocol

from movies.http.worker_board import WorkerBoard

# The first bytes of a connection that was just accepted are on their way.
_FIRST_BYTES_S = 0.3


class DrainingProtocol(HttpProtocol):
    """A connection that answers, while its worker stops, each request of which a byte was read.

    Sanic's own calls a connection idle until the task that serves it has woken up, though its buffer has a request.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[no-untyped-call]  # Sanic has no types for it
        if self.signal.stopped:  # accepted just before the worker closed its socket
            self.close_if_idle()

    def close_if_idle(self) -> bool:
        """Close the connection now or soon if no request is under way. Sanic calls it when the worker stops."""
        if self.http is not None and self.http.stage is not Stage.IDLE:
            self.http.keep_alive = False
        else:
            has_answered = self.http is not None and self.http.response is not None
            # even a connection that has answered: a request of it may lie unread in the socket
            self.loop.call_later(0 if has_answered else _FIRST_BYTES_S, self._close_unless_read)
        return False

    def _close_unless_read(self) -> None:
        is_idle = self.http is None or self.http.stage is Stage.IDLE
        if is_idle and not self.recv_buffer:
            self.close()


async def accept_stop_signals(app: Sanic[Any, Any]) -> None:
    """Let SIGTERM and SIGINT stop this worker once, however often they come.

    Sanic's own handlers are gone as soon as the first signal has come, so that a second would end the worker with its
    requests unanswered. It does come: Ctrl-C and systemd signal the workers themselves besides their main process.
    """
    if WorkerBoard.of(app) is None:
        return
    stop = partial(_stop_once, app, asyncio.get_running_loop(), asyncio.Event())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)


async def answer_last_requests(app: Sanic[Any, Any]) -> None:
    """Close each connection after its next answer, and say so in the answer."""
    if WorkerBoard.of(app) is not None:
        app.config.KEEP_ALIVE = False


def _stop_once(
    app: Sanic[Any, Any],
    loop: asyncio.AbstractEventLoop,
    stopped: asyncio.Event,
    _signal_number: int,
    _frame: FrameType | None,
) -> None:
    if not stopped.is_set():
        stopped.set()
        loop.call_soon_threadsafe(partial(app.stop, terminate=False))
