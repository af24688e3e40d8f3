"""Whether the process lives, and whether it can answer."""

from typing import Literal

from elastic_transport import TransportError
from elasticsearch import ApiError
from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from movies.answers import answer_json, engine_of
from movies.documents import FilmDocument
from movies.errors import UnavailableError, engine_error
from movies.operation import operation

blueprint = Blueprint("health", url_prefix="/health")


class Health(BaseModel):
    """The state of this process."""

    status: Literal["alive", "ready"] = Field(description="alive: it runs; ready: it can answer.")


@blueprint.get("/live")
@operation("check_alive", answer=Health, example={"status": "alive"})
async def check_alive(_request: Request) -> HTTPResponse:
    """Whether the process runs.

    It asks nothing of the engine: an engine that is down is no reason to restart this process.
    """
    return answer_json(Health(status="alive"))


@blueprint.get("/ready")
@operation("check_ready", answer=Health, example={"status": "ready"}, problems=(503,))
async def check_ready(request: Request) -> HTTPResponse:
    """Whether searches can be answered: the engine is up and the catalogue loaded."""
    try:
        is_loaded = await engine_of(request).indices.exists_alias(name=FilmDocument._index._name)
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    if not is_loaded:
        raise UnavailableError("The catalogue is not loaded yet; load it by: python -m etl load")
    return answer_json(Health(status="ready"))
