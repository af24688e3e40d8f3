"""The parameter `facets`, and what may be declared."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_queries import (
    DeclarationError,
    Facet,
    Facets,
    HistogramFacet,
    InvalidQueryError,
    NamedFacet,
    RangesFacet,
    TermsFacet,
)
from tests.unit.search_queries.facets.books import BookDocument, BookSearch


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
