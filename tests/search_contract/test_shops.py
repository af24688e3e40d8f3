"""A search for shops: parts that several searches share, and a kind of parameter of one's own, on each engine."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Double, Integer, Keyword, MetaField

from search_queries import (
    Facets,
    Highlight,
    InvalidQueryError,
    Page,
    Range,
    RangesFacet,
    SearchQuery,
    ShownFields,
    Similar,
    SimilarQuery,
    Sort,
    Terms,
    TermsFacet,
    Words,
)
from search_queries.words.analysis import folded
from search_queries.words.fields import spell_title, title_length, title_words, whole_titles
from tests.fixtures.indices import filled_index, found_ids
from tests.fixtures.readme import run_block
from tests.search_contract.asking import Found, ask, walk

# The kinds of parameter and of facet whose recipes the README of search_queries has.
_RECIPES = run_block("class OpenFacet(", run_block("class OpenAt("))
OpenAt: Any = _RECIPES["OpenAt"]
OpenFacet: Any = _RECIPES["OpenFacet"]

_SHOWN = ("id", "name", "city", "sells")


class ShopDocument(AsyncDocument):
    id = Keyword()
    name = Keyword(normalizer=folded)
    city = Keyword(normalizer=folded)
    sells = Keyword(normalizer=folded)
    rating = Double()
    opens = Integer()
    closes = Integer()
    name_words = title_words()
    name_whole = whole_titles()
    name_length = title_length()

    class Index:
        name = "shops"

    class Meta:
        dynamic = MetaField("strict")


class Named:
    """What has a name: words, and where they are found."""

    query = Words(titles=("name_words",), whole="name_whole", length="name_length", doc="Words of the name")
    highlight = Highlight(titles=("name",))


class Rated:
    """What is rated."""

    rating = Range("rating", ge=0, le=5, doc="Rating")


class ShopSearch(Named, Rated, SearchQuery, document=ShopDocument):
    city = Terms("city", all_of=False, doc="Cities")
    sells = Terms("sells", prefix=True, doc="What is sold")
    open_at = OpenAt("opens", "closes", doc="The hour at which the shop is open")
    facets = Facets(
        sells=TermsFacet("sells"),
        city=TermsFacet("city"),
        rating=RangesFacet("rating", bounds=(3, 4)),
        open=OpenFacet("open_at", hours=(7, 9, 21)),
    )
    fields = ShownFields(*_SHOWN)
    sort = Sort("rating", "name", default="-rating")
    page = Page(size=2)


class ShopSimilar(SimilarQuery, document=ShopDocument):
    like = Similar(title="name", titles=("name_words",), whole="name_whole", genres="sells")


def shop(shop_id: str, name: str, city: str, sells: list[str], rating: float | None, hours: tuple[int, int]) -> Any:
    """A document; `hours` are those at which it opens and closes."""
    spelled = spell_title(name)
    return {
        "id": shop_id,
        "name": name,
        "city": city,
        "sells": sells,
        "rating": rating,
        "opens": hours[0],
        "closes": hours[1],
        "name_words": spelled.words,
        "name_whole": spelled.whole,
        "name_length": spelled.length,
    }


_SHOPS = [
    shop("bakery", "Bakery at the Bridge", "Praha", ["Bread", "Cake"], 4.6, (6, 18)),
    shop("bikes", "Two Wheels", "Brno", ["Bicycles"], 3.9, (9, 17)),
    shop("books", "The Old Bookshop", "Praha", ["Books", "Maps"], 4.6, (10, 20)),
    shop("cakes", "Café Zoë", "Brno", ["Cake", "Coffee"], 2.5, (8, 22)),
    shop("maps", "Maps & More", "Plzeň", ["Maps"], None, (9, 17)),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these shops on each engine in turn; to be read only."""
    async with filled_index(engine_url, "shops", ShopDocument, _SHOPS) as name:
        yield name


