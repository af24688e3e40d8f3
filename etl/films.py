"""The pipeline of films: rows of any source -> the index of FilmDocument."""

import asyncio
from collections.abc import Iterable
from typing import BinaryIO, TextIO

import orjson
from elasticsearch import AsyncElasticsearch

from etl.load import Loaded, Rows, load_index
from etl.progress import progress
from etl.rows import Film
from etl.sources.generator import generate_films
from etl.sources.sample import read_sample
from etl.transform import film_document
from movies.documents import FilmDocument


async def load_films(client: AsyncElasticsearch, films: Rows[Film], *, total: int | None, stream: TextIO) -> Loaded:
    """Load all films and serve them; progress goes to `stream`. Raises EtlError."""
    with progress("films", total, stream) as on_sent:
        return await load_index(client, FilmDocument, films, film_document, on_sent)


async def load_sample(client: AsyncElasticsearch, *, stream: TextIO) -> Loaded:
    """Load the films of the sample and serve them, as `python -m etl load` and a first start do. Raises EtlError."""
    films = await asyncio.to_thread(read_sample)
    return await load_films(client, films, total=len(films), stream=stream)


async def load_generated(client: AsyncElasticsearch, count: int, seed: int, *, stream: TextIO) -> Loaded:
    """Load the generator's films and serve them. Raises EtlError."""
    return await load_films(client, generate_films(count, seed), total=count, stream=stream)


def write_documents(films: Iterable[Film], output: BinaryIO) -> None:
    """Write the index document of each film as a line of JSON."""
    for film in films:
        output.write(orjson.dumps(film_document(film), option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))
