"""`python -m etl`: the command line."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Iterable, Sequence

from elasticsearch import AsyncElasticsearch

from catalogue import engine
from catalogue.documents import DOCUMENTS, FilmDocument
from catalogue.model import Film
from catalogue.settings import Settings, WrongSettingError, read_settings, without_credentials
from etl.errors import EngineRequestError, EtlError
from etl.fill import fill_postgres
from etl.films import load_generated, load_postgres, load_sample, write_documents
from etl.indices import index_states, outdated_aliases, remove_unserved, table
from etl.load import Layout, index_alias, served_indices
from etl.progress import summary
from etl.sources.generator import FILMS, SEED, generate_films
from etl.sources.sample import read_sample

SOURCES = ("sample", "generator", "postgres")

FAILED = 1
MISUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 1 after a failure, 2 for a wrong setting, 128 + signal when stopped."""
    chosen = _choose(arguments)
    if chosen.command == "generate":
        return _generate(chosen)
    try:
        settings = read_settings()
    except WrongSettingError as error:
        return _say(str(error), MISUSED)
    needs_postgres = chosen.command == "fill-postgres" or chosen.source == "postgres"
    if needs_postgres and not settings.postgres_url:
        return _say("POSTGRES_URL is not set; it is to be postgresql://user:password@host:port/database", MISUSED)
    if chosen.command == "fill-postgres":
        return asyncio.run(_fill(chosen, settings))
    return asyncio.run(_with_engine(chosen, settings))


def _choose(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Fill the engine that ELASTICSEARCH_URL names.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    load = commands.add_parser("load", help="load all films of a source and serve them in place of the older ones")
    indices = commands.add_parser("indices", help="show the indices: what is served, by which mapping, what is left")
    indices.add_argument(
        "--migrate", action="store_true", help="load --source where an index is missing or of another mapping"
    )
    indices.add_argument(
        "--remove-unserved",
        action="store_true",
        help="remove the indices that no alias leads to; not while a load is under way",
    )
    load.add_argument("--source", choices=SOURCES, default="sample", help="default: %(default)s")
    indices.add_argument("--source", choices=SOURCES, help="what --migrate loads, in place of what is served")
    fill = commands.add_parser("fill-postgres", help="put films into the PostgreSQL of POSTGRES_URL, if it has none")
    fill.add_argument("--source", choices=["sample", "generator"], default="sample", help="default: %(default)s")
    generate = commands.add_parser("generate", help="write generated films as lines of JSON")
    for command in (load, indices, fill, generate):
        command.add_argument("--films", type=_count, help=f"how many films to generate; default: {FILMS:,}")
        command.add_argument("--seed", type=int, help=f"equal seeds give equal films; default: {SEED}")
    chosen = parser.parse_args(arguments)
    if chosen.command == "indices" and chosen.migrate != (chosen.source is not None):
        parser.error(
            f"--migrate goes with --source, one of {', '.join(SOURCES)}: its films replace those that are served"
        )
    has_count = (chosen.films, chosen.seed) != (None, None)
    if chosen.command != "generate" and chosen.source != "generator" and has_count:
        parser.error("--films and --seed go with --source generator")
    chosen.films = FILMS if chosen.films is None else chosen.films
    chosen.seed = SEED if chosen.seed is None else chosen.seed
    return chosen


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"must be a whole number, 0 or more, not {text!r}")
    return int(text)


def _generate(chosen: argparse.Namespace) -> int:
    try:
        write_documents(generate_films(chosen.films, chosen.seed), sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # `| head` has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


async def _fill(chosen: argparse.Namespace, settings: Settings) -> int:
    def films() -> Iterable[Film]:
        return generate_films(chosen.films, chosen.seed) if chosen.source == "generator" else read_sample()

    try:
        filled = await fill_postgres(settings.postgres_url, films)
    except EtlError as error:
        return _say(str(error), FAILED)
    done = "it has films already; nothing is changed" if filled is None else f"{filled:,} films are in it now"
    sys.stderr.write(f"PostgreSQL: {done}\n")
    return 0


async def _with_engine(chosen: argparse.Namespace, settings: Settings) -> int:
    """Run `load` or `indices`."""
    url = settings.elasticsearch_url
    folder = engine.embedded_folder(url)
    if folder is not None and (problem := engine.folder_problem(folder)):
        return _say(problem, FAILED)
    async with engine.connect_as_set(settings) as client:
        stopped_by = _cancel_on_signals()
        try:
            await (_load if chosen.command == "load" else _indices)(client, chosen, settings)
        except EtlError as error:
            place = f" (at {without_credentials(url)})" if isinstance(error, EngineRequestError) else ""
            return _say(f"{error}{place}; {await _state(client)}", FAILED)
        except asyncio.CancelledError:
            return _say(f"stopped; {await _state(client)}", 128 + stopped_by[0])
    return 0


async def _load(client: AsyncElasticsearch, chosen: argparse.Namespace, settings: Settings) -> None:
    layout = Layout(settings.elasticsearch_shards, settings.elasticsearch_replicas)
    if chosen.source == "generator":
        loaded = await load_generated(client, chosen.films, chosen.seed, stream=sys.stderr, layout=layout)
    elif chosen.source == "postgres":
        loaded = await load_postgres(client, settings.postgres_url, stream=sys.stderr, layout=layout)
    else:
        loaded = await load_sample(client, stream=sys.stderr, layout=layout)
    for each in loaded:
        sys.stderr.write(f"{summary(each)}\n")


async def _indices(client: AsyncElasticsearch, chosen: argparse.Namespace, settings: Settings) -> None:
    states = await index_states(client, DOCUMENTS)
    if chosen.migrate and (outdated := outdated_aliases(states, DOCUMENTS)):
        sys.stderr.write(f"not served by this version's mapping: {', '.join(outdated)}; loading\n")
        await _load(client, chosen, settings)
        states = await index_states(client, DOCUMENTS)
    if chosen.remove_unserved:
        for name in await remove_unserved(client, states):
            sys.stderr.write(f"removed {name}\n")
        states = [state for state in states if state.is_served]
    sys.stdout.write(table(states) or "no index yet: python -m etl load\n")


def _cancel_on_signals() -> list[signal.Signals]:
    """Let Ctrl-C and SIGTERM cancel this task; the list that is returned will hold which of them came."""
    task = asyncio.current_task()
    came: list[signal.Signals] = []

    def cancel(number: signal.Signals) -> None:
        came.append(number)
        if task is not None:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, cancel, number)
    return came


async def _state(client: AsyncElasticsearch) -> str:
    """What is served after a failure."""
    alias = index_alias(FilmDocument)
    try:
        served = await served_indices(client, alias)
    except EngineRequestError:
        return "what was served has not changed"
    return f"{alias} answers from {', '.join(served)}" if served else f"{alias} has no index yet"


def _say(message: str, status: int) -> int:
    """One line for the user, and the exit status that goes with it."""
    sys.stderr.write(f"etl: {' '.join(message.split())}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
