"""One index on disk: its definition, its readers and its writer."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import orjson
from tantivy import Index as TantivyIndex

from embedded_engine.analysis.settings import Analysis
from embedded_engine.checks import refuse_unknown, require_object
from embedded_engine.errors import EngineError, illegal_argument, index_not_found, parse_error
from embedded_engine.storage.files import (
    DEFINITION_FILE,
    META_FILE,
    damaged,
    reading,
    stamp,
    storing,
    sync_folder,
    temporary_beside,
    write_whole,
)
from embedded_engine.storage.index_sort import check_index_sort
from embedded_engine.storage.mapping import IndexMapping
from embedded_engine.storage.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The version of how columns are laid out; an index of another layout has to be loaded again.
LAYOUT = 3

# Those that are objects, which are kept as they are given, and those that are kept as strings.
_OBJECTS = ("analysis", "sort")
_SETTINGS = {"number_of_shards": "1", "number_of_replicas": "1", "refresh_interval": None, "max_shingle_diff": None}


@dataclass(frozen=True)
class Definition:
    """What an index was created from."""

    uuid: str
    creation_date_ms: int
    settings: Mapping[str, Any]
    mappings: Mapping[str, Any]
    layout: int = LAYOUT

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Definition:
        """Of the body of `PUT /{index}`. Raises EngineError for settings that are not supported."""
        refuse_unknown(body, ("settings", "mappings"), "[create index]", parse_error)
        mappings = require_object(body.get("mappings", {}), "[mappings]")
        return cls(uuid4().hex[:22], time.time_ns() // 1_000_000, _read_settings(body.get("settings", {})), mappings)

    @classmethod
    def read(cls, folder: Path) -> Definition:
        """Of an index on disk. Raises OSError; FileNotFoundError if there is no index."""
        path = folder / DEFINITION_FILE
        try:
            with reading(path):
                stored = orjson.loads(path.read_bytes())
        except orjson.JSONDecodeError as error:
            raise damaged(path, error) from error
        match stored:
            case {
                "layout": int(layout),
                "uuid": str(uuid),
                "creation_date_ms": int(creation_date_ms),
                "settings": dict(settings),
                "mappings": dict(mappings),
            }:
                return cls(uuid, creation_date_ms, settings, mappings, layout)
        raise damaged(path, "it does not define an index")

    def write(self, folder: Path) -> None:
        stored = {
            "layout": self.layout,
            "uuid": self.uuid,
            "creation_date_ms": self.creation_date_ms,
            "settings": self.settings,
            "mappings": self.mappings,
        }
        write_whole(folder / DEFINITION_FILE, orjson.dumps(stored, option=orjson.OPT_INDENT_2))

    def shown_settings(self, name: str) -> dict[str, Any]:
        """The settings as `GET /{index}` answers them."""
        own = {
            "provided_name": name,
            "creation_date": str(self.creation_date_ms),
            "uuid": self.uuid,
            "version": {"created": "8536000"},
        }
        return {"index": {**self.settings, **own}}


class Index:
    """An open index. Any thread may search it; `tantivy` is written to by one at a time."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.folder = folder
        self._definition_stamp = stamp(folder / DEFINITION_FILE)
        self.definition = Definition.read(folder)
        if self.definition.layout != LAYOUT:
            reason = f"the index [{self.name}] has layout {self.definition.layout}, this version reads {LAYOUT}"
            raise EngineError("illegal_state_exception", reason, 500)
        self.analysis = Analysis(self.definition.settings)
        self.mapping = IndexMapping(self.definition.mappings, self.analysis)
        try:
            self.tantivy = TantivyIndex.open(str(folder))
        except ValueError as error:
            raise self._unreadable(error) from error
        self.tantivy.config_reader("manual")
        for name, analyzer in self.analysis.analyzers.items():
            self.tantivy.register_tokenizer(name, analyzer.tantivy)
        self.schema = self.tantivy.schema
        self._meta_stamp = (0, 0)
        self._view: View

    @classmethod
    def create(cls, folder: Path, definition: Definition) -> None:
        """Make the files of a new index: all of them, or none.

        Raises EngineError for an unsupported definition, and StorageError.
        """
        analysis = Analysis(definition.settings)
        mapping = IndexMapping(definition.mappings, analysis)
        check_index_sort(definition.settings.get("sort", {}), mapping.fields)
        unfinished = temporary_beside(folder)
        with storing(f"index [{folder.name}]", folder.parent):
            try:
                unfinished.mkdir(parents=True)
                TantivyIndex(mapping.schema(), path=str(unfinished))
                definition.write(unfinished)
                unfinished.rename(folder)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
            sync_folder(folder.parent)

    @property
    def is_current(self) -> bool:
        """Whether the files are still those of this index: not removed, not created anew."""
        try:
            return stamp(self.folder / DEFINITION_FILE) == self._definition_stamp
        except FileNotFoundError:
            return False

    def view(self) -> View:
        """What was last refreshed, by whatever process.

        Raises OSError, and EngineError for an index removed meanwhile.
        """
        try:
            meta_stamp = stamp(self.folder / META_FILE)
            if meta_stamp != self._meta_stamp:
                self.tantivy.reload()
                # the view first: whoever sees the new stamp takes what is there
                self._view = View(self.tantivy.searcher())
                self._meta_stamp = meta_stamp
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        return self._view

    def _unreadable(self, error: OSError | ValueError) -> EngineError | OSError:
        """What an error of tantivy's means, which raises ValueError, or one of reading its files."""
        if not self.is_current:
            return index_not_found(self.name)
        return error if isinstance(error, OSError) else damaged(self.folder, error)


def _read_settings(given: Any) -> dict[str, Any]:
    """Settings in one form, whether they stood under `index` or not."""
    settings = dict(require_object(given, "[settings]"))
    settings |= require_object(settings.pop("index", {}), "[settings.index]")
    settings = {name.removeprefix("index."): value for name, value in settings.items()}
    refuse_unknown(settings, (*_OBJECTS, *_SETTINGS), "[settings]", illegal_argument)
    kept = {name: str(settings.get(name, default)) for name, default in _SETTINGS.items()}
    kept = {name: value for name, value in kept.items() if value != "None"}
    return kept | {name: settings[name] for name in _OBJECTS if settings.get(name) is not None}
