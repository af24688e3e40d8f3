"""Facets of numbers: by intervals of one width, or by ranges that the declaration names."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from math import ceil, floor, inf, isfinite
from typing import Any

from search_queries.facets.facet import Counted, Facet, Number, RangeBucket, query_of
from search_queries.faults import DeclarationError, require_numbers
from search_queries.ranges import Range, RangeValue

# The most intervals that are counted by a filter each.
_MOST_FILTERS = 64
# The most intervals whose ends are told to the engine.
_MOST_ENDS = 1_000
# Multiples of a number of this many binary digits after the point are exact.
_EXACT_DENOMINATOR = 2**10
# Not all whole numbers beyond it are doubles, by which the engines tell where an interval begins.
_GREATEST_EXACT = 2**53 - 1


class _RangeFacet(Facet[Range]):
    """Counts documents by the range in which their number is. A range that the search asks for is always shown."""

    def __init__(self, parameter: str) -> None:
        super().__init__(Range, parameter)

    def check(self, declared_by: str) -> None:
        if not self._range().is_of_numbers:
            raise DeclarationError(
                f"{declared_by}: {self._range().name} is of dates, and a facet is of numbers; declare a Range of a "
                "field of numbers that holds what is to be counted, such as the year"
            )

    def _require_whole(self, numbers: Sequence[Number], declared_by: str) -> None:
        """Raise DeclarationError if the field has whole numbers, and these are none: 2.5 parts nothing but 2 and 3."""
        if self._range().is_whole and any(number != int(number) for number in numbers):
            raise DeclarationError(f"{declared_by}: {self._range().name} has whole numbers; got {numbers}")

    def _range(self) -> Range:
        return self.parameters[self.names[0]]

    def aggregations(self, values: Mapping[str, Any], counted: Counted) -> dict[str, Any]:
        asked = {self.name: self._ranges_aggregation(counted)}
        chosen = self._chosen(values)
        if chosen is not None:
            asked[self._chosen_name] = {"filter": self._range().within(chosen).to_dict()}
        return asked

    def read(
        self, found: Mapping[str, Any], everything: Mapping[str, Any], values: Mapping[str, Any]
    ) -> Sequence[RangeBucket]:
        counts = dict(self._counts(found[self.name]["buckets"]))
        chosen = self._chosen(values)
        if chosen is not None:
            counts[chosen] = found[self._chosen_name]["doc_count"]
        buckets = []
        for value, count in counts.items():
            start, end, query = _shown(self._range(), value)
            buckets.append(RangeBucket(start, end, count, value == chosen, query))
        return sorted(buckets, key=lambda bucket: (_or(bucket.start, -inf), _or(bucket.end, inf)))

    @abstractmethod
    def _ranges_aggregation(self, counted: Counted) -> dict[str, Any]:
        """What the engine is asked."""

    @abstractmethod
    def _counts(self, buckets: Any) -> Iterator[tuple[RangeValue, int]]:
        """The ranges that the engine found, each with its count."""

    def _chosen(self, values: Mapping[str, Any]) -> RangeValue | None:
        """The range that the search asks for, if it asks for one."""
        value: RangeValue = values[self._range().name]
        return replace(value, exists=None) if value.bounds else None

    @property
    def _chosen_name(self) -> str:
        return f"{self.name} chosen"


class HistogramFacet(_RangeFacet):
    """Intervals of one width that have documents: `decade=HistogramFacet("release_year", interval=10)`.

    Intervals beyond what may be asked for are one range, open at the other end, so that a client may ask for it; so are
    those of whole numbers beyond 2**53, which no double tells apart. An interval such as 0.1, whose multiples no double
    is, is counted between ends that are told to the engine: its Range has to say from which `ge` to which `le`.
    """

    def __init__(self, parameter: str, *, interval: Number) -> None:
        super().__init__(parameter)
        require_numbers({"interval": interval})
        if interval <= 0:
            raise DeclarationError(f"an interval must be a number of more than 0; got {interval!r}")
        self._interval = interval

    def check(self, declared_by: str) -> None:
        super().check(declared_by)
        self._require_whole([self._interval], declared_by)
        lowest, highest = self._limits
        if lowest > highest:
            raise DeclarationError(
                f"{declared_by}: the engines count whole numbers below 2**53, and {self._range().name} has none"
            )
        if isfinite(lowest) and ceil(_decimal(lowest) / _decimal(self._interval)) * _decimal(self._interval) > highest:
            raise DeclarationError(
                f"{declared_by}: {self._range().name} takes numbers from {lowest} to {highest}, which no multiple of "
                f"{self._interval} parts; count by a smaller interval"
            )
        if not self._is_exact and highest - lowest > _MOST_ENDS * self._interval:
            raise DeclarationError(
                f"{declared_by}: no double is a multiple of {self._interval}, so that {self._range().name} must have "
                f"ge= and le=, at most {_MOST_ENDS:,} intervals apart; or count by a multiple of 0.25"
            )

    @property
    def _limits(self) -> tuple[float, float]:
        """The least and the greatest number that an interval with both ends may have."""
        lowest, highest = self._range().limits
        if not self._range().is_whole:
            return lowest, highest
        return max(lowest, -_GREATEST_EXACT), min(highest, _GREATEST_EXACT)

    @property
    def _is_exact(self) -> bool:
        return Fraction(self._interval).denominator <= _EXACT_DENOMINATOR

    @cached_property
    def _inexact_bounds(self) -> Sequence[Number]:
        """The multiples of the interval that may be asked for, each as a client writes it: 0.3, not 0.1 + 0.1 + 0.1."""
        interval = _decimal(self._interval)
        first, last = (_decimal(limit) / interval for limit in self._limits)
        return [float(interval * number) for number in range(ceil(first), floor(last) + 1)]

    def _ranges_aggregation(self, counted: Counted) -> dict[str, Any]:
        if not self._is_exact:
            return _count_between(self._range(), self._inexact_bounds)
        if counted.is_everything and self._has_few_intervals:
            # of all documents, Elasticsearch knows from its index how many are in a range, without a look at each
            return {"filters": {"filters": self._filters}}
        return {"histogram": {"field": self._range().field, "interval": self._interval, "min_doc_count": 1}}

    @property
    def _has_few_intervals(self) -> bool:
        lowest, highest = self._limits
        is_whole = self._range().is_whole and isinstance(self._interval, int)
        return is_whole and highest - lowest <= _MOST_FILTERS * self._interval

    @cached_property
    def _filters(self) -> Mapping[str, Any]:
        return {str(number): self._range().within(each).to_dict() for number, each in enumerate(self._intervals)}

    @cached_property
    def _intervals(self) -> Sequence[RangeValue]:
        """All intervals that may be asked for, and the open ones before and after them."""
        interval, (lowest, highest) = int(self._interval), map(int, self._limits)
        starts = (interval * number for number in range(lowest // interval - 1, highest // interval + 2))
        return list(dict.fromkeys(map(self._interval_from, starts)))

    def _counts(self, buckets: Any) -> Iterator[tuple[RangeValue, int]]:
        if not self._is_exact:
            counted = _counted_between(self._range(), self._inexact_bounds, buckets)
            yield from ((interval, count) for interval, count in counted if count)
            return
        if isinstance(buckets, Mapping):
            for number, interval in enumerate(self._intervals):
                if count := buckets[str(number)]["doc_count"]:
                    yield interval, count
            return
        counts: Counter[RangeValue] = Counter()
        lowest, highest = self._limits
        for bucket in buckets:
            # of what is too large for an interval Elasticsearch says "Infinity"
            start = self._range().number(float(bucket["key"]))
            # About 1e300 both ends of an interval are one number, so that nothing could ask for it.
            nearest = min(max(start, lowest), highest)
            if nearest + self._interval > nearest:
                counts[self._interval_from(start)] += bucket["doc_count"]
        yield from counts.items()

    def _interval_from(self, start: Number) -> RangeValue:
        """The interval that begins so, or the open range that it is a part of."""
        lowest, highest = self._limits
        if start < lowest:
            # years may be asked for from 1800, and a film is of 1795: all before 1800
            return _between(self._range(), lt=ceil(lowest / self._interval) * self._interval)
        beyond = highest + 1 if self._range().is_whole else highest
        if start + self._interval > beyond:
            first = beyond // self._interval * self._interval
            return _between(self._range(), gt=highest) if first > highest else _between(self._range(), gte=first)
        return _between(self._range(), gte=start, lt=start + self._interval)


class RangesFacet(_RangeFacet):
    """The ranges between bounds, and those before the first and from the last: `RangesFacet("price", bounds=(5, 10))`.

    A bound belongs to the range that begins with it. Each range is shown, also without documents.
    """

    def __init__(self, parameter: str, *, bounds: Iterable[Number]) -> None:
        super().__init__(parameter)
        self._bounds = tuple(bounds)
        for bound in self._bounds:
            require_numbers({"each of bounds": bound})
        if not self._bounds or list(self._bounds) != sorted(set(self._bounds)):
            raise DeclarationError(f"bounds must be numbers in ascending order; got {self._bounds}")

    def check(self, declared_by: str) -> None:
        super().check(declared_by)
        self._require_whole(self._bounds, declared_by)
        lowest, highest = self._range().limits
        for bound in self._bounds:
            if self._range().is_whole and abs(bound) > _GREATEST_EXACT:
                raise DeclarationError(
                    f"{declared_by}: the engines count whole numbers below 2**53; got the bound {bound}"
                )
            if not lowest <= bound <= highest:
                allowed = f"{self._range().name} takes numbers from {lowest} to {highest}"
                raise DeclarationError(f"{declared_by}: {allowed}; got the bound {bound}")

    def _ranges_aggregation(self, counted: Counted) -> dict[str, Any]:
        return _count_between(self._range(), self._bounds)

    def _counts(self, buckets: Any) -> Iterator[tuple[RangeValue, int]]:
        return _counted_between(self._range(), self._bounds, buckets)


def _count_between(parameter: Range, bounds: Sequence[Number]) -> dict[str, Any]:
    """The aggregation that counts before the first bound, between each two, and from the last."""
    ranges = [
        {name: end for name, end in (("from", start), ("to", end)) if end is not None}
        for start, end in pairwise((None, *bounds, None))
    ]
    return {"range": {"field": parameter.field, "ranges": ranges}}


def _counted_between(parameter: Range, bounds: Sequence[Number], buckets: Any) -> Iterator[tuple[RangeValue, int]]:
    """The ranges that it counted, each with its count."""
    for (start, end), bucket in zip(pairwise((None, *bounds, None)), buckets, strict=True):
        yield _between(parameter, gte=start, lt=end), bucket["doc_count"]


# Both are kept, since the same ranges are counted for each answer.
@lru_cache(4096)
def _between(parameter: Range, **ends: Number | None) -> RangeValue:
    """The range of these ends, by lookup: `gte=1950, lt=1960` is from 1950 to 1959."""
    numbers = {lookup: [parameter.number(end)] for lookup, end in ends.items() if end is not None}
    return parameter.read({f"{parameter.name}__{lookup}": number for lookup, number in numbers.items()})[0]


@lru_cache(4096)
def _shown(parameter: Range, value: RangeValue) -> tuple[Any, Any, str]:
    """The ends to be shown, and the query string that asks for the range.

    The ends of whole numbers are within the range, of others the upper one is beyond.
    """
    step = 1 if parameter.is_whole else 0
    start = value.gte if value.gt is None else value.gt + step  # type: ignore[operator]  # a number, of this parameter
    end = value.lte if value.lt is None else value.lt - step  # type: ignore[operator]  # as above
    return start, end, query_of(parameter, value)


def _decimal(number: Number) -> Decimal:
    """A number as it is written: 0.1 is a tenth."""
    return Decimal(str(number))


def _or(first: Any, second: Any) -> Any:
    return second if first is None else first
