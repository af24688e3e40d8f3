"""One request answered in this process by the code of the service: its routes, its endpoints, its searches."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from elasticsearch import AsyncElasticsearch
from sanic import HTTPResponse, Sanic
from sanic.compat import Header
from sanic.exceptions import NotFound

from movies.cache.catalogue_version import CatalogueVersion
from movies.cache.response_cache import ResponseCache
from movies.cache.store import NoStore
from movies.http.endpoint import Operation, documented_routes, path_template
from movies.http.request import IdentifiedRequest, encode_target
from movies.server.factory import add_endpoints
from search_queries import DeclaredSearch


class Answered(NamedTuple):
    """A request that was answered: its target, the endpoint and what its handler was given, the response."""

    target: str
    operation: Operation
    arguments: Mapping[str, str | DeclaredSearch]
    response: HTTPResponse


class NotServedError(Exception):
    """No endpoint that searches has this path; `served` are the paths of those that there are."""

    def __init__(self, path: str, served: list[str]) -> None:
        super().__init__(f"no search is served at {path}")
        self.served = served


class _Services:
    """The engine and a cache that never has an answer, since the version of the catalogue is not known."""

    def __init__(self, engine: AsyncElasticsearch, *, one_shard: bool) -> None:
        self.engine = engine
        self.one_shard = one_shard
        self.cache = ResponseCache(CatalogueVersion(engine, ()), NoStore(), lifetime_s=0, capacity_bytes=0)


async def answer_in_process(target: str, engine: AsyncElasticsearch, *, one_shard: bool) -> Answered:
    """The answer to `GET <target>`, such as `/api/v1/films?query=war`.

    Raises NotServedError, what the endpoint raises (InvalidQueryError, NotFoundError, UnavailableError), and
    SanicException for a target that is not a URL's.
    """
    app: Sanic[Any, Any] = Sanic("explain", strict_slashes=False, configure_logging=False)
    # of no use to others, and the name is free again
    Sanic.unregister_app(app)
    add_endpoints(app)
    app.router.finalize()
    app.ctx.services = _Services(engine, one_shard=one_shard)
    encoded = encode_target(target)
    request = IdentifiedRequest(encoded.encode(), Header(), "1.1", "GET", None, app)
    served = {path_template(route): about for route, about in documented_routes(app) if about.query is not None}
    try:
        route, handler, path_ids = app.router.get(request.path, "GET", None)
        about = served[path_template(route)]
    except (NotFound, KeyError) as error:
        raise NotServedError(request.path, list(served)) from error
    arguments = about.read(request.raw_url.partition(b"?")[2], path_ids)
    response: Any = await handler(request, **path_ids)
    return Answered(encoded, about, arguments, response)
