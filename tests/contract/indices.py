"""Making and filling indices."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument

from movies.documents import FilmDocument
from tests.contract.films import Film

_BULK_SIZE = 1_000


def index_body(document: type[AsyncDocument]) -> dict[str, Any]:
    """What its index is created from; it is refreshed only when asked to be, so that a test can look before."""
    body: dict[str, Any] = document._index.to_dict()
    return {"mappings": body["mappings"], "settings": {**body["settings"], "refresh_interval": "-1"}}


async def create_films(engine: AsyncElasticsearch, index: str, films: Sequence[Film] = ()) -> None:
    """Make an index with the films in it, each of which must be taken."""
    await create_filled(engine, index, FilmDocument, films)


async def create_filled(
    engine: AsyncElasticsearch, index: str, document: type[AsyncDocument], sources: Sequence[Mapping[str, Any]]
) -> None:
    """Make an index of a kind of document with these in it, each of which must be taken."""
    await engine.indices.create(index=index, **index_body(document))
    for start in range(0, len(sources), _BULK_SIZE):
        operations: list[Any] = []
        for source in sources[start : start + _BULK_SIZE]:
            operations += ({"index": {"_id": source["id"]}}, source)
        answer = await engine.bulk(index=index, operations=operations)
        assert not answer["errors"], answer
    await engine.indices.refresh(index=index)


async def delete_all(engine: AsyncElasticsearch, pattern: str) -> None:
    """Delete the indices that a name or a pattern stands for, one by one: clusters may refuse patterns, or many."""
    for index in await engine.indices.get(index=pattern, ignore_unavailable=True):
        await engine.indices.delete(index=index)


async def found_ids(engine: AsyncElasticsearch, index: str, **search: Any) -> list[str]:
    """The ids of the hits in their order; a thousand of them unless the search says otherwise."""
    answer = await engine.search(index=index, **{"size": 1_000, "source": False, **search})
    return [hit["_id"] for hit in answer["hits"]["hits"]]
