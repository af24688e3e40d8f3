"""What a source of films is: a description, the options that go with it, and how it is opened."""

from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from catalogue.model import Film
from catalogue.settings import Settings
from etl.rejects import RejectLog
from etl.sources.schema.database import Database


@dataclass(frozen=True)
class Option:
    """An option of the command line; `parse` raises ArgumentTypeError for a wrong value."""

    flag: str
    parse: Callable[[str], Any]
    description: str

    @property
    def name(self) -> str:
        """`sqlite_file` of `--sqlite-file`."""
        return self.flag.removeprefix("--").replace("-", "_")


@dataclass(frozen=True)
class SourceRequest:
    """What the user says of a source: settings, and values of its options by their names."""

    settings: Settings = field(default_factory=Settings)
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenSource:
    """The films of a source, to be read once, and how many there are: None if that is unknown.

    `lines` say what was understood of it. `rejects` fill while the films are read.
    """

    films: AsyncIterable[Film] | Iterable[Film]
    total: int | None
    lines: tuple[str, ...] = ()
    rejects: RejectLog = field(default_factory=RejectLog)


@dataclass(frozen=True)
class Source:
    """A kind of source, by its name on the command line. `open_database` is there if it can be inspected."""

    name: str
    description: str
    open: Callable[[SourceRequest], AbstractAsyncContextManager[OpenSource]]
    options: tuple[Option, ...] = ()
    open_database: Callable[[SourceRequest], AbstractAsyncContextManager[Database]] | None = None
