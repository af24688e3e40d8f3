"""The parts of a search, to which every parameter adds its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Self

from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncSearch
from elasticsearch.dsl.query import Query


class PreparedQuery(Query):
    """A query that is JSON already."""

    name = "prepared"

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__()
        self._body = body

    def to_dict(self) -> dict[str, Any]:
        """The query as it is sent."""
        return self._body


class PreparedSearch(AsyncSearch):
    """A search whose body is JSON already: elasticsearch-dsl would walk through a hundred clauses for 1 ms.

    What is added by its methods, such as `filter`, is joined to the query, the post_filter and the aggs that it has.
    """

    _prepared: Mapping[str, Any]

    @classmethod
    def of(cls, index: str, preference: str, body: Mapping[str, Any]) -> Self:
        """The search of an index; equal preferences ask the same replicas."""
        search = cls(index=index)
        search._params["preference"] = preference
        search._prepared = body
        return search

    async def answer(self, client: AsyncElasticsearch) -> Any:
        """The engine's JSON as it is, of which `execute` would make objects. Raises what the client raises."""
        return (await client.search(index=self._index, body=self.to_dict(), **self._params)).body

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._prepared = self._prepared
        return clone

    def to_dict(self, count: bool = False, **kwargs: Any) -> dict[str, Any]:
        added = super().to_dict(count, **kwargs)
        prepared = {"query": self._counted} if count else self._prepared
        joined = {
            name: join(prepared[name], added[name])
            for name, join in _JOINED.items()
            if name in prepared and name in added
        }
        return {**prepared, **added, **joined}

    @property
    def _counted(self) -> Mapping[str, Any]:
        """The query of all hits, which a post_filter narrows."""
        query, post_filter = self._prepared["query"], self._prepared.get("post_filter")
        return query if post_filter is None else _both(query, post_filter)


def _clauses(queries: Mapping[str, Sequence[Query]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [each.to_dict() for each in several] for name, several in queries.items() if several}


def _both(query: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"bool": {"must": [query, other]}}


_JOINED: Mapping[str, Callable[[Any, Any], Mapping[str, Any]]] = {
    "query": _both,
    "post_filter": _both,
    "aggs": lambda prepared, added: {**prepared, **added},
}


@dataclass
class SearchParts:
    """What is collected for one search.

    `is_scored` says whether hits have a relevance, `is_ranked` whether they are ordered by it, and `is_closest` whether
    no document has all words, so that those are wanted that come closest. `one_shard` says that the index has one shard
    only. Of the clauses, hits must match all `scored` and `filters`, while `preferred` only raise the score, which
    `renown`, a field of numbers, multiplies by ln(2 + its value).
    `filters_of` are the filters of each parameter, once `contribute_all` has called it. `sort` are the sort keys,
    `[{"price": {"order": "asc"}}]`, and `ties` those of hits of equal relevance. `options` are further keys of the
    request's body: `{"from": 20, "size": 10}`.
    """

    is_scored: bool = False
    is_ranked: bool = False
    is_closest: bool = False
    one_shard: bool = False
    scored: list[Query] = field(default_factory=list)
    preferred: list[Query] = field(default_factory=list)
    renown: str | None = None
    filters: list[Query] = field(default_factory=list)
    filters_of: dict[str, list[Query]] = field(default_factory=dict)
    sort: list[dict[str, Any]] = field(default_factory=list)
    ties: list[dict[str, Any]] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def finds_everything(self) -> bool:
        """Whether no clause limits what is found."""
        return not any((self.scored, self.preferred, self.filters, *self.filters_of.values()))

    def body(self) -> dict[str, Any]:
        """The request's body that has all parts."""
        filters = [*self.filters, *chain(*self.filters_of.values())]
        scoring = _clauses({"must": self.scored, "should": self.preferred})
        if self.renown and scoring:
            is_one = len(self.scored) == 1 and not self.preferred
            only = scoring["must"][0] if is_one else {"bool": scoring}
            factor = {"field": self.renown, "modifier": "ln2p", "missing": 0}
            scoring = {"must": [{"function_score": {"query": only, "field_value_factor": factor}}]}
        given = scoring | _clauses({"filter": filters})
        sort = [*self.sort[:-1], *self.ties, *self.sort[-1:]] if self.is_ranked else self.sort
        return {"query": {"bool": given} if given else {"match_all": {}}, "sort": sort, **self.options}
