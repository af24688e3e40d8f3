"""The checksums that tantivy writes to its files but does not compare.

A file ends in `{"version": {...}, "crc": 23492489}`, the length of this footer and a number that is always 1337.
"""

import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from embedded_engine.storage.files import META_FILE, damaged, reading

_END = struct.Struct("<II")
_CHUNK_BYTES = 1 << 20
_DELETIONS = ".del"


def compare_checksums(folder: Path) -> None:
    """Read all files of the segments of an index. Raises OSError for the first that is damaged."""
    meta_file = folder / META_FILE
    try:
        with reading(meta_file):
            meta = orjson.loads(meta_file.read_bytes())
        segments = [_names(each) for each in meta["segments"]]
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(folder, error) from error
    for segment, deletions in segments:
        for file in sorted(folder.glob(f"{segment}.*")):
            if file.suffix == _DELETIONS and file.name != deletions:
                continue  # another process may still be writing it
            # another process may have merged the segment into a new one and removed it
            with suppress(FileNotFoundError), reading(file):
                if not _is_whole(file):
                    # what is left of an index without one of its files is of no use
                    raise damaged(folder, f"{file.name} does not have its checksum")


def _names(segment: Mapping[str, Any]) -> tuple[str, str | None]:
    """What the files of a segment are called, and the one of them that says which documents are deleted, if any are."""
    name, deletes = segment["segment_id"].replace("-", ""), segment.get("deletes")
    return name, f"{name}.{deletes['opstamp']}{_DELETIONS}" if deletes else None


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            end = file.seek(-_END.size, 2)
            footer_bytes, _ = _END.unpack(file.read())
            file.seek(end - footer_bytes)
            expected = orjson.loads(file.read(footer_bytes))["crc"]
        except (KeyError, OSError, TypeError, ValueError):
            return False
        file.seek(0)
        left, checksum = end - footer_bytes, 0
        while chunk := file.read(min(left, _CHUNK_BYTES)):
            checksum = zlib.crc32(chunk, checksum)
            left -= len(chunk)
        return bool(checksum == expected)
