"""The place of one worker, which several may take one after another: how long the present one lived and was silent."""

import signal
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from sanic.worker.process import WorkerProcess

from movies.http.worker_board import worker_number

# A worker that has not begun to serve may be silent for so much longer than one that serves.
_START_S = 30.0
# A worker that served for less than this died young.
_YOUNG_S = 5.0
_LONGEST_WAIT_S = 30.0


@dataclass
class WorkerPlace:
    """What the main process knows of a worker and of those before it. All times are in seconds."""

    process: WorkerProcess
    beats: int = 0
    silent_s: float = 0.0
    served_s: float | None = None  # None: it does not serve yet
    replacements: int = 0
    early_deaths: int = 0  # in a row
    replace_in_s: float | None = None  # None: a worker has the place

    @property
    def current(self) -> BaseProcess:
        """The process of the present worker."""
        return self.process._current_process  # type: ignore[no-any-return]  # Sanic has no types for it

    @property
    def number(self) -> int:
        return worker_number(self.process.name)

    @property
    def is_serving(self) -> bool:
        return self.served_s is not None and self.replace_in_s is None

    def look(self, beats: int, passed_s: float) -> bool:
        """Take note of the worker's counter after this many seconds; true if it has just begun to serve."""
        has_begun = self.served_s is None and beats > 0
        if has_begun:
            self.served_s = 0.0
        elif self.served_s is not None:
            self.served_s += passed_s
        self.silent_s = 0.0 if beats != self.beats else self.silent_s + passed_s
        self.beats = beats
        return has_begun

    def hangs(self, hang_s: float) -> bool:
        """Whether it was silent for too long; `hang_s` is the setting, of which 0 says never."""
        return hang_s > 0 and self.silent_s > hang_s + (0.0 if self.is_serving else _START_S)

    def vacate(self) -> None:
        """The worker is dead: choose when another takes its place.

        At once, unless one that took a place died young: then after 1 s, and after 2, 4 ... 30 s if the next do too.
        """
        died_young = self.replacements > 0 and (self.served_s is None or self.served_s < _YOUNG_S)
        self.early_deaths = self.early_deaths + 1 if died_young else 0
        self.replace_in_s = min(2.0 ** (self.early_deaths - 1), _LONGEST_WAIT_S) if died_young else 0.0

    def occupy(self) -> None:
        """Another worker is about to take the place."""
        self.replacements += 1
        self.beats, self.silent_s, self.served_s, self.replace_in_s = 0, 0.0, None, None

    def describe_end(self) -> str:
        """How the worker ended, such as "signal SIGKILL" or "exit status 1"."""
        status = self.process.exitcode
        if status is None or status >= 0:
            return f"exit status {status}"
        try:
            return f"signal {signal.Signals(-status).name}"
        except ValueError:  # a real-time signal
            return f"signal {-status}"
