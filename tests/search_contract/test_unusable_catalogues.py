"""Catalogues that the service cannot serve, on each engine."""

from collections.abc import AsyncIterator, Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument
from sanic_testing.testing import SanicASGITestClient as Client

from catalogue.documents import DOCUMENTS, FilmDocument, GenreDocument, PersonDocument
from catalogue.engine import connect
from embedded_engine.storage.index import LAYOUT
from tests.fixtures.catalogues import load_sample, remove_all, serve_empty, serve_without_a_shard

_ABSENT = "00000000-0000-4000-8000-000000000000"
_NOT_LOADED = "The catalogue is not loaded yet; load it by: python -m etl load"
_OTHER_VERSION = (
    "The catalogue was loaded by another version; load it again by: python -m etl load --source <where it came from>"
)
_LISTS = {FilmDocument: "/api/v1/films", GenreDocument: "/api/v1/genres", PersonDocument: "/api/v1/persons"}


@pytest_asyncio.fixture
async def bare_engine(engine: AsyncElasticsearch) -> AsyncIterator[AsyncElasticsearch]:
    """Each engine with no catalogue in it, which a test may load."""
    yield engine
    await remove_all(engine)


@pytest_asyncio.fixture
async def bare_elasticsearch(elasticsearch_url: str) -> AsyncIterator[AsyncElasticsearch]:
    """Elasticsearch with no catalogue in it, for what the embedded engine does not have."""
    async with connect(elasticsearch_url, timeout_s=60) as engine:
        yield engine
        await remove_all(engine)


async def ask(client: Client, path: str) -> tuple[int, Any]:
    _, answer = await client.get(path)
    return answer.status, answer.json


def change_layout(folder: Path) -> None:
    """As if another version of the embedded engine had laid its indices out."""
    for file in folder.glob("indices/*/index.json"):
        file.write_text(file.read_text().replace(f'"layout": {LAYOUT}', '"layout": 99'))


@pytest.mark.parametrize("unfit", DOCUMENTS)
async def test_a_catalogue_of_another_version_is_told_with_the_remedy(
    make_client: Callable[..., Client],
    engine_url: str,
    bare_engine: AsyncElasticsearch,
    unfit: type[AsyncDocument],
) -> None:
    await serve_empty(bare_engine, unfit=unfit)
    client = make_client(elasticsearch_url=engine_url)

    for path in ("/health/ready", _LISTS[unfit]):
        status, body = await ask(client, path)
        assert (status, body["detail"]) == (503, _OTHER_VERSION), path


@pytest.mark.parametrize(
    ("unfit", "field"),
    [(FilmDocument, "genres"), (FilmDocument, "release_year"), (FilmDocument, "title"), (PersonDocument, "full_name")],
)
async def test_a_catalogue_that_lacks_a_field_of_a_filter_is_not_ready(
    make_client: Callable[..., Client],
    engine_url: str,
    bare_engine: AsyncElasticsearch,
    unfit: type[AsyncDocument],
    field: str,
) -> None:
    await serve_empty(bare_engine, unfit=unfit, field=field)
    status, body = await ask(make_client(elasticsearch_url=engine_url), "/health/ready")

    assert (status, body["detail"]) == (503, _OTHER_VERSION)


async def test_one_of_several_searches_tells_of_another_version_too(
    make_client: Callable[..., Client], engine_url: str, bare_engine: AsyncElasticsearch
) -> None:
    await serve_empty(bare_engine, unfit=FilmDocument)
    status, body = await ask(make_client(elasticsearch_url=engine_url), f"/api/v1/persons/{_ABSENT}/films")

    assert (status, body["detail"]) == (503, _OTHER_VERSION)


async def test_indices_of_another_layout_are_told_and_a_load_replaces_them(
    make_client: Callable[..., Client], tmp_path: Path
) -> None:
    url = f"embedded:{tmp_path}"
    async with connect(url, timeout_s=60) as engine:
        await serve_empty(engine)
    change_layout(tmp_path)
    client = make_client(elasticsearch_url=url)

    for path in ("/health/ready", *_LISTS.values(), f"/api/v1/films/{_ABSENT}"):
        status, body = await ask(client, path)
        assert (status, body["detail"]) == (503, _OTHER_VERSION), path
    async with connect(url, timeout_s=60) as engine:
        await load_sample(engine, stream=StringIO())
    assert (await ask(client, "/health/ready"))[0] == 200


async def test_another_refusal_of_the_engine_is_our_fault(
    make_client: Callable[..., Client], engine_url: str, bare_engine: AsyncElasticsearch
) -> None:
    await serve_empty(bare_engine, unfit=FilmDocument, mapped={"type": "text", "analyzer": "typed"})
    client = make_client(elasticsearch_url=engine_url)

    assert [(await ask(client, path))[0] for path in ("/health/ready", "/api/v1/films")] == [500, 500]


async def test_what_the_other_shards_find_is_no_answer_if_one_is_lost(
    make_client: Callable[..., Client], elasticsearch_url: str, bare_elasticsearch: AsyncElasticsearch
) -> None:
    client = make_client(elasticsearch_url=elasticsearch_url)
    await serve_without_a_shard(bare_elasticsearch)
    answers = {
        path: await ask(client, path)
        for path in (
            "/health/ready",
            "/api/v1/films",
            "/api/v1/films?query=war&facets=genre",
            "/api/v1/films/suggest?query=war",
            "/api/v1/search?query=war",
        )
    }

    assert {path: (status, body["detail"]) for path, (status, body) in answers.items()} == dict.fromkeys(
        answers, (503, "The search engine lacks a part of the catalogue: some of its shards do not answer.")
    )


async def test_an_index_that_somebody_closed_is_told_with_the_remedy(
    make_client: Callable[..., Client], elasticsearch_url: str, bare_elasticsearch: AsyncElasticsearch
) -> None:
    client = make_client(elasticsearch_url=elasticsearch_url)
    await serve_empty(bare_elasticsearch)
    await bare_elasticsearch.indices.close(index="movies")
    answers = [await ask(client, path) for path in ("/health/ready", "/api/v1/films", f"/api/v1/films/{_ABSENT}")]

    assert [(status, body["detail"].split(";")[0]) for status, body in answers] == [
        (503, "An index of the catalogue is closed")
    ] * 3


@pytest.mark.parametrize("missing", DOCUMENTS)
async def test_a_service_that_lacks_an_index_is_not_ready(
    make_client: Callable[..., Client],
    engine_url: str,
    bare_engine: AsyncElasticsearch,
    missing: type[AsyncDocument],
) -> None:
    await serve_empty(bare_engine, missing=missing)
    status, body = await ask(make_client(elasticsearch_url=engine_url), "/health/ready")

    assert (status, body["detail"]) == (503, _NOT_LOADED)


async def test_an_empty_catalogue_is_ready(
    make_client: Callable[..., Client], engine_url: str, bare_engine: AsyncElasticsearch
) -> None:
    await serve_empty(bare_engine)

    status, body = await ask(make_client(elasticsearch_url=engine_url), "/health/ready")

    assert (status, body["status"]) == (200, "ready")
