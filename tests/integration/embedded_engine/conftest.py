"""A client of an embedded node in a folder of its own, and a small catalogue."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from elastic_transport import NodeConfig
from elasticsearch import AsyncElasticsearch

from embedded_engine.http.node import EmbeddedNode, LocalNode

# A refresh waits for the disk, which on a busy machine may take longer than the client's own 10 s.
_TIMEOUT_S = 60

BODY: dict[str, Any] = {
    "settings": {
        "analysis": {
            "char_filter": {"spelling": {"type": "mapping", "mappings": ["ё => е", "Ё => Е", "'s => s"]}},
            "tokenizer": {"words": {"type": "pattern", "pattern": r"[\p{L}\p{N}]+", "group": 0}},
            "filter": {
                "english": {"type": "stemmer", "language": "porter2"},
                "russian": {"type": "stemmer", "language": "russian"},
            },
            "analyzer": {
                "stemmed": {
                    "type": "custom",
                    "char_filter": ["spelling"],
                    "tokenizer": "words",
                    "filter": ["asciifolding", "lowercase", "english", "russian"],
                }
            },
            "normalizer": {
                "folded": {"type": "custom", "char_filter": ["spelling"], "filter": ["asciifolding", "lowercase"]}
            },
        }
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "id": {"type": "keyword"},
            "title": {
                "type": "text",
                "analyzer": "stemmed",
                "fields": {"raw": {"type": "keyword", "normalizer": "folded"}},
            },
            "description": {"type": "text", "analyzer": "stemmed"},
            "rating": {"type": "double"},
            "votes": {"type": "integer"},
            "year": {"type": "short"},
            "released": {"type": "date", "format": "strict_date"},
            "genres": {
                "properties": {
                    "id": {"type": "keyword"},
                    "name": {"type": "keyword", "normalizer": "folded"},
                }
            },
        },
    },
}


def connect(folder: Path, node_class: type[LocalNode] = EmbeddedNode) -> AsyncElasticsearch:
    """A client whose engine keeps its data in the folder."""
    node = NodeConfig("embedded", "local", 0, path_prefix=str(folder), request_timeout=_TIMEOUT_S)
    return AsyncElasticsearch([node], node_class=node_class, max_retries=0)


async def load(client: AsyncElasticsearch, documents: list[dict[str, Any]], index: str = "films") -> None:
    """Create the index with the documents, each under its `id`."""
    await client.indices.create(index=index, **BODY)
    operations = [line for document in documents for line in ({"index": {"_id": document["id"]}}, document)]
    if operations:
        answer = await client.bulk(index=index, operations=operations)
        assert not answer["errors"], answer
    await client.indices.refresh(index=index)


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[AsyncElasticsearch]:
    async with connect(tmp_path) as connected:
        yield connected
