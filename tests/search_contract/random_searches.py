"""Random searches of any declaration: parameters that it has, with values that fit them."""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from elasticsearch import AsyncElasticsearch
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from search_queries import InvalidQueryError, SearchQuery
from tests.fixtures.engines import Engines

Search = TypeVar("Search", bound=SearchQuery)

# What a parameter is asked for, by its name before the lookup.
Values = Mapping[str, st.SearchStrategy[Any]]

PAGES: Values = {
    "page_number": st.one_of(st.integers(1, 4), st.integers(1, 100)),
    "page_size": st.one_of(st.sampled_from((1, 2, 10, 100)), st.integers(1, 100)),
}
# The most values of a list, by the lookup.
_MOST_VALUES = {"": 8, "all": 2, "not": 3, "prefix": 3}


def searches(declaration: type[Search], values: Values, *, words: str, most: int = 3) -> st.SearchStrategy[Search]:
    """Searches of some of the parameters; every second one has that of `words`.

    None has a cursor, which only an answer can give: test_cursors.py walks by them.
    """
    parameters = {declared["name"]: declared["schema"] for declared in declaration.openapi_parameters()}
    parameters.pop("cursor", None)

    @st.composite
    def search(draw: st.DrawFn) -> Search:
        names = draw(st.lists(st.sampled_from(sorted(parameters.keys() - {words})), max_size=most - 1, unique=True))
        if draw(st.booleans()):
            names.append(words)
        pairs = [(name, value) for name in names for value in draw(_values(name, parameters[name], values))]
        try:
            return declaration.parse(urlencode(pairs).encode())
        except InvalidQueryError:
            assume(False)
            raise

    return search()


def _values(name: str, schema: dict[str, Any], values: Values) -> st.SearchStrategy[list[Any]]:
    base, _, lookup = name.partition("__")
    if schema["type"] == "array":
        items = schema["items"]
        choices = items.get("enum") or [items[name] for name in ("const",) if name in items]
        each = st.sampled_from(choices) if choices else values[base]
        if lookup == "prefix":
            each = st.tuples(each, st.integers(1, 6)).map(lambda cut: cut[0][: cut[1]])
        if name == "sort":
            keys = st.lists(each, min_size=1, max_size=3, unique_by=lambda key: key.removeprefix("-"))
            return keys.map(lambda chosen: [",".join(chosen)])
        return st.lists(each, min_size=1, max_size=_MOST_VALUES[lookup])
    if schema["type"] == "boolean":
        return st.sampled_from((["true"], ["false"]))
    return {**PAGES, **values}[base].map(lambda value: [value])


class Found(NamedTuple):
    """What of an answer has to be the same."""

    ids: list[str]
    sort_values: list[Any]
    total: Any
    facets: Any


async def find(engine: AsyncElasticsearch, index: str, search: SearchQuery, **page: int) -> Found:
    """What a search finds."""
    body = {**search.build().to_dict(), "_source": False, **page}
    answer = await engine.search(index=index, body=body)
    hits = answer["hits"]["hits"]
    facets = search.facet_buckets(answer.get("aggregations", {}))
    return Found([hit["_id"] for hit in hits], [hit["sort"] for hit in hits], answer["hits"]["total"], facets)


def is_by_relevance(search: SearchQuery) -> bool:
    """Whether scores decide the order, which need not be the same."""
    return "_score" in search.build().to_dict()["sort"][0]


def bounded(examples: int) -> settings:
    """So many examples, the same ones each time; or SOAK times as many, others each time."""
    soak = os.environ.get("SOAK")
    return settings(
        max_examples=examples * int(soak or 1),
        derandomize=soak is None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


async def assert_same(engines: Engines, search: SearchQuery) -> None:
    """Both engines find the same documents, in the same order but for relevance, and count them and facets alike."""
    embedded, elasticsearch = await engines.both(lambda engine: find(engine, engines.index, search))
    all_embedded, all_elasticsearch = await engines.both(
        lambda engine: find(engine, engines.index, search, **{"from": 0, "size": 10_000})
    )

    assert sorted(all_embedded.ids) == sorted(all_elasticsearch.ids)
    assert embedded.total == elasticsearch.total == {"value": len(all_elasticsearch.ids), "relation": "eq"}
    assert embedded.facets == elasticsearch.facets
    if not is_by_relevance(search):
        assert all_embedded == all_elasticsearch
        assert embedded == elasticsearch
