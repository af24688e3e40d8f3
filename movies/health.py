"""Health: whether the process is alive, and whether it can answer."""

from typing import Literal

from elasticsearch import AsyncElasticsearch
from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from movies.films import FilmSearch
from movies.genres import GenreSearch
from movies.http.endpoint import operation
from movies.http.responses import answer_json, search_several
from movies.http.services import services_of
from movies.persons import PersonSearch

blueprint = Blueprint("health", url_prefix="/health")


class Health(BaseModel):
    """The state of this process."""

    status: Literal["alive", "ready"] = Field(description="alive: the process runs. ready: it can answer.")


@blueprint.get("/live")
@operation("check_alive", answer=Health, example={"status": "alive"})
async def check_alive(_request: Request) -> HTTPResponse:
    """Whether the process is alive.

    The engine is not asked: an engine that is down is no reason to restart this process.
    """
    return answer_json(Health(status="alive"))


@blueprint.get("/ready")
@operation("check_ready", answer=Health, example={"status": "ready"}, problems=(503,))
async def check_ready(request: Request) -> HTTPResponse:
    """Whether searches can be answered: the engine is up, and its catalogue fits this version of the service."""
    await check_catalogue(services_of(request).engine)
    return answer_json(Health(status="ready"))


async def check_catalogue(engine: AsyncElasticsearch) -> None:
    """Run the default search of each list, in one call to the engine. Raises UnavailableError."""
    queries = (FilmSearch.parse(b""), GenreSearch.parse(b""), PersonSearch.parse(b""))
    await search_several(engine, [query.build().extra(size=0) for query in queries])
