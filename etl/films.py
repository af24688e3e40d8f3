"""The pipelines of a catalogue: films of any source -> the indices of films, genres and persons."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import BinaryIO, TextIO

import orjson
import structlog
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument, GenreDocument, PersonDocument, index_alias
from catalogue.model import Film
from catalogue.settings import Settings
from etl.credit_counter import CreditCounter
from etl.engine_requests import count_documents, served_indices
from etl.errors import SourceError, SourceLostError, SourceUnreachableError
from etl.load import Layout, Loaded, Pipeline, Rows, iterate, load_indices
from etl.load_lock import LoadLock
from etl.progress import progress
from etl.rejects import RejectLog
from etl.sources.registry import OWN_DATABASE, SOURCES
from etl.sources.source import Source, SourceRequest
from etl.transform import film_document, genre_document, person_document

# How long a load waits before it begins anew: a server that restarts is back by then.
RESTART_DELAYS_S = (1.0, 5.0, 15.0)

_DEFAULT_LAYOUT = Layout()

_log = structlog.get_logger()


async def load_films(
    client: AsyncElasticsearch,
    films: Rows[Film],
    *,
    total: int | None,
    stream: TextIO,
    layout: Layout = _DEFAULT_LAYOUT,
) -> tuple[Loaded, ...]:
    """Load all films, their genres and their people, and serve them; progress goes to `stream`.

    A source without films is refused, and one load runs at a time. Raises EtlError.
    """
    async with LoadLock(client, stream) as lock:
        with CreditCounter() as counter, progress("films", total, stream) as on_sent:
            return await load_indices(
                client,
                [
                    Pipeline(
                        FilmDocument,
                        counter.count_while_streaming(_refuse_empty_source(client, films)),
                        film_document,
                        on_sent,
                    ),
                    Pipeline(GenreDocument, counter.genres(), genre_document),
                    Pipeline(PersonDocument, counter.persons(), person_document),
                ],
                layout,
                lock.check,
            )


async def load_source(
    client: AsyncElasticsearch,
    source: Source,
    request: SourceRequest,
    *,
    stream: TextIO,
    layout: Layout = _DEFAULT_LAYOUT,
) -> tuple[Loaded, ...]:
    """Load a source and serve it; what was understood of it and what was left out go to `stream`.

    If the connection to the source is lost, the load begins anew, len(RESTART_DELAYS_S) times at most. Raises EtlError.
    """
    transient: tuple[type[SourceError], ...] = (SourceLostError,)
    for delay_s in RESTART_DELAYS_S:
        try:
            return await _load_once(client, source, request, stream, layout)
        except transient as error:
            _log.warning("the load begins anew", reason=str(error), delay_s=delay_s)
            await asyncio.sleep(delay_s)
            # a server that restarts refuses connections for a while
            transient = (SourceLostError, SourceUnreachableError)
    return await _load_once(client, source, request, stream, layout)


async def _load_once(
    client: AsyncElasticsearch, source: Source, request: SourceRequest, stream: TextIO, layout: Layout
) -> tuple[Loaded, ...]:
    rejects = RejectLog()
    try:
        async with source.open(request) as opened:
            rejects = opened.rejects
            stream.writelines(f"{line}\n" for line in opened.lines)
            return await load_films(client, opened.films, total=opened.total, stream=stream, layout=layout)
    finally:
        stream.writelines(f"{line}\n" for line in rejects.summary())


async def load_first(client: AsyncElasticsearch, settings: Settings, *, stream: TextIO) -> tuple[Loaded, ...]:
    """Load what a first start serves: the database of POSTGRES_URL, the sample without one. Raises EtlError."""
    return await load_source(client, SOURCES[own_source(settings)], SourceRequest(settings), stream=stream)


def own_source(settings: Settings) -> str:
    """The name of the source that is loaded if none is named."""
    return OWN_DATABASE if settings.postgres_url else "sample"


async def _refuse_empty_source(client: AsyncElasticsearch, films: Rows[Film]) -> AsyncIterator[Film]:
    """Pass the films on. Raises SourceError if there are none: it is likely the wrong source."""
    has_films = False
    async for film in iterate(films):
        has_films = True
        yield film
    if has_films:
        return
    alias = index_alias(FilmDocument)
    served = sum([await count_documents(client, index) for index in await served_indices(client, alias)])
    outcome = f"the {served:,} films now served were kept" if served else "nothing was loaded"
    raise SourceError(f"The source has no films, so {outcome}; fill it, or name another by --source or POSTGRES_URL")


def write_documents(films: Iterable[Film], output: BinaryIO) -> None:
    """Write the index document of each film as a line of JSON."""
    for film in films:
        output.write(orjson.dumps(film_document(film), option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))
