"""What the handlers of a worker use besides the request: the engine's client and the cache."""

import asyncio
from dataclasses import dataclass
from typing import NoReturn, Protocol

from elasticsearch import AsyncElasticsearch
from sanic import Request

from catalogue.unavailable import UnavailableError
from movies.cache.response_cache import ResponseCache
from movies.cache.store import Store


class Services(Protocol):
    """What `app.ctx.services` holds. Without an engine, reading an attribute raises UnavailableError.

    `one_shard` says that each index has one shard, as far as is known.
    """

    @property
    def engine(self) -> AsyncElasticsearch: ...

    @property
    def cache(self) -> ResponseCache: ...

    @property
    def one_shard(self) -> bool: ...


@dataclass(frozen=True)
class WorkerServices:
    """The services of a worker; `version_reader` is the task that keeps reading the catalogue version."""

    engine: AsyncElasticsearch
    cache: ResponseCache
    shared_store: Store
    version_reader: asyncio.Task[None]
    one_shard: bool

    async def close(self) -> None:
        """Stop the task, then close the connections."""
        self.version_reader.cancel()
        await asyncio.wait([self.version_reader])
        await self.engine.close()
        await self.shared_store.close()


class DocumentationOnly:
    """The services under DOCS_ONLY=true: there are none."""

    @property
    def engine(self) -> NoReturn:
        raise self._unavailable()

    @property
    def cache(self) -> NoReturn:
        raise self._unavailable()

    @property
    def one_shard(self) -> NoReturn:
        raise self._unavailable()

    @staticmethod
    def _unavailable() -> UnavailableError:
        return UnavailableError("This server shows the documentation only (DOCS_ONLY=true); it has no search engine.")


def services_of(request: Request) -> Services:
    """The services of the worker that answers this request."""
    services: Services = request.app.ctx.services
    return services
