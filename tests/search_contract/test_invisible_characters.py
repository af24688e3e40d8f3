"""Characters that nobody sees, as data often holds them: none parts a word, and none keeps a name from a filter."""

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument
from movies.films import FilmSearch
from tests.fixtures.films import film
from tests.fixtures.indices import filled_index
from tests.search_contract.asking import Found, ask

_SOFT_HYPHEN, _TO_THE_RIGHT, _JOINER, _NON_JOINER, _BYTE_ORDER, _AS_EMOJI = "\u00ad\u200e\u200d\u200c\ufeff\ufe0f"

_FILMS = [
    film("love", f"Love ❤{_AS_EMOJI} Actually", genres=[f"Ro{_SOFT_HYPHEN}mance"]),
    film("phone", f"☎{_AS_EMOJI} Calls", description=f"The Wolf{_SOFT_HYPHEN}hound rings.{_TO_THE_RIGHT}"),
    film("alien", f"{_BYTE_ORDER}Alien{_TO_THE_RIGHT}", directors=[f"Rid{_NON_JOINER}ley Scott{_TO_THE_RIGHT}"]),
    film("family", f"👨{_JOINER}👩{_JOINER}👧 Family", genres=["Romance"], directors=["Ridley Scott"]),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these films on each engine in turn; to be read only."""
    async with filled_index(engine_url, "films", FilmDocument, _FILMS) as name:
        yield name


async def ask_for(engine: AsyncElasticsearch, index: str, **query: str) -> Found:
    return await ask(engine, index, FilmSearch.parse(urlencode(query).encode()))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("love actually", ["love"]),
        (f"love ❤{_AS_EMOJI} actually", ["love"]),
        (f"☎{_AS_EMOJI} love", ["love"]),
        (f"❤{_AS_EMOJI}", []),
        ("alien", ["alien"]),
        (f"a{_SOFT_HYPHEN}lien", ["alien"]),
        ("wolfhound", ["phone"]),
        ("scott ridley", ["alien", "family"]),
        (f"rid{_SOFT_HYPHEN}ley alien", ["alien"]),
    ],
)
async def test_words_are_found_with_and_without_them(
    engine: AsyncElasticsearch, index: str, query: str, ids: list[str]
) -> None:
    found = await ask_for(engine, index, query=query)

    assert not found.is_closest or not ids
    assert sorted(found.ids) == ids


@pytest.mark.parametrize(
    ("query", "highlights"),
    [
        ("love", {"title": f"<mark>Love</mark> ❤{_AS_EMOJI} Actually"}),
        ("alien", {"title": f"{_BYTE_ORDER}<mark>Alien{_TO_THE_RIGHT}</mark>"}),
        ("wolfhound", {"description": f"The <mark>Wolf{_SOFT_HYPHEN}hound</mark> rings.{_TO_THE_RIGHT}"}),
    ],
)
async def test_marks_stand_around_whole_words(
    engine: AsyncElasticsearch, index: str, query: str, highlights: dict[str, str]
) -> None:
    found = await ask_for(engine, index, query=query, highlight="true")

    assert found.highlights == [highlights]


@pytest.mark.parametrize("name", ["Ridley Scott", f"ridley{_TO_THE_RIGHT} scott", f"RID{_SOFT_HYPHEN}LEY SCOTT"])
async def test_names_are_filtered_with_and_without_them(engine: AsyncElasticsearch, index: str, name: str) -> None:
    assert sorted((await ask_for(engine, index, director=name)).ids) == ["alien", "family"]
    found = await ask_for(engine, index, director=name, facets="director")

    assert sum(bucket.count for bucket in found.facets["director"] if bucket.selected) == found.total == 2


async def test_a_genre_is_one_with_and_without_them(engine: AsyncElasticsearch, index: str) -> None:
    assert sorted((await ask_for(engine, index, genre="romance")).ids) == ["family", "love"]
    assert (await ask_for(engine, index, genre__not="Romance", sort="title")).ids == ["alien", "phone"]
