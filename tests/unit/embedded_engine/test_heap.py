"""Freed memory goes back to the system."""

import platform
import subprocess
import sys

import pytest

# How many heaps glibc has after four threads have each held small blocks at the same time.
_COUNT_HEAPS = """
import ctypes, tempfile, threading

from embedded_engine.http.heap import return_freed_memory

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
