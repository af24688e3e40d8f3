"""`aggs`: the registry of kinds, and the tree that a request asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from embedded_engine.aggregation.counted import Counted, ValueAggregation
from embedded_engine.aggregation.number_aggregations import read_histogram, read_range
from embedded_engine.aggregation.sampler_aggregation import SamplerAggregation, answer_samplers, read_sampler
from embedded_engine.aggregation.terms_aggregation import read_terms
from embedded_engine.checks import refuse_unknown, require_object
from embedded_engine.errors import ShardError, illegal_argument, parsing_error, supported

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from embedded_engine.query.compiled import Compiled, Compiler
    from embedded_engine.storage.index import Index

_OF_VALUES: dict[str, Callable[[Mapping[str, Any], Index], ValueAggregation]] = {
    "histogram": read_histogram,
    "range": read_range,
}
_OF_DOCUMENTS = ("filter", "filters", "global", "sampler")
_KINDS = (*_OF_VALUES, "terms", *_OF_DOCUMENTS)


@dataclass(frozen=True)
class _Narrowed:
    """A `filter`: what is counted of the documents that a query finds, too. `key` is the query as it was sent."""

    query: Compiled
    key: str
    inner: Aggregations

    def answer(self, counted: Counted) -> dict[str, Any]:
        found = counted.within(self.query, self.key)
        return {"doc_count": found.count(), **self.inner.answer(found)}


@dataclass
class Aggregations:
    """Aggregations of the same documents, by name.

    All those of values are one search of tantivy, so that the documents are looked for once.
    """

    body: Mapping[str, Any]
    values: dict[str, ValueAggregation] = field(default_factory=dict)
    filter: dict[str, _Narrowed] = field(default_factory=dict)
    filters: dict[str, dict[str, _Narrowed]] = field(default_factory=dict)
    everything: dict[str, Aggregations] = field(default_factory=dict)
    samplers: dict[str, SamplerAggregation] = field(default_factory=dict)

    def answer(self, counted: Counted, everything: Counted | None = None) -> dict[str, Any]:
        """Elasticsearch's answer; `everything` are all documents, which only the outermost ones may ask for."""
        found: dict[str, Any] = dict(self._count_values(counted))
        for name, narrowed in self.filter.items():
            found[name] = narrowed.answer(counted)
        for name, several in self.filters.items():
            found[name] = {"buckets": {key: narrowed.answer(counted) for key, narrowed in several.items()}}
        if self.samplers:
            found |= answer_samplers(self.samplers, counted.count())
        if everything is not None:
            for name, inner in self.everything.items():
                found[name] = {"doc_count": everything.count(), **inner.answer(everything)}
        return found

    def _count_values(self, counted: Counted) -> Mapping[str, Any]:
        if not self.values:
            return {}
        bodies = {name: self.body[name] for name in self.values}
        key = ("values", counted.key, orjson.dumps(bodies))
        return counted.view.remember(key, lambda: self._search(counted))

    def _search(self, counted: Counted) -> dict[str, Any]:
        requests = {name: request for name, each in self.values.items() if (request := each.request(counted))}
        try:
            found = counted.view.searcher.aggregate(counted.query, requests) if requests else {}
        except ValueError as error:
            if "bucket limit" not in str(error):
                raise
            reason = f"Trying to create too many buckets: {error}. Ask for fewer values or longer intervals"
            raise ShardError("too_many_buckets_exception", reason) from error
        return {name: each.answer(found.get(name, {}), counted) for name, each in self.values.items()}


def read_aggregations(body: Any, compiler: Compiler, *, outermost: bool = True) -> Aggregations:
    """The aggregations of a request. Raises EngineError for what is not supported."""
    given = require_object(body, "[aggs]", parsing_error)
    read = Aggregations(given)
    for name, definition in given.items():
        kind, options, inner = _split(name, definition)
        if kind in _OF_VALUES:
            if inner is not None:
                raise parsing_error(f"[{kind}] aggregation does not support [aggs] inside; {supported(_OF_DOCUMENTS)}")
            read.values[name] = _OF_VALUES[kind](require_object(options, f"[{kind}]", parsing_error), compiler.index)
        elif kind == "terms":
            samplers = _read_samplers(inner or {})
            read.values[name] = read_terms(require_object(options, "[terms]", parsing_error), compiler.index, samplers)
        elif kind == "sampler":
            read.samplers[name] = read_sampler(options, inner)
        elif kind == "filter":
            read.filter[name] = _read_narrowed(options, inner, compiler)
        elif kind == "filters":
            refuse_unknown(
                require_object(options, "[filters]", parsing_error), ("filters",), "[filters]", parsing_error
            )
            queries = require_object(options.get("filters"), "[filters] filters", parsing_error)
            read.filters[name] = {key: _read_narrowed(query, inner, compiler) for key, query in queries.items()}
        elif kind == "global":
            if not outermost:
                reason = f"Aggregation [{name}] cannot have a global sub-aggregation; it is a top level one"
                raise illegal_argument(reason)
            refuse_unknown(require_object(options, "[global]", parsing_error), (), "[global]", parsing_error)
            read.everything[name] = read_aggregations(inner or {}, compiler, outermost=False)
    return read


def _read_samplers(body: Any) -> dict[str, SamplerAggregation]:
    """The aggregations inside of `terms`."""
    read: dict[str, SamplerAggregation] = {}
    for name, definition in require_object(body, "[aggs]", parsing_error).items():
        kind, options, inner = _split(name, definition)
        if kind != "sampler":
            raise parsing_error(f"[terms] aggregation does not support [{kind}] inside; {supported(('sampler',))}")
        read[name] = read_sampler(options, inner)
    return read


def _read_narrowed(query: Any, inner: Any, compiler: Compiler) -> _Narrowed:
    key = orjson.dumps(query).decode()
    return _Narrowed(compiler.compile(query), key, read_aggregations(inner or {}, compiler, outermost=False))


def _split(name: str, definition: Any) -> tuple[str, Any, Any]:
    """The kind of an aggregation, its options, and the aggregations inside of it, None if there are none."""
    given = dict(require_object(definition, f"[{name}]", parsing_error))
    inner = given.pop("aggs", None)
    if "aggregations" in given:
        inner = given.pop("aggregations")
    if len(given) != 1:
        raise parsing_error(f"the aggregation [{name}] must be of one kind; {supported(_KINDS)}")
    ((kind, options),) = given.items()
    if kind not in _KINDS:
        raise parsing_error(f"Unknown aggregation type [{kind}]; {supported(_KINDS)}")
    return kind, options, inner
