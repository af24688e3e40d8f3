"""The first and the last instructions of a worker process.

Multiprocessing imports this module before it can do anything else in a worker, so it imports no more than it must.
"""

import ctypes
import logging
import os
import signal
import sys
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, NamedTuple

from sanic.log import error_logger
from sanic.worker.serve import worker_serve

from movies.http.worker_board import WorkerBoard, own_number

_PR_SET_PDEATHSIG = 1
# A message is written to the main process in one piece only if it is short: of a worker that is killed between two
# pieces the main process would wait for the second for ever.
_LONGEST_REASON = 1_000


class StartFailure(NamedTuple):
    """What a worker that fails before it serves tells its main process."""

    worker: str
    reason: str


class _LastError(logging.Filter):
    """Remembers the last error that Sanic logs: it handles those of a start itself, and raises none."""

    text = ""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            self.text = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
        return True


def serve_worker(**server_settings: Any) -> None:
    """Serve as Sanic's own worker does; ends the process with status 1 if it fails before it serves, which Sanic logs.

    Sanic's ends with status 0 then, as if it had been told to stop.
    """
    _end_with_main_process()
    # Until it serves, a signal ends it at once, and Ctrl-C prints no traceback. The supervisor has blocked SIGINT.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    last_error = _LastError()
    error_logger.addFilter(last_error)
    worker_serve(**server_settings)
    if not WorkerBoard.among(server_settings).beats(own_number()):
        if last_error.text:
            server_settings["monitor_publisher"].send(StartFailure(os.environ["SANIC_WORKER_NAME"], last_error.text))
        sys.exit(1)


def _end_with_main_process() -> None:
    """Kill this process as soon as the main one is gone, however it ended.

    On Linux the kernel does so, even to a stopped process (prctl(2), PR_SET_PDEATHSIG; what counts is the death of the
    thread that started this process, which is the main thread). Elsewhere a thread waits for the end of the pipe that
    multiprocessing keeps open between the two.
    """
    main_process = parent_process()
    if main_process is None:
        raise RuntimeError("only a worker can end with its main process")
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != main_process.pid:  # it ended before that
            os._exit(1)
    else:
        Thread(target=_end_after, args=(main_process,), name="end-with-main-process", daemon=True).start()


def _end_after(main_process: BaseProcess) -> None:
    main_process.join()
    os._exit(1)
