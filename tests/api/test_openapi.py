"""The committed OpenAPI document describes everything that the service does."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from sanic_testing.testing import SanicASGITestClient as Client

from movies.films import FilmList
from movies.genres import GenreList
from movies.http.swagger import OPENAPI_FILE
from movies.persons import PersonFilmList, PersonList
from movies.search import EverythingSearch
from search_queries import DeclaredSearch
from search_queries.text import NOT_BLANK
from tools.generate import generated_files, project_version

_DOCUMENT: dict[str, Any] = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
_OPERATIONS = [(path, item["get"]) for path, item in _DOCUMENT["paths"].items()]


def test_the_committed_files_are_up_to_date() -> None:
    for path, text in generated_files().items():
        assert path.read_text(encoding="utf-8") == text, f"{path} is stale: run make generate"


def test_the_document_is_valid_openapi() -> None:
    OpenAPIV31SpecValidator(_DOCUMENT).validate()


def test_the_version_is_that_of_the_project() -> None:
    assert _DOCUMENT["info"]["version"] == project_version()


def test_operation_ids() -> None:
    assert {operation["operationId"]: path for path, operation in _OPERATIONS} == {
        "list_films": "/api/v1/films",
        "get_film": "/api/v1/films/{film_id}",
        "list_similar_films": "/api/v1/films/{film_id}/similar",
        "suggest_films": "/api/v1/films/suggest",
        "list_genres": "/api/v1/genres",
        "get_genre": "/api/v1/genres/{genre_id}",
        "suggest_genres": "/api/v1/genres/suggest",
        "list_persons": "/api/v1/persons",
        "get_person": "/api/v1/persons/{person_id}",
        "list_person_films": "/api/v1/persons/{person_id}/films",
        "suggest_persons": "/api/v1/persons/suggest",
        "search_everything": "/api/v1/search",
        "check_alive": "/health/live",
        "check_ready": "/health/ready",
    }


def test_schemas_have_names_that_a_generated_client_can_show() -> None:
    assert set(_DOCUMENT["components"]["schemas"]) == {
        "BestMatch",
        "Everything",
        "FacetRange",
        "FacetValue",
        "Film",
        "FilmCore",
        "FilmMatches",
        "FilmSuggestion",
        "FilmSuggestions",
        "FilmSummary",
        "FilmSummaryList",
        "Genre",
        "GenreInFilm",
        "GenreMatches",
        "GenreSuggestion",
        "GenreSuggestions",
        "GenreSummary",
        "GenreSummaryList",
        "Health",
        "PageLinks",
        "Person",
        "PersonFilm",
        "PersonFilmList",
        "PersonInFilm",
        "PersonMatches",
        "PersonSuggestion",
        "PersonSuggestions",
        "PersonSummary",
        "PersonSummaryList",
        "Problem",
        "ProblemFault",
        "SimilarFilms",
        "WorkerCounts",
    }


@pytest.mark.parametrize(
    ("path", "search"),
    [
        ("/api/v1/films", FilmList),
        ("/api/v1/genres", GenreList),
        ("/api/v1/persons", PersonList),
        ("/api/v1/persons/{person_id}/films", PersonFilmList),
        ("/api/v1/search", EverythingSearch),
    ],
)
def test_every_parameter_that_is_parsed_is_documented_and_no_other(path: str, search: type[DeclaredSearch]) -> None:
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
        ("query", {"type": "string", "minLength": 1, "maxLength": 256, "pattern": NOT_BLANK}),
        ("genre_id", {"type": "array", "items": {"type": "string", "format": "uuid"}, "minItems": 1, "maxItems": 50}),
    ],
)
def test_parameters_have_types_bounds_and_defaults(name: str, schema: dict[str, Any]) -> None:
    parameters = _DOCUMENT["paths"]["/api/v1/films"]["get"]["parameters"]
    documented = next(parameter["schema"] for parameter in parameters if parameter["name"] == name)

    assert {key: value for key, value in documented.items() if key != "examples"} == schema


def without_cursor(parameters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but the cursor, which is taken from an answer: none would do for every catalogue."""
    return [parameter for parameter in parameters if parameter["name"] != "cursor"]


def test_every_parameter_has_an_example_that_it_takes() -> None:
    for path, operation in _OPERATIONS:
        for parameter in without_cursor(operation["parameters"]):
            examples = [parameter["example"]] if parameter["in"] == "path" else parameter["schema"]["examples"]
            assert examples, (path, parameter["name"])
            for example in examples:
                OAS31Validator(parameter["schema"]).validate(example)


