"""Ranges of days, on both engines, whatever the format in which documents have their days or moments."""

from collections.abc import Callable
from typing import Any

import pytest
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Date, Keyword, MetaField

from search_queries import Page, Range, SearchQuery, Sort
from tests.fixtures.indices import create_filled
from tests.search_contract.asking import ask, walk


def concerts_with(date: Date) -> type[AsyncDocument]:
    """A document of concerts with such a day."""

    class ConcertDocument(AsyncDocument):
        id = Keyword()
        day = date

        class Index:
            name = "concerts"

        class Meta:
            dynamic = MetaField("strict")

    return ConcertDocument


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        (Date(), "2019-07-20T23:30:00Z"),
        (Date(format="strict_date"), "2019-07-20"),
        (Date(format="strict_date_time"), "2019-07-20T23:30:00.000Z"),
        (Date(format="strict_date_time_no_millis||strict_date_time"), "2019-07-20T23:30:00Z"),
        (Date(format="epoch_millis"), 1_563_665_400_000),
    ],
    ids=["default", "days", "milliseconds", "seconds", "epoch"],
)
async def test_a_client_asks_for_days_whatever_the_field_holds(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], date: Date, moment: str | int
) -> None:
    document = concerts_with(date)

    class ConcertSearch(SearchQuery, document=document):
        """Concerts by day."""

        day = Range("day", doc="Day")
        sort = Sort("id", default="id")
        page = Page()

    index = new_name("concerts")
    concerts: list[dict[str, Any]] = [{"id": "a", "day": moment}, {"id": "b"}, {"id": "c", "day": moment}]
    await create_filled(engine, index, document, concerts)

    async def total(raw: bytes) -> int:
        return (await ask(engine, index, ConcertSearch.parse(raw))).total

    asked = (b"day=2019-07-20", b"day__lte=2019-07-20", b"day__gte=2019-07-20", b"day__lt=2019-07-21")
    assert [await total(raw) for raw in asked] == [2, 2, 2, 2]
    others = (b"day=2019-07-21", b"day__lt=2019-07-20", b"day__gt=2019-07-20", b"day__lte=0001-01-01")
    assert [await total(raw) for raw in others] == [0, 0, 0, 0]


@pytest.mark.parametrize("sort", ["day", "-day"])
@pytest.mark.parametrize(
    "date",
    [Date(), Date(format="strict_date"), Date(format="strict_date||epoch_millis")],
    ids=["default", "days", "days or epoch"],
)
async def test_an_order_by_days_has_what_has_none_last(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], date: Date, sort: str
) -> None:
    document = concerts_with(date)

    class ConcertSearch(SearchQuery, document=document):
        """Concerts in the order of their days."""

        sort = Sort("day", default="-day")
        page = Page(size=1)

    index = new_name("concerts")
    concerts: list[dict[str, Any]] = [{"id": "a", "day": "2019-07-20"}, {"id": "b"}, {"id": "c", "day": "1869-07-20"}]
    await create_filled(engine, index, document, concerts)

    ids = await walk(engine, index, ConcertSearch.parse(f"sort={sort}".encode()))

    assert ids == (["c", "a", "b"] if sort == "day" else ["a", "c", "b"])
