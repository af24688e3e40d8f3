"""Books with facets, and what is asked for them and made of an answer."""

from typing import Any, Literal

from elasticsearch.dsl import AsyncDocument, Date, Double, Integer, Keyword, normalizer

from search_queries import (
    Facets,
    HistogramFacet,
    NamedFacet,
    Page,
    Range,
    RangesFacet,
    SearchQuery,
    Sort,
    Terms,
    TermsFacet,
)

_folded = normalizer("folded", filter=["lowercase", "asciifolding"])


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
    kind = Terms("kind", of=Literal["novel", "play", "a", "a b", "b", "c", "c&d"], doc="Kinds")
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


def built(raw: bytes) -> dict[str, Any]:
    body = BookSearch.parse(raw).build().to_dict()
    return {name: body[name] for name in ("query", "post_filter", "aggs") if name in body}


def buckets(raw: bytes, aggregations: Any) -> Any:
    return BookSearch.parse(raw).facet_buckets(aggregations)
