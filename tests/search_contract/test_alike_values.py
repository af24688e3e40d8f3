"""Facets of values that differ in signs only, on both engines: each is chosen, selected and counted by itself."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument, Keyword, MetaField, normalizer

from search_queries import Facets, NamedFacet, Page, SearchQuery, Sort, Terms, TermsFacet, join_name_and_id
from search_queries.words.analysis import folded
from tests.fixtures.indices import create_filled
from tests.search_contract.asking import ask

_ALIKE = ("2.5 m", "25 m", "Part II", "Part 2", "Sci-Fi", "Sci Fi", "SciFi", "C", "C#", "C++", "a|b", "ab", "8½", "812")
# One to a field that forgives accents, case and forms of signs.
_SAME = ("Café – Zoë", "cafe - zoe")


class ToolDocument(AsyncDocument):
    id = Keyword()
    exact = Keyword()
    kind = Keyword(normalizer=folded)
    kind_id = Keyword()
    kind_facet = Keyword()

    class Index:
        name = "tools"

    class Meta:
        dynamic = MetaField("strict")


class ToolSearch(SearchQuery, document=ToolDocument):
    exact = Terms("exact", doc="Kinds, as they are written")
    kind = Terms("kind", doc="Kinds")
    kind_id = Terms("kind_id", doc="Ids of kinds")
    facets = Facets(
        exact=TermsFacet("exact"),
        kind=TermsFacet("kind", size=5),
        named=NamedFacet("kind_facet", name="kind", id="kind_id"),
    )
    sort = Sort("id", default="id")
    page = Page()


async def test_what_differs_in_signs_stays_apart(engine: AsyncElasticsearch, new_name: Callable[[str], str]) -> None:
    index = new_name("tools")
    names = (*_ALIKE, *_SAME)
    # the first value in one tool, the second in two, and so on; each tool names all kinds beside its own
    tools = [
        {
            "id": f"{place}-{number}",
            "exact": name,
            "kind": name,
            "kind_id": [str(other) for other in range(len(names))],
            "kind_facet": [join_name_and_id(other, other_place) for other_place, other in enumerate(names)],
        }
        for place, name in enumerate(names)
        for number in range(place + 1)
    ]
    await create_filled(engine, index, ToolDocument, tools, shards=3)
    before = await ask(engine, index, ToolSearch.parse(b"facets=exact"))

    for place, name in enumerate(names):
        chosen = ToolSearch.parse(urlencode({"facets": "exact", "exact": name}).encode())
        found = await ask(engine, index, chosen)
        assert found.total == place + 1
        assert [bucket.value for bucket in found.facets["exact"] if bucket.selected] == [name]
        assert {bucket.value: bucket.count for bucket in found.facets["exact"]} == {
            bucket.value: bucket.count for bucket in before.facets["exact"]
        }

        facets = await ask(engine, index, ToolSearch.parse(urlencode({"facets": "kind,named", "kind": name}).encode()))
        (selected,) = [bucket for bucket in facets.facets["kind"] if bucket.selected]
        assert selected.count == facets.total
        expected = set(_SAME) if name in _SAME else {name}
        assert {bucket.value for bucket in facets.facets["named"] if bucket.selected} == expected


@pytest.mark.parametrize(("typed", "value"), [("CAFÉ — ZOË", "cafe - zoe"), ("OCEAN’S", "oceans"), ("« q »", '" q "')])
async def test_a_value_is_selected_however_it_is_typed(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], typed: str, value: str
) -> None:
    index = new_name("tools")
    kinds = ["Café – Zoë", "Ocean's", "« q »"]
    await create_filled(engine, index, ToolDocument, [{"id": kind, "kind": kind} for kind in kinds])

    found = await ask(engine, index, ToolSearch.parse(urlencode({"facets": "kind", "kind": typed}).encode()))

    assert [(bucket.value, bucket.count) for bucket in found.facets["kind"] if bucket.selected] == [(value, 1)]
    assert len(found.facets["kind"]) == len(kinds)


class PlainDocument(AsyncDocument):
    id = Keyword()
    kind = Keyword(normalizer=normalizer("lower", filter=["lowercase"]))
    spelled = Keyword(normalizer=normalizer("lower_ascii", filter=["lowercase", "asciifolding"]))

    class Index:
        name = "plain"

    class Meta:
        dynamic = MetaField("strict")


class PlainSearch(SearchQuery, document=PlainDocument):
    kind = Terms("kind", doc="Kinds, whose accents count")
    spelled = Terms("spelled", doc="Kinds, whose apostrophes count")
    facets = Facets(kind=TermsFacet("kind"), spelled=TermsFacet("spelled"))
    sort = Sort("id", default="id")
    page = Page()


@pytest.mark.parametrize("shards", [1, 3])
async def test_a_value_that_the_field_tells_apart_from_another_leaves_that_as_it_is(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], shards: int
) -> None:
    index = new_name("plain")
    plain = [{"id": str(number), "kind": "Café", "spelled": "Ocean's"} for number in range(2)]
    await create_filled(engine, index, PlainDocument, plain, shards=shards)

    async def shown(parameter: str, typed: str) -> list[tuple[str, int, bool]]:
        raw = urlencode({"facets": parameter, parameter: typed})
        found = await ask(engine, index, PlainSearch.parse(raw.encode()))
        return [(bucket.value, bucket.count, bucket.selected) for bucket in found.facets[parameter]]

    assert await shown("kind", "CAFÉ") == [("café", 2, True)]
    assert await shown("kind", "Cafe") == [("café", 2, False), ("cafe", 0, True)]
    assert await shown("spelled", "OCEÁN'S") == [("ocean's", 2, True)]
    assert await shown("spelled", "Oceans") == [("ocean's", 2, False), ("oceans", 0, True)]
