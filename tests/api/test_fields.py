"""`fields=`: a document shows only what was asked for."""

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from movies.films import Film, FilmList, FilmRead
from movies.persons import PersonFilm, PersonFilmList
from tests.fixtures.api_client import get

_FILMS = "/films"
_KUROSAWA = "/persons/66f36ec1-b175-5748-9d57-df8f68494eaf/films"


@pytest.mark.parametrize(
    ("path", "fields", "shown"),
    [
        (_FILMS, "id,title", ["id", "title"]),
        (_FILMS, "title,id", ["id", "title"]),
        (_FILMS, "original_title", ["original_title"]),
        (_FILMS, "genres,imdb_rating", ["imdb_rating", "genres"]),
        ("/genres", "name", ["name"]),
        ("/persons", "roles,full_name", ["full_name", "roles"]),
        (_KUROSAWA, "title", ["title"]),
        (_KUROSAWA, "roles", ["roles"]),
        (_KUROSAWA, "directors,roles", ["directors", "roles"]),
    ],
)
async def test_a_list_shows_the_fields_that_were_asked_for(
    client: Client, path: str, fields: str, shown: list[str]
) -> None:
    whole = await get(client, f"{path}?page_size=5")
    body = await get(client, f"{path}?page_size=5&fields={fields}")

    assert [list(item) for item in body["items"]] == [shown] * len(whole["items"])
    assert body["items"] == [{name: item[name] for name in shown} for item in whole["items"]]
    assert (body["total"], body["page"]["next_cursor"]) == (whole["total"], whole["page"]["next_cursor"])


async def test_the_next_page_shows_the_same_fields(client: Client) -> None:
    body = await get(client, f"{_FILMS}?fields=title&page_size=5")
    following = await get(client, _FILMS + body["page"]["next"])
    by_cursor = await get(client, f"{_FILMS}?fields=id&page_size=5&cursor={body['page']['next_cursor']}")

    assert {tuple(item) for item in following["items"]} == {("title",)}
    assert {tuple(item) for item in by_cursor["items"]} == {("id",)}


async def test_one_document_shows_the_fields_that_were_asked_for(client: Client) -> None:
    for kind, fields in (("films", "title,actors,alternative_titles"), ("genres", "description"), ("persons", "roles")):
        document_id = (await get(client, f"/{kind}"))["items"][0]["id"]
        whole = await get(client, f"/{kind}/{document_id}")
        body = await get(client, f"/{kind}/{document_id}?fields={fields}")

        assert body == {name: whole[name] for name in fields.split(",")}


async def test_unknown_fields_are_named_with_those_there_are(client: Client) -> None:
    for path, known in ((_FILMS, FilmList), (_KUROSAWA, PersonFilmList)):
        problem = await get(client, f"{path}?fields=id,budget,actors", 400)

        assert [(each["parameter"], each["code"]) for each in problem["errors"]] == [("fields", "not_allowed")] * 2
        assert problem["errors"][0]["allowed"]["enum"] == list(known.fields._names)
        assert "got 'budget'" in problem["errors"][0]["detail"]


def test_fields_in_any_order_have_one_meaning_and_all_of_them_mean_none() -> None:
    assert FilmList.parse(b"fields=title,id").canonical() == "fields=id,title"
    assert FilmList.parse(b"fields=title&fields=id&fields=id") == FilmList.parse(b"fields=id,title")
    assert FilmRead.parse(f"fields={','.join(reversed(Film.model_fields))}".encode()).canonical() == ""
    assert FilmList.parse(b"fields=title,id").describe() == "movies with only id, title shown"
    assert PersonFilmList.parse(b"").shown(PersonFilm.model_fields) == list(PersonFilm.model_fields)
