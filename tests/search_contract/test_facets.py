"""What facets count, on both engines: exactly what a search for the value would find."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Integer, Keyword, MetaField
from hypothesis import given

from movies.films import FilmSearch
from search_queries import Facets, Page, Range, RangesFacet, SearchQuery, Sort, Terms, TermsFacet
from tests.fixtures.engines import Engines
from tests.fixtures.films import Film, film, slug
from tests.fixtures.generated_films import generate
from tests.fixtures.indices import create_filled, create_films
from tests.search_contract.random_searches import bounded, searches
from tests.search_contract.test_differential import VALUES

_ALL_FACETS = "facets=genre,decade,type,rating,director"
# The parameters whose filters each facet ignores.
_OWN: Mapping[str, tuple[str, ...]] = {
    "genre": ("genre", "genre_id"),
    "decade": ("release_year",),
    "type": ("type",),
    "rating": ("imdb_rating",),
    "director": ("director", "director_id"),
}
AWKWARD = (
    "Drama, Comedy", 'The "Best"', "Rock & Roll", "Sci-Fi: Hard", "Café Society", "Ёлочный", "七人の侍", "Drama",
    "DRAMA", "a|b", "a b", "a", "50% [Off]", "x" * 256,
)  # fmt: skip


async def find_facets(
    engine: AsyncElasticsearch, index: str, search: SearchQuery, *, one_shard: bool = False
) -> dict[str, Any]:
    """The buckets of each facet, by one call."""
    answer = await engine.search(index=index, body={**search.build(one_shard=one_shard).to_dict(), "size": 0})
    return dict(search.facet_buckets(answer["aggregations"]))


async def counts(engine: AsyncElasticsearch, index: str, query: str, facet: str) -> list[tuple[str, int]]:
    """The values of a facet with their counts, as they are shown."""
    search = FilmSearch.parse(f"facets={facet}&{query}".encode())
    return [(bucket.value, bucket.count) for bucket in (await find_facets(engine, index, search))[facet]]


def chosen(search: FilmSearch, facet: str, query: str) -> FilmSearch:
    """The search that asks for a bucket, and for no other value of its facet."""
    kept = [
        (name, text)
        for name, text in parse_qsl(search.canonical())
        if name.partition("__")[0] not in _OWN[facet] and name != "facets" and not name.startswith("page")
    ]
    return FilmSearch.parse(f"{urlencode(kept)}&{query}".strip("&").encode())


async def totals(engine: AsyncElasticsearch, index: str, asked: Iterable[SearchQuery]) -> list[int]:
    """How many each search finds."""
    bodies: list[Any] = []
    for search in asked:
        bodies += ({"index": index}, {**search.build().to_dict(), "size": 0, "from": 0})
    answer = await engine.msearch(searches=bodies)
    return [response["hits"]["total"]["value"] for response in answer["responses"]]


@pytest_asyncio.fixture
async def loaded(engines: Engines) -> Engines:
    films = generate(1_000)
    await create_films(engines.embedded, engines.index, films)
    await create_films(engines.elasticsearch, engines.index, films, shards=3)
    return engines


@bounded(20)
@given(search=searches(FilmSearch, VALUES, words="query", most=4))
async def test_whoever_chooses_a_bucket_finds_as_many_as_it_counts(loaded: Engines, search: FilmSearch) -> None:
    search = FilmSearch.parse(f"{search.canonical()}&{_ALL_FACETS}".strip("&").encode())
    for engine in (loaded.embedded, loaded.elasticsearch):
        facets = await find_facets(engine, loaded.index, search)
        shown = [(name, bucket) for name, found in facets.items() for bucket in found]
        asked = [chosen(search, name, bucket.query) for name, bucket in shown]

        assert set(facets) == set(_OWN)
        assert [bucket.count for _, bucket in shown] == await totals(engine, loaded.index, asked)


@pytest.mark.parametrize("shards", [1, 3])
async def test_values_of_all_kinds_are_counted_whole(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], shards: int
) -> None:
    index = new_name("films")
    films: list[Film] = [
        film(f"{place}-{number}", "A", genres=[name], directors=[name])
        for place, name in enumerate(AWKWARD)
        for number in range(place + 1)
    ]
    await create_films(engine, index, [*films, film("none", "B")], shards=shards)
    expected = [(name, place + 1) for place, name in enumerate(AWKWARD)][::-1]

    assert await counts(engine, index, "", "genre") == expected
    assert await counts(engine, index, "", "director") == expected


async def test_two_genres_of_one_name_but_for_case_stay_two_and_are_both_chosen(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    upper, lower = film("a", "A", genres=["Drama"]), film("b", "B", genres=["drama"])
    lower["genres"][0]["id"], lower["genre_facet"] = "other", ["drama\x1fother"]
    await create_films(engine, new_name("films"), [upper, lower])
    search = FilmSearch.parse(b"facets=genre&genre=DRAMA")
    found = (await find_facets(engine, new_name("films"), search))["genre"]

    assert [(each.value, each.id, each.count, each.selected) for each in found] == [
        ("Drama", "drama", 1, True),
        ("drama", "other", 1, True),
    ]


async def test_a_film_that_holds_a_value_twice_counts_once(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    await create_films(
        engine, new_name("films"), [film("a", "A", genres=["War", "War"]), film("b", "B", genres=["War"])]
    )

    assert await counts(engine, new_name("films"), "", "genre") == [("War", 2)]


async def test_the_other_values_of_a_chosen_facet_keep_their_counts_and_other_facets_follow(
    engine: AsyncElasticsearch, films_index: str
) -> None:
    before = await counts(engine, films_index, "", "genre")

    assert await counts(engine, films_index, "genre=horror", "genre") == before
    assert await counts(engine, films_index, "genre=horror", "type") == [("movie", 3)]
    assert await counts(engine, films_index, "genre=horror&release_year__gte=2000", "genre") != before


async def test_a_chosen_value_beyond_the_size_or_without_hits_is_shown_by_its_name(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    films = [film(f"{number}", "A", directors=[f"Director {number:03}"]) for number in range(60)]
    await create_films(engine, new_name("films"), [*films, film("last", "B", kind="tv_show", directors=["Élodie Ż"])])
    search = FilmSearch.parse(b"facets=director&director=elodie+z&director=director+050&type=movie")
    found = (await find_facets(engine, new_name("films"), search))["director"]

    assert [bucket.value for bucket in found[:20]] == [f"Director {number:03}" for number in range(20)]
    assert [(bucket.value, bucket.id, bucket.count, bucket.selected) for bucket in found[20:]] == [
        ("Director 050", "director-050", 1, True),
        ("Élodie Ż", slug("Élodie Ż"), 0, True),
    ]


async def test_the_query_of_a_decade_beyond_the_years_that_may_be_asked_for_is_answered(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    years = (-44, 1702, 1795, 1799, 1800, 1808, 1999, 2191, 2199, 2200, 2205, 2210, 32_767, None)
    await create_films(engine, new_name("films"), [film(f"{year}", "A", year=year) for year in years])
    search = FilmSearch.parse(b"facets=decade")
    found = (await find_facets(engine, new_name("films"), search))["decade"]
    asked = [chosen(search, "decade", bucket.query) for bucket in found]

    assert [(bucket.start, bucket.end, bucket.count) for bucket in found] == [
        (None, 1799, 4),
        (1800, 1809, 2),
        (1990, 1999, 1),
        (2190, 2199, 2),
        (2200, None, 4),
    ]
    assert await totals(engine, new_name("films"), asked) == [bucket.count for bucket in found]


class BookDocument(AsyncDocument):
    id = Keyword()
    author = Keyword()
    pages = Integer()

    class Index:
        name = "books"

    class Meta:
        dynamic = MetaField("strict")


class BookSearch(SearchQuery, document=BookDocument):
    """Books, of which each shard names few of many authors."""

    author = Terms("author", doc="Authors")
    pages = Range("pages", doc="Pages")
    facets = Facets(author=TermsFacet("author", size=5, shard_size=10), pages=RangesFacet("pages", bounds=(100, 200)))
    sort = Sort("pages", default="pages", tie_breaker="pages")
    page = Page()


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("unevenness", [1, 2, 4])
async def test_of_many_more_values_than_each_shard_names_a_whole_list_is_shown_and_every_count_is_exact(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], shards: int, unevenness: int
) -> None:
    authors = _authors(unevenness)
    await create_filled(engine, new_name("books"), BookDocument, _books_of(authors), shards=shards)

    for query, last in _OF_BOOKS:
        found = await _count_authors(engine, new_name("books"), query)
        expected = _by_frequency(authors[:last])

        assert found == sorted(
            ((value, authors[:last].count(value)) for value, _ in found), key=lambda count: (-count[1], count[0])
        )
        assert len(found) == min(5, len(expected))
        if shards == 1 or unevenness == 1 or last == 3:
            assert found == expected[:5]
        assert not found or found[0] == expected[0]


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("unevenness", [1, 2, 4])
async def test_if_one_shard_is_expected_every_count_is_exact_and_the_list_of_one_is_that_of_all_values(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], shards: int, unevenness: int
) -> None:
    authors = _authors(unevenness)
    await create_filled(engine, new_name("books"), BookDocument, _books_of(authors), shards=shards)

    for query, last in _OF_BOOKS:
        found = await _count_authors(engine, new_name("books"), query, one_shard=True)

        assert [count for _, count in found] == [authors[:last].count(value) for value, _ in found]
        assert len(found) <= 5
        if shards == 1:
            assert found == _by_frequency(authors[:last])[:5]


# Which of 900 books are searched, and how many of the first those are.
_OF_BOOKS = (("", 900), ("&pages__lt=600", 600), ("&pages__lt=3", 3), ("&pages__gt=899", 0))


async def _count_authors(
    engine: AsyncElasticsearch, index: str, query: str, *, one_shard: bool = False
) -> list[tuple[str, int]]:
    """The authors that the facet shows, each with its count."""
    search = BookSearch.parse(f"facets=author{query}".encode())
    found = (await find_facets(engine, index, search, one_shard=one_shard))["author"]
    return [(bucket.value, bucket.count) for bucket in found]


def _by_frequency(authors: list[str]) -> list[tuple[str, int]]:
    """All authors by their number of books, ties by name."""
    return sorted(Counter(authors).items(), key=lambda count: (-count[1], count[0]))


def _authors(unevenness: int) -> list[str]:
    """The authors of 900 books: as many authors, or few with many books and many with few."""
    places = [(number * 37 % 900) ** unevenness // 900 ** (unevenness - 1) for number in range(900)]
    return [f"author {place:03}" for place in places]


def _books_of(authors: list[str]) -> list[dict[str, Any]]:
    return [{"id": str(number), "author": author, "pages": number} for number, author in enumerate(authors)]
