"""Genres and persons over each engine, as a client sees them."""

from typing import Any
from urllib.parse import quote

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from tests.fixtures.api_client import get

_ABSENT = "00000000-0000-4000-8000-000000000000"


async def person(client: Client, name: str) -> Any:
    return (await get(client, f"/persons?query={quote(name)}"))["items"][0]


async def test_genres_come_by_name(client: Client) -> None:
    body = await get(client, "/genres")
    names = [genre["name"] for genre in body["items"]]

    assert body["total"] >= 20
    assert names == sorted(names)
    assert all(genre["description"] and genre["films_count"] > 0 for genre in body["items"])


async def test_the_count_of_a_genre_is_that_of_its_films(client: Client) -> None:
    for genre in (await get(client, "/genres?sort=-films_count&page_size=3"))["items"]:
        assert genre["films_count"] == (await get(client, f"/films?genre_id={genre['id']}&page_size=1"))["total"]
        assert {**await get(client, f"/genres/{genre['id']}"), "highlights": None} == genre


@pytest.mark.parametrize(
    ("typed", "name"), [("dramma", "Drama"), ("COMEDI", "Comedy"), ("sience fiction", "Science Fiction")]
)
async def test_a_genre_is_found_by_a_misspelt_name(client: Client, typed: str, name: str) -> None:
    assert (await get(client, f"/genres?query={quote(typed)}"))["items"][0]["name"] == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("akira kurosava", "Akira Kurosawa"),
        ("KUBRIK", "Stanley Kubrick"),
        ("hitchcok", "Alfred Hitchcock"),
        ("milos forman", "Miloš Forman"),
        ("tarkovskiy", "Andrei Tarkovsky"),
    ],
)
async def test_a_person_is_found_by_a_misspelt_name(client: Client, typed: str, name: str) -> None:
    assert (await person(client, typed))["full_name"] == name


async def test_short_words_forgive_nothing(client: Client) -> None:
    assert (await get(client, "/persons?query=xq"))["total"] == 0


async def test_persons_by_role_and_number_of_films(client: Client) -> None:
    body = await get(client, "/persons?role=director&films_count__gte=3")
    counts = [each["films_count"] for each in body["items"]]

    assert counts == sorted(counts, reverse=True)
    assert counts[-1] >= 3
    assert all("director" in each["roles"] for each in body["items"])


async def test_the_films_of_a_person_say_what_they_did(client: Client) -> None:
    found = await person(client, "Akira Kurosawa")
    body = await get(client, f"/persons/{found['id']}/films?sort=release_year")

    assert body["total"] == found["films_count"]
    assert "Seven Samurai" in [film["title"] for film in body["items"]]
    assert {role for film in body["items"] for role in film["roles"]} == set(found["roles"])
    assert next(film["roles"] for film in body["items"] if film["title"] == "Seven Samurai") == ["writer", "director"]


async def test_the_films_of_a_person_take_all_that_films_take(client: Client) -> None:
    found = await person(client, "Akira Kurosawa")
    body = await get(client, f"/persons/{found['id']}/films?query=samurai&genre=drama&page_size=1")

    assert [film["title"] for film in body["items"]] == ["Seven Samurai"]
    other = await get(client, f"/persons/{found['id']}/films?person=Stanley+Kubrick")
    assert other["total"] == 0


async def test_links_of_a_person_s_films_keep_to_their_path(client: Client) -> None:
    found = await person(client, "Akira Kurosawa")
    body = await get(client, f"/persons/{found['id']}/films?page_size=1")

    assert body["page"]["next"] == "?page_number=2&page_size=1"


@pytest.mark.parametrize("path", [f"/persons/{_ABSENT}", f"/persons/{_ABSENT}/films", f"/genres/{_ABSENT}"])
async def test_absent_ids_are_not_found(client: Client, path: str) -> None:
    await get(client, path, 404)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/persons/x/films?colour=red", [("person_id", "wrong_type"), ("colour", "unknown_parameter")]),
        (f"/persons/{_ABSENT}?page_size=5", [("page_size", "unknown_parameter")]),
        ("/persons?role=cook", [("role", "not_allowed")]),
        ("/genres?films_count=-1", [("films_count", "out_of_range")]),
        ("/genres?sort=votes", [("sort", "not_allowed")]),
    ],
)
async def test_faults_of_path_and_query_are_told_together(
    client: Client, path: str, found: list[tuple[str, str]]
) -> None:
    body = await get(client, path, 400)

    assert [(fault["parameter"], fault["code"]) for fault in body["errors"]] == found
