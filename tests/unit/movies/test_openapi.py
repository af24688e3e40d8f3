"""The committed OpenAPI document says all that the service does."""

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from docs.generate import generated_files
from movies.docs import OPENAPI_FILE
from movies.films import FilmSearch
from movies.genres import GenreSearch
from movies.persons import PersonSearch
from search_queries import SearchQuery

_DOCUMENT: dict[str, Any] = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
_OPERATIONS = [(path, item["get"]) for path, item in _DOCUMENT["paths"].items()]


def test_the_committed_files_are_those_that_the_code_makes() -> None:
    for path, text in generated_files().items():
        assert path.read_text(encoding="utf-8") == text, f"{path} is stale: run make generate"


def test_it_is_valid() -> None:
    OpenAPIV31SpecValidator(_DOCUMENT).validate()


def test_operation_ids() -> None:
    assert {operation["operationId"]: path for path, operation in _OPERATIONS} == {
        "list_films": "/api/v1/films",
        "get_film": "/api/v1/films/{film_id}",
        "list_genres": "/api/v1/genres",
        "get_genre": "/api/v1/genres/{genre_id}",
        "list_persons": "/api/v1/persons",
        "get_person": "/api/v1/persons/{person_id}",
        "list_person_films": "/api/v1/persons/{person_id}/films",
        "check_alive": "/health/live",
        "check_ready": "/health/ready",
    }


@pytest.mark.parametrize(
    ("path", "search"),
    [
        ("/api/v1/films", FilmSearch),
        ("/api/v1/genres", GenreSearch),
        ("/api/v1/persons", PersonSearch),
        ("/api/v1/persons/{person_id}/films", FilmSearch),
    ],
)
def test_every_parameter_that_is_parsed_is_documented_and_no_other(path: str, search: type[SearchQuery]) -> None:
    parameters = _DOCUMENT["paths"][path]["get"]["parameters"]

    assert {parameter["name"] for parameter in parameters if parameter["in"] == "query"} == set(search._url_parameters)
    for parameter in parameters:
        assert parameter["description"]
        assert parameter["schema"]["type"] in ("string", "integer", "number", "boolean", "array")


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("imdb_rating__gte", {"type": "number", "minimum": 0, "maximum": 10}),
        ("page_size", {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}),
        ("query", {"type": "string", "minLength": 1, "maxLength": 256}),
        ("genre_id", {"type": "array", "items": {"type": "string", "format": "uuid"}, "minItems": 1, "maxItems": 50}),
    ],
)
def test_parameters_have_types_bounds_and_defaults(name: str, schema: dict[str, Any]) -> None:
    parameters = _DOCUMENT["paths"]["/api/v1/films"]["get"]["parameters"]

    assert next(parameter["schema"] for parameter in parameters if parameter["name"] == name) == schema


def test_answers_and_problems_have_schemas_and_examples() -> None:
    for path, operation in _OPERATIONS:
        assert operation["summary"], path
        for status, answer in operation["responses"].items():
            assert answer["description"]
            ((media_type, content),) = answer["content"].items()
            assert content["schema"]
            assert media_type == ("application/json" if status == "200" else "application/problem+json")
            if status == "200":
                assert "example" in content
