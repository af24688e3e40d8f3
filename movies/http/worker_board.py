"""What workers and their main process tell one another, in memory that they share."""

import os
from collections.abc import MutableSequence
from ctypes import c_uint64
from multiprocessing import get_context
from typing import Any, Self

from sanic import Sanic

_SERVING, _REPLACED, _FIRST_BEAT = range(3)


class WorkerBoard:
    """How many workers serve, how many were replaced, and a counter for each worker that its event loop moves on.

    Each cell has one writer: the main process writes the first two, and a worker its own counter. Nothing is locked, so
    that a worker that is killed at any instruction leaves no lock behind.
    """

    def __init__(self, cells: MutableSequence[int]) -> None:
        self._cells = cells

    @classmethod
    def create(cls, app: Sanic[Any, Any]) -> None:
        """Give the app a board for its workers. The main process does so, before it starts them."""
        app.shared_ctx.worker_board = get_context("spawn").RawArray(c_uint64, _FIRST_BEAT + app.state.workers)

    @classmethod
    def of(cls, app: Sanic[Any, Any]) -> Self | None:
        """The board of the app; None in a process that no main process watches, such as a test's."""
        cells = getattr(app.shared_ctx, "worker_board", None)
        return None if cells is None else cls(cells)

    @classmethod
    def among(cls, server_settings: dict[str, Any]) -> Self:
        """The board among what Sanic passes to each worker."""
        return cls(server_settings["passthru"]["shared_ctx"]["worker_board"])

    @property
    def serving(self) -> int:
        """The number of workers that serve."""
        return self._cells[_SERVING]

    @property
    def replaced(self) -> int:
        """The number of workers that were replaced since the start."""
        return self._cells[_REPLACED]

    def post(self, *, serving: int, replaced: int) -> None:
        """Say how many workers serve and how many were replaced."""
        self._cells[_SERVING] = serving
        self._cells[_REPLACED] = replaced

    def beats(self, worker: int) -> int:
        """The number of beats of a worker; 0 before it serves."""
        return self._cells[_FIRST_BEAT + worker]

    def beat(self) -> None:
        """Move this worker's counter on."""
        self._cells[_FIRST_BEAT + own_number()] += 1

    def clear(self, worker: int) -> None:
        """Set a worker's counter to 0, before another takes its place."""
        self._cells[_FIRST_BEAT + worker] = 0


def own_number() -> int:
    """The number of this worker, from 0; Sanic names it in the environment, such as Sanic-Server-1-0."""
    return worker_number(os.environ["SANIC_WORKER_NAME"])


def worker_number(name: str) -> int:
    """The number in Sanic's name of a worker: 1 of Sanic-Server-1-0."""
    return int(name.split("-")[2])
