"""A full load of films into the embedded engine, against a bare tantivy writer of the same columns.

tantivy alone finds words by the regular expressions of the mapping, which takes half of its time. The engine parts most
words before tantivy sees them; a writer that is handed the texts of the engine is the second baseline.
"""

import asyncio
import shutil
import tempfile
import time
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import orjson

from benchmarks.catalogue import BENCH_FOLDER, loading_client, ready_films
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
        definition = Definition.from_body(FilmDocument._index.to_dict())
        writers = [_BareWriter(each, films, folder / "bare") for each in (_matched_by_tantivy(definition), definition)]
        asyncio.run(fill_postgres(postgres_url, lambda: films))
        ready, read = [], []
        for _ in range(options.rounds(3)):
            for writer in writers:
                writer.write()
            read.append(len(films) / asyncio.run(_load(films_of(postgres_url), folder / "loaded")))
            ready.append(len(films) / asyncio.run(_load(films, folder / "loaded")))
    matching, parted = (writer.rates for writer in writers)
    note = f"{len(films):,} films; baseline: a bare tantivy writer, ready documents, same columns, two threads"
    into = "into the embedded engine"
    return [
        Row.compared(f"load from PostgreSQL {into}", read, matching, "films/s", budget=_AT_LEAST, note=note),
        Row.compared(f"load of films ready in memory {into}", ready, matching, "films/s", budget=_AT_LEAST, note=note),
        Row.compared(
            f"load of films ready in memory {into}, words parted",
            ready,
            parted,
            "films/s",
            note=f"{note}, words parted by the engine",
        ),
    ]


def _matched_by_tantivy(definition: Definition) -> Definition:
    """The same in which the engine recognises no expression: in a group of its own each means the same."""
    settings = deepcopy(definition.settings)
    for tokenizer in settings["analysis"]["tokenizer"].values():
        tokenizer["pattern"] = f"(?:{tokenizer['pattern']})"
    return replace(definition, settings=settings)


class _BareWriter:
    """Writes what the engine would hand to tantivy, made by its own mapping; `rates` are in films a second."""

    def __init__(self, definition: Definition, films: list[Film], folder: Path) -> None:
        self._definition = definition
        self._folder = folder
        self.rates: list[float] = []
        mapping = self._create().mapping
        lines = [orjson.dumps(film_document(film), option=orjson.OPT_UTC_Z) for film in films]
        self._documents = [
            mapping.document(str(film.id), orjson.loads(line), line) for film, line in zip(films, lines, strict=True)
        ]

    def write(self) -> None:
        """From an empty index to a commit of all."""
        index = self._create()
        started_s = time.perf_counter()
        writer = index.tantivy.writer(_BARE_HEAP_BYTES, _BARE_THREADS)
        for document in self._documents:
            writer.add_document(document)
        writer.commit()
        self.rates.append(len(self._documents) / (time.perf_counter() - started_s))
        writer.wait_merging_threads()

    def _create(self) -> Index:
        shutil.rmtree(self._folder, ignore_errors=True)
        Index.create(self._folder, self._definition)
        return Index(self._folder)


async def _load(films: Rows[Film], folder: Path) -> float:
    async with loading_client(f"embedded:{folder}") as client:
        duration_s = await load_films(client, films)
    shutil.rmtree(folder)
    return duration_s
