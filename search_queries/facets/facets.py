"""The parameter that asks for facets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, Self

from elasticsearch.dsl.query import Bool, Query

from search_queries.facets.facet import Buckets, Counted, Facet
from search_queries.faults import DeclarationError, Fault
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter

# No facet is called so: their names are Python's, without spaces.
_NARROWED = "narrowed by "
_EVERYTHING = "all documents"


class Facets(Parameter[tuple[str, ...]]):
    """What may be counted of a search, by its public name. The value has the names asked for, in alphabetical order.

    Each facet ignores the filters of its own parameters and obeys all else. For that, the filters of all facets asked
    for stand in the `post_filter`, which narrows hits and their total, and each facet counts what the others leave.
    """

    selects = False
    is_single = True

    def __init__(self, **facets: Facet[Any]) -> None:
        if not facets or not all(isinstance(facet, Facet) for facet in facets.values()):
            raise DeclarationError(
                f'Facets takes at least one, such as Facets(genre=TermsFacet("genre")); got {facets or "none"}'
            )
        super().__init__({path: types for facet in facets.values() for path, types in facet.needs.items()})
        self._facets: Mapping[str, Facet[Any]] = facets

    def among(self, parameters: Mapping[str, Parameter[Any]], declared_by: str) -> Self:
        bound = super().among(parameters, declared_by)
        bound._facets = {
            name: facet.bind(name, parameters, self.mappings, f"{declared_by}.{name}")
            for name, facet in self._facets.items()
        }
        return bound

    def url_parameters(self) -> Sequence[UrlParameter]:
        names = tuple(self._facets)
        doc = "What to count of all that is found. Each ignores the filters by its own values, and no others."
        return [UrlParameter(self.name, Literal[names], doc, many=True, commas=True, example=list(names[:2]))]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[tuple[str, ...], Sequence[Fault]]:
        return tuple(sorted(set(given.get(self.name, ())))), ()

    def write(self, value: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if value:
            yield self.name, ",".join(value)

    def contribute(self, value: tuple[str, ...], parts: SearchParts) -> None:
        """Nothing yet: it takes the filters of others, in `finish`."""

    def finish(self, values: Mapping[str, Any], parts: SearchParts) -> None:
        asked = self._asked(values)
        if not asked:
            return
        own = dict.fromkeys(name for facet in asked for name in facet.names)
        held = {name: filters for name in own if (filters := parts.filters_of.pop(name, None))}
        if held:
            parts.options["post_filter"] = _all_of(held.values())
        aggregations: dict[str, Any] = {}
        everything: dict[str, Any] = {}
        for facet in asked:
            obeyed = {name: filters for name, filters in held.items() if name not in facet.names}
            counted = Counted(is_everything=parts.finds_everything and not obeyed, one_shard=parts.one_shard)
            found = facet.aggregations(values, counted)
            if obeyed:
                # those that obey the same filters are counted together
                body = {"filter": _as_one(_all_of(obeyed.values())), "aggs": {}}
                aggregations.setdefault(_NARROWED + ", ".join(obeyed), body)["aggs"].update(found)
            else:
                aggregations |= found
            everything |= facet.aggregations_of_everything(values)
        if parts.finds_everything:
            aggregations |= everything
        elif everything:
            aggregations[_EVERYTHING] = {"global": {}, "aggs": everything}
        parts.options["aggs"] = aggregations

    def describe(self, value: tuple[str, ...]) -> Iterator[str]:
        if value:
            yield f"counts by {', '.join(value)}"

    def read_buckets(self, values: Mapping[str, Any], aggregations: Mapping[str, Any]) -> dict[str, Buckets]:
        """The buckets of each facet asked for, from the engine's `aggregations`."""
        found = dict(aggregations)
        for name, narrowed in aggregations.items():
            if name.startswith(_NARROWED):
                found |= narrowed
        everything = aggregations.get(_EVERYTHING, aggregations)
        return {facet.name: facet.read(found, everything, values) for facet in self._asked(values)}

    def _asked(self, values: Mapping[str, Any]) -> list[Facet[Any]]:
        return [self._facets[name] for name in values[self.name]]


def _as_one(query: dict[str, Any]) -> dict[str, Any]:
    """The same query, which Elasticsearch takes for one clause.

    It counts what matches one clause by a walk over its matches, and asks a bool of each document that is found.
    """
    return {"function_score": {"query": query}} if "bool" in query else query


def _all_of(filters: Any) -> dict[str, Any]:
    queries: list[Query] = [query for several in filters for query in several]
    return dict((queries[0] if len(queries) == 1 else Bool(filter=queries)).to_dict())
