"""A declaration is checked against its document while the class is made."""

import types
from collections.abc import Sequence
from typing import Any

import pytest
from elasticsearch.dsl import AsyncDocument, Double, InnerDoc, Integer, Keyword, Object, Text, normalizer, token_filter

from search_queries import (
    DeclarationError,
    Facets,
    Fault,
    HistogramFacet,
    InvalidQueryError,
    Page,
    Range,
    RangesFacet,
    SearchQuery,
    Sort,
    Terms,
    Words,
)


class Author(InnerDoc):
    name = Text(fields={"raw": Keyword()})


class BookDocument(AsyncDocument):
    id = Keyword()
    title = Text()
    price = Double()
    pages = Integer()
    authors = Object(Author)

    class Index:
        name = "books"


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    with pytest.raises(DeclarationError) as caught:

        class _Search(SearchQuery, document=BookDocument):
            prize = Range("prize", doc="Price")
            sort = Sort("price", default="price")
            page = Page()

    assert str(caught.value) == (
        "_Search.prize: BookDocument has no field 'prize'; "
        "it has authors.name, authors.name.raw, id, pages, price, title"
    )


@pytest.mark.parametrize(
    ("parameter", "fault"),
    [
        (
            Words(titles=("price",), whole="title", length="pages", doc=""),
            "the field 'price' of BookDocument is of type double, and only text will do",
        ),
        (
            Terms("authors.name", doc=""),
            "of type text, and only keyword will do; there are authors.name.raw, id",
        ),
        (
            Range("id", doc=""),
            "the field 'id' of BookDocument is of type keyword, and only date or double or integer or long or ",
        ),
        (Sort("title", default="title"), "the field 'title' of BookDocument is of type text, and only"),
    ],
)
def test_a_field_of_an_unfit_type_is_named(parameter: object, fault: str) -> None:
    namespace = {"sort": Sort("price", default="price"), "page": Page(), "asked": parameter}
    if isinstance(parameter, Sort):
        namespace["sort"] = namespace.pop("asked")
    with pytest.raises(DeclarationError) as caught:
        types.new_class("_Search", (SearchQuery,), {"document": BookDocument}, lambda body: body.update(namespace))

    assert fault in str(caught.value)


def test_a_search_needs_an_order_and_pages() -> None:
    with pytest.raises(DeclarationError, match=r"_Search declares no sort = Sort\(\.\.\.\)"):

        class _Search(SearchQuery, document=BookDocument):
            page = Page()


def test_two_parameters_of_one_name_are_refused() -> None:
    with pytest.raises(DeclarationError, match="_Search declares the parameter page_size twice"):

        class _Search(SearchQuery, document=BookDocument):
            page_size = Range("price", doc="")
            sort = Sort("price", default="price")
            page = Page()


def test_the_names_of_the_search_s_own_methods_are_refused() -> None:
    with pytest.raises(DeclarationError, match=r"_Search\.build: a search has a method of this name"):

        class _Search(SearchQuery, document=BookDocument):
            build = Range("price", doc="")  # type: ignore[assignment]
            sort = Sort("price", default="price")
            page = Page()


def test_a_default_order_must_be_one_that_is_offered() -> None:
    with pytest.raises(DeclarationError, match=r"_Search\.sort: the default 'prize' is not one of its keys: price"):

        class _Search(SearchQuery, document=BookDocument):
            sort = Sort("price", default="-prize")
            page = Page()


def test_none_takes_a_parameter_of_a_base_away() -> None:
    class PricedSearch(SearchQuery, document=BookDocument):
        price = Range("price", doc="Price")
        sort = Sort("price", default="price")
        page = Page()

    class PlainSearch(PricedSearch):
        price = None  # type: ignore[assignment]

    assert [fault.code for fault in faults_of(PlainSearch, b"price=2")] == ["unknown_parameter"]
    assert PricedSearch.parse(b"price=2").canonical() == "price=2"
    with pytest.raises(DeclarationError, match=r"_Endless declares no page = Page"):

        class _Endless(PricedSearch):
            page = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    "name",
    [
        "lowercase",
        normalizer("lower", filter="lowercase"),
        normalizer("icu", filter=["icu_folding"]),
        normalizer("own", filter=[token_filter("lower", "lowercase")]),
        normalizer("folds", char_filter=["icu_normalizer"]),
        "one_text",
        "of_a_template",
    ],
    ids=str,
)
def test_values_of_a_field_whose_normalizer_lowers_case_are_asked_for_so(name: Any) -> None:
    class GameDocument(AsyncDocument):
        id = Keyword()
        kind = Keyword(normalizer=name)

        class Index:
            name = "games"
            settings = {"analysis": {"normalizer": {"one_text": {"type": "custom", "filter": "lowercase"}}}}  # noqa: RUF012

    class GameSearch(SearchQuery, document=GameDocument):
        kind = Terms("kind", doc="Kinds")
        sort = Sort("id", default="id")
        page = Page()

    assert GameSearch.parse(b"kind=Chess") == GameSearch.parse(b"kind=CHESS")


def test_a_class_may_keep_what_it_declares_under_names_of_its_own() -> None:
    class CountedSearch(SearchQuery, document=BookDocument):
        pages = Range("pages", doc="Number of pages")
        _numbers = (pages,)
        _facets = {"pages": RangesFacet("pages", bounds=(100, 500))}  # noqa: RUF012
        facets = Facets(**_facets)
        sort = Sort("price", default="price")
        page = Page()

    assert CountedSearch.parse(b"facets=pages").canonical() == "facets=pages"


def test_a_parameter_of_a_kind_that_derives_from_one_of_which_there_is_one_counts_as_that() -> None:
    class Order(Sort):
        """An order of one's own."""

    with pytest.raises(DeclarationError, match="_Search declares sort and order, and has one Sort at most"):

        class _Search(SearchQuery, document=BookDocument):
            sort = Sort("price", default="price")
            order = Order("price", default="price")
            page = Page()


def test_a_search_that_extends_one_in_use_binds_what_is_declared_anew() -> None:
    class ScoredSearch(SearchQuery, document=BookDocument):
        pages = Range("pages", ge=0, le=999, doc="Number of pages")
        facets = Facets(length=HistogramFacet("pages", interval=500))
        sort = Sort("price", default="price")
        page = Page()

    def counted(search: type[SearchQuery]) -> Any:
        return search.parse(b"facets=length").build().to_dict()["aggs"]["length"]["filters"]["filters"]

    before = counted(ScoredSearch)

    class LongerSearch(ScoredSearch):
        pages = Range("pages", ge=0, le=1_999, doc="Number of pages")

    assert (len(before), len(counted(LongerSearch))) == (4, 6)
    assert counted(ScoredSearch) == before


def faults_of(search: type[SearchQuery], raw: bytes) -> Sequence[Fault]:
    with pytest.raises(InvalidQueryError) as caught:
        search.parse(raw)
    return caught.value.faults


def test_a_mixin_serves_two_searches_each_bound_to_its_own_document() -> None:
    class PlayDocument(AsyncDocument):
        id = Keyword()
        price = Double()

        class Index:
            name = "plays"

    class Priced:
        price = Range("price", doc="Price")
        sort = Sort("price", default="price")
        page = Page()

    class BookSearch(Priced, SearchQuery, document=BookDocument):
        pass

    class PlaySearch(Priced, SearchQuery, document=PlayDocument):
        pass

    assert BookSearch.parse(b"price=2").build()._index == ["books"]
    assert PlaySearch.parse(b"price=2").build()._index == ["plays"]
    assert BookSearch.price is not PlaySearch.price
