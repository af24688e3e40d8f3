"""`highlight=true` in the answers of lists."""

from typing import Any

import pytest
from sanic_testing.testing import SanicASGITestClient as Client


async def first_of(client: Client, path: str) -> dict[str, Any]:
    _, answer = await client.get(path)
    assert answer.status == 200, answer.text
    item: dict[str, Any] = answer.json["items"][0]
    return item


@pytest.mark.parametrize(
    "path",
    ["/api/v1/films?query=alien", "/api/v1/films?highlight=true", "/api/v1/films?query=alien&highlight=false"],
)
async def test_without_words_or_if_not_asked_they_are_null(client: Client, path: str) -> None:
    assert (await first_of(client, path))["highlights"] is None


async def test_they_show_the_texts_in_which_words_were_found(client: Client) -> None:
    film = await first_of(client, "/api/v1/films?query=seven+samurai+kurosawa&highlight=true")

    assert film["highlights"] == {
        "title": "<mark>Seven</mark> <mark>Samurai</mark>",
        # "Seven" and "Семь" are the same number.
        "alternative_titles": ["<mark>Семь</mark> самураев", "Shichinin no <mark>Samurai</mark>"],
        "directors": ["Akira <mark>Kurosawa</mark>"],
        "writers": ["Akira <mark>Kurosawa</mark>"],
        "description": film["highlights"]["description"],
    }
    assert "<mark>seven</mark> masterless" in film["highlights"]["description"]


async def test_persons_and_genres_have_them_too(client: Client) -> None:
    person = await first_of(client, "/api/v1/persons?query=kurosava&highlight=true")
    genre = await first_of(client, "/api/v1/genres?query=drama&highlight=true")

    assert person["highlights"] == {"full_name": "Akira <mark>Kurosawa</mark>"}
    assert genre["highlights"]["name"] == "<mark>Drama</mark>"


async def test_films_of_a_person_have_them_too(client: Client) -> None:
    kurosawa = (await first_of(client, "/api/v1/persons?query=akira+kurosawa"))["id"]

    film = await first_of(client, f"/api/v1/persons/{kurosawa}/films?query=samurai&highlight=true")

    assert film["highlights"]["title"] == "Seven <mark>Samurai</mark>"
    assert film["roles"] == ["writer", "director"]


async def test_a_wrong_value_is_a_fault(client: Client) -> None:
    _, answer = await client.get("/api/v1/films?query=alien&highlight=yes")

    assert answer.status == 400
    assert [fault["parameter"] for fault in answer.json["errors"]] == ["highlight"]


async def test_a_film_by_its_id_has_none(client: Client) -> None:
    film = await first_of(client, "/api/v1/films?query=alien")
    _, answer = await client.get(f"/api/v1/films/{film['id']}")

    assert "highlights" not in answer.json
