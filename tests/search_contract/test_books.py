"""A search for books, declared outside the packages in some lines, and all of it on each engine."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Date, Double, Integer, Keyword, MetaField, Object, Text

from search_queries import (
    Facets,
    Highlight,
    HistogramFacet,
    NamedFacet,
    Page,
    Range,
    RangesFacet,
    SearchQuery,
    ShownFields,
    Similar,
    SimilarQuery,
    Size,
    Sort,
    Suggest,
    SuggestQuery,
    Terms,
    TermsFacet,
    Words,
    join_name_and_id,
)
from search_queries.words.analysis import folded, stemmed
from search_queries.words.fields import (
    name_words,
    spell_names,
    spell_title,
    title_length,
    title_words,
    whole_titles,
)
from tests.fixtures.indices import create_filled, filled_index, found_ids
from tests.fixtures.readme import run_block
from tests.search_contract.asking import Found, ask, walk

_SHOWN = ("id", "title", "authors", "genre", "price")


class BookDocument(AsyncDocument):
    id = Keyword()
    title = Keyword(normalizer=folded)
    authors = Object(properties={"id": Keyword(), "name": Keyword(normalizer=folded)})
    genre = Keyword(normalizer=folded)
    author_facet = Keyword()
    price = Double()
    pages = Integer()
    published = Date()
    summary = Text(analyzer=stemmed)
    title_words = title_words()
    title_whole = whole_titles()
    title_length = title_length()
    author_words = name_words()

    class Index:
        name = "books"

    class Meta:
        dynamic = MetaField("strict")


class Priced:
    """What has a price, whatever it is: a part of several searches."""

    price = Range("price", ge=0, doc="Price")


class BookSearch(Priced, SearchQuery, document=BookDocument):
    query = Words(
        titles=("title_words",),
        whole="title_whole",
        length="title_length",
        people=("author_words",),
        text="summary",
        doc="Words",
    )
    highlight = Highlight(titles=("title",), people=("authors.name",), text="summary")
    genre = Terms("genre", prefix=True, doc="Genres")
    author = Terms("authors.name", doc="Names of authors")
    author_id = Terms("authors.id", doc="Ids of authors")
    pages = Range("pages", ge=1, doc="Number of pages")
    published = Range("published", doc="Day of the first edition")
    facets = Facets(
        genre=TermsFacet("genre"),
        author=NamedFacet("author_facet", name="author", id="author_id"),
        price=RangesFacet("price", bounds=(8, 15)),
        length=HistogramFacet("pages", interval=500),
    )
    fields = ShownFields(*_SHOWN)
    sort = Sort("price", "published", "title", default="title")
    page = Page(size=2, max_size=10)


class BookSuggest(SuggestQuery, document=BookDocument):
    query = Suggest(titles=("title_words",), whole="title_whole", length="title_length", doc="The start of a title")


class BookSimilar(SimilarQuery, document=BookDocument):
    like = Similar(
        title="title", titles=("title_words",), whole="title_whole", people=("authors.id^2",), genres="genre"
    )
    size = Size(default=3, most=5)


def book(book_id: str, title: str, author: str, genres: list[str], price: float, pages: int | None, day: str) -> Any:
    """A document."""
    author_id = author.lower().replace(" ", "-")
    spelled = spell_title(title)
    return {
        "id": book_id,
        "title": title,
        "authors": [{"id": author_id, "name": author}],
        "genre": genres,
        "author_facet": join_name_and_id(author, author_id),
        "price": price,
        "pages": pages,
        "published": day,
        "summary": f"{title} is read again and again.",
        "title_words": spelled.words,
        "title_whole": spelled.whole,
        "title_length": spelled.length,
        "author_words": spell_names([author]).words,
    }


_BOOKS = [
    book("dune", "Dune", "Frank Herbert", ["Science fiction"], 9.99, 412, "1965-08-01"),
    book("messiah", "Dune Messiah", "Frank Herbert", ["Science fiction"], 8.5, 256, "1969-10-15"),
    book("war", "War and Peace", "Leo Tolstoy", ["Novel", "History"], 20.0, 1225, "1869-01-01"),
    book("anna", "Anna Karenina", "Leo Tolstoy", ["Novel"], 15.0, 864, "1878-01-01"),
    book("idiot", "Идиот", "Фёдор Достоевский", ["Novel"], 12.0, 640, "1869-02-01"),
    book("catch", "Catch-22", "Joseph Heller", ["Novel", "Humour"], 7.5, 453, "1961-11-10"),
    book("guide", "The Hitchhiker's Guide to the Galaxy", "Douglas Adams", ["Science fiction", "Humour"], 6.0, None,
         "1979-10-12"),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these books on each engine in turn; to be read only."""
    async with filled_index(engine_url, "books", BookDocument, _BOOKS) as name:
        yield name


