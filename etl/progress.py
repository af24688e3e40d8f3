"""The progress of a load: a bar in a terminal, otherwise a line every few seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TextIO

from tqdm import tqdm

from etl.load import Loaded

LINE_EVERY_S = 5.0


@contextmanager
def progress(noun: str, total: int | None, stream: TextIO) -> Iterator[Callable[[int], object]]:
    """Gives a function to call with the number of each batch that is done; `total` is None if it is unknown.

    In a terminal the bar is removed at the end, so that only the summary remains.
    """
    if stream.isatty():
        bar: tqdm[NoReturn] = tqdm(total=total, unit=f" {noun}", unit_scale=True, file=stream, leave=False)
        with bar:
            yield bar.update
    else:
        yield _Lines(noun, total, stream).add


def summary(loaded: Loaded) -> str:
    """`loaded 566 movies into movies-... in 0.4 s (1,300/s)`."""
    rate = _round_to_two_digits(loaded.documents / max(loaded.duration_s, 1e-3))
    taken = f"in {loaded.duration_s:.1f} s ({rate:,}/s)"
    return f"loaded {loaded.documents:,} {loaded.alias} into {loaded.index} {taken}"


def _round_to_two_digits(rate: float) -> int:
    """1287.3 -> 1300: the digits behind these differ from run to run."""
    return int(round(rate, 2 - len(str(int(rate)))))


class _Lines:
    def __init__(self, noun: str, total: int | None, stream: TextIO) -> None:
        self._noun, self._total, self._stream = noun, total, stream
        self._done = 0
        self._next_s = time.monotonic() + LINE_EVERY_S

    def add(self, count: int) -> None:
        self._done += count
        now_s = time.monotonic()
        if now_s < self._next_s:
            return
        self._next_s = now_s + LINE_EVERY_S
        of_total = "" if self._total is None else f" of {self._total:,}"
        self._stream.write(f"loaded {self._done:,}{of_total} {self._noun}\n")
        self._stream.flush()
