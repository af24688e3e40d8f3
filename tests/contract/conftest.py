"""Indices of a test's own, and one of the small catalogue that all tests may read."""

import io
import secrets
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from etl.films import load_sample
from movies.engine import connect
from tests.catalogues import remove_all
from tests.contract.engines import Engines
from tests.contract.films import FILMS
from tests.contract.indices import create_films, delete_all

_TIMEOUT_S = 60


@pytest_asyncio.fixture
async def new_name(engine: AsyncElasticsearch) -> AsyncIterator[Callable[[str], str]]:
    """Makes names of indices and aliases that no other test has; the indices are gone after the test."""
    prefix = f"contract-{secrets.token_hex(4)}"
    yield lambda name: f"{prefix}-{name}"
    await delete_all(engine, f"{prefix}-*")


@pytest_asyncio.fixture
async def empty_index(engine: AsyncElasticsearch, new_name: Callable[[str], str]) -> str:
    """The name of an index of films with none in it."""
    name = new_name("films")
    await create_films(engine, name)
    return name


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def films_index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of the small catalogue on each engine in turn; to be read only."""
    name = f"contract-{secrets.token_hex(4)}-catalogue"
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await create_films(engine, name, FILMS)
    yield name
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await engine.indices.delete(index=name)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sample_url(engine_url: str) -> AsyncIterator[str]:
    """The URL of each engine in turn with the sample in it, which is gone before other tests load theirs."""
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await load_sample(engine, stream=io.StringIO())
    yield engine_url
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await remove_all(engine)


@pytest_asyncio.fixture
async def engines(elasticsearch_url: str, tmp_path: Path) -> AsyncIterator[Engines]:
    """Both engines side by side; indices that are called `engines.index` on both are gone after the test."""
    async with (
        connect(f"embedded:{tmp_path}", timeout_s=_TIMEOUT_S) as embedded,
        connect(elasticsearch_url, timeout_s=_TIMEOUT_S) as elasticsearch,
    ):
        both = Engines(embedded, elasticsearch, f"contract-{secrets.token_hex(4)}-both")
        yield both
        await delete_all(elasticsearch, both.index)
