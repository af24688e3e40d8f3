"""The pipelines of a catalogue: films of any source -> the indices of films, genres and persons."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import BinaryIO, TextIO

import orjson
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument, GenreDocument, PersonDocument
from catalogue.model import Film
from etl.credit_counter import CreditCounter
from etl.errors import SourceError
from etl.load import (
    Layout,
    Loaded,
    Pipeline,
    Rows,
    count_documents,
    index_alias,
    iterate,
    load_indices,
    served_indices,
)
from etl.load_lock import LoadLock
from etl.progress import progress
from etl.sources.generator import generate_films
from etl.sources.postgres import count_films, read_postgres
from etl.sources.sample import read_sample
from etl.transform import film_document, genre_document, person_document

_DEFAULT_LAYOUT = Layout()


async def load_films(
    client: AsyncElasticsearch,
    films: Rows[Film],
    *,
    total: int | None,
    stream: TextIO,
    layout: Layout = _DEFAULT_LAYOUT,
) -> tuple[Loaded, ...]:
    """Load all films, their genres and their people, and serve them; progress goes to `stream`.

    An empty source never replaces films that are served, and one load runs at a time. Raises EtlError.
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


async def load_sample(
    client: AsyncElasticsearch, *, stream: TextIO, layout: Layout = _DEFAULT_LAYOUT
) -> tuple[Loaded, ...]:
    """Load the films of the sample and serve them, as `python -m etl load` and a first start do. Raises EtlError."""
    films = await asyncio.to_thread(read_sample)
    return await load_films(client, films, total=len(films), stream=stream, layout=layout)


async def load_generated(
    client: AsyncElasticsearch, count: int, seed: int, *, stream: TextIO, layout: Layout = _DEFAULT_LAYOUT
) -> tuple[Loaded, ...]:
    """Load the generator's films and serve them. Raises EtlError."""
    return await load_films(client, generate_films(count, seed), total=count, stream=stream, layout=layout)


async def load_postgres(
    client: AsyncElasticsearch, url: str, *, stream: TextIO, layout: Layout = _DEFAULT_LAYOUT
) -> tuple[Loaded, ...]:
    """Load the films of the database at `url` and serve them. Raises EtlError."""
    total = await count_films(url)
    return await load_films(client, read_postgres(url), total=total, stream=stream, layout=layout)


async def _refuse_empty_source(client: AsyncElasticsearch, films: Rows[Film]) -> AsyncIterator[Film]:
    """Pass the films on. Raises SourceError if there are none while some are served: it is likely the wrong source."""
    has_films = False
    async for film in iterate(films):
        has_films = True
        yield film
    if has_films:
        return
    alias = index_alias(FilmDocument)
    served = sum([await count_documents(client, index) for index in await served_indices(client, alias)])
    if served:
        raise SourceError(f"The source is empty, so the {served:,} films now served were kept")


def write_documents(films: Iterable[Film], output: BinaryIO) -> None:
    """Write the index document of each film as a line of JSON."""
    for film in films:
        output.write(orjson.dumps(film_document(film), option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))
