"""A search for job offers, declared outside the packages: what offers have that neither films nor books have."""

from collections.abc import AsyncIterator
from datetime import date
from enum import Enum
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Date, Double, InnerDoc, Integer, Keyword, Long, MetaField, Object, Q

from search_queries import (
    Facets,
    Highlight,
    HistogramFacet,
    InvalidQueryError,
    Page,
    Range,
    RangesFacet,
    SearchQuery,
    Sort,
    Terms,
    TermsFacet,
    Words,
)
from search_queries.words.analysis import folded
from search_queries.words.fields import spell_title, title_length, title_words, whole_titles
from tests.fixtures.indices import filled_index
from tests.search_contract.asking import Found, ask, walk

_UNLIMITED = 2**31 - 1
_NEVER_SEEN = 2**40


class Hours(Enum):
    FULL = "full time"
    PART = "part time"


class Company(InnerDoc):
    name = Keyword(normalizer=folded)
    city = Keyword()


class OfferDocument(AsyncDocument):
    id = Keyword()
    title = Keyword(normalizer=folded)
    title_words = title_words()
    title_whole = whole_titles()
    title_length = title_length()
    company = Object(Company)
    hours = Keyword()
    remote = Keyword()
    skills = Keyword()
    salary = Integer()
    views = Long()
    bonus = Double()
    posted = Date()

    class Index:
        name = "offers"

    class Meta:
        dynamic = MetaField("strict")


class Named:
    """What has a title in which words are found and marked, under names of its own."""

    text = Words(titles=("title_words",), whole="title_whole", length="title_length", doc="Words of the title")
    marks = Highlight(titles=("title",), words="text")


class OfferSearch(Named, SearchQuery, document=OfferDocument):
    company = Terms("company.name", prefix=True, doc="Companies")
    hours = Terms("hours", of=Hours, all_of=False, doc="Hours")
    remote = Terms("remote", of=bool, all_of=False, doc="Whether it is done from home")
    skill = Terms("skills", doc="Skills")
    salary = Range("salary", ge=0, doc="Salary")
    views = Range("views", ge=0, doc="Number of views")
    bonus = Range("bonus", doc="Bonus")
    posted = Range("posted", doc="Day of the offer")
    facets = Facets(
        skill=TermsFacet("skill"),
        hours=TermsFacet("hours"),
        remote=TermsFacet("remote"),
        salary=HistogramFacet("salary", interval=1_000),
        bonus=HistogramFacet("bonus", interval=0.5),
        sign=RangesFacet("bonus", bounds=(0,)),
    )
    sort = Sort("salary", "views", "posted", default="-posted")
    page = Page(size=2, max_size=10)


class FullTimeSearch(OfferSearch):
    """The same, and the cities of companies besides: a search that extends another one."""

    city = Terms("company.city", doc="Cities")


class WeighedSearch(SearchQuery, document=OfferDocument):
    """Offers by two texts, the most viewed first."""

    text = Words(titles=("title_words",), whole="title_whole", length="title_length", renown="views", doc="Words")
    other = Words(titles=("title_words",), whole="title_whole", length="title_length", renown="views", doc="Words")
    page = Page(size=2, max_size=10)
    sort = Sort("posted", default="-posted")


def offer(offer_id: str, title: str, **known: Any) -> dict[str, Any]:
    """A document; what is not known is not in it."""
    spelled = spell_title(title)
    filled = {"title_words": spelled.words, "title_whole": spelled.whole, "title_length": spelled.length}
    return {"id": offer_id, "title": title, **filled, **known}


_OFFERS = [
    offer("a", "Python developer", company={"name": "Müller & Söhne", "city": "Köln"}, hours="full time", remote=True,
          skills=["Python", "C++", "C, C#"], salary=5_000, views=_NEVER_SEEN, posted="2024-12-31T23:59:59.999Z"),
    offer("b", "Baker <at night>", hours="part time", remote=False, skills=["Bread", " Bread ", ""], salary=_UNLIMITED,
          views=300, posted="2024-12-31T00:00:00Z"),
    offer("c", "Head of Python", hours="full time", remote=True, skills=["Python", "Team\u00a0work"],
          posted="2025-01-01"),
    offer("d", "Night porter", hours="on call", salary=_UNLIMITED, posted="1969-12-31T12:00:00+14:00"),
    offer("e", "Cook", skills=["Bread", "x" * 300, "tab\tbed"], salary=1_500, bonus=-0.0),
    offer("f", "Waiter", views=_NEVER_SEEN, bonus=0.0),
    offer("g", "Singer", bonus=0.3),
    offer("h", "Broker", bonus=1.7e308),
    offer("i", "Gambler", bonus=-1.7e308),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=[1, 3])
