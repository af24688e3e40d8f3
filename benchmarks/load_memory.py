"""The anonymous memory of `python -m etl load` at two sizes, from the generator and PostgreSQL, into both engines."""

import asyncio
import shutil
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.catalogue import BENCH_FOLDER, elasticsearch
from benchmarks.loader import load_in_subprocess
from benchmarks.rows import Budget, Options, Row
from etl.fill import fill_postgres
from etl.sources.generator import PERSONS, SEED, generate_films
from harness.postgres_server import postgres_server

# The greater size has so many times the films, and so many people.
_TIMES = 5
_MANY_PERSONS = 1_000_000
_PEAK = Budget("figure", at_most=300)
_FLAT = Budget("ratio", at_most=1.15)

# Megabytes of each load, by source and engine.
Peaks = dict[tuple[str, str], list[float]]


def run(options: Options) -> list[Row]:
    """Peaks in MB: the median of three loads of the smaller size, and one of the greater, which takes minutes."""
    many = _TIMES * options.films
    small, large = _measure(options.films, PERSONS, options.rounds(3)), _measure(many, _MANY_PERSONS, 1)
    rows = []
    for (source, engine), peaks in small.items():
        what = f"peak memory of a load from {source} into {engine}"
        peak, (most,) = median(peaks), large[source, engine]
        people = f"{PERSONS:,} people, median of {len(peaks)}"
        rows.append(Row(f"{what}, {options.films:,} films", peak, "MB", budget=_PEAK, note=people))
        note = f"{_MANY_PERSONS:,} people; baseline: {options.films:,} films"
        rows.append(Row(f"{what}, {many:,} films", most, "MB", peak, most / peak, _PEAK, note))
        rows.append(Row(f"{what}, {_TIMES} times as many films", most / peak, "", 1.0, most / peak, _FLAT, note))
    return rows


def _measure(films: int, persons: int, rounds: int) -> Peaks:
    folder = Path(tempfile.mkdtemp(dir=BENCH_FOLDER))
    try:
        with postgres_server(folder) as postgres_url, elasticsearch(folder / "node") as elasticsearch_url:
            asyncio.run(fill_postgres(postgres_url, lambda: generate_films(films, SEED, persons)))
            sources = {
                "the generator": ("--source", "generator", "--films", str(films), "--persons", str(persons)),
                "PostgreSQL": ("--source", "postgres"),
            }
            engines = {"the embedded engine": f"embedded:{folder / 'catalogue'}", "Elasticsearch": elasticsearch_url}
            return {
                (source, engine): [
                    load_in_subprocess(url, *arguments, postgres_url=postgres_url).peak_mb for _ in range(rounds)
                ]
                for source, arguments in sources.items()
                for engine, url in engines.items()
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)
