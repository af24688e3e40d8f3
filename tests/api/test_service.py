"""Behaviour of every path: problems, health, documentation, headers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sanic import HTTPResponse, Request
from sanic.exceptions import ServiceUnavailable
from sanic_testing.testing import SanicASGITestClient as Client

_ID = "00000000-0000-4000-8000-000000000000"


async def test_health(client: Client) -> None:
    for path, status in (("/health/live", "alive"), ("/health/ready", "ready")):
        _, answer = await client.get(path)
        assert (answer.status, answer.json) == (200, {"status": status, "workers": {"serving": 1, "replaced": 0}})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/nothing", 404), ("post", "/api/v1/films", 405), ("get", "/api/v1/films/x/y", 404)],
)
async def test_faults_of_the_path_are_problems_too(client: Client, method: str, path: str, status: int) -> None:
    _, answer = await getattr(client, method)(path)

    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/films", "public, no-cache"),
        ("/api/v1/films?x=1", "no-store"),
        (f"/api/v1/films/{_ID}", "no-store"),
        ("/nothing", "no-store"),
        ("/health/live", "no-store"),
        ("/health/ready", "no-store"),
    ],
)
async def test_every_answer_says_whether_it_may_be_kept(client: Client, path: str, allowed: str) -> None:
    _, answer = await client.get(path)

    assert answer.headers["cache-control"] == allowed


@pytest.mark.parametrize("path", ["/api/v1/films", f"/api/v1/films/{_ID}", f"/api/v1/persons/{_ID}/films", "/docs"])
@pytest.mark.parametrize("method", ["delete", "post"])
async def test_a_405_lists_the_allowed_methods(client: Client, method: str, path: str) -> None:
    _, answer = await getattr(client, method)(path)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


async def test_an_answer_that_takes_too_long_says_when_to_try_again(make_client: Callable[..., Client]) -> None:
    async def take_too_long(_request: Request) -> HTTPResponse:
        raise ServiceUnavailable("Response Timeout")  # as Sanic does in its place

    client = make_client()
    client.sanic_app.add_route(take_too_long, "/late")
    _, answer = await client.get("/late")

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize("path", ["/api/v1/films", f"/api/v1/films/{_ID}", "/health/ready"])
async def test_an_empty_engine_names_the_command_that_fills_it(
    make_client: Callable[..., Client], empty_folder: Path, path: str
) -> None:
    _, answer = await make_client(elasticsearch_url=f"embedded:{empty_folder}").get(path)

    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json["detail"] == "The catalogue is not loaded yet; load it by: python -m etl load"


@pytest.mark.parametrize("path", ["/api/v1/films", "/health/ready"])
async def test_an_engine_that_does_not_answer_is_a_503(make_client: Callable[..., Client], path: str) -> None:
    _, answer = await make_client(elasticsearch_url="http://127.0.0.1:1").get(path)

    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json["detail"] == "The search engine does not answer."


async def test_docs_only_serves_the_documentation_and_nothing_else(make_client: Callable[..., Client]) -> None:
    client = make_client(docs_only=True)

    for path in ("/docs", "/docs/openapi.json", "/docs/assets/swagger-ui-bundle.js", "/health/live"):
        _, answer = await client.get(path)
        assert answer.status == 200, path
    _, answer = await client.get("/api/v1/films")
    assert answer.status == 503
    assert "DOCS_ONLY=true" in answer.json["detail"]


@pytest.mark.parametrize("path", ["/docs/oauth2-redirect.html", "/docs/redoc"])
async def test_pages_that_need_other_hosts_do_not_exist(client: Client, path: str) -> None:
    _, answer = await client.get(path)

    assert answer.status == 404


async def test_the_documentation_refers_to_local_files_only(client: Client) -> None:
    _, page = await client.get("/docs")

    assert "//" not in page.text.replace("<!DOCTYPE html>", "")
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"):
        assert f"/docs/assets/{asset}" in page.text
        _, answer = await client.get(f"/docs/assets/{asset}")
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/docs", "/docs/assets/swagger-ui.css", "/api/v1/films", f"/api/v1/films/{_ID}"])
async def test_every_path_answers_head_as_get_and_options_with_its_methods(client: Client, path: str) -> None:
    _, whole = await client.get(path)
    _, head = await client.head(path)
    _, options = await client.options(path)

    assert (head.status, head.content) == (whole.status, b"")
    assert head.headers.get("etag") == whole.headers.get("etag")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/films", 200),
        ("head", "/api/v1/films", 200),
        ("options", "/api/v1/films", 204),
        ("options", f"/api/v1/films/{_ID}", 204),
        ("get", "/api/v1/films?x=1", 400),
        ("get", f"/api/v1/films/{_ID}", 404),
        ("get", "/nothing", 404),
        ("options", "/nothing", 404),
        ("delete", f"/api/v1/films/{_ID}", 405),
    ],
)
async def test_other_origins_may_read_every_answer(client: Client, method: str, path: str, status: int) -> None:
    _, answer = await getattr(client, method)(path, headers={"Origin": "https://example.org"})

    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-expose-headers"] == "*"


async def test_other_origins_may_read_the_503_of_a_server_without_engine(make_client: Callable[..., Client]) -> None:
    _, answer = await make_client(docs_only=True).get("/api/v1/films", headers={"Origin": "https://example.org"})

    assert (answer.status, answer.headers["access-control-allow-origin"]) == (503, "*")


async def test_a_preflight_allows_the_method_and_every_header(client: Client) -> None:
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    _, answer = await client.options(f"/api/v1/persons/{_ID}/films", headers={"Origin": "https://example.org", **asked})

    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-headers"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://a.example", "https://a.example"),
        ("https://b.example", "https://b.example"),
        ("https://c.example", None),
    ],
)
async def test_if_origins_are_listed_only_those_may_read_the_answer(
    make_client: Callable[..., Client], origin: str, allowed: str | None
) -> None:
    client = make_client(docs_only=True, cors_origins="https://a.example, https://b.example")

    _, answer = await client.get("/health/live", headers={"Origin": origin})
    _, without = await client.get("/health/live")

    assert answer.headers.get("access-control-allow-origin") == allowed
    # A cache in between must not give one origin's answer to another.
    assert answer.headers["vary"] == without.headers["vary"] == "Origin"


async def test_a_valid_request_id_is_kept_and_an_invalid_one_replaced(client: Client) -> None:
    _, taken = await client.get("/health/live", headers={"X-Request-ID": "abc-1.2_3"})
    made = {
        (await client.get("/health/live", headers={"X-Request-ID": "a b"}))[1].headers["x-request-id"] for _ in "12"
    }

    assert taken.headers["x-request-id"] == "abc-1.2_3"
    assert len(made) == 2
    assert "a b" not in made
