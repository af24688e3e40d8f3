"""Words as a client asks for them: how an answer says what it is, what it costs, what is refused."""

from urllib.parse import quote

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from benchmarks.counting_app import count_calls
from catalogue.settings import Settings
from tests.fixtures.api_client import get


@pytest.mark.parametrize(
    ("path", "match", "first"),
    [
        ("/films?query=star+wars", "all_words", "Star Wars"),
        ("/films?query=starwars", "all_words", "Star Wars"),
        ("/films?query=godfathr", "closest", "The Godfather"),
        ("/films?query=godfat", "closest", "The Godfather"),
        ("/films?query=vfnhbwf", "closest", "The Matrix"),
        ("/films?query=godfathr&sort=-votes", "closest", "The Godfather"),
        ("/persons?query=tarantino", "all_words", "Quentin Tarantino"),
        ("/persons?query=tarrantino", "closest", "Quentin Tarantino"),
        ("/persons?query=qu+tarant", "closest", "Quentin Tarantino"),
        (f"/persons?query={quote('Тарантино')}", "closest", "Quentin Tarantino"),
        ("/genres?query=dramma", "closest", "Drama"),
        ("/genres?query=drama", "all_words", "Drama"),
    ],
)
async def test_an_answer_says_whether_all_words_were_found(client: Client, path: str, match: str, first: str) -> None:
    body = await get(client, path)
    item = body["items"][0]

    assert body["match"] == match
    assert first in (item.get("title"), item.get("full_name"), item.get("name"))


@pytest.mark.parametrize("path", ["/films", "/films?genre=drama", "/films?query=qqqqqqqqqq", "/persons?query=!!!"])
async def test_without_words_and_with_nothing_found_there_is_no_match(client: Client, path: str) -> None:
    assert (await get(client, path))["match"] is None


async def test_filters_are_kept_when_the_closest_are_looked_for(client: Client) -> None:
    assert (await get(client, "/films?query=godfather&release_year=1974"))["match"] == "all_words"
    assert (await get(client, "/films?query=godfathr&release_year=1974"))["total"] == 1
    assert (await get(client, "/films?query=godfather&release_year=1901"))["total"] == 0


async def test_an_empty_page_past_the_last_is_not_searched_for_the_closest(client: Client) -> None:
    body = await get(client, "/films?query=godfather&page_number=50")

    assert (body["items"], body["match"]) == ([], "all_words")


async def test_pages_of_the_closest_go_on(client: Client) -> None:
    first = await get(client, "/films?query=godfathr&page_size=1")
    second = await get(client, f"/films{first['page']['next']}")

    assert [page["match"] for page in (first, second)] == ["closest", "closest"]
    assert first["total"] == second["total"] == 2
    assert first["items"] != second["items"]


async def test_a_filmography_is_searched_like_all_films(client: Client) -> None:
    kurosawa = (await get(client, "/persons?query=akira+kurosawa"))["items"][0]["id"]

    exact = await get(client, f"/persons/{kurosawa}/films?query=samurai")
    near = await get(client, f"/persons/{kurosawa}/films?query=samurau")
    assert (exact["match"], near["match"]) == ("all_words", "closest")
    assert exact["items"][0] == near["items"][0]
    assert (await get(client, f"/persons/{kurosawa}/films"))["match"] is None


async def test_only_a_search_that_finds_nothing_costs_a_second_call(client: Client, sample_url: str) -> None:
    kurosawa = (await get(client, "/persons?query=akira+kurosawa"))["items"][0]["id"]
    count_calls(client.sanic_app, Settings(elasticsearch_url=sample_url, elasticsearch_timeout_s=60))

    calls = []
    before = 0
    for path in (
        "/films?query=godfather",
        "/films?query=godfather&page_number=9",
        "/films?query=godfathr",
        "/films?query=godfathr&page_size=1&page_number=2",
        "/films?query=qqqqqqqq",
        f"/persons/{kurosawa}/films?query=samurai",
        f"/persons/{kurosawa}/films?query=samurau",
        "/films/suggest?query=godfathr",
        "/films/suggest?query=qqqqqqq",
    ):
        _, answer = await client.get(f"/api/v1{path}")
        calls.append(int(answer.headers["x-engine-calls"]) - before)
        before += calls[-1]

    assert calls == [1, 1, 2, 2, 2, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("path", "first", "fields"),
    [
        ("/films/suggest?query=the+godf", "The Godfather", {"id", "title", "release_year"}),
        ("/films/suggest?query=godfta", "The Godfather", {"id", "title", "release_year"}),
        ("/films/suggest?query=kurosaw", "Seven Samurai", {"id", "title", "release_year"}),
        ("/persons/suggest?query=kuros", "Akira Kurosawa", {"id", "full_name"}),
        ("/persons/suggest?query=aki+kur", "Akira Kurosawa", {"id", "full_name"}),
        ("/genres/suggest?query=dra", "Drama", {"id", "name"}),
        ("/genres/suggest?query=dram+", "Drama", {"id", "name"}),
    ],
)
async def test_what_is_typed_so_far_is_completed(client: Client, path: str, first: str, fields: set[str]) -> None:
    body = await get(client, path)
    names = [item.get("title") or item.get("full_name") or item.get("name") for item in body["items"]]

    assert first in names
    assert set(body) == {"items"}
    assert all(set(item) == fields for item in body["items"])
    assert len(names) <= 10


@pytest.mark.parametrize("path", ["/films/suggest", "/persons/suggest", "/genres/suggest", "/search"])
@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("", [("query", "missing")]),
        ("?query=", [("query", "empty_value")]),
        ("?query=%20", [("query", "empty_value")]),
        (f"?query={'a' * 257}", [("query", "too_long")]),
        ("?query=a%00", [("query", "bad_encoding")]),
        ("?query=a&genre=drama", [("genre", "unknown_parameter")]),
    ],
)
async def test_suggestions_and_the_search_over_everything_take_a_text_and_nothing_else(
    client: Client, path: str, query: str, faults: list[tuple[str, str]]
) -> None:
    body = await get(client, f"{path}{query}", 400)

    assert [(fault["parameter"], fault["code"]) for fault in body["errors"]] == faults


async def test_suggestions_of_one_meaning_are_one_cached_answer(client: Client) -> None:
    _, first = await client.get("/api/v1/films/suggest?query=GODF")
    _, second = await client.get("/api/v1/films/suggest?query=+godf")

    assert first.headers["etag"] == second.headers["etag"]
    assert "x-cache" in first.headers


@pytest.mark.parametrize("name", ["persons", "genres"])
async def test_the_former_parameter_is_unknown(client: Client, name: str) -> None:
    body = await get(client, f"/{name}?name=drama", 400)

    assert body["errors"][0]["code"] == "unknown_parameter"
