"""Freed memory goes back to the system, cycles are looked for rarely, and modules are loaded where they are needed."""

import gc
import os
import platform
import subprocess
import sys

import pytest

from etl.memory import collecting_rarely

# How many heaps glibc has after four threads have each held small blocks at the same time.
_COUNT_HEAPS = """
import ctypes, tempfile, threading

from etl.memory import return_freed_memory

if {is_limited}:
    return_freed_memory()
library = ctypes.CDLL(None)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
everyone_holds = threading.Barrier(4)

def hold():
    for _ in range(1_000):
        library.malloc(100)
    everyone_holds.wait()

threads = [threading.Thread(target=hold) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with tempfile.NamedTemporaryFile() as report:
    stream = library.fopen(report.name.encode(), b"w")
    library.malloc_info(0, ctypes.c_void_p(stream))
    library.fclose(ctypes.c_void_p(stream))
    print(report.read().count(b"<heap "))
"""


def count_heaps(*, is_limited: bool) -> int:
    command = [sys.executable, "-c", _COUNT_HEAPS.format(is_limited=is_limited)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has a heap for each thread")
def test_all_threads_share_one_heap() -> None:
    assert count_heaps(is_limited=False) > 1
    assert count_heaps(is_limited=True) == 1


def load_that_fails() -> None:
    before = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold()[0] > before[0]
        raise ValueError("a load that fails")


def test_cycles_are_looked_for_as_before_after_a_load_even_one_that_fails() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="a load that fails"):
        load_that_fails()
    assert gc.get_threshold() == before


def test_the_client_of_redis_is_not_loaded_where_no_redis_is_named() -> None:
    script = (
        "import sys, etl.__main__; from catalogue.settings import read_settings; read_settings(); print(*sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert "redis" not in ran.stdout.split()
