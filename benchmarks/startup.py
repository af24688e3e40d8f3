"""`make run` in a fresh copy of the project, pip's cache warm, up to the first answer."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.catalogue import BENCH_FOLDER, ROOT
from benchmarks.rows import Budget, Options, Row
from harness.api_server import free_port

_COPIED = ("Makefile", "requirements.txt", "constraints.txt", "app.py", "pyproject.toml")
_COPIED_FOLDERS = ("catalogue", "movies", "search_queries", "embedded_engine", "etl", "samples")
_PATH = "/api/v1/films"
_LIMIT_S = 300.0
_BUDGET_S = 30.0


def run(options: Options) -> list[Row]:
    """Seconds to the first list of films: with an empty folder, and when started again."""
    first, again = [], []
    # the first copy puts the packages into pip's cache if they are not there yet
    for number in range(1 + options.rounds(2)):
        with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name:
            folder = Path(name)
            _copy(folder)
            first_s, again_s = _seconds_to_answer(folder), _seconds_to_answer(folder)
        if number:
            first.append(first_s)
            again.append(again_s)
    budget = Budget("figure", at_most=_BUDGET_S)
    note = "makes the virtual environment, installs from pip's cache, loads the sample; baseline: started again"
    return [Row.compared("`make run` to the first answer", first, again, "s", budget=budget, note=note)]


def _copy(folder: Path) -> None:
    for name in _COPIED:
        shutil.copy2(ROOT / name, folder / name)
    for name in _COPIED_FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))


def _seconds_to_answer(folder: Path) -> float:
    port = free_port()
    python = f"PYTHON={Path(sys.base_prefix) / 'bin' / 'python3'}"
    started_s = time.monotonic()
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(
            ["make", "run", python],
            cwd=folder,
            env={**os.environ, "PORT": str(port), "ELASTICSEARCH_URL": "", "REDIS_URL": ""},
            stdout=log,
            stderr=log,
            start_new_session=True,  # make and the server end together
        )
    try:
        while not _answers(port):
            log_text = (folder / "run.log").read_text(errors="replace")
            if process.poll() is not None or time.monotonic() - started_s > _LIMIT_S:
                raise RuntimeError(f"`make run` does not answer:\n{log_text}")
            time.sleep(0.05)
        return time.monotonic() - started_s
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{_PATH}", timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
