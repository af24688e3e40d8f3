"""The OpenAPI document, made from what the endpoints declare."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from sanic import Sanic

from movies.http.endpoint import PATH_PARAMETER, Operation, documented_routes, path_id, path_template
from movies.http.problems import SERVICE_FAILED, Problem, ProblemFault, title_of
from search_queries import SearchQuery

_DESCRIPTION = """Search a catalogue of films: by words in English and Russian, genres, people, type, rating and year.

Every response has an `X-Request-ID`. An invalid request gets RFC 9457 problem details that list all of its faults.
Pages by number end within the first 10,000 hits; `cursor` goes on beyond them. Links are relative to the path of the
request."""
_REFERENCE = "#/components/schemas/{model}"


class _Problem(NamedTuple):
    """What a status other than 2xx means; `detail` and `errors` are those of its example."""

    description: str
    detail: str
    errors: Sequence[ProblemFault] = ()


_FAULT = ProblemFault(
    parameter="page_size",
    code="out_of_range",
    detail="page_size must be a whole number from 1 to 100; got '500'",
    allowed={"type": "integer", "minimum": 1, "maximum": 100},
)
_PROBLEMS = {
    400: _Problem(
        "The request has faults; `errors` lists every one.",
        "1 fault in the request; see errors.",
        [_FAULT],
    ),
    404: _Problem(
        "There is nothing with this id.",
        "There is nothing with the id 00000000-0000-4000-8000-000000000000.",
    ),
    413: _Problem(
        "The URL and the headers together, or the body, are larger than 8 KiB.",
        "Request header exceeds the size limit",
    ),
    500: _Problem(
        "The service failed, which is never the request's fault.",
        SERVICE_FAILED,
    ),
    503: _Problem(
        "The engine does not answer, or the catalogue is not loaded; try again after `Retry-After` seconds.",
        "The search engine does not answer.",
    ),
}
_PROBLEMS_OF_ALL = (400, 413, 500)
_REQUEST_ID = "948c7835804309b6-2"
_ETAG = '"9e0ccc18be79159b5abcf2d7"'

_HEADERS = {
    "X-Request-ID": {
        "description": "The id of this request in the log: the request's own `X-Request-ID`, or a new id.",
        "schema": {"type": "string", "examples": [_REQUEST_ID]},
    },
    "Link": {
        "description": "The next and the previous page, RFC 8288; absent if there is neither.",
        "schema": {"type": "string", "examples": ['<?page_number=2>; rel="next"']},
    },
    "ETag": {
        "description": "Identifies this response body; send it back in `If-None-Match`.",
        "schema": {"type": "string", "examples": [_ETAG]},
    },
    "Cache-Control": {
        "description": (
            "`public, no-cache`: clients may keep the response, and must revalidate it before each use. `no-store`: "
            "they may not keep it."
        ),
        "schema": {"type": "string", "enum": ["public, no-cache", "no-store"]},
    },
    "X-Cache": {
        "description": (
            "HIT: from the cache. MISS: from the engine. STALE: an older answer, because the engine is failing."
        ),
        "schema": {"type": "string", "enum": ["HIT", "MISS", "STALE"]},
    },
    "Retry-After": {
        "description": "Seconds to wait before trying again.",
        "schema": {"type": "integer", "examples": [5]},
    },
}
_HEADERS_OF_ALL = ("X-Request-ID", "Cache-Control")
_CACHE_HEADERS = ("ETag", "X-Cache")
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The `ETag` of a response that the client has kept; while that is current, a 304 without a body.",
    "schema": {"type": "string", "examples": [_ETAG]},
}


def build_document(app: Sanic[Any, Any], version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all documented endpoints, https://spec.openapis.org/oas/v3.1.0.

    `version` is that of the service, by the changelog's numbers; that of the paths, `/api/v1`, is another.
    """
    routes = documented_routes(app)
    models = {about.answer for _, about in routes} | {Problem}
    ordered = sorted(models, key=lambda model: model.__name__)
    references, definitions = models_json_schema(
        [(model, "serialization") for model in ordered], ref_template=_REFERENCE
    )
    schemas = {model: references[model, "serialization"] for model in ordered}
    # The example of an id comes from the endpoint that answers with the document: /films/{film_id}.
    ids = {
        PATH_PARAMETER.findall(route.path)[-1]: about.example["id"]
        for route, about in routes
        if route.path.endswith(">")
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Movies search",
            "version": version,
            "description": _DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {path_template(route): {"get": _operation(route, about, schemas, ids)} for route, about in routes},
        "components": {
            "schemas": definitions["$defs"],
            "responses": {
                "NotModified": {
                    "description": "The response that the client has kept is current: `If-None-Match` has its `ETag`.",
                    "headers": _header_references(*_HEADERS_OF_ALL, *_CACHE_HEADERS),
                },
                **{_name(status): _problem(status, schemas[Problem]) for status in _PROBLEMS},
            },
            "headers": _HEADERS,
        },
    }


def _operation(
    route: Any, about: Operation, schemas: Mapping[type[BaseModel], Any], ids: Mapping[str, str]
) -> dict[str, Any]:
    summary, _, description = (route.handler.__doc__ or "").strip().partition("\n")
    parameters: list[dict[str, Any]] = [
        {**path_id(name).openapi(), "in": "path", "required": True, "example": ids[name]}
        for name in PATH_PARAMETER.findall(route.path)
    ]
    if about.query is not None:
        parameters += about.query.openapi_parameters()
    headers = [*_HEADERS_OF_ALL]
    if about.query is not None and issubclass(about.query, SearchQuery):
        headers.append("Link")
    if about.is_cached:
        parameters.append(_IF_NONE_MATCH)
        headers += _CACHE_HEADERS
    responses: dict[str, Any] = {
        "200": {
            "description": "OK",
            "headers": _header_references(*headers),
            "content": {"application/json": {"schema": schemas[about.answer], "example": about.example}},
        }
    }
    if about.is_cached:
        responses["304"] = {"$ref": "#/components/responses/NotModified"}
    for status in sorted({*_PROBLEMS_OF_ALL, *about.problems}):
        responses[str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}
    found: dict[str, Any] = {
        "operationId": about.id,
        "summary": summary.strip().rstrip("."),
        "tags": [route.handler.__module__.rpartition(".")[2]],
        "parameters": parameters,
        "responses": responses,
    }
    if description.strip():
        found["description"] = " ".join(description.split())
    return found


def _problem(status: int, schema: Any) -> dict[str, Any]:
    about = _PROBLEMS[status]
    example = Problem(
        title=title_of(status), status=status, detail=about.detail, request_id=_REQUEST_ID, errors=list(about.errors)
    )
    return {
        "description": about.description,
        "headers": _header_references(*_HEADERS_OF_ALL, *(["Retry-After"] if status == 503 else [])),
        "content": {"application/problem+json": {"schema": schema, "example": example.model_dump(mode="json")}},
    }


def _name(status: int) -> str:
    return title_of(status).replace(" ", "")


def _header_references(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
