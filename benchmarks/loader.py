"""The ETL, timed: from films in memory, and as the command that a user starts."""

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass

import psutil
from elasticsearch import AsyncElasticsearch

from benchmarks.catalogue import ROOT
from benchmarks.rows import Budget, Row
from catalogue.documents import FilmDocument
from catalogue.model import Film
from etl.credit_counter import CreditCounter
from etl.load import Layout, Pipeline, Rows, iterate, load_indices
from etl.transform import film_document

# The system's own figure of the peak will not do: a process begins with that of the one that started it.
_LOOK_EVERY_S = 0.05


@dataclass(frozen=True)
class SubprocessLoad:
    """What a load by `python -m etl` took, its source's work included."""

    source: str
    films: int
    duration_s: float
    peak_mb: float

    def rows(self, engine: str, bare_per_s: float, budget: Budget | None = None) -> list[Row]:
        """Its rate against that of a bare writer, and its memory, for which the budget is."""
        what = f"`python -m etl load --source {self.source}` into {engine}"
        rate = self.films / self.duration_s
        note = f"{self.films:,} films with their genres and persons, the source's own work included"
        return [
            Row(what, rate, "films/s", bare_per_s, rate / bare_per_s, note=f"{note}; baseline: as above, films alone"),
            Row(f"{what}: peak memory", self.peak_mb, "MB", budget=budget, note=note),
        ]


async def load_films(client: AsyncElasticsearch, films: Rows[Film]) -> float:
    """Seconds that the ETL takes for an index of films, counting their genres and people on the way."""
    counter = CreditCounter()
    pipeline = Pipeline(FilmDocument, counter.count_while_streaming(iterate(films)), film_document)
    (loaded,) = await load_indices(client, [pipeline], Layout())
    return loaded.duration_s


def load_in_subprocess(url: str, films: int, *, postgres_url: str = "") -> SubprocessLoad:
    """Load generated films, or what a PostgreSQL holds, by a process of its own whose memory is looked at meanwhile."""
    source = "postgres" if postgres_url else "generator"
    command = [sys.executable, "-m", "etl", "load", "--source", source]
    if not postgres_url:
        command += ["--films", str(films)]
    started_s = time.monotonic()
    environment = {**os.environ, "ELASTICSEARCH_URL": url, "POSTGRES_URL": postgres_url}
    process = psutil.Popen(command, cwd=ROOT, env=environment)
    peak_bytes = 0
    while process.poll() is None:
        with suppress(psutil.NoSuchProcess):
            peak_bytes = max(peak_bytes, process.memory_info().rss)
        time.sleep(_LOOK_EVERY_S)
    duration_s = time.monotonic() - started_s
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}")
    return SubprocessLoad(source, films, duration_s, peak_bytes / 1e6)
