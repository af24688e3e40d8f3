"""How a load uses memory: what the C library does with what was freed, and how often Python looks for cycles."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# The options of mallopt(3) in <malloc.h>.
_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
_M_ARENA_MAX = -8
_LARGE_BYTES = 1_000_000


def return_freed_memory() -> None:
    """Let glibc keep one heap for all threads, and give large blocks back to the system once they are freed.

    By default each thread gets a heap of its own that seldom shrinks, so that a long load grows by what every one of
    them once needed. The process of an embedded engine begins with the same settings. Other C libraries have no such
    options, or no such heaps.
    """
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):
        return
    for option, value in ((_M_ARENA_MAX, 1), (_M_TRIM_THRESHOLD, _LARGE_BYTES), (_M_MMAP_THRESHOLD, _LARGE_BYTES)):
        library.mallopt(option, value)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for cycles of garbage after many more new objects than usual.

    Rows and documents have none, and are freed at once. To look for some took half of the time of reading a database.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
