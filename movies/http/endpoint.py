"""An endpoint that says what it takes and gives: requests are checked by it, and OpenAPI is made from it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sanic import HTTPResponse, Request

from search_queries import Fault, InvalidQueryError, SearchQuery, UrlParameter, refuse_parameters

Handler = Callable[..., Awaitable[HTTPResponse]]

# Query strings whose meaning a worker remembers, for each endpoint.
_MEMO_SIZE = 4096


@dataclass(frozen=True)
class Operation:
    """What one endpoint takes and gives; the summary and the description are the handler's docstring."""

    id: str
    answer: type[BaseModel]
    example: Any
    query: type[SearchQuery] | None
    problems: tuple[int, ...]
    is_cached: bool


def operation(
    operation_id: str,
    *,
    answer: type[BaseModel],
    example: Any,
    query: type[SearchQuery] | None = None,
    problems: tuple[int, ...] = (),
) -> Callable[[Handler], Handler]:
    """Check what a handler is given, and document it.

    The handler gets the ids of the path in their canonical form, and as `query` what the query string asks for; where
    no query is named, any parameter is a fault. `answer` is the body of status 200, `problems` the statuses that not
    every endpoint answers with.
    """
    parse = lru_cache(_MEMO_SIZE)(query.parse if query is not None else refuse_parameters)

    def check(handler: Handler) -> Handler:
        @wraps(handler)
        async def checked(request: Request, **path: str) -> HTTPResponse:
            faults: list[Fault] = []
            arguments: dict[str, Any] = {name: _read_id(name, text, faults) for name, text in path.items()}
            try:
                # As it was sent: Sanic's own reading of it drops blank values and mends broken bytes.
                parsed = parse(request.raw_url.partition(b"?")[2])
            except InvalidQueryError as error:
                faults += error.faults
            if faults:
                raise InvalidQueryError(faults)
            if query is not None:
                arguments["query"] = parsed
            return await handler(request, **arguments)

        is_cached = getattr(handler, "is_cached", False)
        checked.operation = Operation(operation_id, answer, example, query, problems, is_cached)  # type: ignore[attr-defined]
        return checked

    return check


def _read_id(name: str, text: str, faults: list[Fault]) -> str:
    ids, found = path_id(name).read([text])
    faults += found
    return str(ids[0]) if ids else ""


@cache
def path_id(name: str) -> UrlParameter:
    """What an id in a path is read as."""
    return UrlParameter(name, UUID, "The id.")
