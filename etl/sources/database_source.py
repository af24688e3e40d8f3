"""Every kind of database as a source: recognised, or described by the mapping file, then read with its rejects."""

from argparse import ArgumentTypeError
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from pathlib import Path

from etl.errors import SourceLostError
from etl.rejects import RejectBound, RejectLog
from etl.sources.reading.read import read_films
from etl.sources.recognition.understand import understand
from etl.sources.schema.database import Database
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.mapping_file import read_mapping
from etl.sources.source import OpenSource, Option, Source, SourceRequest


def _bound(text: str) -> RejectBound:
    try:
        return RejectBound.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


# The option of all databases.
MAX_REJECTS = Option(
    "--max-rejects", _bound, "films that may be rejected: a number, or a share; default: 1%%, at least 10"
)


def database_source(
    name: str,
    description: str,
    open_database: Callable[[SourceRequest], AbstractAsyncContextManager[Database]],
    *options: Option,
) -> Source:
    """The source of a kind of database."""

    @asynccontextmanager
    async def open_films(request: SourceRequest) -> AsyncIterator[OpenSource]:
        given = given_mapping(request)
        async with open_database(request) as database:
            understood = await understand(database, given)
            films = understood.check().rows["film"]
            rejects = RejectLog(Path(request.settings.etl_rejects), films_limit(request, films))
            try:
                async with aclosing(read_films(database, understood.queries, rejects)) as rows:
                    yield OpenSource(rows, films, tuple(understood.lines()), rejects)
            except SourceLostError:
                rejects.discard()  # the load begins anew
                raise
            finally:
                rejects.close()

    return Source(name, description, open_films, (*options, MAX_REJECTS), open_database)


def films_limit(request: SourceRequest, films: int) -> int:
    """How many films may be rejected if there are `films`."""
    bound: RejectBound = request.options.get(MAX_REJECTS.name) or RejectBound()
    return bound.limit(films)


def given_mapping(request: SourceRequest) -> DatabaseMapping:
    """The mapping file that ETL_MAPPING names; an empty mapping if it names none. Raises SourceError."""
    file = request.settings.etl_mapping
    return read_mapping(Path(file)) if file else DatabaseMapping()
