"""The OpenAPI document, made from what the endpoints say of themselves."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from sanic import Sanic

from movies.errors import Problem
from movies.operation import Operation

API_VERSION = "1.0.0"

_DESCRIPTION = """Search a catalogue of films: by words in English and Russian, genres, people, type, rating and year.

Every answer carries `X-Request-ID`. A wrong request gets RFC 9457 problem details with all of its faults.
Lists end within the first 10,000 hits; links in them are relative to the path that was asked."""
_PATH_PARAMETER = re.compile(r"<(\w+):\w+>")
_REFERENCE = "#/components/schemas/{model}"
_PROBLEMS = {
    400: "The request has faults; `errors` lists every one.",
    404: "Nothing has this id.",
    503: "The engine does not answer, or the catalogue is not loaded; try again after `Retry-After` seconds.",
}
_RETRY_AFTER = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
_REQUEST_ID = {"description": "What the log knows this request by.", "schema": {"type": "string"}}
_LINK = {"description": "The next and the previous page, RFC 8288.", "schema": {"type": "string"}}


def build_document(app: Sanic[Any, Any]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all documented endpoints, https://spec.openapis.org/oas/v3.1.0."""
    routes = [route for route in app.router.routes if "GET" in route.methods and hasattr(route.handler, "operation")]
    routes.sort(key=lambda route: str(route.path))
    models = {route.handler.operation.answer for route in routes} | {Problem}
    ordered = sorted(models, key=lambda model: model.__name__)
    references, definitions = models_json_schema([(m, "serialization") for m in ordered], ref_template=_REFERENCE)
    schemas = {model: references[model, "serialization"] for model in ordered}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Movies search",
            "version": API_VERSION,
            "description": _DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            _PATH_PARAMETER.sub(r"{\1}", f"/{route.path}"): {"get": _operation(route, schemas)} for route in routes
        },
        "components": {"schemas": definitions["$defs"]},
    }


def _operation(route: Any, schemas: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    about: Operation = route.handler.operation
    summary, _, description = (route.handler.__doc__ or "").strip().partition("\n")
    parameters: list[dict[str, Any]] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": "The id.",
            "schema": {"type": "string", "format": "uuid"},
        }
        for name in _PATH_PARAMETER.findall(route.path)
    ]
    if about.query is not None:
        parameters += about.query.openapi_parameters()
    headers = {"X-Request-ID": _REQUEST_ID}
    answer = {
        "description": "OK",
        "headers": headers | ({"Link": _LINK} if about.query else {}),
        "content": {"application/json": {"schema": schemas[about.answer], "example": about.example}},
    }
    found: dict[str, Any] = {
        "operationId": about.id,
        "summary": summary.strip().rstrip("."),
        "tags": [route.handler.__module__.rpartition(".")[2]],
        "parameters": parameters,
        "responses": {"200": answer, **{str(s): _problem(s, headers, schemas[Problem]) for s in about.problems}},
    }
    if description.strip():
        found["description"] = " ".join(description.split())
    return found


def _problem(status: int, headers: Mapping[str, Any], schema: Any) -> dict[str, Any]:
    return {
        "description": _PROBLEMS[status],
        "headers": {**headers, **({"Retry-After": _RETRY_AFTER} if status == 503 else {})},
        "content": {"application/problem+json": {"schema": schema}},
    }
