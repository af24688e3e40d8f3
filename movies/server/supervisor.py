"""The main process: it starts the workers, watches and replaces them, and stops them.

It stands in for the loop of Sanic's own WorkerManager, which marks a dead worker and leaves it; docs/adr/0008 says why.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import FrameType
from typing import Any

import structlog
from sanic.exceptions import ServerKilled
from sanic.mixins import startup
from sanic.worker.manager import WorkerManager
from sanic.worker.process import WorkerProcess

from catalogue.settings import Settings
from movies.http.worker_board import WorkerBoard, worker_number
from movies.server.drain import DrainingProtocol
from movies.server.worker_process import serve_worker

# Between two looks at the workers; a death wakes the main process at once.
_LOOK_S = 0.2
# A look that comes later than this was late itself: the machine stood still, and the workers with it.
_LATE_S = 1.0
# A worker that begins to serve may be silent for so much longer than one that serves.
_START_S = 30.0
_YOUNG_S = 5.0
_LONGEST_WAIT_S = 30.0
_NONE_SERVING_S = 60.0
# The part of SHUTDOWN_S after which workers are killed; the rest is for the end of the main process.
_KILL_AFTER = 0.9

_log = structlog.get_logger()


class CannotServeError(Exception):
    """The service cannot go on; the message says why."""


@dataclass
class _Place:
    """The place of one worker, which several may take one after another."""

    process: WorkerProcess
    beats: int = 0
    silent_s: float = 0.0
    served_s: float | None = None
    early_deaths: int = 0
    replace_in_s: float | None = None

    @property
    def current(self) -> BaseProcess:
        return self.process._current_process  # type: ignore[no-any-return]

    @property
    def number(self) -> int:
        return worker_number(self.process.name)

    @property
    def is_serving(self) -> bool:
        return self.served_s is not None and self.replace_in_s is None


class Supervisor(WorkerManager):
    """Sanic's WorkerManager with another loop."""

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
        self._replaced = 0
        self._none_serving_s = 0.0
        self._stop_signals: list[int] = []
        # the worker's own handlers stop it: see `accept_stop_signals`
        settings = {**server_settings, "protocol": DrainingProtocol, "register_sys_signals": False}
        super().__init__(number, serve_worker, settings, *others)
        self._places = [_Place(process) for process in self.transient_processes]

    def shutdown_signal(self, signal: int, frame: FrameType | None) -> None:
        """Note SIGTERM or SIGINT, once registered by Sanic; the loop acts on it."""
        self._stop_signals.append(signal)

    def run(self) -> None:
        """Serve until told to stop. Raises ServerKilled, which ends the main process with status 1."""
        reason = None
        try:
            with _interrupts_blocked():
                self.start()  # type: ignore[no-untyped-call]
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
        self._board.post(serving=serving, replaced=self._replaced)
        self._none_serving_s = 0.0 if serving else self._none_serving_s + passed_s
        if self._replaced and self._none_serving_s > _NONE_SERVING_S:
            raise CannotServeError(f"no worker has served for {_NONE_SERVING_S:.0f} s, though they were replaced")

    def _watch(self, place: _Place, passed_s: float) -> None:
        beats = self._board.beats(place.number)
        if place.served_s is not None:
            place.served_s += passed_s
        elif beats:
            place.served_s = 0.0
            _log.info("worker serves", worker=place.process.name, pid=place.process.pid)
        place.silent_s = place.silent_s + passed_s if beats == place.beats else 0.0
        place.beats = beats
        allowed_s = self._hang_s if place.is_serving else self._hang_s + _START_S
        if self._hang_s and place.silent_s > allowed_s:
            about = {"worker": place.process.name, "pid": place.process.pid, "silent_s": round(place.silent_s, 1)}
            _log.error("worker hangs: killing it", **about)
            place.silent_s = 0.0
            place.current.kill()

    def _note_death(self, place: _Place) -> None:
        name, pid, ended_by = place.process.name, place.process.pid, _describe_end(place.process.exitcode)
        served_s = place.served_s
        place.early_deaths = place.early_deaths + 1 if served_s is None or served_s < _YOUNG_S else 0
        place.replace_in_s = _wait_after(place.early_deaths)
        _log.error("worker ended", worker=name, pid=pid, ended_by=ended_by, replaced_in_s=place.replace_in_s)
        if served_s is None and place.process.worker_state[name].get("starts") == 1:
            raise CannotServeError(f"worker {name} (pid {pid}) ended before it served: {ended_by}")

    def _replace(self, place: _Place) -> None:
        name = place.process.name
        self._board.clear(place.number)
        self._replaced += 1
        try:
            with _interrupts_blocked():
                place.process.restart()  # type: ignore[no-untyped-call]
        except OSError as error:  # no memory, no process left
            place.early_deaths += 1
            place.replace_in_s = _wait_after(place.early_deaths)
            _log.error("worker cannot be started", worker=name, reason=str(error), replaced_in_s=place.replace_in_s)
        else:
            place.beats, place.silent_s, place.served_s, place.replace_in_s = 0, 0.0, None, None

    def _read_messages(self) -> None:
        while self.monitor_subscriber.poll():
            message = self.monitor_subscriber.recv()
            if message == "__TERMINATE__":
                self._stop_signals.append(signal.SIGTERM)
            elif isinstance(message, str) and message != "__TERMINATE_EARLY__":  # whose end is seen
                self._handle_message(message)

    def _running(self) -> list[_Place]:
        return [place for place in self._places if place.current.is_alive()]

    def _stop(self) -> None:
        """Stop all workers and wait for them. A second Ctrl-C kills them."""
        deadline_s = monotonic() + self._shutdown_s * _KILL_AFTER
        # A connection is refused once the last worker has closed its copy of the socket.
        self._server_settings["sock"].close()
        while (running := self._running()) and monotonic() < deadline_s and signal.SIGINT not in self._stop_signals[1:]:
            for place in running:
                place.current.terminate()  # again and again: a worker that is just beginning to serve may miss one
            wait([place.current.sentinel for place in running], _LOOK_S)
        for place in running:
            _log.warning("worker did not stop in time: killing it", worker=place.process.name, pid=place.process.pid)
            place.current.kill()
            place.current.join()
        self.worker_state.clear()  # Sanic waits until it says no more of any worker


class _StateOfMainProcess:
    """What Sanic keeps of its workers, in the memory of the main process.

    Sanic's is a process of its own, which outlives a main process that is killed, and whose own death leaves a main
    process that cannot replace a worker.
    """

    def dict(self) -> dict[str, Any]:
        return {}

    def shutdown(self) -> None:
        """Nothing runs."""


def supervise_workers(settings: Settings) -> None:
    """Make Sanic start a Supervisor for a server of several processes."""
    supervisor = partial(Supervisor, hang_s=settings.worker_hang_s, shutdown_s=settings.shutdown_s)
    vars(startup).update(WorkerManager=supervisor, Manager=_StateOfMainProcess)


def _wait_after(early_deaths: int) -> float:
    """Seconds to wait before a replacement: 0, 1, 2, 4, ... 30."""
    return min(2.0 ** (early_deaths - 1), _LONGEST_WAIT_S) if early_deaths else 0.0


def _describe_end(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit status {exit_code}"
    try:
        return f"signal {signal.Signals(-exit_code).name}"
    except ValueError:  # a real-time signal
        return f"signal {-exit_code}"


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Start a process with SIGINT blocked, so that Ctrl-C, which signals it too, finds it able to handle that."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
