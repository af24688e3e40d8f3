"""What a request costs the engine."""

from collections.abc import Callable

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from benchmarks.counting_app import count_calls
from catalogue.settings import Settings


async def test_a_miss_calls_the_engine_once(make_client: Callable[..., Client], sample_url: str) -> None:
    client = make_client(elasticsearch_url=sample_url)
    ids = {
        f"{{{name}_id}}": (await client.get(f"/api/v1/{name}s"))[1].json["items"][0]["id"]
        for name in ("film", "genre", "person")
    }
    _, described = await client.get("/docs/openapi.json")
    paths = [path for path in described.json["paths"] if path.startswith("/api/")]
    count_calls(client.sanic_app, Settings(elasticsearch_url=sample_url, elasticsearch_timeout_s=60))

    calls = {}
    before = 0
    for path in paths:
        filled = path
        for placeholder, document_id in ids.items():
            filled = filled.replace(placeholder, document_id)
        # a list that can count does so
        parameters = described.json["paths"][path]["get"]["parameters"]
        facets = [name for each in parameters if each["name"] == "facets" for name in each["schema"]["examples"][0]]
        needs_words = any(each.get("required") and each["name"] == "query" for each in parameters)
        query = f"facets={','.join(facets)}" if facets else "query=a" if needs_words else ""
        _, answer = await client.get(f"{filled}?{query}")
        assert (answer.status, answer.headers["x-cache"]) == (200, "MISS"), filled
        calls[path] = int(answer.headers["x-engine-calls"]) - before
        before += calls[path]

    assert len(paths) >= 7
    # the film is read first
    assert calls == dict.fromkeys(paths, 1) | {"/api/v1/films/{film_id}/similar": 2}


@pytest.mark.parametrize(
    "path",
    [
        *("films?query=!!!", "persons?query=!!!", "search?query=!!!"),
        *(f"{name}/suggest?query=!!!" for name in ("films", "genres", "persons")),
    ],
)
async def test_a_query_without_a_word_calls_it_once_too(
    make_client: Callable[..., Client], sample_url: str, path: str
) -> None:
    client = make_client(elasticsearch_url=sample_url)
    count_calls(client.sanic_app, Settings(elasticsearch_url=sample_url, elasticsearch_timeout_s=60))
    _, answer = await client.get(f"/api/v1/{path}")

    assert (answer.status, answer.headers["x-engine-calls"]) == (200, "1")
