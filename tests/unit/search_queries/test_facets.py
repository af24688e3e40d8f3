"""Facets: what a declaration asks of the engine, and what becomes of the engine's answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import pytest
from elasticsearch.dsl import AsyncDocument, Date, Double, Integer, Keyword, normalizer
from hypothesis import given
from hypothesis import strategies as st

from search_queries import (
    DeclarationError,
    Facet,
    Facets,
    HistogramFacet,
    InvalidQueryError,
    NamedFacet,
    Page,
    Range,
    RangeBucket,
    RangesFacet,
    SearchQuery,
    Sort,
    Terms,
    TermsFacet,
    ValueBucket,
    join_name_and_id,
)

_folded = normalizer("folded", filter=["lowercase", "asciifolding"])
_SHOWS_ERRORS = {"show_term_doc_count_error": True}


class BookDocument(AsyncDocument):
    id = Keyword()
    kind = Keyword()
    author = Keyword(normalizer=_folded)
    author_id = Keyword()
    author_facet = Keyword()
    year = Integer()
    price = Double()
    printed = Date()

    class Index:
        name = "books"


class BookSearch(SearchQuery, document=BookDocument):
    kind = Terms("kind", of=Literal["novel", "play"], doc="Kinds")
    author = Terms("author", prefix=True, doc="Authors")
    author_id = Terms("author_id", doc="Ids of authors")
    anyone = Terms("author", "author_id", doc="Authors, by what is known of them")
    year = Range("year", doc="Year")
    price = Range("price", ge=0, doc="Price")
    printed = Range("printed", doc="Day")
    facets = Facets(
        kind=TermsFacet("kind", size=2),
        author=NamedFacet("author_facet", name="author", id="author_id", size=2, shard_size=100),
        decade=HistogramFacet("year", interval=10),
        price=RangesFacet("price", bounds=(5, 7.5)),
    )
    sort = Sort("price", default="price")
    page = Page()


class LimitedSearch(SearchQuery, document=BookDocument):
    """Books of the years and prices that may be asked for."""

    year = Range("year", ge=1795, le=2200, doc="Year")
    price = Range("price", ge=0, le=10, doc="Price")
    facets = Facets(century=HistogramFacet("year", interval=100), band=HistogramFacet("price", interval=1))
    sort = Sort("price", default="price")
    page = Page()


KIND = {"terms": {"field": "kind", "size": 10, "shard_size": 10_000, **_SHOWS_ERRORS}}
SHARDS = {"sampler": {"shard_size": 1}, "aggs": {"all": {"filter": {"match_all": {}}}}}
# Of a field with more values than are counted of each shard.
AUTHOR = {
    "author": {
        "terms": {"field": "author_facet", "size": 10, "shard_size": 100, **_SHOWS_ERRORS},
        "aggs": {"shards": SHARDS},
    },
    "author shards": SHARDS,
    "author by text": {"terms": {"field": "author_facet", "size": 100, "shard_size": 100, "order": {"_key": "asc"}}},
}
DECADE = {"histogram": {"field": "year", "interval": 10, "min_doc_count": 1}}
PRICE = {"range": {"field": "price", "ranges": [{"to": 5}, {"from": 5, "to": 7.5}, {"from": 7.5}]}}
BESIDE = {"values": {"terms": {"field": "author_facet", "size": 1_000}}}


def built(raw: bytes) -> dict[str, Any]:
    body = BookSearch.parse(raw).build().to_dict()
    return {name: body[name] for name in ("query", "post_filter", "aggs") if name in body}


def buckets(raw: bytes, aggregations: Any) -> Any:
    return BookSearch.parse(raw).facet_buckets(aggregations)


def counted(*counts: tuple[str, int], error: int = 0) -> dict[str, Any]:
    return {
        "buckets": [{"key": key, "doc_count": count, "doc_count_error_upper_bound": error} for key, count in counts]
    }


def named(key: str, count: int, *, by: int = 1, error: int = 2) -> dict[str, Any]:
    """A value that so many shards have named."""
    return {"key": key, "doc_count": count, "doc_count_error_upper_bound": error, "shards": sampled(by)}


def named_by_shards(
    *values: dict[str, Any], by_text: Sequence[tuple[str, int]] = (), shards: int = 1
) -> dict[str, Any]:
    """The answer of a facet of many values, if so many shards have hits."""
    first = {"buckets": [{"key": key, "doc_count": count} for key, count in by_text]}
    return {"author": {"buckets": list(values)}, "author shards": sampled(shards), "author by text": first}


def sampled(count: int) -> dict[str, Any]:
    return {"doc_count": count, "all": {"doc_count": count}}


def test_without_facets_nothing_else_is_asked_than_before() -> None:
    assert built(b"kind=play&year=1950") == {
        "query": {"bool": {"filter": [{"terms": {"kind": ["play"]}}, {"range": {"year": {"gte": 1950, "lte": 1950}}}]}}
    }


def test_a_search_that_only_counts_hits_asks_for_no_facet_no_order_and_no_page() -> None:
    body = BookSearch.parse(b"facets=kind&year=1950").build().to_dict(count=True)

    assert body == {"query": {"bool": {"filter": [{"range": {"year": {"gte": 1950, "lte": 1950}}}]}}}


def test_each_kind_of_facet_is_an_aggregation() -> None:
    assert built(b"facets=price,kind,decade,author") == {
        "query": {"match_all": {}},
        "aggs": {**AUTHOR, "decade": DECADE, "kind": KIND, "price": PRICE},
    }


def test_on_one_shard_nothing_is_asked_but_the_most_frequent_values() -> None:
    search = BookSearch.parse(b"facets=author,decade,kind")
    author = {"terms": {"field": "author_facet", "size": 2, "shard_size": 2, **_SHOWS_ERRORS}}
    kind = {"terms": {"field": "kind", "size": 2, "shard_size": 10_000, **_SHOWS_ERRORS}}

    assert search.build(one_shard=True).to_dict()["aggs"] == {"author": author, "decade": DECADE, "kind": kind}
    assert search.build().to_dict()["aggs"] == {**AUTHOR, "decade": DECADE, "kind": KIND}


def test_a_facet_ignores_its_own_filter_and_the_others_obey_it() -> None:
    play = {"terms": {"kind": ["play"]}}

    assert built(b"facets=price,kind,decade&kind=play&printed__exists=true") == {
        "query": {"bool": {"filter": [{"exists": {"field": "printed"}}]}},
        "post_filter": play,
        "aggs": {
            "kind": KIND,
            "kind chosen": {"filters": {"filters": {"0": play}}},
            "narrowed by kind": {"filter": play, "aggs": {"decade": DECADE, "price": PRICE}},
        },
    }


def test_a_filter_of_a_facet_that_is_not_asked_for_stays_in_the_query() -> None:
    assert built(b"facets=decade&kind=play") == {
        "query": {"bool": {"filter": [{"terms": {"kind": ["play"]}}]}},
        "aggs": {"decade": DECADE},
    }


def test_all_lookups_of_a_facet_are_its_own_filter() -> None:
    no_play = {"bool": {"must_not": [{"terms": {"kind": ["play"]}}]}}
    novel = {"terms": {"kind": ["novel"]}}

    assert built(b"facets=kind&kind__not=play&kind__all=novel") == {
        "query": {"match_all": {}},
        "post_filter": {"bool": {"filter": [novel, no_play]}},
        "aggs": {"kind": KIND, "kind chosen": {"filters": {"filters": {"0": novel}}}},
    }


def test_several_facets_with_filters_each_obey_those_of_the_others() -> None:
    play = {"terms": {"kind": ["play"]}}
    fifties = {"range": {"year": {"gte": 1950, "lte": 1959}}}

    assert built(b"facets=kind,decade,price&kind=play&year__gte=1950&year__lt=1960") == {
        "query": {"match_all": {}},
        "post_filter": {"bool": {"filter": [fifties, play]}},
        "aggs": {
            "narrowed by kind": {"filter": play, "aggs": {"decade": DECADE, "decade chosen": {"filter": fifties}}},
            "narrowed by year": {
                "filter": fifties,
                "aggs": {"kind": KIND, "kind chosen": {"filters": {"filters": {"0": play}}}},
            },
            "narrowed by year, kind": {
                "filter": {"function_score": {"query": {"bool": {"filter": [fifties, play]}}}},
                "aggs": {"price": PRICE},
            },
        },
    }


def test_a_facet_with_ids_ignores_filters_by_name_and_by_id_and_looks_the_chosen_up_in_all_documents() -> None:
    by_name, by_id = {"terms": {"author": ["lem"]}}, {"terms": {"author_id": ["7"]}}
    chosen = {
        "author chosen by author": {"filters": {"filters": {"0": by_name}}, "aggs": BESIDE},
        "author chosen by author_id": {"filters": {"filters": {"0": by_id}}, "aggs": BESIDE},
    }

    assert built(b"facets=author&author=Lem&author_id=7") == {
        "query": {"match_all": {}},
        "post_filter": {"bool": {"filter": [by_name, by_id]}},
        "aggs": {**AUTHOR, **chosen},
    }
    assert built(b"facets=author&author=Lem&author_id=7&printed__exists=true") == {
        "query": {"bool": {"filter": [{"exists": {"field": "printed"}}]}},
        "post_filter": {"bool": {"filter": [by_name, by_id]}},
        "aggs": {**AUTHOR, **chosen, "all documents": {"global": {}, "aggs": chosen}},
    }


def test_the_chosen_are_looked_up_in_all_that_is_found_if_that_is_everything() -> None:
    by_id, play = {"terms": {"author_id": ["7"]}}, {"terms": {"kind": ["play"]}}
    chosen = {"author chosen by author_id": {"filters": {"filters": {"0": by_id}}, "aggs": BESIDE}}

    assert built(b"facets=author,kind&author_id=7&kind=play")["aggs"] == {
        "narrowed by kind": {"filter": play, "aggs": {**AUTHOR, **chosen}},
        "narrowed by author_id": {
            "filter": by_id,
            "aggs": {"kind": KIND, "kind chosen": {"filters": {"filters": {"0": play}}}},
        },
        **chosen,
    }


def test_a_chosen_thing_that_the_others_filters_leave_out_has_its_name() -> None:
    nothing = {"buckets": {"0": {"values": counted(), "doc_count": 0}}}
    anywhere = {"buckets": {"0": {"values": counted((LEM, 5), (BLOK, 2)), "doc_count": 5}}}
    answer = {
        "narrowed by kind": {**named_by_shards(), "author chosen by author_id": nothing},
        "narrowed by author_id": {"kind": counted(), "kind chosen": {"buckets": {"0": {"doc_count": 0}}}},
        "author chosen by author_id": anywhere,
    }

    assert buckets(b"facets=author,kind&author_id=7&kind=play", answer)["author"] == [
        ValueBucket("Stanisław Lem", "7", 0, True, "author_id=7")
    ]


def test_the_most_frequent_values_are_shown_and_each_says_how_to_ask_for_it() -> None:
    assert buckets(b"facets=kind", {"kind": counted(("a b", 3), ("c&d", 2), ("e", 1))}) == {
        "kind": [ValueBucket("a b", None, 3, False, "kind=a%20b"), ValueBucket("c&d", None, 2, False, "kind=c%26d")]
    }


def test_a_count_that_is_not_certain_is_left_out() -> None:
    answer = counted(("a", 5), ("c", 2))
    answer["buckets"].insert(1, {"key": "b", "doc_count": 3, "doc_count_error_upper_bound": 1})

    assert [bucket.value for bucket in buckets(b"facets=kind", {"kind": answer})["kind"]] == ["a", "c"]


def test_of_many_values_those_are_shown_that_every_shard_names_and_the_first_by_text_fill_the_list() -> None:
    by_text = [("A\x1f4", 1), ("B\x1f5", 2), ("C\x1f1", 9)]

    def shown(*named: dict[str, Any]) -> list[tuple[str, int]]:
        answer = named_by_shards(*named, by_text=by_text, shards=3)
        return [(bucket.value, bucket.count) for bucket in buckets(b"facets=author", answer)["author"]]

    assert shown(named("C\x1f1", 9, by=3), named("D\x1f2", 8, by=2), named("E\x1f3", 7, by=3)) == [("C", 9), ("E", 7)]
    assert shown(named("D\x1f2", 8, by=2), named("E\x1f3", 7, by=2, error=0)) == [("C", 9), ("E", 7)]
    assert shown(named("D\x1f2", 8, by=2)) == [("C", 9), ("B", 2)]


def test_a_count_that_several_shards_left_uncertain_is_left_out_if_one_was_expected() -> None:
    answer = {"author": {"buckets": [named("A\x1f4", 9, error=1), named("B\x1f5", 2, error=0)]}}
    for bucket in answer["author"]["buckets"]:
        del bucket["shards"]

    assert [bucket.value for bucket in buckets(b"facets=author", answer)["author"]] == ["B"]


def test_a_chosen_value_is_shown_beyond_the_size_and_without_hits() -> None:
    answer = {
        "kind": counted(("a", 3), ("b", 2)),
        "kind chosen": {"buckets": {"0": {"doc_count": 2}, "1": {"doc_count": 0}}},
    }

    assert buckets(b"facets=kind&kind=novel,play", answer)["kind"] == [
        ValueBucket("a", None, 3, False, "kind=a"),
        ValueBucket("b", None, 2, False, "kind=b"),
        ValueBucket("novel", None, 2, True, "kind=novel"),
        ValueBucket("play", None, 0, True, "kind=play"),
    ]


LEM = join_name_and_id("Stanisław Lem", 7)
NAMESAKE = join_name_and_id("Stanislaw Lem", 8)
BLOK = join_name_and_id("Blok", 9)


@pytest.mark.parametrize("name", ["Stanisław Lem", "stanislaw lem", "STANISŁAW  LEM"])
def test_all_of_a_chosen_name_are_selected_however_it_is_typed(name: str) -> None:
    here = {"values": counted((LEM, 3), (BLOK, 1)), "doc_count": 3}
    anywhere = {"values": counted((LEM, 5), (BLOK, 2), (NAMESAKE, 1)), "doc_count": 6}
    answer = {
        **named_by_shards(named(BLOK, 4), named(LEM, 3)),
        "author chosen by author": {"buckets": {"0": here}},
        "all documents": {"author chosen by author": {"buckets": {"0": anywhere}}},
    }

    assert buckets(f"facets=author&author={name}".replace(" ", "+").encode(), answer)["author"] == [
        ValueBucket("Blok", "9", 4, False, "author_id=9"),
        ValueBucket("Stanisław Lem", "7", 3, True, "author_id=7"),
        ValueBucket("Stanislaw Lem", "8", 0, True, "author_id=8"),
    ]


def test_a_chosen_id_that_nothing_has_is_shown_as_it_was_asked_for() -> None:
    nothing = {"buckets": {"0": {"values": counted(), "doc_count": 0}}}
    answer = {
        **named_by_shards(),
        "author chosen by author": nothing,
        "author chosen by author_id": nothing,
        "all documents": {"author chosen by author": nothing, "author chosen by author_id": nothing},
    }

    assert buckets(b"facets=author&author_id=99&author=nobody", answer)["author"] == [
        ValueBucket("99", "99", 0, True, "author_id=99"),
        ValueBucket("nobody", None, 0, True, "author=nobody"),
    ]


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


def test_the_order_and_the_number_of_names_do_not_matter() -> None:
    searches = [BookSearch.parse(raw) for raw in (b"facets=kind,decade", b"facets=decade&facets=kind,kind")]

    assert searches[0] == searches[1]
    assert searches[0].canonical() == searches[1].canonical() == "facets=decade,kind"
    assert searches[0].facets == ("decade", "kind")


@given(st.lists(st.sampled_from(("kind", "author", "decade", "price")), max_size=6))
def test_what_is_canonical_is_read_as_the_same(names: list[str]) -> None:
    search = BookSearch.parse(f"facets={','.join(names)}".encode() if names else b"")

    assert BookSearch.parse(search.canonical().encode()) == search
    assert {name.split()[0] for name in search.build().to_dict().get("aggs", {})} == set(names)


def test_an_unknown_facet_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidQueryError) as caught:
        BookSearch.parse(b"facets=kind,colour")

    (fault,) = caught.value.faults
    assert (fault.parameter, fault.code) == ("facets", "not_allowed")
    assert fault.allowed == {"enum": ["kind", "author", "decade", "price"], "type": "string"}


def test_a_search_says_what_it_counts() -> None:
    assert BookSearch.parse(b"facets=kind,decade").describe() == "books with counts by decade, kind"


@pytest.mark.parametrize(
    ("facet", "fault"),
    [
        (TermsFacet("colour"), "there is no Terms 'colour'; there are kind, author, author_id, anyone"),
        (TermsFacet("year"), "there is no Terms 'year'; there are kind, author, author_id, anyone"),
        (TermsFacet("anyone"), "anyone is of several fields, and a facet is of one"),
        (NamedFacet("author_facet", name="author", id="isbn"), "there is no Terms 'isbn'"),
        (NamedFacet("colour", name="author", id="author_id"), "BookDocument has no field 'colour'"),
        (NamedFacet("year", name="author", id="author_id"), "the field 'year' of BookDocument is of type integer"),
        (HistogramFacet("kind", interval=10), "there is no Range 'kind'; there are year, price, printed"),
        (HistogramFacet("printed", interval=10), "printed is of dates, and a facet is of numbers"),
    ],
)
def test_a_facet_that_its_search_cannot_count_fails_while_the_class_is_made(facet: Facet[Any], fault: str) -> None:
    with pytest.raises(DeclarationError) as caught:

        class _Search(BookSearch, document=BookDocument):
            facets = Facets(mine=facet)

    assert str(caught.value).startswith("_Search.facets")
    assert fault in str(caught.value)


@pytest.mark.parametrize("bounds", [(), (5, 5), (7, 5)])
def test_bounds_go_upwards(bounds: tuple[int, ...]) -> None:
    with pytest.raises(DeclarationError, match="ascending"):
        RangesFacet("price", bounds=bounds)


def test_an_interval_has_a_width() -> None:
    with pytest.raises(DeclarationError, match="more than 0"):
        HistogramFacet("year", interval=0)
