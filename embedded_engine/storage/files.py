"""Files that are whole or absent, and the lock of a data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

TEMPORARY_PREFIX = ".tmp-"


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place, durably: whoever opens it finds the former content or this one."""
    temporary = temporary_beside(path)
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def temporary_beside(path: Path) -> Path:
    """A name that nobody reads, in the same folder."""
    return path.parent / f"{TEMPORARY_PREFIX}{uuid4().hex}"


def sync_folder(path: Path) -> None:
    """Make what was renamed in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which every process takes that adds or removes indices or aliases."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def stamp(path: Path) -> tuple[int, int]:
    """What differs after a file was replaced. Raises FileNotFoundError."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
