"""Runs a benchmark by its name, in a process of its own."""

import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children, get_context

from benchmarks.rows import Options, Row


def run_in_subprocess(name: str, options: Options) -> list[Row]:
    """The rows of `benchmarks/<name>.py`: no benchmark inherits another's memory or open files.

    A SIGTERM ends the benchmark with what it has started, then raises SystemExit here.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, _on_sigterm(_end_benchmark):
        return pool.submit(_run, name, options).result()


def _run(name: str, options: Options) -> list[Row]:
    with _on_sigterm(_leave):
        rows: list[Row] = import_module(f"benchmarks.{name}").run(options)
    return rows


@contextmanager
def _on_sigterm(act: Callable[[], object]) -> Iterator[None]:
    previous = signal.signal(signal.SIGTERM, lambda *_: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _end_benchmark() -> None:
    for process in active_children():
        process.terminate()


def _leave() -> None:
    """Leave all that the benchmark has entered, which ends its servers."""
    sys.exit(128 + signal.SIGTERM)
