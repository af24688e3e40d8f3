"""Generated films, loaded once for each state of the code that decides what is loaded, and kept under `var/bench`."""

import asyncio
import gc
import hashlib
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from elasticsearch import AsyncElasticsearch

from benchmarks.rows import LeftOutError
from catalogue.documents import DOCUMENTS
from catalogue.engine import connect
from catalogue.model import Film
from etl.films import load_generated
from etl.load import body_hash
from etl.sources.generator import SEED, generate_films
from harness.elasticsearch_node.launcher import java_problem, start_node

ROOT = Path(__file__).parent.parent
BENCH_FOLDER = ROOT / "var" / "bench"
HEAP_MB = 2048
_LOAD_LIMIT_S = 60.0
# What decides what is loaded, and how the embedded engine keeps it.
_CONTENT = [ROOT / "etl" / name for name in ("sources/generator.py", "sources/vocabulary.py", "transform.py")]
_EMBEDDED_LAYOUT = [ROOT / "embedded_engine" / f"{name}.py" for name in ("analysis", "fields", "index", "mapping")]


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
    with start_node(folder, HEAP_MB, jvm_flags=()) as node:
        yield node.url


@contextmanager
def loaded_embedded(films: int) -> Iterator[str]:
    """The URL of an embedded engine that holds so many generated films, their genres and their people."""
    folder = _folder("embedded", films, _EMBEDDED_LAYOUT)
    url = f"embedded:{folder}"
    _fill_once(folder, url, films)
    yield url


@contextmanager
def loaded_elasticsearch(films: int) -> Iterator[str]:
    """The same in an Elasticsearch of our own."""
    folder = _folder("elasticsearch", films, [])
    folder.mkdir(parents=True, exist_ok=True)
    with elasticsearch(folder) as url:
        _fill_once(folder, url, films)
        yield url


@asynccontextmanager
async def client_of(url: str) -> AsyncIterator[AsyncElasticsearch]:
    """A client with time for loads."""
    async with connect(url, timeout_s=_LOAD_LIMIT_S) as client:
        yield client


def _folder(kind: str, films: int, code: list[Path]) -> Path:
    """Where the catalogue stands; those of other states of the code are removed."""
    sources = hashlib.sha256("".join(body_hash(document) for document in DOCUMENTS).encode())
    for path in (*_CONTENT, *code):
        sources.update(path.read_bytes())
    wanted = BENCH_FOLDER / f"{kind}-{films}-{sources.hexdigest()[:12]}"
    for other in BENCH_FOLDER.glob(f"{kind}-{films}-*"):
        if other != wanted:
            shutil.rmtree(other)
    return wanted


def _fill_once(folder: Path, url: str, films: int) -> None:
    finished = folder / "loaded"
    if not finished.exists():
        asyncio.run(_load(url, films))
        finished.touch()


async def _load(url: str, films: int) -> None:
    async with client_of(url) as client:
        await load_generated(client, films, SEED, stream=sys.stderr)
