"""Health: whether the process is alive, and whether it can answer."""

from typing import Literal

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument
from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from catalogue.documents import FilmDocument, GenreDocument, PersonDocument, index_alias
from catalogue.unavailable import engine_error, other_version
from movies.films import FilmSearch
from movies.genres import GenreSearch
from movies.http.endpoint import operation
from movies.http.engine_requests import search_several
from movies.http.responses import answer_json
from movies.http.services import services_of
from movies.http.worker_board import WorkerBoard
from movies.persons import PersonSearch
from search_queries import SearchQuery

blueprint = Blueprint("health", url_prefix="/health")

_SEARCHES: dict[type[AsyncDocument], type[SearchQuery]] = {
    FilmDocument: FilmSearch,
    GenreDocument: GenreSearch,
    PersonDocument: PersonSearch,
}
_WORKERS = {"serving": 2, "replaced": 0}


class WorkerCounts(BaseModel):
    """The worker processes of this server."""

    serving: int = Field(description="The number of workers that serve now.")
    replaced: int = Field(description="The number of workers that died and were replaced since the start.")


class Health(BaseModel):
    """The state of this process and of its server."""

    status: Literal["alive", "ready"] = Field(description="alive: the process runs. ready: it can answer.")
    workers: WorkerCounts


@blueprint.get("/live")
@operation("check_alive", answer=Health, example={"status": "alive", "workers": _WORKERS})
async def check_alive(request: Request) -> HTTPResponse:
    """Whether the process is alive.

    The engine is not asked: an engine that is down is no reason to restart this process.
    """
    return answer_json(Health(status="alive", workers=_count_workers(request)))


@blueprint.get("/ready")
@operation("check_ready", answer=Health, example={"status": "ready", "workers": _WORKERS}, problems=(503,))
async def check_ready(request: Request) -> HTTPResponse:
    """Whether searches can be answered: the engine is up, and its catalogue fits this version of the service."""
    await check_catalogue(services_of(request).engine)
    return answer_json(Health(status="ready", workers=_count_workers(request)))


async def check_catalogue(engine: AsyncElasticsearch) -> None:
    """Run the default search of each list, and see that its index has each field that it may use.

    Raises UnavailableError.
    """
    await search_several(engine, [search.parse(b"").build().extra(size=0) for search in _SEARCHES.values()])
    # One after another: several at once would each open a connection to the engine, which then stays.
    for document, search in _SEARCHES.items():
        await _check_fields(engine, document, search)


async def _check_fields(engine: AsyncElasticsearch, document: type[AsyncDocument], search: type[SearchQuery]) -> None:
    try:
        indices = await engine.indices.get(index=index_alias(document))
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    if any(search.missing_fields(index["mappings"]) for index in indices.values()):
        raise other_version()


def _count_workers(request: Request) -> WorkerCounts:
    board = WorkerBoard.of(request.app)
    if board is None:  # a single process, which answers this
        return WorkerCounts(serving=1, replaced=0)
    # This worker serves, even if the main process has not noticed it yet: it looks a few times a second.
    return WorkerCounts(serving=max(1, board.serving), replaced=board.replaced)
