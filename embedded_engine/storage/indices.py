"""All indices of a data folder, and the aliases of them."""

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import orjson

from embedded_engine.errors import EngineError, illegal_argument, index_not_found
from embedded_engine.storage.checksums import compare_checksums
from embedded_engine.storage.files import (
    DEFINITION_FILE,
    INDICES_FOLDER,
    TEMPORARY_PREFIX,
    damaged,
    locked,
    reading,
    stamp,
    storing,
    temporary_beside,
    write_whole,
)
from embedded_engine.storage.index import Definition, Index
from embedded_engine.storage.writer import Writer

Aliases = dict[str, list[str]]

_FORBIDDEN = re.compile(r'[\\/*?"<>| ,#:]')
_LONGEST_NAME_BYTES = 255


@dataclass(frozen=True)
class AliasChange:
    """One step of `POST /_aliases`: `action` is add, remove or remove_index."""

    action: str
    index: str
    alias: str = ""


class Indices:
    """The indices behind names. Changes come from one thread, reads from any."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._indices_folder = folder / INDICES_FOLDER
        self._aliases_file = folder / "aliases.json"
        self._open: dict[str, Index] = {}
        self._writers: dict[str, Writer] = {}
        self._aliases: tuple[tuple[int, int], Aliases] = ((0, 0), {})

    def aliases(self) -> Aliases:
        """Alias -> the names of its indices."""
        try:
            current = stamp(self._aliases_file)
        except FileNotFoundError:
            return {}
        if self._aliases[0] != current:
            self._aliases = (current, _read_aliases(self._aliases_file))
        return self._aliases[1]

    def names(self, pattern: str) -> list[str]:
        """The indices that a name, an alias or a pattern with * stands for. Raises EngineError for an unknown name."""
        aliases = self.aliases()
        if "*" in pattern:
            by_alias = {name for alias, names in aliases.items() if fnmatchcase(alias, pattern) for name in names}
            return sorted(by_alias | {name for name in self._all_names() if fnmatchcase(name, pattern)})
        if pattern in aliases:
            return sorted(aliases[pattern])
        if not self.exists(pattern):
            raise index_not_found(pattern)
        return [pattern]

    def get(self, name: str) -> Index:
        """The one index that a name or an alias stands for. Raises EngineError."""
        names = self.names(name)
        if len(names) != 1:
            raise illegal_argument(f"[{name}] stands for {len(names)} indices; supported: one index at a time")
        return self.open(names[0])

    def definition(self, name: str) -> Definition:
        """What the index of exactly this name was created from, be it one that only another version can open."""
        try:
            return Definition.read(self._indices_folder / name)
        except FileNotFoundError as error:
            raise index_not_found(name) from error

    def open(self, name: str) -> Index:
        """The index of exactly this name. Raises EngineError, also for one of another layout."""
        index = self._open.get(name)
        if index is None or not index.is_current:
            try:
                index = Index(self._indices_folder / name)
            except FileNotFoundError as error:
                self._open.pop(name, None)
                raise index_not_found(name) from error
            # Those that another process removed are let go of: nobody asks for them again, and open files take space.
            current = {each: opened for each, opened in list(self._open.items()) if opened.is_current}
            self._open = {**current, name: index}
        return index

    def create(self, name: str, definition: Definition) -> None:
        """Make an index. Raises EngineError for a name that is taken or not allowed."""
        _check_name(name)
        with locked(self.folder):
            if name in self.aliases():
                raise _invalid_name(name, "index", "already exists as alias")
            if self.exists(name):
                uuid = self.definition(name).uuid
                reason = f"index [{name}/{uuid}] already exists"
                raise EngineError("resource_already_exists_exception", reason, index_uuid=uuid, index=name)
            Index.create(self._indices_folder / name, definition)

    def delete(self, names: Iterable[str]) -> None:
        """Remove indices and what aliases say of them."""
        self.change_aliases([AliasChange("remove_index", name) for name in names])

    def change_aliases(self, changes: Sequence[AliasChange]) -> list[bool]:
        """Do all changes or none; to remove an alias that is not there fails only if nothing else is asked for.

        Returns for each change whether there was something to do it to. Raises EngineError.

        The aliases change in one step; indices are removed after it, so that a crash leaves some unserved at worst.
        """
        with locked(self.folder):
            aliases = {alias: list(names) for alias, names in self.aliases().items()}
            removed: set[str] = set()
            found = [self._apply(change, aliases, removed) for change in changes]
            if found and not any(found):
                raise _alias_missing(changes[0].alias)
            # Those that are gone by other means are forgotten too, such as a damaged index that somebody moved away.
            left = {name for names in aliases.values() for name in names if self.exists(name)} - removed
            aliases = {alias: kept for alias, names in aliases.items() if (kept := [n for n in names if n in left])}
            if aliases != self.aliases():
                content = orjson.dumps(aliases, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
                with storing("the list of aliases", self.folder):
                    write_whole(self._aliases_file, content)
            for name in removed:
                self._remove(name)
            return found

    def writer(self, name: str) -> Writer:
        """The writer of an index. Raises EngineError.

        It stays open until the index is removed, until `close`, or until another index is written and nothing waits for
        a refresh here: each open writer takes memory of its own.
        """
        index = self.get(name)
        writer = self._writers.get(index.name)
        if writer is not None and not writer.index.is_current:
            writer.abandon()
            writer = None
        if writer is None:
            self._close_idle_writers()
            writer = self._writers[index.name] = Writer(index)
        return writer

    def refresh(self, names: Iterable[str]) -> None:
        """Refresh what this process writes; other writers' indices are theirs to refresh."""
        for name in names:
            if name in self._writers:
                self._writers[name].refresh()

    def compare_checksums(self) -> None:
        """Read the whole of each index that an alias leads to. Raises OSError if one is damaged."""
        for name in {name for names in self.aliases().values() for name in names}:
            try:
                compare_checksums(self._indices_folder / name)
            except FileNotFoundError:
                if self.exists(name):  # otherwise another process has removed it meanwhile
                    raise

    def close(self) -> None:
        """Refresh and close all writers."""
        for name in list(self._writers):
            self._close_writer(name)

    def _close_idle_writers(self) -> None:
        for name in [name for name, writer in self._writers.items() if writer.is_idle]:
            self._close_writer(name)

    def _close_writer(self, name: str) -> None:
        writer = self._writers.pop(name)
        if writer.is_usable:
            writer.close()
        else:
            writer.abandon()

    def _apply(self, change: AliasChange, aliases: Aliases, removed: set[str]) -> bool:
        if not self.exists(change.index):
            if change.index in aliases:
                raise illegal_argument(
                    f"The provided expression [{change.index}] matches an alias, specify the corresponding concrete "
                    "indices instead."
                )
            raise index_not_found(change.index)
        if change.action == "remove_index":
            removed.add(change.index)
        elif change.action == "add":
            _check_name(change.alias, "alias")
            if self.exists(change.alias):
                reason = f"Invalid alias name [{change.alias}]: an index or data stream exists with the same name"
                raise EngineError("invalid_alias_name_exception", f"{reason} as the alias")
            names = aliases.setdefault(change.alias, [])
            if change.index not in names:
                names.append(change.index)
        elif change.index in aliases.get(change.alias, []):
            aliases[change.alias].remove(change.index)
        else:
            return False
        return True

    def _remove(self, name: str) -> None:
        writer = self._writers.pop(name, None)
        if writer is not None:
            writer.abandon()
        self._open.pop(name, None)
        gone = temporary_beside(self._indices_folder / name)
        with storing(f"index [{name}]", self._indices_folder):
            (self._indices_folder / name).rename(gone)
            shutil.rmtree(gone)

    def exists(self, name: str) -> bool:
        """Whether there is an index of exactly this name."""
        return not name.startswith(TEMPORARY_PREFIX) and (self._indices_folder / name / DEFINITION_FILE).exists()

    def _all_names(self) -> list[str]:
        if not self._indices_folder.exists():
            return []
        return [entry.name for entry in self._indices_folder.iterdir() if self.exists(entry.name)]


