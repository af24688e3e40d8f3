"""The node class to give to AsyncElasticsearch: it answers in process the requests that others send over HTTP."""

import asyncio
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
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

from embedded_engine.errors import EngineError
from embedded_engine.http.request import Answer, Request
from embedded_engine.http.routes import Matched, match
from embedded_engine.storage.indices import Indices

_JSON = "application/json"
_VENDOR_JSON = "application/vnd.elasticsearch+json"
_READ_THREADS = min(4, (os.cpu_count() or 1) + 1)

_log = logging.getLogger(__name__)


class EmbeddedNode(BaseAsyncNode):
    """Answers Elasticsearch's REST API from a data folder, which is the `path_prefix` of its config.

    Requests that change something run on one thread in the order of their arrival, all others on a few more threads.
    """

    _CLIENT_META_HTTP_CLIENT = ("em", "1")

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self._indices = Indices(Path(config.path_prefix))
        self._writes = ThreadPoolExecutor(1, "embedded-engine-write")
        self._reads = ThreadPoolExecutor(_READ_THREADS, "embedded-engine-read")

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
        accepted = headers.get("accept") if headers else None
        media_type = _VENDOR_JSON if _VENDOR_JSON in (accepted or "") else _JSON
        answered = HttpHeaders({"x-elastic-product": "Elasticsearch", "content-type": media_type})
        meta = ApiResponseMeta(status, "1.1", answered, time.monotonic() - started, self.config)
        return NodeApiResponse(meta, b"" if method == "HEAD" else content)

    async def close(self) -> None:  # type: ignore[override]  # as above
        """Refresh all indices that were written to, and close all files."""
        await asyncio.get_running_loop().run_in_executor(self._writes, self._indices.close)
        self._writes.shutdown()
        self._reads.shutdown()

    async def _answer(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        try:
            matched = match(method, target)
        except EngineError as error:
            return error.status, orjson.dumps(error.body())
        executor = self._writes if matched.route.writes else self._reads
        return await asyncio.get_running_loop().run_in_executor(executor, self._handle, matched, body)

    def _handle(self, matched: Matched, body: bytes) -> tuple[int, bytes]:
        try:
            answer = matched.route.handle(Request(self._indices, matched.names, matched.parameters, body))
        except EngineError as error:
            answer = Answer(error.body(), error.status)
        except OSError as error:
            # the data folder is to this node what the network is to others, so the error is that of a lost connection
            reason = f"{error.filename or self.config.path_prefix}: {error.strerror}"
            raise NodeConnectionError(reason, errors=(error,)) from error
        except BaseException as error:  # a panic of tantivy's is no Exception
            _log.exception("a request failed")
            unexpected = EngineError("exception", f"{type(error).__name__}: {error}", 500)
            answer = Answer(unexpected.body(), unexpected.status)
        return answer.status, orjson.dumps(answer.body)
