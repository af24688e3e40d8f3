"""The node classes to give to AsyncElasticsearch: they answer here the requests that others send over HTTP."""

import asyncio
import os
import time
from abc import abstractmethod
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from elastic_transport import (
    ApiResponseMeta,
    BaseAsyncNode,
    ConnectionTimeout,
    HttpHeaders,
    NodeConfig,
)
from elastic_transport import ConnectionError as NodeConnectionError
from elastic_transport._node import NodeApiResponse
from elastic_transport.client_utils import DEFAULT, DefaultType

from embedded_engine.http.answering import Content, FolderFailedError, answer, find_route
from embedded_engine.storage.indices import Indices

_JSON = "application/json"
_VENDOR_JSON = "application/vnd.elasticsearch+json"
_READ_THREADS = min(4, (os.cpu_count() or 1) + 1)


class LocalNode(BaseAsyncNode):
    """Answers Elasticsearch's REST API from a data folder, which is the `path_prefix` of its config."""

    _CLIENT_META_HTTP_CLIENT = ("em", "1")

    async def perform_request(  # type: ignore[override]  # BaseNode's is not async
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> NodeApiResponse:
        """Answer one request.

        Raises ConnectionTimeout after the time limit, though a request that has begun still runs to its end;
        ConnectionError if the data folder cannot be read or written.
        """
        started = time.monotonic()
        timeout_s = self.config.request_timeout if isinstance(request_timeout, DefaultType) else request_timeout
        try:
            async with asyncio.timeout(timeout_s):
                status, content = await self._answer(method, target, body or b"")
        except TimeoutError as error:
            raise ConnectionTimeout(f"no answer within {timeout_s} s", errors=(error,)) from error
        except FolderFailedError as error:
            raise NodeConnectionError(str(error), errors=(error,)) from error
        accepted = headers.get("accept") if headers else None
        media_type = _VENDOR_JSON if _VENDOR_JSON in (accepted or "") else _JSON
        answered = HttpHeaders({"x-elastic-product": "Elasticsearch", "content-type": media_type})
        meta = ApiResponseMeta(status, "1.1", answered, time.monotonic() - started, self.config)
        return NodeApiResponse(meta, b"" if method == "HEAD" else content)

    @abstractmethod
    async def _answer(self, method: str, target: str, body: bytes) -> Content:
        """Raises FolderFailedError."""


class EmbeddedNode(LocalNode):
    """Answers in this process.

    Requests that change something run on one thread in the order of their arrival, all others on a few more threads.
    """

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self._indices = Indices(Path(config.path_prefix))
        self._writes = ThreadPoolExecutor(1, "embedded-engine-write")
        self._reads = ThreadPoolExecutor(_READ_THREADS, "embedded-engine-read")

    async def close(self) -> None:  # type: ignore[override]  # BaseNode's is not async
        """Refresh all indices that were written to, and close all files."""
        await asyncio.get_running_loop().run_in_executor(self._writes, self._indices.close)
        self._writes.shutdown()
        self._reads.shutdown()

    async def _answer(self, method: str, target: str, body: bytes) -> Content:
        matched = find_route(method, target)
        if isinstance(matched, Content):
            return matched
        executor = self._writes if matched.route.writes else self._reads
        return await asyncio.get_running_loop().run_in_executor(executor, answer, self._indices, matched, body)
