"""The arguments of `python -m etl`."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.sources import generator, sqlite
from etl.sources.registry import OWN_DATABASE, SOURCES
from etl.sources.source import Option

# The sources that can fill a database.
_FILLERS = ("sample", "generator")


@dataclass(frozen=True)
class Command:
    """What the user asks for: `options` are those of sources that were given, by name.

    `source` is None if none was named: the user's own database, or the sample.
    """

    name: str
    source: str | None
    options: dict[str, Any]
    migrate: bool = False
    remove_unserved: bool = False
    write_mapping: Path | None = None


def parse(arguments: Sequence[str] | None) -> Command:
    """The command of the arguments; ends the process with a message and status 2 if they are wrong."""
    parser = argparse.ArgumentParser(prog="python -m etl", description="Fill the engine that ELASTICSEARCH_URL names.")
    commands = parser.add_subparsers(dest="name", required=True, metavar="COMMAND")
    own = "default: postgres if POSTGRES_URL is set, else sample"
    databases = [name for name, source in SOURCES.items() if source.open_database]

    load = commands.add_parser("load", help="load all films of a source and serve them in place of the older ones")
    load.add_argument("--source", choices=SOURCES, help=f"{_descriptions(SOURCES)}; {own}")
    inspect = commands.add_parser(
        "inspect", help="show what is understood of a database, and what a load would leave out; changes nothing"
    )
    inspect.add_argument("--source", choices=databases, help=_descriptions(databases))
    inspect.add_argument("--write-mapping", type=Path, metavar="FILE", help="write a mapping file to begin with")
    indices = commands.add_parser("indices", help="show the indices: what is served, by which mapping, what is left")
    indices.add_argument("--source", choices=SOURCES, help="what --migrate loads, in place of what is served")
    indices.add_argument(
        "--migrate", action="store_true", help="load --source if an index is missing or of another mapping"
    )
    indices.add_argument(
        "--remove-unserved",
        action="store_true",
        help="remove the indices that no alias leads to; not while a load is running",
    )
    fill = commands.add_parser("fill-postgres", help="put films into the PostgreSQL of POSTGRES_URL, if it has none")
    fill.add_argument("--source", choices=_FILLERS, default="sample", help="default: %(default)s")
    generate = commands.add_parser("generate", help="write generated films as lines of JSON")

    every = {option.flag: option for source in SOURCES.values() for option in source.options}
    for command, options in (
        (load, every.values()),
        (indices, every.values()),
        (inspect, {option.flag: option for name in databases for option in SOURCES[name].options}.values()),
        (fill, generator.OPTIONS),
        (generate, generator.OPTIONS),
    ):
        for option in options:
            command.add_argument(option.flag, type=option.parse, help=option.description)
    chosen = parser.parse_args(arguments)
    return _checked(parser, chosen, every.values())


def _checked(parser: argparse.ArgumentParser, chosen: argparse.Namespace, every: Iterable[Option]) -> Command:
    given = vars(chosen)
    source: str | None = "generator" if chosen.name == "generate" else given["source"]
    if chosen.name == "indices" and chosen.migrate != (source is not None):
        parser.error(
            f"--migrate goes with --source, one of {', '.join(SOURCES)}: its films replace those that are served"
        )
    options = {option.name: given[option.name] for option in every if given.get(option.name) is not None}
    if source is None and sqlite.FILE.name in options:
        source = "sqlite"
    for option in every:
        owners = [name for name, owner in SOURCES.items() if option in owner.options]
        if option.name in options and (source or OWN_DATABASE) not in owners:
            parser.error(f"{option.flag} goes with --source {' or '.join(owners)}")
    return Command(
        chosen.name,
        source,
        options,
        migrate=given.get("migrate", False),
        remove_unserved=given.get("remove_unserved", False),
        write_mapping=given.get("write_mapping"),
    )


def _descriptions(names: Iterable[str]) -> str:
    return ", ".join(f"{name}: {SOURCES[name].description}" for name in names)
