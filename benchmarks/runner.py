"""Runs a benchmark by its name, in a process of its own."""

from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context

from benchmarks.rows import Options, Row


def run_in_subprocess(name: str, options: Options) -> list[Row]:
    """The rows of `benchmarks/<name>.py`: no benchmark inherits another's memory or open files."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, name, options).result()


def _run(name: str, options: Options) -> list[Row]:
    rows: list[Row] = import_module(f"benchmarks.{name}").run(options)
    return rows
