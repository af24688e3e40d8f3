"""The composition root: settings -> app. `sanic app:app --workers 4`, or `python app.py` with the settings' own."""

import asyncio
import gc
import logging
import resource
import socket
import sys
from functools import partial
from typing import Any, NoReturn

import structlog
from elastic_transport import TransportError
from elasticsearch import ApiError
from sanic import Config, Sanic
from sanic.worker.loader import AppLoader

from catalogue.documents import DOCUMENTS, FilmDocument
from catalogue.engine import connect_as_set, embedded_folder, folder_problem
from catalogue.settings import Settings, WrongSettingError, read_settings
from etl.errors import EtlError
from etl.films import load_sample
from movies import films, genres, health, persons
from movies.cache.catalogue_version import IndexTokens
from movies.cache.redis_store import RedisStore
from movies.cache.response_cache import ResponseCache
from movies.health import check_catalogue
from movies.http.middleware import add_headers
from movies.http.problems import ProblemHandler, UnavailableError
from movies.http.request import IdentifiedRequest, accept_raw_targets
from movies.http.swagger import add_docs
from movies.server.log import configure_logging

# How many connections may wait to be accepted: thousands may come at one instant.
_BACKLOG = 16_384
# An open connection is an open file, and the usual limit is 1,024.
_OPEN_FILES = 65_536

_ELSEWHERE = "name a folder that can be written: ELASTICSEARCH_URL=embedded:<folder>"

# by name, since `python app.py` runs this file under another
_log = structlog.get_logger("app")


def create_app(settings: Settings) -> Sanic[Any, Any]:
    """The service as the settings want it."""
    config = Config()
    config.AUTO_EXTEND = False
    config.ACCESS_LOG = settings.access_log
    config.MOTD = False
    app: Sanic[Any, Any] = Sanic(
        "movies",
        config=config,
        request_class=IdentifiedRequest,
        error_handler=ProblemHandler(),
        log_config=configure_logging(settings),
        strict_slashes=False,
    )
    app.ctx.engine = app.ctx.cache = app.ctx.redis = None
    accept_raw_targets()
    add_headers(app, cors_origins=settings.cors_origins)
    add_docs(app)
    for blueprint in (films.blueprint, genres.blueprint, persons.blueprint, health.blueprint):
        app.blueprint(blueprint.copy(blueprint.name))
    if not settings.docs_only:
        app.main_process_start(partial(_prepare_catalogue, settings))
        app.before_server_start(partial(_open_engine, settings))
        app.after_server_stop(_close_engine)
    app.main_process_ready(_say_where)
    app.before_server_start(_prepare_worker)
    return app


async def _prepare_catalogue(settings: Settings, _app: Sanic[Any, Any]) -> None:
    """See that the embedded engine has a catalogue, the sample where it has none yet, before any worker starts."""
    folder = embedded_folder(settings.elasticsearch_url)
    if folder is None:
        return
    async with connect_as_set(settings) as engine:
        try:
            if folder.exists() and await engine.indices.exists_alias(name=FilmDocument._index._name):
                await check_catalogue(engine)
            elif problem := folder_problem(folder):
                _end(f"{problem}; {_ELSEWHERE}")
            else:
                _log.info("no catalogue yet: loading the sample", folder=str(folder))
                await load_sample(engine, stream=sys.stderr)
        except UnavailableError as error:
            _end(f"cannot serve {folder}: {error}")
        except (EtlError, ApiError, TransportError, OSError) as error:
            _end(f"cannot load the sample into {folder} ({_reason(error)}); {_ELSEWHERE}")


def _reason(error: EtlError | ApiError | TransportError | OSError) -> str:
    return str(error.message) if isinstance(error, TransportError) else str(error)


def _end(line: str) -> NoReturn:
    """End the main process with one line; Sanic would log that it experienced an exception, and its course."""
    logging.disable()
    sys.exit(line)


async def _say_where(app: Sanic[Any, Any]) -> None:
    _log.info("starting workers", url=app.serve_location, workers=app.state.workers)


async def _prepare_worker(_app: Sanic[Any, Any]) -> None:
    """Make the worker fit for thousands of connections, and for answers that no collection of garbage holds up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    # A full collection looks at all there is, which takes 0.1 s with what is imported; that stays to the end anyway.
    gc.collect()
    gc.freeze()
    # With 10,000 connections open a full one takes as long again. By default every tenth of the younger is one.
    gc.set_threshold(5_000, 10, 200)


async def _open_engine(settings: Settings, app: Sanic[Any, Any]) -> None:
    engine = connect_as_set(settings)
    tokens = IndexTokens(engine, [document._index._name for document in DOCUMENTS])
    await tokens.read()
    shared = RedisStore(settings.redis_url, lifetime_s=settings.cache_lifetime_s) if settings.redis_url else None
    app.ctx.engine = engine
    app.ctx.redis = shared
    app.ctx.cache = ResponseCache(
        tokens,
        shared,
        lifetime_s=settings.cache_lifetime_s,
        capacity_bytes=round(settings.cache_capacity_mb * 1_000_000),
    )
    app.ctx.watch = asyncio.create_task(tokens.watch())


async def _close_engine(app: Sanic[Any, Any]) -> None:
    app.ctx.watch.cancel()
    await asyncio.wait([app.ctx.watch])
    await app.ctx.engine.close()
    if app.ctx.redis is not None:
        await app.ctx.redis.close()


def main() -> None:
    """Serve at HOST and PORT on WORKERS processes until told to stop."""
    settings = _settings_or_end()
    _refuse_busy_port(settings.host, settings.port)
    loader = AppLoader("app:app")
    served = loader.load()
    served.prepare(host=settings.host, port=settings.port, workers=settings.workers, backlog=_BACKLOG, motd=False)
    Sanic.serve(primary=served, app_loader=loader)


def _settings_or_end() -> Settings:
    """The settings of the environment; ends with one line where one of them is wrong."""
    try:
        return read_settings()
    except WrongSettingError as error:
        sys.exit(str(error))


def _refuse_busy_port(host: str, port: int) -> None:
    """End with one line where the port is taken; Sanic would print a traceback for each worker."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"cannot listen on {host}:{port} ({error.strerror}); choose another, such as PORT={port + 1}")


# Sanic allows one app of a name in a process. `python app.py` loads this file again under the name app, and each of its
# workers does so after multiprocessing has loaded it as __mp_main__.
if __name__ == "__main__":
    main()
elif __name__ != "__mp_main__":
    app = create_app(_settings_or_end())
