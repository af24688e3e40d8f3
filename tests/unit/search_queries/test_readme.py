"""The code of the README runs as it stands there, the recipe for a new kind of parameter included."""

import re
from typing import Any

import pytest

import search_queries
from search_queries import DeclarationError, InvalidQueryError, ValueBucket
from tests.fixtures.readme import README, code_blocks, run_block


@pytest.fixture(scope="module")
def recipe() -> dict[str, Any]:
    """What the recipe for a new kind defines."""
    return run_block("(Parameter[")


def test_each_value_of_the_first_example_is_what_its_comment_says() -> None:
    declared = run_block("class BookSearch")
    example = next(block for block in code_blocks() if "BookSearch.parse" in block)
    search = eval(re.search(r"search = (BookSearch.parse\(.*?\))  #", example)[1], declared)  # type: ignore[index]  # noqa: S307
    stated = re.findall(r'^(search\.\S+)  # ("[^"]*"|[\d.]+)', example, re.MULTILINE)

    assert len(stated) == 3
    for expression, value in stated:
        assert eval(expression, {"search": search}) == eval(value)  # noqa: S307


def test_the_values_that_the_page_names_can_be_imported() -> None:
    named = re.findall(r"\| `(\w+Value)` \|$", README, re.MULTILINE)

    assert set(named) == {"TermsValue", "RangeValue", "PageValue"} <= set(search_queries.__all__)


def test_searches_are_composed_as_the_page_says() -> None:
    declared = run_block("class BookSearch")
    run_block("class MarkedBookSearch", declared)
    search = declared["MarkedBookSearch"].parse(b"title__prefix=war&price__lt=70&genre=novel&query=war&highlight=true")

    assert search.canonical() == "genre=novel&highlight=true&price__lt=70&query=war&title__prefix=war"
    assert search.highlighter(is_closest=False).mark({"title": "War & Peace"}) == {
        "title": "<mark>War</mark> &amp; Peace"
    }
    with pytest.raises(InvalidQueryError, match=r"price must be a number of 1 or more; got '0\.5'"):
        declared["MarkedBookSearch"].parse(b"price=0.5")


def test_a_filter_is_fixed_as_the_page_says() -> None:
    declared = run_block("class BookSearch")
    poetry = run_block("poetry = BookSearch.parse", declared)["poetry"]
    free = declared["BookSearch"].parse(b"sort=-price")

    assert poetry.canonical() == free.canonical() == "sort=-price"
    assert poetry != free
    assert poetry.build().to_dict()["query"] == {"bool": {"filter": [{"terms": {"genre": ["poetry"]}}]}}
    assert poetry.at_page(2).build().to_dict()["query"] == poetry.build().to_dict()["query"]
    after = poetry.after([9.5, "b17"]).canonical().encode()
    assert declared["BookSearch"].parse(after, declared["BookSearch"].genre.any_of("poetry")).page.cursor is not None
    with pytest.raises(InvalidQueryError, match="the cursor is of another search"):
        declared["BookSearch"].parse(after)


def test_a_new_kind_is_read_written_built_and_described(recipe: dict[str, Any]) -> None:
    search = recipe["ShopSearch"].parse(b"open_at=14&sort=-opens")

    assert search.open_at == 14
    assert search.canonical() == "open_at=14&sort=-opens"
    assert search.describe() == "shops with open at 14:00, sort by -opens"
    assert search.build().to_dict() == {
        "query": {"bool": {"filter": [{"range": {"opens": {"lte": 14}}}, {"range": {"closes": {"gt": 14}}}]}},
        "sort": [{"opens": {"order": "desc", "missing": "_last"}}, {"id": {"order": "desc"}}],
        "from": 0,
        "size": 50,
        "track_total_hits": True,
    }


def test_a_new_kind_is_checked_and_documented_like_the_others(recipe: dict[str, Any]) -> None:
    with pytest.raises(InvalidQueryError, match="open_at must be a whole number from 0 to 23; got '24'"):
        recipe["ShopSearch"].parse(b"open_at=24")

    assert recipe["ShopSearch"].openapi_parameters()[0] == {
        "name": "open_at",
        "in": "query",
        "description": "The hour at which the shop is open",
        "schema": {"type": "integer", "minimum": 0, "maximum": 23, "examples": [14]},
    }


def test_a_new_kind_of_facet_ignores_its_own_filter_and_shows_what_is_chosen(recipe: dict[str, Any]) -> None:
    search = run_block("class OpenFacet(", dict(recipe))["CountedShopSearch"].parse(b"facets=open&open_at=14")
    counted = {"buckets": {hour: {"doc_count": count} for hour, count in (("9", 2), ("14", 3), ("21", 0))}}

    assert search.build().to_dict()["post_filter"]["bool"]["filter"][0] == {"range": {"opens": {"lte": 14}}}
    assert list(search.build().to_dict()["aggs"]["open"]["filters"]["filters"]) == ["9", "14", "21"]
    assert search.facet_buckets({"open": counted}) == {
        "open": [
            ValueBucket("9:00", None, 2, False, "open_at=9"),
            ValueBucket("14:00", None, 3, True, "open_at=14"),
            ValueBucket("21:00", None, 0, False, "open_at=21"),
        ]
    }


def test_a_new_kind_fails_with_a_field_that_is_not_there(recipe: dict[str, Any]) -> None:
    parameter = recipe["OpenAt"]("opened", "closes", doc="")

    with pytest.raises(DeclarationError, match="ShopDocument has no field 'opened'; it has closes, id, opens"):
        type("Search", (recipe["ShopSearch"],), {"open_at": parameter}, document=recipe["ShopDocument"])