async def ask_for(engine: AsyncElasticsearch, index: str, raw: str) -> Found:
    """What a query string finds."""
    return await ask(engine, index, BookSearch.parse(raw.encode()), _SHOWN)


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ("query=war+%26+peace+tolstoy", ["war"]),
        ("query=dune", ["dune", "messiah"]),
        ("query=catch+twenty-two", ["catch"]),
        ("query=idiot", ["idiot"]),
        ("query=-messiah+herbert", ["dune"]),
        ("genre=NOVEL&genre__not=history&sort=title", ["anna", "catch"]),
        ("genre__all=novel&genre__all=humour", ["catch"]),
        ("genre__prefix=sci&sort=-price", ["dune", "messiah"]),
        ("author=leo+tolstoy", ["anna", "war"]),
        ("author_id=douglas-adams", ["guide"]),
        ("price__gte=12&price__lt=20&sort=price", ["idiot", "anna"]),
        ("pages__exists=false", ["guide"]),
        ("published__gt=1878-01-01&published__lte=1965-08-01&sort=published", ["catch", "dune"]),
        ("sort=-published&page_size=3", ["guide", "messiah", "dune"]),
        ("sort=-price&page_number=3", ["messiah", "catch"]),
        ("query=again+dune", ["dune", "messiah"]),
        ("query=novel", []),
    ],
)
async def test_words_filters_ranges_orders_and_pages(
    engine: AsyncElasticsearch, index: str, raw: str, ids: list[str]
) -> None:
    assert (await ask_for(engine, index, raw)).ids == ids


@pytest.mark.parametrize(
    ("raw", "first"), [("wra+and+peice", "war"), ("tolstoi", "anna"), ("dune+mess", "messiah"), ("шdiot", "idiot")]
)
async def test_the_closest_come_if_nothing_has_all_words(
    engine: AsyncElasticsearch, index: str, raw: str, first: str
) -> None:
    found = await ask_for(engine, index, f"query={raw}")

    assert found.is_closest
    assert first in found.ids


async def test_facets_count_what_the_other_filters_leave(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "facets=genre,author,price,length&genre=novel&price__gte=8")

    assert found.total == 3
    assert [(each.value, each.count, each.selected) for each in found.facets["genre"]] == [
        ("novel", 3, True),
        ("science fiction", 2, False),
        ("history", 1, False),
    ]
    assert [(each.value, each.id, each.count) for each in found.facets["author"]] == [
        ("Leo Tolstoy", "leo-tolstoy", 2),
        ("Фёдор Достоевский", "фёдор-достоевский", 1),
    ]
    assert [(each.start, each.end, each.count, each.selected) for each in found.facets["price"]] == [
        (None, 8, 1, False),
        (8, 15, 1, False),
        (8, None, 3, True),
        (15, None, 2, False),
    ]
    assert [(each.start, each.end, each.count) for each in found.facets["length"]] == [(500, 999, 2), (1000, 1499, 1)]


@pytest.mark.parametrize("sort", ["title", "-price", "published,-title", "-published"])
async def test_a_walk_by_cursors_visits_each_book_once(engine: AsyncElasticsearch, index: str, sort: str) -> None:
    ids = await walk(engine, index, BookSearch.parse(f"sort={sort}".encode()))

    assert sorted(ids) == sorted(each["id"] for each in _BOOKS)


