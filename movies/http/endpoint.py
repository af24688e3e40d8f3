"""An endpoint declares what it takes and gives: requests are checked by it, and OpenAPI is made from it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial, wraps
from typing import Any
from uuid import UUID

from elasticsearch.dsl.query import Query
from pydantic import BaseModel
from sanic import HTTPResponse, Request, Sanic

from movies.cache.cache_key import cache_key
from movies.http.cached_response import respond_cached
from movies.http.problems import NOT_KEPT
from movies.http.services import services_of
from search_queries import DeclaredSearch, Fault, InvalidQueryError, SearchQuery, UrlParameter, refuse_parameters

Handler = Callable[..., Awaitable[HTTPResponse]]
Read = Callable[[bytes, Mapping[str, str]], dict[str, Any]]

# The ids in a path, as Sanic writes them: <film_id:str>
PATH_PARAMETER = re.compile(r"<(\w+):\w+>")

# The number of query strings whose parsed form a worker remembers, for each endpoint, and the longest: that of one of
# 7 KB takes 40 KB, so that 4,096 of them would take 160 MB.
_MEMO_SIZE = 4096
_MEMO_LONGEST = 512


@dataclass(frozen=True)
class Operation:
    """What one endpoint takes and gives; the summary and the description are the handler's docstring.

    `read` makes what the handler is given of a raw query string and the ids of the path: `{"person_id": "66f3...",
    "query": FilmSearch(...)}`. It raises InvalidQueryError with every fault.
    """

    id: str
    answer: type[BaseModel]
    example: Any
    query: type[DeclaredSearch] | None
    problems: tuple[int, ...]
    is_cached: bool
    read: Read


def operation(
    operation_id: str,
    *,
    answer: type[BaseModel],
    example: Any,
    query: type[DeclaredSearch] | None = None,
    within: Callable[..., Query] | None = None,
    problems: tuple[int, ...] = (),
    cached: bool = False,
) -> Callable[[Handler], Handler]:
    """Check what a handler is given, document it, and answer from the cache if it is `cached`.

    The handler gets the ids of the path in their canonical form, and as `query` the parsed query string; without a
    query class, any parameter is a fault. `within` makes the filter of a SearchQuery whose hits belong to something of
    the ids of the path. `answer` is the body of status 200, `problems` the statuses that not every endpoint answers
    with. The key of a cached answer is made from the operation's id and what the handler is given, so the answer of
    such a handler must depend on nothing else.
    """
    read = _reader(query, within)
    about = Operation(operation_id, answer, example, query, problems, cached, read)

    def declare(handler: Handler) -> Handler:
        @wraps(handler)
        async def answer_request(request: Request, **path: str) -> HTTPResponse:
            # The bytes as they were sent: Sanic's own parser drops blank values and replaces invalid bytes.
            arguments = read(request.raw_url.partition(b"?")[2], path)
            if not cached:
                response = await handler(request, **arguments)
                response.headers["Cache-Control"] = NOT_KEPT
                return response
            key = cache_key(operation_id, arguments.values())
            return await respond_cached(
                request, services_of(request).cache, key, partial(handler, request, **arguments)
            )

        answer_request.operation = about  # type: ignore[attr-defined]  # read by the routes
        return answer_request

    return declare


def documented_routes(app: Sanic[Any, Any]) -> list[tuple[Any, Operation]]:
    """The routes of an app that `operation` declares, each with its operation, in the order of their paths."""
    routes = [route for route in app.router.routes if "GET" in route.methods and hasattr(route.handler, "operation")]
    return [(route, route.handler.operation) for route in sorted(routes, key=lambda route: str(route.path))]


def _reader(query: type[DeclaredSearch] | None, within: Callable[..., Query] | None) -> Read:
    """The `read` of an operation, which remembers what short query strings were parsed to."""
    parse = _parser(query, within)
    parse_remembered = lru_cache(_MEMO_SIZE)(parse)

    def read(raw: bytes, path: Mapping[str, str]) -> dict[str, Any]:
        faults: list[Fault] = []
        arguments: dict[str, Any] = {name: _read_id(name, text, faults) for name, text in path.items()}
        try:
            parser = parse_remembered if len(raw) <= _MEMO_LONGEST else parse
            parsed = parser(raw, *(arguments.values() if within else ()))
        except InvalidQueryError as error:
            faults += error.faults
        if faults:
            raise InvalidQueryError(faults)
        return arguments if query is None else {**arguments, "query": parsed}

    return read


def _parser(query: type[DeclaredSearch] | None, within: Callable[..., Query] | None) -> Callable[..., Any]:
    """What parses a query string, and with `within` takes the ids of the path besides."""
    if query is None:
        return refuse_parameters
    if within is None or not issubclass(query, SearchQuery):
        return query.parse
    return lambda raw, *ids: query.parse(raw, within(*ids))


def path_template(route: Any) -> str:
    """The path of a route as OpenAPI writes it: `/api/v1/films/{film_id}`."""
    return PATH_PARAMETER.sub(r"{\1}", f"/{route.path}")


@cache
def path_id(name: str) -> UrlParameter:
    """The parameter that reads an id of the path."""
    return UrlParameter(name, UUID, "The id.")


def _read_id(name: str, text: str, faults: list[Fault]) -> str:
    ids, found = path_id(name).read([text])
    faults += found
    return str(ids[0]) if ids else ""
