"""A full load of films into the embedded engine, against a bare tantivy writer of the same columns."""

import asyncio
import shutil
import tempfile
import time
from pathlib import Path

import orjson
import tantivy

from benchmarks.catalogue import BENCH_FOLDER, client_of, ready_films
from benchmarks.loader import films_of, load_films
from benchmarks.rows import Budget, Options, Row
from catalogue.documents import FilmDocument
from catalogue.model import Film
from embedded_engine.storage.index import Definition, Index
from etl.fill import fill_postgres
from etl.load import Rows
from etl.transform import film_document
from harness.postgres_server import postgres_server

# Those with which the bare writer is quickest on two cores.
_BARE_HEAP_BYTES = 64_000_000
_BARE_THREADS = 2
_AT_LEAST = Budget("ratio", at_least=0.6)


def run(options: Options) -> list[Row]:
    """Rates in films a second, of films ready in memory and from PostgreSQL."""
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name, postgres_server(Path(name)) as postgres_url:
        folder = Path(name)
        films = ready_films(options.films_of_load)
        documents = _ready_documents(films, folder / "bare")
        asyncio.run(fill_postgres(postgres_url, lambda: films))
        ready, read, bare = [], [], []
        for _ in range(options.rounds(3)):
            bare.append(len(films) / _write_bare(documents, folder / "bare"))
            read.append(len(films) / asyncio.run(_load(films_of(postgres_url), folder / "loaded")))
            ready.append(len(films) / asyncio.run(_load(films, folder / "loaded")))
    note = f"{len(films):,} films; baseline: a bare tantivy writer, ready documents, same columns, two threads"
    return [
        Row.compared(f"load {what} into the embedded engine", rates, bare, "films/s", budget=_AT_LEAST, note=note)
        for what, rates in (("from PostgreSQL", read), ("of films ready in memory", ready))
    ]


def _ready_documents(films: list[Film], folder: Path) -> list[tantivy.Document]:
    """What the engine would hand to tantivy, made by its own mapping."""
    mapping = _create(folder).mapping
    lines = [orjson.dumps(film_document(film), option=orjson.OPT_UTC_Z) for film in films]
    return [mapping.document(str(film.id), orjson.loads(line), line) for film, line in zip(films, lines, strict=True)]


def _write_bare(documents: list[tantivy.Document], folder: Path) -> float:
    """Seconds from an empty index to a commit of all."""
    index = _create(folder)
    started_s = time.perf_counter()
    writer = index.tantivy.writer(_BARE_HEAP_BYTES, _BARE_THREADS)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    duration_s = time.perf_counter() - started_s
    writer.wait_merging_threads()
    return duration_s


def _create(folder: Path) -> Index:
    shutil.rmtree(folder, ignore_errors=True)
    Index.create(folder, Definition.from_body(FilmDocument._index.to_dict()))
    return Index(folder)


async def _load(films: Rows[Film], folder: Path) -> float:
    async with client_of(f"embedded:{folder}") as client:
        duration_s = await load_films(client, films)
    shutil.rmtree(folder)
    return duration_s