async def test_only_the_fields_asked_for_leave_the_engine(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "fields=price,title&author_id=joseph-heller")

    assert found.sources == [{"title": "Catch-22", "price": 7.5}]


async def test_words_are_marked_in_titles_names_and_running_text(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "query=karenina+again+tolstoy&highlight=true&fields=id")

    assert found.highlights == [
        {
            "title": "Anna <mark>Karenina</mark>",
            "authors": ["Leo <mark>Tolstoy</mark>"],
            "summary": "Anna <mark>Karenina</mark> is read <mark>again</mark> and <mark>again</mark>.",
        }
    ]


async def test_what_is_typed_is_completed(engine: AsyncElasticsearch, index: str) -> None:
    search = BookSuggest.parse(b"query=dune+m").build()

    assert await found_ids(engine, index, **search.to_dict()) == ["messiah", "dune"]


async def test_similar_books_share_a_series_an_author_or_a_genre(engine: AsyncElasticsearch, index: str) -> None:
    similar = BookSimilar.parse(b"")
    dune = (await engine.get(index=index, id="dune", realtime=False, source_includes=similar.needed))["_source"]

    assert await found_ids(engine, index, **similar.build(dune).to_dict()) == ["messiah", "guide"]


async def test_a_fixed_filter_narrows_all_that_is_asked(engine: AsyncElasticsearch, index: str) -> None:
    novels = BookSearch.genre.any_of("novel")
    search = BookSearch.parse(b"sort=price&page_size=3&facets=genre", novels)
    found = await ask(engine, index, search)
    following = search.after(found.sort_values[-1])

    assert found.ids == ["catch", "idiot", "anna"]
    assert [(each.value, each.count) for each in found.facets["genre"]] == [("novel", 4), ("history", 1), ("humour", 1)]
    assert following is not None
    assert (await ask(engine, index, BookSearch.parse(following.canonical().encode(), novels))).ids == ["war"]
    closest = await ask(engine, index, BookSearch.parse(b"query=hitchhikers+gide", novels))
    assert closest.ids == []


async def test_the_books_of_the_readme_are_found_as_it_declares_them(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    declared, filling = run_block("class BookSearch("), run_block("def book_document(")
    answer = run_block("async def answer(", declared)["answer"]
    name = new_name("books")
    brat = {**filling["book_document"]("brat", "Брат II", ["Сергей Бодров"]), "genre": ["Crime"], "price": 9.5}
    dune = {**filling["book_document"]("dune", "Dune", ["Frank Herbert"]), "genre": ["Novel"], "price": 4.0}
    await create_filled(engine, name, declared["BookDocument"], [brat, dune])
    declared["BookSearch"]._index = name

    async def ids(raw: str) -> list[str]:
        return (await ask(engine, name, declared["BookSearch"].parse(raw.encode()))).ids

    assert await ids("query=brat+2+bodrov") == ["brat"]
    assert await ids("query=dnue") == ["dune"]
    assert await ids("genre=crime&price__gte=9") == ["brat"]
    assert await ids("sort=-title") == ["brat", "dune"]
    suggested = declared["BookSuggest"].parse(b"query=bra").build()
    assert await found_ids(engine, name, **suggested.to_dict()) == ["brat"]
    assert await found_ids(engine, name, **declared["BookSimilar"].parse(b"").build(dune).to_dict()) == []
    first = await answer(engine, b"sort=title&page_size=1&facets=genre")
    assert ([item["id"] for item in first["items"]], first["total"], first["is_closest"]) == (["dune"], 2, False)
    assert [bucket.value for bucket in first["facets"]["genre"]] == ["crime", "novel"]
    second = await answer(engine, first["next"].removeprefix("?").encode())
    assert ([item["id"] for item in second["items"]], second["next"]) == (["brat"], None)
    closest = await answer(engine, b"query=dnue")
    assert ([item["id"] for item in closest["items"]], closest["is_closest"]) == (["dune"], True)
    nothing = await answer(engine, b"query=tlostoy")
    assert (nothing["items"], nothing["next"]) == ([], None)
