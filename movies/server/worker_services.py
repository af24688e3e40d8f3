"""The services of a worker, opened when it starts and closed when it stops."""

import asyncio
from typing import Any

from sanic import Sanic

from catalogue.documents import DOCUMENTS, index_alias
from catalogue.engine import connect_as_set
from catalogue.settings import Settings
from movies.cache.catalogue_version import CatalogueVersion
from movies.cache.redis_store import RedisStore
from movies.cache.response_cache import ResponseCache
from movies.cache.store import NoStore, Store
from movies.http.answer_shape import shape_of_answers
from movies.http.endpoint import documented_routes
from movies.http.services import WorkerServices


async def open_services(settings: Settings, app: Sanic[Any, Any]) -> None:
    """Give a worker its services."""
    engine = connect_as_set(settings)
    version = CatalogueVersion(engine, list(map(index_alias, DOCUMENTS)))
    await version.read()
    store: Store = NoStore()
    if settings.redis_url:
        operations = [about for _, about in documented_routes(app)]
        store = RedisStore(settings.redis_url, shape=shape_of_answers(operations), lifetime_s=settings.cache_lifetime_s)
    cache = ResponseCache(
        version,
        store,
        lifetime_s=settings.cache_lifetime_s,
        capacity_bytes=round(settings.cache_capacity_mb * 1_000_000),
    )
    reader = asyncio.create_task(version.keep_reading())
    app.ctx.services = WorkerServices(engine, cache, store, reader, settings.has_one_shard)


async def close_services(app: Sanic[Any, Any]) -> None:
    """Close what `open_services` opened."""
    await app.ctx.services.close()