def _read_aliases(path: Path) -> Aliases:
    try:
        with reading(path):
            aliases = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise damaged(path, error) from error
    match aliases:
        case dict() if all(_is_list_of_names(names) for names in aliases.values()):
            return aliases
    raise damaged(path, "it does not list aliases")


def _is_list_of_names(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)


def _alias_missing(alias: str) -> EngineError:
    """The refusal to remove an alias that is not there; status 404."""
    details: dict[str, Any] = {"resource.type": "aliases", "resource.id": alias}
    return EngineError("aliases_not_found_exception", f"aliases [{alias}] missing", 404, **details)


def _check_name(name: str, noun: str = "index") -> None:
    if name != name.lower():
        raise _invalid_name(name, noun, "must be lowercase")
    if _FORBIDDEN.search(name):
        raise _invalid_name(
            name, noun, "must not contain the following characters ['\\','/','*','?','\"','<','>','|',' ',',']"
        )
    if name[:1] in ("_", "-", "+", "", "."):
        raise _invalid_name(name, noun, "must not start with '_', '-', '+', or '.'")
    if len(name.encode()) > _LONGEST_NAME_BYTES:
        raise _invalid_name(name, noun, f"index name is too long, ({len(name.encode())} > {_LONGEST_NAME_BYTES})")


def _invalid_name(name: str, noun: str, why: str) -> EngineError:
    reason = f"Invalid {noun} name [{name}], {why}"
    return EngineError(f"invalid_{noun}_name_exception", reason, index=name, index_uuid="_na_")
