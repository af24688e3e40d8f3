"""The pipelines of a catalogue: films of any source -> the indices of films, genres and persons."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import BinaryIO, TextIO

import orjson
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument, GenreDocument, PersonDocument
from catalogue.model import Film
from etl.errors import SourceError
from etl.gather import Gathered
from etl.load import (
    Layout,
    Loaded,
    Pipeline,
    Rows,
    count_documents,
    each,
    index_alias,
    load_indices,
    served_indices,
)
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

    No films are served only where none were before. Raises EtlError.
    """
    gathered = Gathered()
    with progress("films", total, stream) as on_sent:
        return await load_indices(
            client,
            [
                Pipeline(FilmDocument, gathered.watch(_unless_lost(client, films)), film_document, on_sent),
                Pipeline(GenreDocument, gathered.genres(), genre_document),
                Pipeline(PersonDocument, gathered.persons(), person_document),
            ],
            layout,
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


async def _unless_lost(client: AsyncElasticsearch, films: Rows[Film]) -> AsyncIterator[Film]:
    """The films. Raises SourceError where there are none but some are served: it is likelier the wrong source."""
    has_films = False
    async for film in each(films):
        has_films = True
        yield film
    if has_films:
        return
    alias = index_alias(FilmDocument)
    served = sum([await count_documents(client, index) for index in await served_indices(client, alias)])
    if served:
        raise SourceError(f"the source has no films, and {served:,} are served: they are not replaced by none")


def write_documents(films: Iterable[Film], output: BinaryIO) -> None:
    """Write the index document of each film as a line of JSON."""
    for film in films:
        output.write(orjson.dumps(film_document(film), option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))
