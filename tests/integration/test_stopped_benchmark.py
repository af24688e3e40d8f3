"""A benchmark that is told to stop leaves no server behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.catalogue import BENCH_FOLDER, ROOT

_LIMIT_S = 60.0


def test_a_benchmark_that_is_told_to_stop_ends_its_servers() -> None:
    before = _servers()
    command = [sys.executable, "-m", "benchmarks", "load_embedded", "--quick"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        while not _servers() - before:
            assert process.poll() is None, "it ended before its server started"
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(_LIMIT_S) == 128 + signal.SIGTERM

    assert _servers() <= before


def _servers() -> set[int]:
    """The processes that were started with a folder of the benchmarks."""
    found = set()
    for folder in Path("/proc").iterdir():
        try:
            arguments = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if folder.name.isdecimal() and str(BENCH_FOLDER).encode() in arguments:
            found.add(int(folder.name))
    return found