async def index(engine_url: str, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The name of an index of these offers on each engine in turn, on one shard and on three; to be read only."""
    async with filled_index(engine_url, "offers", OfferDocument, _OFFERS, shards=request.param) as name:
        yield name


async def ask_for(engine: AsyncElasticsearch, index: str, raw: str) -> Found:
    return await ask(engine, index, OfferSearch.parse(raw.encode()), ("id", "title"))


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ("hours=full+time", ["c", "a"]),
        ("remote=true", ["c", "a"]),
        ("remote=false", ["b"]),
        ("remote=true,false&sort=posted&page_size=5", ["b", "a", "c"]),
        ("views=1099511627776&sort=-views", ["f", "a"]),
        ("views__gt=9223372036854775806", []),
        ("posted=2024-12-31", ["a", "b"]),
        ("posted__gt=2024-12-31", ["c"]),
        ("posted__lt=1970-01-01", ["d"]),
        ("company__prefix=muller+%26", ["a"]),
        ("skill=C,+C%23", ["a"]),
        ("skill__all=Python&skill__all=C%2B%2B", ["a"]),
        ("salary=2147483647&sort=salary", ["b", "d"]),
        ("bonus=0&sort=posted", ["e", "f"]),
        ("bonus=-0.0&sort=posted", ["e", "f"]),
        ("bonus__lt=0", ["i"]),
        ("bonus__gt=0&sort=-posted", ["h", "g"]),
    ],
)
async def test_members_truths_long_numbers_and_moments_are_filtered(
    engine: AsyncElasticsearch, index: str, raw: str, ids: list[str]
) -> None:
    assert (await ask_for(engine, index, raw)).ids == ids


async def test_every_value_that_a_facet_shows_can_be_asked_for_and_finds_its_count(
    engine: AsyncElasticsearch, index: str
) -> None:
    found = await ask_for(engine, index, "facets=skill,hours,remote,salary,bonus,sign")

    assert [(each.value, each.count) for each in found.facets["skill"]] == [
        ("Bread", 2), ("Python", 2), ("C++", 1), ("C, C#", 1),
    ]  # fmt: skip
    assert [each.value for each in found.facets["hours"]] == ["full time", "part time"]
    assert [each.value for each in found.facets["remote"]] == ["true", "false"]
    assert [(each.start, each.end, each.count) for each in found.facets["bonus"]] == [(0, 0.5, 3)]
    assert [each.count for each in found.facets["sign"]] == [1, 4]
    for name, buckets in found.facets.items():
        for bucket in buckets:
            chosen = await ask_for(engine, index, f"facets={name}&{bucket.query}")
            assert chosen.total == bucket.count
            assert [each.query for each in chosen.facets[name] if each.selected] == [bucket.query]


@pytest.mark.parametrize("sort", ["salary", "-salary", "views", "-views,salary", "posted", "-posted", "salary,-views"])
@pytest.mark.parametrize("size", [1, 3])
async def test_a_walk_visits_each_offer_once_also_those_of_the_greatest_salary(
    engine: AsyncElasticsearch, index: str, sort: str, size: int
) -> None:
    ids = await walk(engine, index, OfferSearch.parse(f"sort={sort}&page_size={size}".encode()))

    assert sorted(ids) == [each["id"] for each in _OFFERS]
    assert ids == (await ask_for(engine, index, f"sort={sort}&page_size=10")).ids


async def test_two_texts_are_weighed_as_one(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask(engine, index, WeighedSearch.parse(b"text=night&other=night"), ("id",))
    closest = await ask(engine, index, WeighedSearch.parse(b"text=night&other=bakr"), ("id",))

    assert found.ids == ["b", "d"]  # which is shorter, and was seen by nobody
    assert closest.is_closest
    assert closest.ids == ["b"]


async def test_words_are_marked_by_a_parameter_of_any_name(engine: AsyncElasticsearch, index: str) -> None:
    found = await ask_for(engine, index, "text=nihgt+baker&marks=true")

    assert found.is_closest
    assert found.highlights[0] == {"title": "<mark>Baker</mark> &lt;at <mark>night</mark>&gt;"}


async def test_a_fixed_filter_takes_days_as_they_are(engine: AsyncElasticsearch, index: str) -> None:
    def search_before(day: date, raw: str) -> OfferSearch:
        return OfferSearch.parse(raw.encode(), Q("range", posted={"lt": day, "format": "strict_date"}))

    first = await ask(engine, index, search_before(date(2025, 1, 1), "sort=posted&page_size=1"))
    after = search_before(date(2025, 1, 1), "sort=posted&page_size=1").after(first.sort_values[-1])

    assert (first.ids, first.total) == (["d"], 3)
    assert after is not None
    assert (await ask(engine, index, search_before(date(2025, 1, 1), after.canonical()))).ids == ["b"]
    with pytest.raises(InvalidQueryError, match="the cursor is of another search"):
        search_before(date(2025, 1, 2), after.canonical())


async def test_a_search_that_extends_another_keeps_its_document(engine: AsyncElasticsearch, index: str) -> None:
    full_time = OfferSearch.hours.any_of("full time")
    search = FullTimeSearch.parse("city=Köln".encode(), full_time)

    assert (await ask(engine, index, search)).ids == ["a"]
    with pytest.raises(InvalidQueryError, match="no parameter 'city'"):
        OfferSearch.parse(b"city=Paris")
