"""Facets of intervals, on both engines: the query of each finds as many documents as it counts, whatever its width."""

from collections.abc import Callable

import pytest
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Double, Keyword, Long, MetaField

from search_queries import Facets, HistogramFacet, Page, Range, SearchQuery, Sort
from tests.fixtures.indices import create_filled
from tests.search_contract.asking import ask


class StoneDocument(AsyncDocument):
    id = Keyword()
    weight = Double()
    atoms = Long()

    class Index:
        name = "stones"

    class Meta:
        dynamic = MetaField("strict")


def weighed_by(interval: float) -> type[SearchQuery]:
    class StoneSearch(SearchQuery, document=StoneDocument):
        """Stones by weight."""

        weight = Range("weight", ge=-1, le=4.95, doc="Weight")
        facets = Facets(weight=HistogramFacet("weight", interval=interval))
        sort = Sort("weight", default="weight")
        page = Page()

    return StoneSearch


@pytest.mark.parametrize("interval", [0.05, 0.1, 0.25, 0.3, 0.75, 1, 1.5])
async def test_each_interval_counts_what_its_query_finds(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], interval: float
) -> None:
    index = new_name("stones")
    weights = [*(number / 10 for number in range(-15, 60)), *(number * 0.3 for number in range(16)), 0.1 + 0.2, -0.0]
    stones = [{"id": str(place), "weight": weight} for place, weight in enumerate(weights)]
    await create_filled(engine, index, StoneDocument, stones)
    search = weighed_by(interval)

    buckets = (await ask(engine, index, search.parse(b"facets=weight"))).facets["weight"]

    assert sum(bucket.count for bucket in buckets) == len(weights)
    assert all(len(str(end)) <= 5 for bucket in buckets for end in (bucket.start, bucket.end) if end is not None)
    for bucket in buckets:
        assert (await ask(engine, index, search.parse(bucket.query.encode()))).total == bucket.count, bucket


@pytest.mark.parametrize("interval", [1, 7, 2**50])
async def test_whole_numbers_that_no_double_tells_apart_are_counted_by_what_their_queries_find(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], interval: int
) -> None:
    class Search(SearchQuery, document=StoneDocument):
        """Stones by the number of their atoms."""

        atoms = Range("atoms", doc="Atoms")
        facets = Facets(atoms=HistogramFacet("atoms", interval=interval))
        sort = Sort("atoms", default="atoms")
        page = Page()

    index = new_name("stones")
    above = [*range(2**53 - 9, 2**53 + 9), 2**60 + 1, 2**63 - 2, 2**63 - 1]
    counts = [*above, *(-number - 1 for number in above), -8, -7, -1, 0, 6, 7]
    await create_filled(
        engine, index, StoneDocument, [{"id": str(place), "atoms": count} for place, count in enumerate(counts)]
    )

    buckets = (await ask(engine, index, Search.parse(b"facets=atoms"))).facets["atoms"]

    assert sum(bucket.count for bucket in buckets) == len(counts)
    for bucket in buckets:
        assert (await ask(engine, index, Search.parse(bucket.query.encode()))).total == bucket.count, bucket
