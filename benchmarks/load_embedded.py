"""A full load of films into the embedded engine, against a bare tantivy writer of the same columns."""

import asyncio
import shutil
import tempfile
import time
from pathlib import Path

import orjson
import tantivy

from benchmarks.catalogue import BENCH_FOLDER, client_of, ready_films
from benchmarks.loader import load_films, load_in_subprocess
from benchmarks.rows import Budget, Options, Row, compare
from catalogue.documents import FilmDocument
from catalogue.model import Film
from embedded_engine.storage.index import Definition, Index
from embedded_engine.storage.writer import HEAP_BYTES, THREADS
from etl.transform import film_document

# A round loads one film in 4: on a noisy machine many short alternating rounds tell more than a few long ones.
_SHARE = 4


def run(options: Options) -> list[Row]:
    """Rates in films a second, of films that are ready in memory; the memory of a load from the generator."""
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name:
        folder = Path(name)
        whole_load = load_in_subprocess(f"embedded:{folder / 'whole'}", options.films)
        films = ready_films(options.films // _SHARE)
        documents = _ready_documents(films, folder / "bare")
        loaded, bare = [], []
        for _ in range(options.rounds(3)):
            bare.append(len(films) / _write_bare(documents, folder / "bare"))
            loaded.append(len(films) / asyncio.run(_load(films, folder / "loaded")))
            shutil.rmtree(folder / "loaded")
    figure, baseline, ratio = compare(loaded, bare)
    return [
        Row(
            "full load into the embedded engine",
            figure,
            "films/s",
            baseline,
            ratio,
            Budget("ratio", at_least=0.6),
            f"{len(films):,} films; baseline: a bare tantivy writer, ready documents, same columns, heap and threads",
        ),
        *whole_load.rows("the embedded engine", baseline),
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
    writer = index.tantivy.writer(HEAP_BYTES, THREADS)
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


async def _load(films: list[Film], folder: Path) -> float:
    async with client_of(f"embedded:{folder}") as client:
        return await load_films(client, films)
