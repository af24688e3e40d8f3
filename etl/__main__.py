"""`python -m etl`: the command line."""

import asyncio
import signal
import sys
from collections.abc import Iterable, Sequence

from elasticsearch import AsyncElasticsearch

from catalogue import engine
from catalogue.command import FAILED, MISUSED, run_command
from catalogue.documents import DOCUMENTS, FilmDocument, index_alias
from catalogue.model import Film
from catalogue.settings import Settings, WrongSettingError, read_settings, without_credentials
from etl.command_line import Command, parse
from etl.engine_requests import served_indices
from etl.errors import EngineRequestError, EtlError, WrongSourceError
from etl.fill import fill_postgres
from etl.films import load_source, own_source, write_documents
from etl.indices import index_states, outdated_aliases, remove_unserved, table
from etl.inspect import inspect_database
from etl.load import Layout
from etl.memory import return_freed_memory
from etl.progress import summary
from etl.sources.generator import generated_films
from etl.sources.postgres import URL_MISSING
from etl.sources.registry import OWN_DATABASE, SOURCES
from etl.sources.sample import read_sample
from etl.sources.source import SourceRequest


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 1 after a failure, 2 for a wrong setting, 128 + signal when stopped."""
    command = parse(arguments)
    if command.name == "generate":
        write_documents(generated_films(command.options), sys.stdout.buffer)
        return 0
    run = {"fill-postgres": _fill, "inspect": _inspect}.get(command.name, _with_engine)
    try:
        return asyncio.run(run(command, read_settings()))
    except (WrongSettingError, WrongSourceError) as error:
        return _say(str(error), MISUSED)
    except EtlError as error:
        return _say(str(error), FAILED)


async def _fill(command: Command, settings: Settings) -> int:
    if not settings.postgres_url:
        raise WrongSourceError(URL_MISSING)

    def films() -> Iterable[Film]:
        return generated_films(command.options) if command.source == "generator" else read_sample()

    filled = await fill_postgres(settings.postgres_url, films)
    done = "it has films already; nothing is changed" if filled is None else f"{filled:,} films are in it now"
    sys.stderr.write(f"PostgreSQL: {done}\n")
    return 0


async def _inspect(command: Command, settings: Settings) -> int:
    request = SourceRequest(settings, command.options)
    inspected = await inspect_database(
        SOURCES[command.source or OWN_DATABASE], request, sys.stdout, command.write_mapping
    )
    return 0 if inspected else FAILED


async def _with_engine(command: Command, settings: Settings) -> int:
    """Run `load` or `indices`."""
    url = settings.elasticsearch_url
    folder = engine.embedded_folder(url)
    if folder is not None and (problem := engine.folder_problem(folder)):
        return _say(problem, FAILED)
    loads = command.name == "load" or command.migrate
    async with engine.connect_as_set(settings, own_process=loads) as client:
        stopped_by = _cancel_on_signals()
        try:
            await (_load if command.name == "load" else _indices)(client, command, settings)
        except WrongSourceError:
            raise
        except EtlError as error:
            place = f" (at {without_credentials(url)})" if isinstance(error, EngineRequestError) else ""
            return _say(f"{error}{place}; {await _state(client)}", FAILED)
        except asyncio.CancelledError:
            return _say(f"stopped; {await _state(client)}", 128 + stopped_by[0])
    return 0


async def _load(client: AsyncElasticsearch, command: Command, settings: Settings) -> None:
    layout = Layout(settings.elasticsearch_shards, settings.elasticsearch_replicas)
    source = command.source or own_source(settings)
    request = SourceRequest(settings, command.options)
    for loaded in await load_source(client, SOURCES[source], request, stream=sys.stderr, layout=layout):
        sys.stderr.write(f"{summary(loaded)}\n")


async def _indices(client: AsyncElasticsearch, command: Command, settings: Settings) -> None:
    states = await index_states(client, DOCUMENTS)
    if command.migrate and (outdated := outdated_aliases(states, DOCUMENTS)):
        sys.stderr.write(f"No index of this version serves these: {', '.join(outdated)}. Loading.\n")
        await _load(client, command, settings)
        states = await index_states(client, DOCUMENTS)
    if command.remove_unserved:
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
    return_freed_memory()
    sys.exit(run_command(main))
