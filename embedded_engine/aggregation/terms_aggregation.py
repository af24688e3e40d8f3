"""terms: the most frequent values of a keyword field, each with the number of documents that have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tantivy import Query

from embedded_engine.aggregation.sampler_aggregation import answer_samplers
from embedded_engine.checks import refuse_unknown, require_count, require_flag, require_text
from embedded_engine.errors import illegal_argument, no_field_data, parsing_error
from embedded_engine.query.compiled import restrict
from embedded_engine.storage.fields import KeywordField, TextField
from embedded_engine.storage.hit_count import count_hits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embedded_engine.aggregation.counted import Counted
    from embedded_engine.aggregation.sampler_aggregation import SamplerAggregation
    from embedded_engine.storage.index import Index
    from embedded_engine.storage.view import View

_OPTIONS = ("field", "size", "shard_size", "show_term_doc_count_error", "order")
_BY_COUNT = {"_count": "desc"}
_BY_KEY = {"_key": "asc"}
_DEFAULT_SIZE = 10
# Elasticsearch's own: size * 1.5 + 10.
_SHARD_FACTOR = 1.5
_SHARD_EXTRA = 10
# tantivy estimates the number of values, with an error of a few per cent.
_ESTIMATE_MARGIN = 1.2
_ESTIMATE_EXTRA = 10
# How many times as many values each segment names as are asked for, since the most frequent ones of all need not be
# among the most frequent of each.
_NAMED = 5


@dataclass(frozen=True)
class TermsAggregation:
    """Counts each value, all of them if the field has no more than `shard_size`.

    Of a field with more, each segment names its most frequent ones, and these are counted exactly; or with `is_by_key`
    the first ones in the order of their texts, of which no segment can leave one out. `samplers` are inside of it.
    """

    field: KeywordField | None
    size: int
    shard_size: int
    shows_errors: bool
    is_by_key: bool
    samplers: Mapping[str, SamplerAggregation]

    def request(self, counted: Counted) -> Mapping[str, Any] | None:
        """What to ask tantivy."""
        if self.field is None:
            return None
        limit = self._limit(self.field.column, counted.view)
        order = _BY_KEY if self.is_by_key else _BY_COUNT
        return {"terms": {"field": self.field.column, "size": limit, "segment_size": limit, "order": order}}

    def answer(self, found: Mapping[str, Any], counted: Counted) -> dict[str, Any]:
        """The values by their frequency, equally frequent ones in the order of their texts; or all in that order."""
        counts = {bucket["key"]: bucket["doc_count"] for bucket in found.get("buckets", ())}
        total = sum(counts.values()) + found.get("sum_other_doc_count", 0)
        has_left_out = bool(found.get("doc_count_error_upper_bound")) and not self.is_by_key
        if self.field is not None and has_left_out and counted.view.searcher.num_segments > 1:
            counts = {value: _count(self.field.column, value, counted) for value in counts}
        ordered = sorted(counts.items(), key=lambda entry: (0 if self.is_by_key else -entry[1], entry[0]))[: self.size]
        error = {"doc_count_error_upper_bound": 0} if self.shows_errors else {}
        return {
            "doc_count_error_upper_bound": 0,
            "sum_other_doc_count": max(0, total - sum(count for _, count in ordered)),
            "buckets": [
                {"key": value, "doc_count": count, **error, **answer_samplers(self.samplers, count)}
                for value, count in ordered
            ],
        }

    def _limit(self, column: str, view: View) -> int:
        """How many values of the column each segment names."""
        estimate = view.remember(("values", column), lambda: int(view.searcher.cardinality(Query.all_query(), column)))
        if estimate <= self.shard_size:
            return int(estimate * _ESTIMATE_MARGIN) + _ESTIMATE_EXTRA
        return self.size if self.is_by_key else _NAMED * self.size


def read_terms(
    options: Mapping[str, Any], index: Index, samplers: Mapping[str, SamplerAggregation]
) -> TermsAggregation:
    """`{"field", "size", "shard_size", "show_term_doc_count_error", "order"}`."""
    refuse_unknown(options, _OPTIONS, "[terms] aggregation", parsing_error)
    name = require_text(options.get("field"), "[terms] field")
    size = _read_size(options.get("size", _DEFAULT_SIZE), "size")
    shard_size = _read_size(options.get("shard_size", int(size * _SHARD_FACTOR) + _SHARD_EXTRA), "shard_size")
    shows_errors = require_flag(options.get("show_term_doc_count_error", False), "[show_term_doc_count_error]")
    order = options.get("order", _BY_COUNT)
    if order not in (_BY_COUNT, _BY_KEY):
        raise parsing_error(f"[terms] does not support [order] {order}; supported: {_BY_COUNT}, {_BY_KEY}")
    field = index.mapping.fields.get(name)
    if isinstance(field, TextField):
        raise no_field_data(name, index.name)
    if field is not None and not isinstance(field, KeywordField):
        raise parsing_error(f"[terms] does not support field [{name}] of type [{field.kind}]; supported: [keyword]")
    return TermsAggregation(field, size, max(size, shard_size), shows_errors, order == _BY_KEY, samplers)


def _count(column: str, value: str, counted: Counted) -> int:
    has_value = Query.term_query(counted.index.schema, column, value, "basic")
    return count_hits(counted.view.searcher, restrict(counted.query, has_value))


def _read_size(given: Any, name: str) -> int:
    size = require_count(given, f"[{name}]")
    if not size:
        raise illegal_argument(f"[{name}] must be greater than 0. Found [0]")
    return size
