"""ELASTICSEARCH_URL -> the client that all code talks to; the only importer of the embedded engine."""

from pathlib import Path
from typing import Any

from elastic_transport import NodeConfig
from elasticsearch import AsyncElasticsearch
from elasticsearch.serializer import CompatibilityModeJsonSerializer, OrjsonSerializer

from embedded_engine.node import EmbeddedNode

_EMBEDDED = "embedded:"


class _FastJsonSerializer(OrjsonSerializer):
    """JSON by orjson, under the media type that the client asks answers in."""

    mimetype = CompatibilityModeJsonSerializer.mimetype


def embedded_folder(url: str) -> Path | None:
    """The folder of an `embedded:<folder>` URL; None for any other."""
    return Path(url.removeprefix(_EMBEDDED)).absolute() if url.startswith(_EMBEDDED) else None


def connect(url: str, *, timeout_s: float) -> AsyncElasticsearch:
    """A client of the engine at `url`, each of whose requests takes `timeout_s` seconds at most; the caller closes it.

    A request that failed is not repeated: a busy engine would only get more of what it cannot do.
    """
    folder = embedded_folder(url)
    options: dict[str, Any] = {
        "request_timeout": timeout_s,
        "max_retries": 0,
        "retry_on_status": (),
        "serializers": {_FastJsonSerializer.mimetype: _FastJsonSerializer()},
    }
    if folder is None:
        return AsyncElasticsearch(url, **options)
    node = NodeConfig("embedded", "local", 0, path_prefix=str(folder))
    return AsyncElasticsearch([node], node_class=EmbeddedNode, **options)
