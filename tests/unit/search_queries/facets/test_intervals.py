"""Facets of numbers: their intervals and ranges."""

from dataclasses import replace
from typing import Any

import pytest

from search_queries import (
    DeclarationError,
    Facets,
    HistogramFacet,
    Page,
    Range,
    RangeBucket,
    RangesFacet,
    SearchQuery,
    Sort,
)
from tests.unit.search_queries.facets.books import BookDocument, LimitedSearch, buckets


def test_intervals_of_whole_numbers_end_with_their_last_number() -> None:
    answer = {"decade": {"buckets": [{"key": -10.0, "doc_count": 1}, {"key": 1950.0, "doc_count": 2}]}}

    assert buckets(b"facets=decade", answer)["decade"] == [
        RangeBucket(-10, -1, 1, False, "year__gte=-10&year__lte=-1"),
        RangeBucket(1950, 1959, 2, False, "year__gte=1950&year__lte=1959"),
    ]


def test_of_all_documents_few_intervals_are_counted_by_a_filter_each() -> None:
    search = LimitedSearch.parse(b"facets=century")
    ends = [{"lte": 1799}, *({"gte": year, "lte": year + 99} for year in (1800, 1900, 2000, 2100)), {"gte": 2200}]
    filters = {str(number): {"range": {"year": end}} for number, end in enumerate(ends)}

    assert search.build().to_dict()["aggs"] == {"century": {"filters": {"filters": filters}}}
    narrowed = LimitedSearch.parse(b"facets=century&price__gt=5").build().to_dict()
    assert narrowed["aggs"] == {"century": {"histogram": {"field": "year", "interval": 100, "min_doc_count": 1}}}

    counts = {str(number): {"doc_count": count} for number, count in enumerate((1, 0, 3, 0, 0, 2))}
    assert search.facet_buckets({"century": {"buckets": counts}})["century"] == [
        RangeBucket(None, 1799, 1, False, "year__lte=1799"),
        RangeBucket(1900, 1999, 3, False, "year__gte=1900&year__lte=1999"),
        RangeBucket(2200, None, 2, False, "year__gte=2200"),
    ]


def test_intervals_beyond_what_may_be_asked_for_are_one_range_that_may_be() -> None:
    keys = {"century": (1600.0, 1700.0, 1800.0, 2100.0, 2200.0, 2300.0), "band": (0.0, 9.0, 10.0)}
    answer = {
        name: {"buckets": [{"key": key, "doc_count": 2**place} for place, key in enumerate(found)]}
        for name, found in keys.items()
    }
    found = LimitedSearch.parse(b"facets=century,band").facet_buckets(answer)

    assert found == {
        "century": [
            RangeBucket(None, 1799, 3, False, "year__lte=1799"),
            RangeBucket(1800, 1899, 4, False, "year__gte=1800&year__lte=1899"),
            RangeBucket(2100, 2199, 8, False, "year__gte=2100&year__lte=2199"),
            RangeBucket(2200, None, 48, False, "year__gte=2200"),
        ],
        "band": [
            RangeBucket(0.0, 1.0, 1, False, "price__gte=0&price__lt=1"),
            RangeBucket(9.0, 10.0, 2, False, "price__gte=9&price__lt=10"),
            RangeBucket(10.0, None, 4, False, "price__gte=10"),
        ],
    }