def test_no_optional_parameter_is_prefilled() -> None:
    for _, operation in _OPERATIONS:
        for parameter in operation["parameters"]:
            assert "examples" not in parameter
            assert ("example" in parameter) == parameter.get("required", False), parameter["name"]


@pytest.mark.parametrize("path", ["/api/v1/films", "/api/v1/genres", "/api/v1/persons"])
async def test_each_example_finds_something_in_the_sample(client: Client, path: str) -> None:
    for parameter in without_cursor(_DOCUMENT["paths"][path]["get"]["parameters"]):
        if parameter["in"] == "query":
            (example,) = parameter["schema"]["examples"]
            text = ",".join(example) if isinstance(example, list) else json.dumps(example).strip('"')
            _, answer = await client.get(f"{path}?{urlencode({parameter['name']: text})}")
            assert answer.json["items"], parameter["name"]


@pytest.mark.parametrize(
    "path", ["/api/v1/films/{film_id}", "/api/v1/genres/{genre_id}", "/api/v1/persons/{person_id}"]
)
async def test_the_example_of_a_document_is_from_the_sample(client: Client, path: str) -> None:
    operation = _DOCUMENT["paths"][path]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    _, answer = await client.get(path.partition("{")[0] + operation["parameters"][0]["example"])

    assert answer.json.keys() == example.keys()
    for name in ("id", "title", "name", "full_name"):
        assert answer.json.get(name) == example.get(name)


def test_answers_and_problems_have_schemas_and_examples() -> None:
    for path, operation in _OPERATIONS:
        assert operation["summary"], path
        for status, answer in responses(operation).items():
            assert answer["description"]
            if status == "304":
                continue
            ((media_type, content),) = answer["content"].items()
            assert media_type == ("application/json" if status == "200" else "application/problem+json")
            OAS31Validator({**content["schema"], "components": _DOCUMENT["components"]}).validate(content["example"])


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/api/v1/films", {"200", "304", "400", "413", "500", "503"}),
        ("/api/v1/films/{film_id}", {"200", "304", "400", "404", "413", "500", "503"}),
        ("/api/v1/persons/{person_id}/films", {"200", "304", "400", "404", "413", "500", "503"}),
        ("/health/live", {"200", "400", "413", "500"}),
        ("/health/ready", {"200", "400", "413", "500", "503"}),
    ],
)
def test_statuses(path: str, statuses: set[str]) -> None:
    assert set(_DOCUMENT["paths"][path]["get"]["responses"]) == statuses


async def test_every_header_is_documented(client: Client) -> None:
    path = "/api/v1/films"
    documented = responses(_DOCUMENT["paths"][path]["get"])
    _, found = await client.get(path)
    _, again = await client.get(path, headers={"If-None-Match": found.headers["etag"]})
    _, refused = await client.get(f"{path}?page_size=500")

    for answer, status in ((found, 200), (again, 304), (refused, 400)):
        assert answer.status == status
        sent = {name for name in answer.headers if not name.startswith(("access-control", "content-"))}
        assert sent - {"link"} == {name.lower() for name in documented[str(status)]["headers"]} - {"link"}
    assert "link" in found.headers
    assert "Link" in documented["200"]["headers"]


async def test_examples_of_problems_are_what_the_service_answers(
    client: Client, make_client: Callable[..., Client]
) -> None:
    examples = {
        status: answer["content"]["application/problem+json"]["example"]
        for status, answer in responses(_DOCUMENT["paths"]["/api/v1/films/{film_id}"]["get"]).items()
        if status not in ("200", "304")
    }
    absent = "/api/v1/films/00000000-0000-4000-8000-000000000000"
    _, refused = await client.get("/api/v1/films?page_size=500")
    _, missing = await client.get(absent)
    _, unavailable = await make_client(elasticsearch_url="http://127.0.0.1:1").get(absent)

    for answer in (refused, missing, unavailable):
        assert answer.json == examples[str(answer.status)] | {"request_id": answer.headers["x-request-id"]}


def responses(operation: dict[str, Any]) -> dict[str, Any]:
    """The responses of an operation by their statuses, references followed."""
    shared = _DOCUMENT["components"]["responses"]
    return {
        status: shared[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
        for status, answer in operation["responses"].items()
    }
