"""A full load of films into a real Elasticsearch, against bare concurrent bulks of ready bytes."""

import asyncio
import http.client
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.catalogue import BENCH_FOLDER, elasticsearch, loading_client, ready_films
from benchmarks.loader import films_of, load_films
from benchmarks.rows import Budget, Options, Row
from catalogue.documents import FilmDocument, index_alias
from catalogue.model import Film
from etl.bulk import SENDERS, _pack
from etl.engine_requests import served_indices
from etl.fill import fill_postgres
from etl.load import Rows
from etl.transform import film_document
from harness.postgres_server import postgres_server

_BARE_INDEX = "bare"
# The JVM has compiled by then what a load uses.
_WARM_UP_FILMS = 20_000
_AT_LEAST = Budget("ratio", at_least=0.8)


def run(options: Options) -> list[Row]:
    """Rates in films a second, of films ready in memory and from PostgreSQL."""
    folder = Path(tempfile.mkdtemp(dir=BENCH_FOLDER))
    try:
        with elasticsearch(folder / "node") as url, postgres_server(folder) as postgres_url:
            return _measure(url, postgres_url, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(url: str, postgres_url: str, options: Options) -> list[Row]:
    films = ready_films(options.films_of_load)
    bodies = asyncio.run(_ready_bodies(films))
    asyncio.run(fill_postgres(postgres_url, lambda: films))
    asyncio.run(_load(url, films[:_WARM_UP_FILMS]))
    ready, read, bare = [], [], []
    for _ in range(options.rounds(3)):
        bare.append(len(films) / asyncio.run(_send_bare(url, bodies)))
        read.append(len(films) / asyncio.run(_load(url, films_of(postgres_url))))
        ready.append(len(films) / asyncio.run(_load(url, films)))
    note = f"{len(films):,} films; baseline: {SENDERS} threads that post the same bulks as ready bytes"
    return [
        Row.compared(f"load {what} into Elasticsearch", rates, bare, "films/s", budget=_AT_LEAST, note=note)
        for what, rates in (("from PostgreSQL", read), ("of films ready in memory", ready))
    ]


async def _ready_bodies(films: Sequence[Film]) -> list[bytes]:
    """The bulks that the ETL would send."""

    async def documents() -> AsyncIterator[dict[str, object]]:
        for film in films:
            yield film_document(film)

    return [bulk.body async for bulk in _pack(documents())]


async def _load(url: str, films: Rows[Film]) -> float:
    async with loading_client(url) as client:
        duration_s = await load_films(client, films)
        # else the merge that a load asks for would slow what is measured next
        await client.indices.delete(index=",".join(await served_indices(client, index_alias(FilmDocument))))
    return duration_s


async def _send_bare(url: str, bodies: list[bytes]) -> float:
    """Seconds from an empty index to one whose documents are all searchable."""
    async with loading_client(url) as client:
        await client.indices.delete(index=_BARE_INDEX, ignore_unavailable=True)
        await client.indices.create(index=_BARE_INDEX, **FilmDocument._index.to_dict())
        started_s = time.perf_counter()
        with ThreadPoolExecutor(SENDERS) as senders:
            shares = [islice(bodies, number, None, SENDERS) for number in range(SENDERS)]
            jobs = [asyncio.get_running_loop().run_in_executor(senders, _post_all, url, share) for share in shares]
            await asyncio.gather(*jobs)
        await client.indices.refresh(index=_BARE_INDEX)
        duration_s = time.perf_counter() - started_s
        await client.indices.delete(index=_BARE_INDEX)
    return duration_s


def _post_all(url: str, bodies: "islice[bytes]") -> None:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    for body in bodies:
        connection.request("POST", f"/{_BARE_INDEX}/_bulk", body, {"Content-Type": "application/x-ndjson"})
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content[:500]
        assert b'"errors":false' in content[:200], content[:500]
    connection.close()
