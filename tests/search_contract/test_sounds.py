"""Names in Latin letters that are typed as they sound, in Russian letters or in Latin ones, alike on both engines."""

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from tests.fixtures.api_client import get


@pytest.mark.parametrize(
    ("typed", "name", "film"),
    [
        ("Том Хэнкс", "Tom Hanks", "Saving Private Ryan"),
        ("хэнкс", "Tom Hanks", "Saving Private Ryan"),
        ("Леонардо ди Каприо", "Leonardo DiCaprio", "Inception"),
        ("Шварценеггер", "Arnold Schwarzenegger", "Terminator 2: Judgment Day"),
        ("Квентин Тарантино", "Quentin Tarantino", "Pulp Fiction"),
        ("Джек Николсон", "Jack Nicholson", "The Shining"),
        # three letters or more are others
        ("arnold shvartzenegger", "Arnold Schwarzenegger", "Terminator 2: Judgment Day"),
        ("kwintn taranteno", "Quentin Tarantino", "Pulp Fiction"),
        ("jak nikulsen", "Jack Nicholson", "The Shining"),
    ],
)
async def test_a_name_is_found_as_it_sounds(client: Client, typed: str, name: str, film: str) -> None:
    persons = await get(client, "/persons", query=typed)
    films = await get(client, "/films", query=typed)

    assert persons["match"] == films["match"] == "closest"
    assert persons["items"][0]["full_name"] == name
    assert film in [found["title"] for found in films["items"][:6]]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("тарковский а.а.", "Andrei Tarkovsky"), ("гайдай л.", "Leonid Gaidai")],
)
async def test_the_one_sound_of_an_initial_is_no_word_that_is_found(client: Client, typed: str, name: str) -> None:
    assert (await get(client, "/persons", query=typed))["items"][0]["full_name"] == name


async def test_beside_words_of_a_title(client: Client) -> None:
    assert (await get(client, "/films", query="Хэнкс ryan"))["items"][0]["title"] == "Saving Private Ryan"


async def test_in_an_order_of_their_own(client: Client) -> None:
    found = await get(client, "/films", query="том хэнкс", sort="title")

    titles = [film["title"] for film in found["items"]]
    assert "Saving Private Ryan" in titles
    assert titles == sorted(titles)
    assert found["total"] < 10


@pytest.mark.parametrize(
    ("typed", "name"),
    [("леонар", "Leonardo DiCaprio"), ("шварц", "Arnold Schwarzenegger"), ("том хэ", "Tom Hanks")],
)
async def test_while_it_is_typed(client: Client, typed: str, name: str) -> None:
    suggested = (await get(client, "/persons/suggest", query=typed))["items"]
    assert name in [person["full_name"] for person in suggested]


async def test_the_words_are_marked(client: Client) -> None:
    persons = await get(client, "/persons", query="Том Хэнкс", highlight="true")
    films = await get(client, "/films", query="Том Хэнкс", highlight="true")

    assert persons["items"][0]["highlights"] == {"full_name": "<mark>Tom</mark> <mark>Hanks</mark>"}
    assert "<mark>Tom</mark> <mark>Hanks</mark>" in films["items"][0]["highlights"]["actors"]


async def test_of_persons_that_match_alike_the_better_known_come_first(client: Client) -> None:
    counts = [person["films_count"] for person in (await get(client, "/persons", query="john"))["items"]]
    assert counts[0] > 1
    assert counts[0] == max(counts)
