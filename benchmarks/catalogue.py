"""Catalogues, loaded once for each state of the code and the data that decide what they hold; kept in `var/bench`."""

import asyncio
import gc
import hashlib
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from elasticsearch import AsyncElasticsearch

from benchmarks.rows import LeftOutError
from catalogue.documents import DOCUMENTS
from catalogue.engine import connect
from catalogue.model import Film
from etl.films import load_films
from etl.index_names import body_hash
from etl.sources.generator import SEED, generate_films
from harness.elasticsearch_node.launcher import java_problem, start_node

ROOT = Path(__file__).parent.parent
BENCH_FOLDER = ROOT / "var" / "bench"
_HEAP_MB = 2048
_LOAD_LIMIT_S = 60.0
_MERGE_LIMIT_S = 600.0
# What decides how films become documents, and in which words, and how the embedded engine keeps them.
_ETL = (ROOT / "catalogue", ROOT / "etl", ROOT / "search_queries" / "words")
_EMBEDDED_LAYOUT = (ROOT / "embedded_engine" / "analysis", ROOT / "embedded_engine" / "storage")


def ready_films(count: int) -> list[Film]:
    """Films in memory, so that no time of theirs is taken later; the collector passes them over."""
    films = list(generate_films(count, SEED))
    gc.collect()
    gc.freeze()
    return films


@contextmanager
def elasticsearch(folder: Path) -> Iterator[str]:
    """The URL of an Elasticsearch of our own, tuned as in production, that keeps its data in a folder."""
    if problem := java_problem():
        raise LeftOutError(problem)
    with start_node(folder, _HEAP_MB, jvm_flags=()) as node:
        yield node.url


@dataclass(frozen=True)
class Content:
    """The films of a catalogue. It is loaded anew if its name, or one of the files that decide its films, changes."""

    name: str
    films: Iterable[Film]
    count: int
    sources: tuple[Path, ...] = ()


def generated(count: int) -> Content:
    """The generator's first films."""
    return Content(str(count), generate_films(count, SEED), count)


@contextmanager
def loaded_embedded(content: Content) -> Iterator[str]:
    """The URL of an embedded engine that holds the films, their genres and their people."""
    folder = _folder("embedded", content, _EMBEDDED_LAYOUT)
    url = f"embedded:{folder}"
    _fill_once(folder, url, content)
    yield url


@contextmanager
def loaded_elasticsearch(content: Content) -> Iterator[str]:
    """The same in an Elasticsearch of our own."""
    folder = _folder("elasticsearch", content, ())
    folder.mkdir(parents=True, exist_ok=True)
    with elasticsearch(folder) as url:
        _fill_once(folder, url, content)
        asyncio.run(merge_segments(url))
        yield url


# Each engine by the name that rows give it, and what loads a catalogue into it.
ENGINES: Mapping[str, Callable[[Content], AbstractContextManager[str]]] = {
    "embedded engine": loaded_embedded,
    "Elasticsearch": loaded_elasticsearch,
}


@asynccontextmanager
async def loading_client(url: str) -> AsyncIterator[AsyncElasticsearch]:
    """A client that loads as the ETL's does."""
    async with connect(url, timeout_s=_LOAD_LIMIT_S, own_process=True) as client:
        yield client


def _folder(kind: str, content: Content, layout: Sequence[Path]) -> Path:
    """Where the catalogue is kept; those of other states of the code and the data are removed."""
    state = hashlib.sha256("".join(body_hash(document) for document in DOCUMENTS).encode())
    for path in (*content.sources, *_code(*_ETL, *layout)):
        state.update(path.read_bytes())
    wanted = BENCH_FOLDER / f"{kind}-{content.name}-{state.hexdigest()[:12]}"
    for other in BENCH_FOLDER.glob(f"{kind}-{content.name}-*"):
        if other != wanted:
            shutil.rmtree(other)
    return wanted


def _code(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def _fill_once(folder: Path, url: str, content: Content) -> None:
    finished = folder / "loaded"
    if not finished.exists():
        asyncio.run(_load(url, content))
        finished.touch()


async def merge_segments(url: str) -> None:
    """Wait until each index of an Elasticsearch has one segment a shard, which the end of a load asks for."""
    async with loading_client(url) as client:
        await client.options(request_timeout=_MERGE_LIMIT_S).indices.forcemerge(max_num_segments=1)


async def _load(url: str, content: Content) -> None:
    async with loading_client(url) as client:
        await load_films(client, content.films, total=content.count, stream=sys.stderr)
