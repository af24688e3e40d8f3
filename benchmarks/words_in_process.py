"""A search by words in the embedded engine, through the client, against a bare tantivy query of the same clauses."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median
from typing import Any
from urllib.parse import urlencode

import orjson
from elasticsearch import AsyncElasticsearch

from benchmarks.rows import Budget, Options, Row
from catalogue.engine import connect, embedded_folder
from embedded_engine.query.compiler import QueryCompiler
from embedded_engine.storage.index import Index
from embedded_engine.storage.indices import Indices
from embedded_engine.storage.mapping import SOURCE_COLUMN
from movies.films import FilmSearch

_LIMIT_S = 60.0


def engine_row(url: str, texts: Sequence[str], options: Options) -> Row:
    """Medians over the texts, each searched by both ways in turn; the hits of both are read and decoded."""
    own_ms, bare_ms = zip(*asyncio.run(_measure(url, texts, options.rounds(5) + 1))[1:], strict=True)
    what = "embedded engine in process, a search by words: p50"
    note = f"{len(texts)} queries, 50 hits; baseline: tantivy's search of the compiled query, its hits decoded"
    return Row.compared(what, own_ms, bare_ms, "ms", budget=Budget("ratio", at_most=3), note=note)


async def _measure(url: str, texts: Sequence[str], rounds: int) -> list[tuple[float, float]]:
    folder = embedded_folder(url)
    assert folder is not None
    index = Indices(folder).get("movies")
    bodies = [FilmSearch.parse(urlencode({"query": text}).encode()).build().to_dict() for text in texts]
    medians = []
    async with connect(url, timeout_s=_LIMIT_S) as client:
        for _ in range(rounds):
            own = [await _time_own_ms(client, body) for body in bodies]
            bare = [_time_bare_ms(index, body) for body in bodies]
            medians.append((median(own), median(bare)))
    return medians


async def _time_own_ms(client: AsyncElasticsearch, body: dict[str, Any]) -> float:
    started_s = time.perf_counter()
    await client.search(index="movies", body=body)
    return (time.perf_counter() - started_s) * 1e3


def _time_bare_ms(index: Index, body: dict[str, Any]) -> float:
    compiled = QueryCompiler(index).compile_weighted(body["query"])
    weight = None if compiled.weight is None else compiled.weight.column
    searcher = index.view().searcher
    started_s = time.perf_counter()
    for _, address in searcher.search(compiled.query, body["size"], weight_by_field=weight).hits:
        orjson.loads(searcher.doc(address).get_first(SOURCE_COLUMN) or b"{}")
    return (time.perf_counter() - started_s) * 1e3