@pytest.mark.parametrize("ends", [(1800, 2199), (1795, 2205), (1801, 2200), (-(2**31), 2**31 - 1)])
@pytest.mark.parametrize("interval", [1, 7, 10, 100])
def test_the_query_of_every_interval_is_accepted_and_chooses_it(ends: tuple[int, int], interval: int) -> None:
    least, greatest = ends

    class Search(SearchQuery, document=BookDocument):
        """Books of some years."""

        year = Range("year", ge=least, le=greatest, doc="Year")
        facets = Facets(part=HistogramFacet("year", interval=interval))
        sort = Sort("price", default="price")
        page = Page()

    years = (-(2**31), 1794, 1795, 1799, 1800, 1801, 1850, 2199, 2200, 2201, 2205, 2206, 2**31 - 1)
    keys = sorted({year // interval * interval for year in years})
    answer = {"part": {"buckets": [{"key": float(key), "doc_count": 1} for key in keys]}}
    for bucket in Search.parse(b"facets=part").facet_buckets(answer)["part"]:
        search = Search.parse(f"facets=part&{bucket.query}".encode())
        shown = search.facet_buckets(answer | {"part chosen": {"doc_count": bucket.count}})["part"]

        assert [each for each in shown if each.selected] == [replace(bucket, selected=True)]


def test_an_interval_that_is_too_far_for_ends_of_its_own_is_not_shown_unless_an_open_one_holds_it() -> None:
    keys = ("-Infinity", -1e300, 0.0, 1e300, "Infinity")
    answer = {"buckets": [{"key": key, "doc_count": 2**place} for place, key in enumerate(keys)]}

    assert LimitedSearch.parse(b"facets=band").facet_buckets({"band": answer})["band"] == [
        RangeBucket(None, 0.0, 3, False, "price__lt=0"),
        RangeBucket(0.0, 1.0, 4, False, "price__gte=0&price__lt=1"),
        RangeBucket(10.0, None, 24, False, "price__gte=10"),
    ]


def test_an_interval_that_is_too_far_for_ends_of_its_own_is_not_shown_beyond_bounds_as_far() -> None:
    class Search(SearchQuery, document=BookDocument):
        """Books of any price, as large as they may be asked for."""

        price = Range("price", ge=-1e300, le=1e300, doc="Price")
        facets = Facets(band=HistogramFacet("price", interval=2.5))
        sort = Sort("price", default="price")
        page = Page()

    # the engines do not round alike there: of 1e300 Elasticsearch says a number beyond it
    keys = (-1.0000000000000002e300, -1e300, 0.0, 1e300, 1.0000000000000002e300)
    answer = {"band": {"buckets": [{"key": key, "doc_count": 1} for key in keys]}}

    found = Search.parse(b"facets=band").facet_buckets(answer)

    assert found == {"band": [RangeBucket(0.0, 2.5, 1, False, "price__gte=0&price__lt=2.5")]}


def test_bounds_may_come_of_any_iterable() -> None:
    class Search(SearchQuery, document=BookDocument):
        """Books by price."""

        price = Range("price", doc="Price")
        facets = Facets(price=RangesFacet("price", bounds=(5 * number for number in (1, 2))))
        sort = Sort("price", default="price")
        page = Page()

    asked = Search.parse(b"facets=price").build().to_dict()["aggs"]["price"]["range"]["ranges"]
    assert asked == [{"to": 5}, {"from": 5, "to": 10}, {"from": 10}]


def test_bounds_beyond_what_may_be_asked_for_are_refused() -> None:
    with pytest.raises(DeclarationError, match=r"year takes numbers from 1800 to 2200; got the bound 1750"):

        class Search(SearchQuery, document=BookDocument):
            """Books of some years."""

            year = Range("year", ge=1800, le=2200, doc="Year")
            facets = Facets(part=RangesFacet("year", bounds=(1750, 1900)))
            sort = Sort("price", default="price")
            page = Page()


def test_ranges_between_bounds_are_open_at_both_ends() -> None:
    answer = {"price": {"buckets": [{"doc_count": count} for count in (1, 0, 3)]}}

    assert buckets(b"facets=price", answer)["price"] == [
        RangeBucket(None, 5.0, 1, False, "price__lt=5"),
        RangeBucket(5.0, 7.5, 0, False, "price__gte=5&price__lt=7.5"),
        RangeBucket(7.5, None, 3, False, "price__gte=7.5"),
    ]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("year__gte=1950&year__lt=1960", [(1950, 1959, 2, True)]),
        ("year__gte=1960&year__lte=1969", [(1950, 1959, 2, False), (1960, 1969, 7, True)]),
        ("year__gte=1955", [(1950, 1959, 2, False), (1955, None, 7, True)]),
        ("year=1957", [(1950, 1959, 2, False), (1957, 1957, 7, True)]),
        ("year__exists=true", [(1950, 1959, 2, False)]),
    ],
)
def test_a_chosen_range_is_shown_whether_it_is_one_of_the_intervals_or_not(asked: str, shown: list[Any]) -> None:
    count = 2 if "1960" in asked and "lt=" in asked else 7
    answer = {
        "decade": {"buckets": [{"key": 1950.0, "doc_count": 2}]},
        "decade chosen": {"doc_count": count},
    }
    found = buckets(f"facets=decade&{asked}".encode(), answer)["decade"]

    assert [(each.start, each.end, each.count, each.selected) for each in found] == shown
