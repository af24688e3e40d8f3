"""The ETL, timed: from films in memory, and as the command that a user starts."""

import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

from elasticsearch import AsyncElasticsearch

from benchmarks.catalogue import ROOT
from catalogue.documents import FilmDocument
from catalogue.model import Film
from catalogue.settings import Settings
from etl.credit_counter import CreditCounter
from etl.load import Layout, Pipeline, Rows, iterate, load_indices
from etl.sources.registry import SOURCES
from etl.sources.source import SourceRequest
from etl.transform import film_document

# The system's own figure of the peak will not do: a process begins with that of the one that started it.
_LOOK_EVERY_S = 0.05
_ANONYMOUS = re.compile(r"^Anonymous:\s+(\d+) kB", re.MULTILINE)


class SubprocessLoad(NamedTuple):
    """What a load by `python -m etl` took, its source's work included."""

    duration_s: float
    peak_mb: float


async def load_films(client: AsyncElasticsearch, films: Rows[Film]) -> float:
    """Seconds that the ETL takes for an index of films, counting their genres and people on the way."""
    with CreditCounter() as counter:
        pipeline = Pipeline(FilmDocument, counter.count_while_streaming(iterate(films)), film_document)
        (loaded,) = await load_indices(client, [pipeline], Layout())
    return loaded.duration_s


async def films_of(postgres_url: str) -> AsyncIterator[Film]:
    """The films of a database, as a load reads them."""
    async with SOURCES["postgres"].open(SourceRequest(Settings(postgres_url=postgres_url))) as opened:
        async for film in iterate(opened.films):
            yield film


def load_in_subprocess(url: str, *arguments: str, postgres_url: str = "") -> SubprocessLoad:
    """Run `python -m etl load` with these arguments, and look at its anonymous memory meanwhile.

    That of the process which an embedded engine has counts too. The pages of files that are mapped do not: the system
    drops them when it needs the memory.
    """
    command = [sys.executable, "-m", "etl", "load", *arguments]
    started_s = time.monotonic()
    environment = {**os.environ, "ELASTICSEARCH_URL": url, "POSTGRES_URL": postgres_url}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    peak_kb = 0
    while process.poll() is None:
        peak_kb = max(peak_kb, _anonymous_kb(process.pid))
        time.sleep(_LOOK_EVERY_S)
    duration_s = time.monotonic() - started_s
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}")
    return SubprocessLoad(duration_s, peak_kb * 1024 / 1e6)


def _anonymous_kb(process: int) -> int:
    """Of a process and those that it started; 0 for one that has ended."""
    folder = Path(f"/proc/{process}")
    try:
        found = _ANONYMOUS.search((folder / "smaps_rollup").read_text(encoding="ascii"))
        started = " ".join(path.read_text(encoding="ascii") for path in folder.glob("task/*/children"))
    except OSError:
        return 0
    return int(found[1] if found else 0) + sum(_anonymous_kb(int(child)) for child in started.split())
