"""sampler: at most so many documents of each shard.

An index of this engine is one shard, so it tells no more than the smaller one of two numbers. Elasticsearch's, with a
`shard_size` of 1, tells how many shards have documents, and inside of `terms` how many of them have named a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embedded_engine.checks import refuse_unknown, require_count, require_object
from embedded_engine.errors import parsing_error

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT_SHARD_SIZE = 100
_EVERYTHING: dict[str, Any] = {"filter": {"match_all": {}}}


@dataclass(frozen=True)
class SamplerAggregation:
    """Counts a sample of at most `shard_size` documents; `names` are those of the filters of all of them, inside."""

    shard_size: int
    names: tuple[str, ...]

    def answer(self, count: int) -> dict[str, Any]:
        """Elasticsearch's answer if there are `count` documents."""
        sampled = {"doc_count": min(count, self.shard_size)}
        return {**sampled, **dict.fromkeys(self.names, sampled)}


def answer_samplers(samplers: Mapping[str, SamplerAggregation], count: int) -> dict[str, Any]:
    """The answers of several, by name."""
    return {name: sampler.answer(count) for name, sampler in samplers.items()}


def read_sampler(options: Any, inner: Any) -> SamplerAggregation:
    """`{"shard_size"}`, with `{"filter": {"match_all": {}}}` inside: Elasticsearch asks for something inside."""
    given = require_object(options, "[sampler]", parsing_error)
    refuse_unknown(given, ("shard_size",), "[sampler] aggregation", parsing_error)
    inside = require_object(inner, "[sampler] aggs", parsing_error)
    if not inside or any(each != _EVERYTHING for each in inside.values()):
        raise parsing_error(f"[sampler] must have other aggregations inside; supported: {_EVERYTHING}")
    return SamplerAggregation(
        require_count(given.get("shard_size", _DEFAULT_SHARD_SIZE), "[shard_size]"), tuple(inside)
    )
