"""Files that are whole or absent, the lock of a data folder, and what is said if the disk fails."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from embedded_engine.errors import StorageError

INDICES_FOLDER = "indices"
# In the folder of each index: what it was created from, and tantivy's list of its segments.
DEFINITION_FILE = "index.json"
META_FILE = "meta.json"
TEMPORARY_PREFIX = ".tmp-"
# A disk with less free space than this is full: no segment fits.
_FULL_BYTES = 1_000_000


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place, durably: whoever opens it finds the former content or this one."""
    temporary = temporary_beside(path)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
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
    """Hold the folder's lock, which every process takes that adds or removes indices or aliases.

    What those that were killed left half-made or half-removed is removed first.
    """
    with storing("the data folder", folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("w")
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # Whoever makes them holds the lock as long as they are there. Other folders inside are not of this data folder:
        # one may be a data folder itself, whose lock somebody else holds.
        for left in [*folder.glob(f"{TEMPORARY_PREFIX}*"), *folder.glob(f"{INDICES_FOLDER}/{TEMPORARY_PREFIX}*")]:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
        yield


@contextmanager
def storing(what: str, folder: Path) -> Iterator[None]:
    """Write into a folder. A failure of the disk is a StorageError that says what could not be written."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise StorageError(what, write_failure(folder, error)) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read a file. The OSError of a failing disk names it, which that of a read alone does not."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def write_failure(folder: Path, error: BaseException) -> str:
    """Why something could not be written. tantivy raises ValueError, and does not say of what a thread of its died."""
    is_full = folder.exists() and shutil.disk_usage(folder).free < _FULL_BYTES
    if is_full or "No space left" in str(error):
        return "no space left on the device"
    return f"{error.filename or folder}: {error.strerror}" if isinstance(error, OSError) else str(error)


def damaged(path: Path, why: object) -> OSError:
    """The error of a file, or of a folder of tantivy's, that holds something else than was written to it."""
    return OSError(errno.EIO, f"damaged ({why}); move it away and load again", str(path))


def stamp(path: Path) -> tuple[int, int]:
    """What differs after a file was replaced. Raises FileNotFoundError."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
