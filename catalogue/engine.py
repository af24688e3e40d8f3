"""ELASTICSEARCH_URL -> the client that all code talks to; the only importer of the embedded engine."""

import os
import time
from pathlib import Path
from typing import Any

from elastic_transport import AsyncTransport, NodeConfig, TransportApiResponse
from elastic_transport import ConnectionError as NodeConnectionError
from elastic_transport.client_utils import DEFAULT, DefaultType
from elasticsearch import AsyncElasticsearch
from elasticsearch.serializer import CompatibilityModeJsonSerializer, OrjsonSerializer

from catalogue.settings import EMBEDDED, Settings
from embedded_engine.http.node import EmbeddedNode
from embedded_engine.http.process_node import ProcessNode
from embedded_engine.storage.indices import Indices

# The least time that another node is given: the client takes 0 for no limit at all.
_LEAST_LIMIT_S = 0.001


class _FastJsonSerializer(OrjsonSerializer):
    """JSON by orjson, under the media type in which the client asks for answers."""

    mimetype = CompatibilityModeJsonSerializer.mimetype


class _PunctualTransport(AsyncTransport):
    """Asks the next node if one cannot be reached, all within the time limit of one request.

    The client's own retry would give each node the whole limit.
    """

    async def perform_request(  # type: ignore[override]  # other options are passed on
        self, method: str, target: str, *, request_timeout: DefaultType | float | None = DEFAULT, **options: Any
    ) -> TransportApiResponse:
        """The answer of the first node that is reached. Raises ConnectionTimeout and ConnectionError."""
        if not isinstance(request_timeout, float | int):
            return await super().perform_request(method, target, request_timeout=request_timeout, **options)
        started_s = time.monotonic()
        left_s: float = request_timeout
        for _ in range(len(self.node_pool) - 1):
            try:
                return await super().perform_request(method, target, request_timeout=left_s, **options)
            except NodeConnectionError:
                left_s = max(request_timeout - (time.monotonic() - started_s), _LEAST_LIMIT_S)
        return await super().perform_request(method, target, request_timeout=left_s, **options)


def embedded_folder(url: str) -> Path | None:
    """The folder of an `embedded:<folder>` URL; None for any other."""
    return Path(url.removeprefix(EMBEDDED)).absolute() if url.startswith(EMBEDDED) else None


def folder_problem(folder: Path) -> str | None:
    """Why an embedded engine cannot use the folder, or None; a missing folder is made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"cannot write to {folder}: {error.strerror}"
    return None if os.access(folder, os.W_OK) else f"cannot write to {folder}: it is read-only to this user"


def compare_checksums(folder: Path) -> None:
    """Read what an embedded engine serves from the folder, 100 MB in a fifth of a second. Raises OSError if damaged."""
    Indices(folder).compare_checksums()


def client_options(
    url: str, *, timeout_s: float, api_key: str = "", ca_file: str = "", own_process: bool = False
) -> dict[str, Any]:
    """What AsyncElasticsearch takes, to be a client of the engine at `url` as `connect` says."""
    folder = embedded_folder(url)
    options: dict[str, Any] = {
        "request_timeout": timeout_s,
        "transport_class": _PunctualTransport,
        "max_retries": 0,
        "retry_on_timeout": False,
        "retry_on_status": (),
        "serializers": {_FastJsonSerializer.mimetype: _FastJsonSerializer()},
    }
    if folder is not None:
        node = NodeConfig("embedded", "local", 0, path_prefix=str(folder))
        return {"hosts": [node], "node_class": ProcessNode if own_process else EmbeddedNode, **options}
    if api_key:
        options["api_key"] = api_key
    if ca_file:
        options["ca_certs"] = ca_file
    return {"hosts": [host.strip() for host in url.split(",")], **options}


def connect(
    url: str, *, timeout_s: float, api_key: str = "", ca_file: str = "", own_process: bool = False
) -> AsyncElasticsearch:
    """A client of the engine at `url`, which may name several hosts, separated by commas; the caller closes it.

    A request takes `timeout_s` seconds at most, however many hosts it asks. If a host refuses or breaks the
    connection, the next is asked; nothing else is repeated, since that would only load a busy engine further.
    Certificates are checked, against those of `ca_file` if it is given. An embedded engine answers in a process of its
    own if `own_process` says so, which is quicker for whoever loads it. Raises ValueError for an invalid URL.
    """
    options = client_options(url, timeout_s=timeout_s, api_key=api_key, ca_file=ca_file, own_process=own_process)
    return AsyncElasticsearch(**options)


def options_as_set(settings: Settings, *, own_process: bool = False) -> dict[str, Any]:
    """What AsyncElasticsearch takes, to be the client for these settings; `own_process` as of `connect`."""
    return client_options(
        settings.elasticsearch_url,
        timeout_s=settings.elasticsearch_timeout_s,
        api_key=settings.elasticsearch_api_key.get_secret_value(),
        ca_file=settings.elasticsearch_ca,
        own_process=own_process,
    )


def connect_as_set(settings: Settings, *, own_process: bool = False) -> AsyncElasticsearch:
    """The client for these settings; `own_process` as of `connect`. Raises ValueError as it does."""
    return AsyncElasticsearch(**options_as_set(settings, own_process=own_process))
