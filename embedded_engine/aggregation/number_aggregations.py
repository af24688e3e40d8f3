"""histogram and range: numbers of documents by the interval or the range in which their number is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Any

from embedded_engine.checks import refuse_unknown, require_object, require_text
from embedded_engine.errors import ShardError, illegal_argument, parsing_error
from embedded_engine.storage.arrays import refuse_arrays
from embedded_engine.storage.fields import Field
from embedded_engine.storage.number_fields import NUMBER_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embedded_engine.aggregation.counted import Counted
    from embedded_engine.storage.index import Index


@dataclass(frozen=True)
class HistogramAggregation:
    """Counts numbers by intervals of one width, those without any left out."""

    field: Field | None
    interval: float

    def request(self, counted: Counted) -> Mapping[str, Any] | None:
        """What to ask tantivy. Raises EngineError for a field that holds arrays."""
        if self.field is None:
            return None
        refuse_arrays(counted.view.searcher, counted.index.schema, self.field, "[histogram]")
        return {"histogram": {"field": self.field.column, "interval": self.interval, "min_doc_count": 1}}

    def answer(self, found: Mapping[str, Any], _counted: Counted) -> dict[str, Any]:
        """The intervals upwards, each called by its lower end."""
        return {"buckets": list(found.get("buckets", ()))}


@dataclass(frozen=True)
class RangeAggregation:
    """Counts numbers by ranges that do not overlap, in ascending order; each is `{"from", "to"}`, `to` exclusive."""

    field: Field | None
    ranges: Sequence[Mapping[str, float]]

    def request(self, counted: Counted) -> Mapping[str, Any] | None:
        """What to ask tantivy. Raises EngineError for a field that holds arrays."""
        if self.field is None:
            return None
        refuse_arrays(counted.view.searcher, counted.index.schema, self.field, "[range]")
        # tantivy also counts what is between the ranges, under names of its own
        named = [{"key": f"#{position}", **_as_columns_order(ends)} for position, ends in enumerate(self.ranges)]
        return {"range": {"field": self.field.column, "ranges": named}}

    def answer(self, found: Mapping[str, Any], _counted: Counted) -> dict[str, Any]:
        """The ranges upwards, each called by its ends."""
        counts = {bucket["key"]: bucket["doc_count"] for bucket in found.get("buckets", ())}
        buckets = []
        for position, ends in enumerate(self.ranges):
            name = "-".join(str(ends.get(end, "*")) for end in ("from", "to"))
            buckets.append({"key": name, **ends, "doc_count": counts.get(f"#{position}", 0)})
        return {"buckets": buckets}


def _as_columns_order(ends: Mapping[str, float]) -> dict[str, float]:
    """The ends for tantivy, which holds -0.0 to be less than 0.0; here both are zero, as in Elasticsearch."""
    return {end: -0.0 if number == 0 else number for end, number in ends.items()}


def read_histogram(options: Mapping[str, Any], index: Index) -> HistogramAggregation:
    """`{"field", "interval", "min_doc_count": 1}`."""
    refuse_unknown(options, ("field", "interval", "min_doc_count"), "[histogram] aggregation", parsing_error)
    interval = _read_number(options.get("interval"), "[histogram] interval")
    if interval <= 0:
        raise illegal_argument("[interval] must be >0 for histogram aggregation")
    if options.get("min_doc_count", 0) != 1:
        raise parsing_error("[histogram] aggregation does not support other values of [min_doc_count]; supported: [1]")
    return HistogramAggregation(_numeric(options, "histogram", index), interval)


def read_range(options: Mapping[str, Any], index: Index) -> RangeAggregation:
    """`{"field", "ranges": [{"from", "to"}]}`."""
    refuse_unknown(options, ("field", "ranges"), "[range] aggregation", parsing_error)
    given = options.get("ranges")
    if not isinstance(given, list) or not given:
        raise illegal_argument("No [ranges] specified for the [range] aggregation")
    ranges = sorted((_read_ends(each) for each in given), key=lambda ends: ends.get("from", -inf))
    if any(first.get("to", inf) > second.get("from", -inf) for first, second in pairwise(ranges)):
        raise parsing_error("[range] aggregation does not support ranges that overlap; supported: others")
    return RangeAggregation(_numeric(options, "range", index), ranges)


def _read_ends(given: Any) -> dict[str, float]:
    ends = require_object(given, "a range of [range]", parsing_error)
    refuse_unknown(ends, ("from", "to"), "a range of [range] aggregation", parsing_error)
    read = {end: _read_number(ends[end], f"[{end}]") for end in ("from", "to") if ends.get(end) is not None}
    if read.get("from", -inf) >= read.get("to", inf):
        raise parsing_error(
            "[range] aggregation does not support a range without numbers; supported: [from] below [to]"
        )
    return read


def _numeric(options: Mapping[str, Any], kind: str, index: Index) -> Field | None:
    name = require_text(options.get("field"), f"[{kind}] field")
    field = index.mapping.fields.get(name)
    if field is not None and field.kind not in NUMBER_KINDS:
        reason = f"Field [{name}] of type [{field.kind}] is not supported for aggregation [{kind}]"
        raise ShardError("illegal_argument_exception", reason)
    return field


def _read_number(given: Any, where: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise parsing_error(f"{where} must be a number")
    return float(given)
