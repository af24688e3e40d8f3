"""Names of which somebody types the start or an initial before the surname, alike on both engines."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument, PersonDocument
from movies.films import FilmSearch
from movies.persons import PersonSearch
from tests.fixtures.films import film
from tests.fixtures.indices import filled_index
from tests.fixtures.persons import person
from tests.search_contract.asking import ask

# Those of the same surname are known better, or are in films that are.
_KNOWN = ("Lloyd Nolan", "Chris Evans", "Colin Hanks", "Giuseppe Capri")
_PERSONS = [
    *(person(name) | {"renown": 0.3} for name in _KNOWN),
    *map(person, ("Christopher Nolan", "Tom Hanks", "Leonardo Capri")),
]
_FILMS = [
    film("memento", "Memento", directors=["Christopher Nolan"]),
    film("airport", "Airport", actors=["Lloyd Nolan"], rating=9.0, votes=2_000_000),
    film("gifted", "Gifted", actors=["Chris Evans"], rating=9.0, votes=2_000_000),
    film("christine", "Christine", actors=["Lloyd Nolan"], rating=9.0, votes=2_000_000),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def persons(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these persons on each engine in turn; to be read only."""
    async with filled_index(engine_url, "short-names-of-persons", PersonDocument, _PERSONS) as name:
        yield name


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def films(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these films on each engine in turn; to be read only."""
    async with filled_index(engine_url, "short-names-in-films", FilmDocument, _FILMS) as name:
        yield name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("christo nolan", "Christopher Nolan"),
        ("t hanks", "Tom Hanks"),
        ("leo capri", "Leonardo Capri"),
        # with an error in the surname
        ("chr nollan", "Christopher Nolan"),
    ],
)
async def test_a_person_is_found_by_the_start_of_a_name(
    engine: AsyncElasticsearch, persons: str, typed: str, first: str
) -> None:
    assert (await ask(engine, persons, PersonSearch.parse(f"query={quote(typed)}".encode()))).ids[0] == first


@pytest.mark.parametrize("typed", ["christo nolan", "chr nollan"])
async def test_a_film_is_found_by_the_start_of_a_name_and_it_is_marked(
    engine: AsyncElasticsearch, films: str, typed: str
) -> None:
    search = FilmSearch.parse(f"query={quote(typed)}&highlight=true".encode())

    found = await ask(engine, films, search)

    assert found.ids[0] == "memento"
    start = typed.split(maxsplit=1)[0].title()
    assert found.highlights[0]["directors"] == [f"<mark>{start}</mark>{'Christopher'[len(start) :]} <mark>Nolan</mark>"]
