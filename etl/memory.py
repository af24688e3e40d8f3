"""How often Python looks for cycles of garbage during a load."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
