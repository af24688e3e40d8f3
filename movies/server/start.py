"""What the main process does before its first worker starts: the port is free, and there is a catalogue to serve."""

import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import structlog
from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch, NotFoundError
from sanic import Sanic

from catalogue.documents import FilmDocument, index_alias
from catalogue.engine import compare_checksums, connect_as_set, embedded_folder, folder_problem
from catalogue.settings import Settings
from catalogue.unavailable import UnavailableError
from movies.health import check_catalogue
from movies.http.worker_board import WorkerBoard
from movies.server.port import port_problem

LoadFirst = Callable[[Settings], Awaitable[None]]

_ELSEWHERE = "name a folder that can be written: ELASTICSEARCH_URL=embedded:<folder>"

_log = structlog.get_logger()


class FirstLoadError(Exception):
    """An engine that has no catalogue could not be filled; the message says why."""


async def begin_main_process(app: Sanic[Any, Any]) -> None:
    """Let one signal end the process while it has no worker yet, and see that its port is free, before any work."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end_at_once)
    WorkerBoard.create(app)
    for server in app.state.server_info:
        address = server.settings
        if not (address["sock"] or address["unix"]) and (problem := port_problem(address["host"], address["port"])):
            _end(problem)


async def prepare_catalogue(settings: Settings, load_first: LoadFirst, _app: Sanic[Any, Any]) -> None:
    """See that the embedded engine has a catalogue, a first one if it has none yet, before any worker starts."""
    folder = embedded_folder(settings.elasticsearch_url)
    if folder is None:
        return
    # to read a catalogue takes a file that locks it, so it is served from no folder that cannot be written either
    if problem := folder_problem(folder):
        _end(f"{problem}; {_ELSEWHERE}")
    async with connect_as_set(settings) as engine:
        try:
            if await _has_catalogue(engine):
                compare_checksums(folder)
                await check_catalogue(engine)
            else:
                _log.info("no catalogue yet: loading the first one", folder=str(folder))
                await load_first(settings)
        except UnavailableError as error:
            if isinstance(error.__cause__, TransportError):
                _end(_unreadable(folder, error.__cause__))
            _end(f"cannot serve {folder}: {error}")
        except FirstLoadError as error:
            _end(f"cannot load a first catalogue into {folder}: {error}")
        except (ApiError, TransportError, OSError) as error:
            _end(_unreadable(folder, error))


async def _has_catalogue(engine: AsyncElasticsearch) -> bool:
    try:
        # "exists" would tell nothing of an error, for its answer has no body
        await engine.indices.get_alias(name=index_alias(FilmDocument))
    except NotFoundError:
        return False
    return True


async def log_start(app: Sanic[Any, Any]) -> None:
    """Log where the service will answer."""
    _log.info("starting workers", url=app.serve_location, workers=app.state.workers)


def _end_at_once(_signal_number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(0)


def _unreadable(folder: Path, error: ApiError | TransportError | OSError) -> str:
    match error:
        case TransportError(message=reason):
            pass
        case OSError(filename=file, strerror=why):
            reason = f"{file}: {why}"
        case _:
            reason = str(error)
    return f"cannot read {folder}: {reason}. If you move the folder away, the next start loads a catalogue anew"


def _end(line: str) -> NoReturn:
    """End the main process with one line; Sanic would otherwise log a traceback."""
    logging.disable()
    sys.exit(line)