async def ask_for(engine: AsyncElasticsearch, index: str, raw: str) -> Found:
    """What a query string finds."""
    return await ask(engine, index, ShopSearch.parse(raw.encode()), _SHOWN)


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ("query=2+wheels", ["bikes"]),
        ("query=maps+and+more", ["maps"]),
        ("query=cafe+zoe", ["cakes"]),
        ("query=bakrey", ["bakery"]),
        ("sells__all=cake&sells__all=COFFEE", ["cakes"]),
        ("sells__prefix=b&city__not=brno", ["books", "bakery"]),
        ("city=plzen", ["maps"]),
        ("rating__gte=3&rating__lt=4.6", ["bikes"]),
        ("rating__exists=false", ["maps"]),
        ("sort=name&page_number=2", ["maps", "books"]),
        # a kind of one's own, alone and beside others
        ("open_at=7", ["bakery"]),
        ("open_at=19", ["books", "cakes"]),
        ("open_at=9&city=brno&sort=rating", ["cakes", "bikes"]),
        ("open_at=23", []),
        ("query=bakery&open_at=19", []),
    ],
)
async def test_words_filters_orders_and_a_kind_of_ones_own(
    engine: AsyncElasticsearch, index: str, raw: str, ids: list[str]
) -> None:
    assert (await ask_for(engine, index, raw)).ids == ids


async def test_facets_obey_a_kind_of_ones_own(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "facets=sells,city,rating&open_at=9&sells=maps")

    assert found.ids == ["maps"]
    assert [(each.value, each.count) for each in found.facets["sells"]] == [
        ("cake", 2),
        ("bicycles", 1),
        ("bread", 1),
        ("coffee", 1),
        ("maps", 1),
    ]
    assert [(each.value, each.count) for each in found.facets["city"]] == [("plzen", 1)]
    assert [each.count for each in found.facets["rating"]] == [0, 0, 0]


@pytest.mark.parametrize(
    ("raw", "counts"),
    [
        ("facets=open", {"7:00": 1, "9:00": 4, "21:00": 1}),
        ("facets=open&open_at=23", {"7:00": 1, "9:00": 4, "21:00": 1, "23:00": 0}),
        ("facets=open,city&open_at=9&city=brno", {"7:00": 0, "9:00": 2, "21:00": 1}),
        ("facets=open&query=bakrey", {"7:00": 1, "9:00": 1, "21:00": 0}),
    ],
)
async def test_a_facet_of_ones_own_counts_beside_the_filters_of_others(
    engine: AsyncElasticsearch, index: str, raw: str, counts: dict[str, int]
) -> None:
    found = await ask_for(engine, index, raw)

    assert {each.value: each.count for each in found.facets["open"]} == counts
    assert [each.query for each in found.facets["open"] if each.selected] == [
        each for each in raw.split("&") if "open_at" in each
    ]


@pytest.mark.parametrize("raw", ["", "sort=name", "sort=-rating,-name", "sort=rating&page_size=1"])
async def test_a_walk_by_cursors_visits_each_shop_once(engine: AsyncElasticsearch, index: str, raw: str) -> None:
    ids = await walk(engine, index, ShopSearch.parse(raw.encode()))

    assert sorted(ids) == sorted(each["id"] for each in _SHOPS)


async def test_a_cursor_is_of_a_search_with_the_same_hour(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "open_at=9")
    after = ShopSearch.parse(b"open_at=9").after(found.sort_values[-1])

    assert after is not None
    with pytest.raises(InvalidQueryError, match="the cursor is of another search"):
        ShopSearch.parse(f"open_at=10&cursor={after.page.cursor}".encode())


async def test_fields_and_marked_words(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "query=bookshp&fields=city&highlight=true")

    assert found.sources == [{"city": "Praha", "name": "The Old Bookshop"}]
    assert found.highlights == [{"name": "The Old <mark>Bookshop</mark>"}]


async def test_similar_shops_sell_the_same_or_are_called_alike(engine: AsyncElasticsearch, index: str) -> None:
    similar = ShopSimilar.parse(b"")
    books = (await engine.get(index=index, id="books", realtime=False, source_includes=similar.needed))["_source"]

    assert await found_ids(engine, index, **similar.build(books).to_dict()) == ["maps"]
