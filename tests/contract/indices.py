"""Making and filling indices of films."""

from collections.abc import Sequence
from typing import Any

from elasticsearch import AsyncElasticsearch

from movies.documents import FilmDocument
from tests.contract.films import Film

_BULK_FILMS = 1_000


def films_body() -> dict[str, Any]:
    """What an index of films is created from; it is refreshed only when asked to be, so that a test can look before."""
    body: dict[str, Any] = FilmDocument._index.to_dict()
    return {"mappings": body["mappings"], "settings": {**body["settings"], "refresh_interval": "-1"}}


async def create_films(engine: AsyncElasticsearch, index: str, films: Sequence[Film] = ()) -> None:
    """Make an index with the films in it, each of which must be taken."""
    await engine.indices.create(index=index, **films_body())
    for start in range(0, len(films), _BULK_FILMS):
        operations: list[Any] = []
        for film in films[start : start + _BULK_FILMS]:
            operations += ({"index": {"_id": film["id"]}}, film)
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
