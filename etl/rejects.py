"""What a load leaves out: a line of JSON for each, counted by reason, and bounded for whole films."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self

import orjson

from etl.errors import SourceError

LONGEST_VALUE = 100
LEAST_LIMIT = 10
MOST_REASONS = 200

_SHARE_OR_COUNT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)%|(\d{1,12})")


class Reject(NamedTuple):
    """A row or a value that was left out: `Reject("film_work", 7, "title", "", "no title")`."""

    table: str
    id: Any
    column: str
    value: Any
    reason: str


class TooManyRejectsError(SourceError):
    """More films were rejected than the bound allows."""


@dataclass(frozen=True)
class RejectBound:
    """How many films of a load may be rejected: a share of them, but at least LEAST_LIMIT, or a fixed number."""

    share: float = 0.01
    count: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2%` or `500`. Raises ValueError."""
        found = _SHARE_OR_COUNT.fullmatch(text.strip())
        if found is None or (found[1] and float(found[1]) > 100):
            raise ValueError(f"must be a number of films or a share such as 2%, not {text!r}")
        return cls(share=float(found[1]) / 100) if found[1] else cls(count=int(found[2]))

    def __str__(self) -> str:
        """The text that `parse` reads."""
        return f"{100 * self.share:g}%" if self.count is None else str(self.count)

    def limit(self, films: int) -> int:
        """The most films that may be rejected if there are `films`."""
        return max(LEAST_LIMIT, math.floor(self.share * films)) if self.count is None else self.count


class RejectLog:
    """Counts rejects and, if it has a `folder`, writes each to a file there, which is made with the first."""

    def __init__(self, folder: Path | None = None, limit: int | None = None) -> None:
        self._folder = folder
        self._limit = limit
        self._file: BinaryIO | None = None
        self.path: Path | None = None
        self.films = 0
        self.counts: Counter[str] = Counter()

    def film(self, reject: Reject) -> None:
        """A film that does not load. Raises TooManyRejectsError beyond the bound."""
        self.value(reject)
        self.films += 1
        if self._limit is not None and self.films > self._limit:
            seen = f"; see {self.path}" if self.path else ""
            raise TooManyRejectsError(
                f"more than {self._limit:,} films were rejected, the last for: {reject.reason}{seen}. "
                "Correct the data, describe it in a mapping file (ETL_MAPPING), or raise --max-rejects"
            )

    def value(self, reject: Reject) -> None:
        """A value, a link or a person that is left out, while its film loads."""
        self.counts[f"{reject.table}.{reject.column}: {reject.reason}"] += 1
        if self._folder is not None:
            self._write(self._folder, reject)

    def count(self, what: str) -> None:
        """Something that is left out by design and in no file, such as a role that is not kept."""
        known = what in self.counts or len(self.counts) < MOST_REASONS
        self.counts[what if known else "others"] += 1

    def summary(self) -> list[str]:
        """A line for each reason with its count, the most frequent first, then the path of the file."""
        lines = [f"left out {count:,}: {reason}" for reason, count in self.counts.most_common()]
        return [*lines, f"each of them: {self.path}"] if self.path else lines

    def close(self) -> None:
        """Close the file, if there is one. Raises SourceError."""
        if self._file is not None:
            file, self._file = self._file, None
            with _write_errors(self._folder):
                file.close()

    def discard(self) -> None:
        """Forget all rejects, and remove the file."""
        self.close()
        if self.path is not None:
            self.path.unlink(missing_ok=True)
        self.path = None
        self.counts.clear()

    def _write(self, folder: Path, reject: Reject) -> None:
        with _write_errors(folder):
            if self._file is None:
                folder.mkdir(parents=True, exist_ok=True)
                self.path = folder / f"{datetime.now(UTC):%Y%m%dt%H%M%S-%f}.jsonl"
                self._file = self.path.open("xb")
            self._file.write(_line(reject))


@contextmanager
def _write_errors(folder: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError(
            f"cannot write rejects to {folder}: {error.strerror}; name another folder in ETL_REJECTS"
        ) from error


def _line(reject: Reject) -> bytes:
    id_, value = (None if each is None else _printable(str(each)) for each in (reject.id, reject.value))
    return orjson.dumps({**reject._asdict(), "id": id_, "value": value}, option=orjson.OPT_APPEND_NEWLINE)


def _printable(text: str) -> str:
    """At most LONGEST_VALUE characters that JSON can hold."""
    return text[:LONGEST_VALUE].encode("utf-8", "backslashreplace").decode()
