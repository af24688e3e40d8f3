"""Catalogues that a service may find, with no document in them."""

from collections.abc import Mapping
from typing import Any

from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument

from movies.documents import DOCUMENTS

_NAME = "catalogue-of-a-test"


async def serve_empty(
    engine: AsyncElasticsearch,
    *,
    missing: type[AsyncDocument] | None = None,
    unfit: type[AsyncDocument] | None = None,
    id_hash: Mapping[str, Any] | None = None,
) -> None:
    """Serve all indices but `missing`; in `unfit`, `id_hash`, by which searches sort, is mapped as given, if at all."""
    for document in DOCUMENTS:
        if document is missing:
            continue
        alias = document._index._name
        body: dict[str, Any] = document._index.to_dict()
        if document is unfit:
            del body["mappings"]["properties"]["id_hash"]
            if id_hash is not None:
                body["mappings"]["properties"]["id_hash"] = id_hash
        await engine.indices.create(index=f"{alias}-{_NAME}", **body)
        await engine.indices.update_aliases(actions=[{"add": {"index": f"{alias}-{_NAME}", "alias": alias}}])


async def remove_all(engine: AsyncElasticsearch) -> None:
    """Remove all indices that are served or left over."""
    for document in DOCUMENTS:
        for index in await engine.indices.get(index=f"{document._index._name}-*"):
            await engine.indices.delete(index=index)
