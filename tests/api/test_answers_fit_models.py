"""Lists are answered with the fields of the documents as they are: they must be what OpenAPI says of them."""

from typing import Any

import orjson
import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from movies.films import FilmSummary
from movies.genres import GenreSummary
from movies.http.response_models import listing_of
from movies.persons import PersonFilm, PersonSummary

_KUROSAWA = "66f36ec1-b175-5748-9d57-df8f68494eaf"
_LISTS: dict[str, Any] = {
    "/api/v1/films": FilmSummary,
    "/api/v1/genres": GenreSummary,
    "/api/v1/persons": PersonSummary,
    f"/api/v1/persons/{_KUROSAWA}/films": PersonFilm,
}


async def answer_of(client: Client, target: str) -> Any:
    _, answer = await client.get(target)
    assert answer.status == 200, answer.text
    return answer.body


def read_and_written_again(model: Any, body: bytes) -> Any:
    """The answer after its model has read it: nothing of it is unknown to the model, or has another type."""
    read = listing_of(model).model_validate_json(body, strict=True)
    return orjson.loads(read.model_dump_json(exclude_unset=True))


@pytest.mark.parametrize("path", _LISTS)
@pytest.mark.parametrize(
    "asked", ["page_size=100", "query=akira+drama+history&page_size=100", "fields=id", "page_size=2"]
)
async def test_every_list_is_what_its_model_says(client: Client, path: str, asked: str) -> None:
    body = await answer_of(client, f"{path}?{asked}")

    assert read_and_written_again(_LISTS[path], body) == orjson.loads(body)


@pytest.mark.parametrize("asked", ["highlight=true", "highlight=true&fields=title", "fields=title"])
async def test_what_is_found_by_words_is_what_its_model_says(client: Client, asked: str) -> None:
    body = await answer_of(client, f"/api/v1/films?query=samurai&{asked}")

    assert orjson.loads(body)["items"]
    assert read_and_written_again(FilmSummary, body) == orjson.loads(body)


@pytest.mark.parametrize(
    "target",
    [
        "/api/v1/films?facets=genre,decade,type,rating,director",
        "/api/v1/films?facets=genre,decade,type,rating,director&genre=drama&release_year__gte=1950&imdb_rating__lt=8.5",
        "/api/v1/films?facets=decade,director&director=nobody&release_year__gt=2100",
        f"/api/v1/persons/{_KUROSAWA}/films?facets=genre,decade,type,rating,director",
        "/api/v1/persons?facets=role",
    ],
)
async def test_facets_are_what_their_models_say(client: Client, target: str) -> None:
    body = await answer_of(client, target)

    assert all(orjson.loads(body)["facets"].values())
    assert read_and_written_again(_LISTS[target.partition("?")[0]], body) == orjson.loads(body)


@pytest.mark.parametrize("path", _LISTS)
async def test_an_item_has_all_fields_of_its_model(client: Client, path: str) -> None:
    items = orjson.loads(await answer_of(client, f"{path}?page_size=100"))["items"]

    assert items
    assert all(set(item) == set(_LISTS[path].model_fields) for item in items)
