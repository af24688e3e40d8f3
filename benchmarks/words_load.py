"""What the fields of the search by words cost a load: its time and its files, against an index of the older mapping."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from elasticsearch import AsyncElasticsearch

from benchmarks.catalogue import BENCH_FOLDER, elasticsearch, loading_client, ready_films
from benchmarks.loader import load_films
from benchmarks.older_search import OLDER_INDEX, load_older
from benchmarks.rows import Budget, Options, Row
from catalogue.documents import FilmDocument, index_alias
from catalogue.model import Film

_TIME = Budget("ratio", at_most=2)
_FILES = Budget("ratio", at_most=2.5)
_INDEX = index_alias(FilmDocument)


def run(options: Options) -> list[Row]:
    """Seconds of loads and megabytes of files on each engine, of films that are ready in memory."""
    films = ready_films(options.films_of_load)
    folder = Path(tempfile.mkdtemp(dir=BENCH_FOLDER))
    try:
        rows = asyncio.run(_measure_embedded(films, folder, options.rounds(3)))
        with elasticsearch(folder / "node") as url:
            return [*rows, *asyncio.run(_measure_elasticsearch(films, url, options.rounds(3)))]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _measure_embedded(films: Sequence[Film], folder: Path, rounds: int) -> list[Row]:
    times, older_times, sizes, older_sizes = [], [], [], []
    for number in range(rounds):
        own, older = folder / f"own-{number}", folder / f"older-{number}"
        async with loading_client(f"embedded:{older}") as client:
            older_times.append(await load_older(client, films, has_positions=False))
        async with loading_client(f"embedded:{own}") as client:
            times.append(await load_films(client, films))
        sizes.append(_size_mb(own))
        older_sizes.append(_size_mb(older))
    return _rows("the embedded engine", len(films), (times, older_times), (sizes, older_sizes))


async def _measure_elasticsearch(films: Sequence[Film], url: str, rounds: int) -> list[Row]:
    times, older_times, sizes, older_sizes = [], [], [], []
    async with loading_client(url) as client:
        # the JVM compiles what a load uses, and the merge that a load asks for ends before the next one begins
        await load_films(client, films)
        await _store_mb(client, _INDEX)
        for _ in range(rounds):
            older_times.append(await load_older(client, films, has_positions=True))
            times.append(await load_films(client, films))
            sizes.append(await _store_mb(client, _INDEX))
            older_sizes.append(await _store_mb(client, OLDER_INDEX))
    return _rows("Elasticsearch", len(films), (times, older_times), (sizes, older_sizes))


def _rows(
    engine: str, films: int, times: tuple[list[float], list[float]], sizes: tuple[list[float], list[float]]
) -> list[Row]:
    note = f"{films:,} films; baseline: the index as it was before titles had their subfields"
    return [
        Row.compared(f"load of films into {engine}", *times, "s", budget=_TIME, note=note),
        Row.compared(f"files of films in {engine}", *sizes, "MB", budget=_FILES, note=note),
    ]


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


async def _store_mb(client: AsyncElasticsearch, index: str) -> float:
    """The size of an index once its segments are merged, which would differ from load to load otherwise."""
    await client.indices.forcemerge(index=index, max_num_segments=1)
    stats = await client.indices.stats(index=index, metric="store")
    return float(stats["_all"]["primaries"]["store"]["size_in_bytes"]) / 1e6
