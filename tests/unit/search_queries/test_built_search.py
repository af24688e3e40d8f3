"""A built search, to which more is added by the methods of elasticsearch-dsl."""

from typing import Any

import pytest
from elasticsearch.dsl import A, AsyncDocument, Keyword

from search_queries import Facets, Page, SearchQuery, Size, Sort, Suggest, SuggestQuery, Terms, TermsFacet
from search_queries.words.fields import title_length, title_words, whole_titles

_OF_TENANT = {"bool": {"filter": [{"term": {"tenant": "a"}}]}}
_DRAMA = {"terms": {"genre": ["drama"]}}


class PlayDocument(AsyncDocument):
    id = Keyword()
    genre = Keyword()
    tenant = Keyword()
    words = title_words()
    whole = whole_titles()
    length = title_length()

    class Index:
        name = "plays"


class PlaySearch(SearchQuery, document=PlayDocument):
    genre = Terms("genre", doc="Genres")
    facets = Facets(genre=TermsFacet("genre"))
    sort = Sort("id", default="id")
    page = Page()


class PlaySuggest(SuggestQuery, document=PlayDocument):
    """A size that is declared before what is suggested."""

    most = Size(default=3, most=5)
    query = Suggest(titles=("words",), whole="whole", length="length", doc="Start of a title")


def built(raw: bytes) -> Any:
    return PlaySearch.parse(raw).build()


@pytest.mark.parametrize(
    ("raw", "query"),
    [(b"", {"match_all": {}}), (b"genre=drama", {"bool": {"filter": [_DRAMA]}})],
)
def test_a_filter_that_is_added_narrows_what_is_asked_for(raw: bytes, query: Any) -> None:
    narrowed = built(raw).filter("term", tenant="a")

    assert narrowed.to_dict() == {**built(raw).to_dict(), "query": {"bool": {"must": [query, _OF_TENANT]}}}
    assert narrowed.source(["id"]).to_dict()["query"] == narrowed.to_dict()["query"]


def test_a_post_filter_and_aggregations_are_added_to_those_of_the_facets() -> None:
    plain = built(b"genre=drama&facets=genre")
    more = plain.post_filter("term", tenant="a")
    more.aggs.bucket("tenants", A("terms", field="tenant"))

    assert more.to_dict()["post_filter"] == {"bool": {"must": [_DRAMA, {"term": {"tenant": "a"}}]}}
    assert more.to_dict()["aggs"] == {**plain.to_dict()["aggs"], "tenants": {"terms": {"field": "tenant"}}}


def test_an_order_and_a_size_take_the_place_of_those_that_were_declared() -> None:
    body = built(b"genre=drama").sort("tenant")[:3].to_dict()

    assert (body["sort"], body["from"], body["size"]) == (["tenant"], 0, 3)


def test_as_many_are_counted_as_are_found() -> None:
    assert built(b"genre=drama").to_dict(count=True) == {"query": {"bool": {"filter": [_DRAMA]}}}
    assert built(b"genre=drama&facets=genre").to_dict(count=True) == {
        "query": {"bool": {"must": [{"match_all": {}}, _DRAMA]}}
    }


@pytest.mark.parametrize(("raw", "size"), [(b"query=ham", 3), (b"query=ham&most=5", 5)])
def test_a_size_holds_wherever_it_is_declared(raw: bytes, size: int) -> None:
    assert PlaySuggest.parse(raw).build().to_dict()["size"] == size
