"""What a declaration cannot mean is refused while its class is made, with what to do instead."""

import types
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from elasticsearch.dsl import (
    AsyncDocument,
    Date,
    Double,
    Integer,
    Keyword,
    Long,
    Nested,
    Object,
    Short,
    Text,
    normalizer,
    token_filter,
)

from search_queries import (
    DeclarationError,
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
)
from search_queries.words.analysis import folded
from search_queries.words.fields import title_length, title_words, whole_titles


class VenueDocument(AsyncDocument):
    id = Keyword()
    name = Keyword()
    title = title_words()
    whole = whole_titles()
    length = title_length()
    notes = Text()
    seats = Integer()
    built_ns = Long()
    halls = Object(properties={"name": Keyword(), "bars": Nested(properties={"name": Keyword(), "taps": Short()})})
    opened = Date()
    closed = Date(format="strict_date_time||strict_date")
    price = Double()
    photo = Keyword(index=False)
    rank = Integer(doc_values=False)
    draft = Object(enabled=False, properties={"name": Keyword()})
    hall_facet = Keyword(normalizer=folded)
    country = Keyword(normalizer=normalizer("upper", filter=["uppercase"]))
    city = Keyword(normalizer=normalizer("turkish", filter=[token_filter("dotted", "lowercase", language="turkish")]))
    town = Keyword(normalizer=normalizer("composed", filter=[token_filter("form", "icu_normalizer", name="nfc")]))

    class Index:
        name = "venues"


def words(**options: Any) -> Words:
    return Words(**{"titles": ("title",), "whole": "whole", "length": "length", "doc": "Words", **options})


def _suggest() -> Suggest:
    return Suggest(titles=("title",), whole="whole", length="length", doc="Start")


