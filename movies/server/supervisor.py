"""The main process: it starts the workers, watches and replaces them, and stops them.

It takes the part of the loop of Sanic's WorkerManager, which marks a dead worker and leaves it (ADR 8).
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from time import monotonic
from types import FrameType
from typing import Any

import structlog
from sanic.exceptions import ServerKilled
from sanic.mixins import startup
from sanic.worker.manager import WorkerManager

from catalogue.settings import Settings
from movies.http.worker_board import WorkerBoard
from movies.server.drain import DrainingProtocol
from movies.server.worker_place import WorkerPlace
from movies.server.worker_process import StartFailure, serve_worker

# Between two looks at the workers; a death wakes the main process at once.
_LOOK_S = 0.2
# A look that took longer was late itself: the whole machine stood still, which is no worker's fault.
_LATE_S = 1.0
_NONE_SERVING_S = 60.0
# The part of SHUTDOWN_S after which workers are killed; the rest is for the end of the main process.
_KILL_AFTER = 0.8

_log = structlog.get_logger()


class CannotServeError(Exception):
    """The service cannot go on; the message says why."""


class Supervisor(WorkerManager):
    """Sanic's WorkerManager with a loop of its own, all of it in the main thread."""

    def __init__(
        self,
        number: int,
        _serve: Callable[..., Any],
        server_settings: dict[str, Any],
        *others: Any,
        hang_s: float,
        shutdown_s: float,
    ) -> None:
        self._hang_s = hang_s
        self._shutdown_s = shutdown_s
        self._board = WorkerBoard.among(server_settings)
        self._none_serving_s = 0.0
        self._last_end = ""
        self._start_failures: dict[str, str] = {}
        self._stop_signals: list[int] = []
        # A worker handles signals itself: see `accept_stop_signals`.
        settings = {**server_settings, "protocol": DrainingProtocol, "register_sys_signals": False}
        super().__init__(number, serve_worker, settings, *others)
        self._places = [WorkerPlace(process) for process in self.transient_processes]

    def shutdown_signal(self, signal: int, frame: FrameType | None) -> None:
        """Note SIGTERM or SIGINT; the loop acts on it. Sanic registers this method."""
        self._stop_signals.append(signal)
        # Wakes the loop: Ctrl-C signals the workers too, and until this process closes its socket, clients wait there.
        self.monitor_publisher.send(None)

    def run(self) -> None:
        """Serve until told to stop. Raises ServerKilled, which ends the main process with status 1."""
        reason = None
        try:
            with _interrupts_blocked():
                self.start()  # type: ignore[no-untyped-call]  # Sanic has no types for it
            while not self._stop_signals:
                self._look()
        except CannotServeError as error:
            reason = str(error)
        self._stop()
        if reason:
            _log.error(f"cannot serve: {reason}")
            raise ServerKilled

    def _look(self) -> None:
        before_s = monotonic()
        wait([*(place.current.sentinel for place in self._running()), self.monitor_subscriber], _LOOK_S)
        passed_s = min(monotonic() - before_s, _LATE_S)
        self._read_messages()
        if self._stop_signals:
            return  # Ctrl-C and systemd signal the workers too: that they end is no news
        for place in self._places:
            if place.replace_in_s is not None:
                place.replace_in_s -= passed_s
                if place.replace_in_s <= 0:
                    self._replace(place)
            elif place.current.is_alive():
                self._watch(place, passed_s)
            else:
                self._note_death(place)
        serving = sum(place.is_serving for place in self._places)
        replaced = sum(place.replacements for place in self._places)
        self._board.post(serving=serving, replaced=replaced)
        self._none_serving_s = 0.0 if serving else self._none_serving_s + passed_s
        if replaced and self._none_serving_s > _NONE_SERVING_S:
            raise CannotServeError(
                f"no worker has served for {_NONE_SERVING_S:.0f} s, though they were replaced; "
                f"the last one ended by {self._last_end}"
            )

    def _watch(self, place: WorkerPlace, passed_s: float) -> None:
        name, pid = place.process.name, place.process.pid
        if place.look(self._board.beats(place.number), passed_s):
            _log.info("worker serves", worker=name, pid=pid)
        if place.hangs(self._hang_s):
            _log.error("worker hangs: killing it", worker=name, pid=pid, silent_s=round(place.silent_s, 1))
            place.silent_s = 0.0
            place.current.kill()

    def _note_death(self, place: WorkerPlace) -> None:
        name, pid = place.process.name, place.process.pid
        self._read_messages()
        reason = self._start_failures.pop(name, None)
        self._last_end = place.describe_end() + (f" ({reason})" if reason else "")
        _log.error("worker ended", worker=name, pid=pid, ended_by=self._last_end)
        if place.served_s is None and not place.replacements:
            raise CannotServeError(f"worker {name} (pid {pid}) ended before it served: {self._last_end}")
        place.vacate()
        if place.replace_in_s:
            _log.warning("worker is replaced later, since it died young", worker=name, after_s=place.replace_in_s)

    def _replace(self, place: WorkerPlace) -> None:
        self._board.clear(place.number)
        place.occupy()
        self.worker_state[place.process.name] = {"server": True, "starts": place.replacements}
        try:
            with _interrupts_blocked():
                place.process.restart()  # type: ignore[no-untyped-call]  # nor for this
        except OSError as error:  # no memory or no process left
            place.vacate()
            name, wait_s = place.process.name, place.replace_in_s
            _log.error("worker cannot be started", worker=name, reason=str(error), after_s=wait_s)

    def _read_messages(self) -> None:
        while self.monitor_subscriber.poll():
            message = self.monitor_subscriber.recv()
            if isinstance(message, StartFailure):
                self._start_failures[message.worker] = message.reason
            elif message == "__TERMINATE__":
                self._stop_signals.append(signal.SIGTERM)
            elif isinstance(message, str) and message != "__TERMINATE_EARLY__":  # whose end is seen
                self._handle_message(message)

    def _running(self) -> list[WorkerPlace]:
        return [place for place in self._places if place.current.is_alive()]

    def _stop(self) -> None:
        """Stop all workers and wait for them. A second Ctrl-C kills them."""
        deadline_s = monotonic() + self._shutdown_s * _KILL_AFTER
        if listening := self._server_settings.get("sock"):
            listening.close()  # a connection is refused once each worker has closed its copy too
        while (running := self._running()) and monotonic() < deadline_s and signal.SIGINT not in self._stop_signals[1:]:
            for place in running:
                place.current.terminate()  # again and again: a worker that is about to serve may miss one
            wait([place.current.sentinel for place in running], _LOOK_S)
        for place in running:
            _log.warning("worker did not stop in time: killing it", worker=place.process.name, pid=place.process.pid)
            place.current.kill()
            place.current.join()
        self.worker_state.clear()  # Sanic waits for each worker that it has a state of


class _StateOfMainProcess:
    """What Sanic keeps about its workers, in the memory of the main process.

    Sanic's is a process of its own: it outlives a main process that is killed, and if it is killed itself, the main
    process can neither replace a worker nor end.
    """

    def dict(self) -> dict[str, Any]:
        return {}

    def shutdown(self) -> None:
        """There is nothing to shut down."""


def supervise_workers(settings: Settings) -> None:
    """Make Sanic start a Supervisor for a server of several processes."""
    supervisor = partial(Supervisor, hang_s=settings.worker_hang_s, shutdown_s=settings.shutdown_s)
    vars(startup).update(WorkerManager=supervisor, Manager=_StateOfMainProcess)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Start a worker with SIGINT blocked: Ctrl-C signals it too, and would find it unable to handle that."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