@pytest.mark.parametrize(
    ("declare", "fault"),
    [
        (
            lambda: {"bar": Terms("halls.bars.name", doc="Bars")},
            "_Search.bar: the field 'halls.bars.name' of VenueDocument is inside 'halls.bars', which is Nested: "
            "searches do not look there; make it Object, or copy its values into a field beside it",
        ),
        (lambda: {"taps": Range("halls.bars.taps", doc="Taps")}, "'halls.bars', which is Nested"),
        (
            lambda: {"name": Range("name", doc="Names")},
            "is of type keyword, and only date or double or integer or long or short will do; "
            "there are built_ns, closed, length, opened, price, rank, seats",
        ),
        (
            lambda: {"name__first": Terms("name", doc="Names")},
            "_Search.name__first: two underscores part a name from a lookup; leave one out",
        ),
        (lambda: {"name": Terms(doc="Names")}, "Terms takes one field or several"),
        (
            lambda: {"one": words(renown="seats"), "two": words(), "three": words(renown="price")},
            "one field weighs the scores of a search; got renown=price and seats",
        ),
        (lambda: {"name": Terms(["name"], doc="Names")}, "got (['name'],)"),  # type: ignore[arg-type]
        (lambda: {"seats": Range("seats", ge=9, le=5, doc="Seats")}, "_Search.seats: no number is from 9 to 5"),
        (
            lambda: {"seats": Range("seats", le=2**31, doc="Seats")},
            "_Search.seats: the field 'seats' has numbers from -2147483648 to 2147483647; got ge=None, le=2147483648",
        ),
        (lambda: {"opened": Range("opened", ge=1900, doc="Day")}, "ge and le bound numbers, and 'opened' has dates"),
        (lambda: {"query": words(titles="title")}, "titles takes several fields, such as ('title',); got 'title'"),
        (lambda: {"query": words(titles=())}, "titles names the field of the titles"),
        (lambda: {"query": words(people="title")}, "people takes several fields"),
        (lambda: {"query": words(titles=("title^high",))}, "a number of more than 0, as title^2; got 'title^high'"),
        (lambda: {"query": words(titles=("title^0",))}, "a number of more than 0"),
        (lambda: {"query": words(titles=("notes",))}, "no field 'notes.words'"),
        (lambda: {"query": words(titles=("notes",))}, "title_words(), whole_titles(), title_length()"),
        (lambda: {"query": words(noise="(")}, "noise is no regular expression: "),
        (lambda: {"query": words(all_titles="notes")}, "no field 'notes.joined'"),
        (lambda: {"query": words(all_titles="notes")}, "all_title_words() that of all_titles"),
        (
            lambda: {"query": _suggest()},
            "_Search.query: a Suggest has no pages; declare it in a SuggestQuery, or make it Words",
        ),
        (
            lambda: {"highlight": Highlight(titles=("name",)), "text": words()},
            "_Search.highlight marks the words of 'query', which is no Words; there are text",
        ),
        (lambda: {"highlight": Highlight(titles=("name",))}, "which is no Words; there are none"),
        (lambda: {"highlight": Highlight(titles="name")}, "titles takes several fields"),
        (lambda: {"like": Similar(title="name", titles="title", whole="whole")}, "titles takes several fields"),
        (lambda: {"page": Page(size=200, max_size=100)}, "got size=200, max_size=100"),
        (lambda: {"page": Page(size=0)}, "a page has from 1 to max_size hits"),
        (lambda: {"page": Page(size="20")}, "size must be a whole number; got '20'"),  # type: ignore[arg-type]
        (lambda: {"page": Page(count_up_to=0)}, "count_up_to goes from 1 to 2,147,483,647; got 0"),
        (lambda: {"page": Page(), "next": Page()}, "_Search declares page and next, and has one Page at most"),
        (
            lambda: {"order": Sort("opened", default="opened")},
            "_Search declares sort and order, and has one Sort at most",
        ),
        (lambda: {"size": Size(default=5, most=10)}, "_Search.size: no Size here, since its page has a size"),
        (
            lambda: {"like": Similar(title="name", titles=("title",), whole="whole")},
            "_Search.like: no Similar here, since it belongs into a SimilarQuery",
        ),
        (
            lambda: {"seats": (Range("seats", doc="Seats"),)},
            "_Search.seats is a tuple: there is a comma behind its parenthesis",
        ),
        (
            lambda: {"facets": {"seats": HistogramFacet("seats", interval=5)}},
            "_Search.facets is a dict; declare each parameter by itself, and facets in Facets(genre=...)",
        ),
        (lambda: {"filters": [Range("seats", doc="Seats")]}, "_Search.filters is a list; declare each parameter"),
        (lambda: {"seats": Range}, "_Search.seats is the class Range itself; declare Range(...)"),
        (lambda: {"seats": HistogramFacet("seats", interval=5)}, "is a HistogramFacet, which belongs into Facets(...)"),
        (lambda: {"facets": Facets(seats="seats")}, "got {'seats': 'seats'}"),  # type: ignore[arg-type]
        (
            lambda: {"photo": Terms("photo", doc="Photos")},
            "the field 'photo' of VenueDocument is not searched or sorted by, since index=False; leave that out",
        ),
        (lambda: {"sort": Sort("rank", default="rank")}, "since doc_values=False; leave that out"),
        (lambda: {"draft": Terms("draft.name", doc="Drafts")}, "is inside 'draft', which is not indexed"),
        (
            lambda: {
                "name": Terms("name", doc="Names"),
                "id": Terms("id", doc="Ids"),
                "facets": Facets(hall=NamedFacet("hall_facet", name="name", id="id")),
            },
            "_Search.facets.hall: the field 'hall_facet' holds names and ids as they are shown, and its normalizer",
        ),
        (
            lambda: {"country": Terms("country", doc="Countries")},
            "_Search.country: values are asked for in lower case; the normalizer 'upper' of 'country' keeps others.",
        ),
        (lambda: {"city": Terms("city", doc="Cities")}, "the normalizer 'turkish' of 'city' keeps others"),
        (lambda: {"town": Terms("town", doc="Towns")}, "the normalizer 'composed' of 'town' keeps others"),
        (lambda: {"seats": Range("seats", ge=0.5, doc="Seats")}, "_Search.seats: 'seats' has whole numbers; got 0.5"),
        (lambda: {"seats": Range("seats", ge=float("nan"), doc="Seats")}, "ge must be a finite number; got nan"),
        (lambda: {"page": Page(max_size=10_001)}, "which is at most 10,000"),
        (lambda: {"size": Size(default=5, most=4)}, "got default=5, most=4"),
        (lambda: {"fields": ShownFields()}, "ShownFields takes the names of what may be shown"),
        (lambda: {"facets": Facets()}, "Facets takes at least one"),
        (lambda: {"facets": Facets(name=TermsFacet("name"))}, "there is no Terms 'name'; there are none"),
        (
            lambda: {"facets": Facets(name=TermsFacet("name", size=0))},
            "a facet shows from 1 to 1,000 values, at most shard_size; got size=0",
        ),
        (lambda: {"facets": Facets(name=TermsFacet("name", size=1_001))}, "got size=1001"),
        (
            lambda: {"facets": Facets(name=TermsFacet("name", size=30, shard_size=20))},
            "a facet shows from 1 to 1,000 values, at most shard_size; got size=30, shard_size=20",
        ),
        (
            lambda: {
                "seats": Range("seats", doc="Seats"),
                "facets": Facets(seats=RangesFacet("seats", bounds=(2.5, 5))),
            },
            "_Search.facets.seats: seats has whole numbers; got (2.5, 5)",
        ),
        (
            lambda: {
                "seats": Range("seats", doc="Seats"),
                "facets": Facets(seats=HistogramFacet("seats", interval=0.5)),
            },
            "_Search.facets.seats: seats has whole numbers; got [0.5]",
        ),
        (lambda: {"facets": Facets(seats=HistogramFacet("seats", interval="10"))}, "got '10'"),  # type: ignore[arg-type]
        (lambda: {"facets": Facets(seats=HistogramFacet("seats", interval=float("inf")))}, "a finite number; got inf"),
        (
            lambda: {
                "price": Range("price", ge=0, doc="Price"),
                "facets": Facets(price=HistogramFacet("price", interval=0.1)),
            },
            "_Search.facets.price: no double is a multiple of 0.1, so that price must have ge= and le=, at most 1,000 ",
        ),
        (
            lambda: {
                "built": Range("built_ns", ge=2**60, doc="Nanoseconds"),
                "facets": Facets(built=HistogramFacet("built", interval=10**9)),
            },
            "_Search.facets.built: the engines count whole numbers below 2**53, and built has none",
        ),
        (
            lambda: {
                "built": Range("built_ns", doc="Nanoseconds"),
                "facets": Facets(built=RangesFacet("built", bounds=(0, 2**53))),
            },
            "_Search.facets.built: the engines count whole numbers below 2**53; got the bound 9007199254740992",
        ),
        (
            lambda: {
                "seats": Range("seats", ge=1, le=5, doc="Seats"),
                "facets": Facets(seats=HistogramFacet("seats", interval=10)),
            },
            "_Search.facets.seats: seats takes numbers from 1 to 5, which no multiple of 10 parts; count by a smaller",
        ),
        (
            lambda: {
                "price": Range("price", ge=0.3, le=0.7, doc="Price"),
                "facets": Facets(price=HistogramFacet("price", interval=1)),
            },
            "_Search.facets.price: price takes numbers from 0.3 to 0.7, which no multiple of 1 parts",
        ),
        (
            lambda: {
                "price": Range("price", ge=0.11, le=0.19, doc="Price"),
                "facets": Facets(price=HistogramFacet("price", interval=0.1)),
            },
            "_Search.facets.price: price takes numbers from 0.11 to 0.19, which no multiple of 0.1 parts",
        ),
        (
            lambda: {
                "opened": Range("opened", doc="Day"),
                "facets": Facets(opened=HistogramFacet("opened", interval=1)),
            },
            "_Search.facets.opened: opened is of dates, and a facet is of numbers; declare a Range of a field",
        ),
        (lambda: {"facets": Facets(seats=RangesFacet("seats", bounds=("5", "9")))}, "got '5'"),  # type: ignore[arg-type]
        (lambda: {"fields": ShownFields(["id"])}, "ShownFields takes the names"),  # type: ignore[arg-type]
        (lambda: {"sort": Sort(["seats"], default="seats")}, "Sort takes the names"),  # type: ignore[arg-type]
        (
            lambda: {"sort": Sort("-seats", default="-seats")},
            "Sort names its keys without a direction, which only `default` has; got '-seats'",
        ),
        (lambda: {"sort": Sort(default="-seats", **{"-seats": "seats"})}, "without a direction"),
        (lambda: {"sort": Sort("seats", seats="opened", default="seats")}, "Sort names the key seats twice"),
        (
            lambda: {"sort": Sort("closed", default="closed")},
            "_Search.sort: documents without 'closed' cannot be ordered by it in the format strict_date_time; declare ",
        ),
        (lambda: {"sort": Sort("seats", default="seats,-seats")}, "_Search.sort: the default names seats twice"),
        (
            lambda: {"sort": Sort("seats", default="seats", tie_breaker="uuid")},
            "_Search.sort: there is no field 'uuid' to order ties by; name one in which no two documents are alike, as "
            "tie_breaker=",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(declare: Callable[[], dict[str, Any]], fault: str) -> None:
    def make() -> None:
        namespace = {"sort": Sort("seats", default="seats"), "page": Page(), **declare()}
        types.new_class("_Search", (SearchQuery,), {"document": VenueDocument}, lambda body: body.update(namespace))

    with pytest.raises(DeclarationError) as caught:
        make()

    assert fault in str(caught.value)


def test_a_document_without_an_index_is_refused_since_all_indices_would_be_searched() -> None:
    class Nameless(AsyncDocument):
        id = Keyword()
        seats = Integer()

    with pytest.raises(DeclarationError, match="Nameless names no index"):

        class _Search(SearchQuery, document=Nameless):
            sort = Sort("seats", default="seats")
            page = Page()


@pytest.mark.parametrize(
    "ask",
    [
        lambda search: search.parse(b""),
        lambda search: search.openapi_parameters(),
        lambda search: search.missing_fields({}),
    ],
    ids=["parse", "openapi_parameters", "missing_fields"],
)
def test_a_search_without_a_document_says_so_when_it_is_asked(ask: Callable[[type[SearchQuery]], object]) -> None:
    class Unbound(SearchQuery):
        sort = Sort("seats", default="seats")
        page = Page()

    with pytest.raises(DeclarationError, match=r"Unbound has no document: class Unbound\(\.\.\., document=\.\.\.\)"):
        ask(Unbound)


def test_a_search_that_extends_another_has_its_document_and_what_it_adds() -> None:
    class VenueSearch(SearchQuery, document=VenueDocument):
        sort = Sort("seats", "opened", default="seats, -opened")
        page = Page()

    class OpenedSearch(VenueSearch):
        opened = Range("opened", doc="Day of the opening")

    assert OpenedSearch.parse(b"opened=1900-01-01").opened.gte == date(1900, 1, 1)
    assert OpenedSearch.parse(b"sort=seats,-opened").canonical() == ""
    assert "opened" not in [parameter["name"] for parameter in VenueSearch.openapi_parameters()]


def test_a_document_must_be_a_class_of_documents() -> None:
    with pytest.raises(DeclarationError, match="document= takes a class of documents; got 'venues'"):

        class _Search(SearchQuery, document="venues"):  # type: ignore[arg-type]
            sort = Sort("seats", default="seats")
            page = Page()


def test_a_search_for_suggestions_needs_what_is_typed() -> None:
    with pytest.raises(DeclarationError, match=r"_Search declares no Suggest\(\.\.\.\)"):

        class _Search(SuggestQuery, document=VenueDocument):
            size = Size(default=5, most=10)


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        ({"sort": Sort("seats", default="seats")}, "_Search.sort: no Sort here, since the best come first"),
        ({"page": Page()}, "_Search.page: no Page here, since the best come alone; declare a Size"),
        (
            {"text": words(), "marks": Highlight(titles=("name",), words="text")},
            "_Search.marks: no Highlight here, since only a SearchQuery marks words",
        ),
    ],
    ids=["sort", "page", "highlight"],
)
def test_suggestions_have_no_order_no_pages_and_no_marks(refused: dict[str, Any], reason: str) -> None:
    declared = {"query": _suggest(), **refused}
    with pytest.raises(DeclarationError, match=reason):
        types.new_class("_Search", (SuggestQuery,), {"document": VenueDocument}, lambda body: body.update(declared))


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        ({"query": _suggest()}, "_Search.query: no Suggest here, since it belongs into a SuggestQuery"),
        (
            {"text": words(), "marks": Highlight(titles=("name",), words="text")},
            "_Search.marks: no Highlight here, since only a SearchQuery marks words",
        ),
    ],
    ids=["suggest", "highlight"],
)
def test_what_is_alike_is_neither_suggested_nor_marked(refused: dict[str, Any], reason: str) -> None:
    declared = {"like": Similar(title="name", titles=("title",), whole="whole"), **refused}
    with pytest.raises(DeclarationError, match=reason):
        types.new_class("_Search", (SimilarQuery,), {"document": VenueDocument}, lambda body: body.update(declared))
