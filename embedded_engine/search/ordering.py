"""The hits of a page in the order of several keys, where tantivy orders by one column.

The page is taken by the first key. Hits that tie on it are ordered by the further keys: in memory where the whole group
of them is at hand, else by a search for that group alone, so that 30,000 films of one rating cost no more than a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import orjson
from tantivy import FieldType, Occur, Order, Query

from embedded_engine.errors import illegal_argument
from embedded_engine.storage.fields import DoubleField, KeywordField, read_text
from embedded_engine.storage.mapping import ARRAYS_COLUMN, SOURCE_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tantivy import DocAddress, Schema

    from embedded_engine.query.compiled import Compiled
    from embedded_engine.search.sort_keys import SortKey
    from embedded_engine.storage.fields import Field
    from embedded_engine.storage.view import View

Member = TypeVar("Member")

# How many more hits to ask for while a group of equal scores is not at its end.
_WIDENING = 16


class Hit(NamedTuple):
    """A document at its place; `score` where the order knows it."""

    address: DocAddress
    score: float | None = None


@dataclass(frozen=True)
class _Step:
    """One column to order by; no column is the score. `exact` is a keyword's own text, the other half of its key."""

    field: Field | None
    descending: bool
    exact: bool = False

    @property
    def column(self) -> str:
        if self.field is None:
            raise LookupError("the score has no column")
        return self.field.column if self.exact else self.field.order_column

    def as_good_as(self, schema: Schema, value: Any) -> Query:
        """What has this value in the column of numbers, or one that comes before it."""
        kind = FieldType.Integer
        if isinstance(self.field, KeywordField | DoubleField):
            kind = FieldType.Unsigned if isinstance(self.field, KeywordField) else FieldType.Float
        lower, upper = (value, None) if self.descending else (None, value)
        return Query.range_query(schema, self.column, kind, lower, upper)


class Ordering:
    """Orders what a query finds in one view. `total`, how many hits there are, is known after a page."""

    def __init__(self, view: View, schema: Schema, query: Compiled, keys: Sequence[SortKey]) -> None:
        self._view = view
        self._searcher = view.searcher
        self._schema = schema
        self._is_all = query.is_all
        self._score = query.score
        self._query = query.query
        self._weight = query.weight
        self._steps = [step for key in keys for step in _steps(key)]
        self.total: int | None = None

    def page(self, skip: int, take: int) -> list[Hit]:
        """The hits from `skip` on, `take` at most. Raises EngineError for a field that holds arrays."""
        for step in self._steps:
            if step.field is not None:
                self._refuse_arrays(step.field, "[sort]")
        if self._weight is not None:
            self._refuse_arrays(self._weight, "[field_value_factor]")
        return self._order(self._query, self._steps, skip, take)

    def _find(self, query: Query, limit: int, **order: Any) -> list[tuple[Any, DocAddress]]:
        """The first hits; the first search of all is for the whole query, and counts on the way."""
        found = self._searcher.search(query, limit, count=self.total is None, **order)
        if self.total is None:
            self.total = int(found.count)  # type: ignore[attr-defined]
        return found.hits

    def _find_by_column(self, query: Query, step: _Step, limit: int) -> list[tuple[Any, DocAddress]]:
        """The first hits by a column; of all documents only those are looked at that may be among them."""
        order = Order.Desc if step.descending else Order.Asc
        if self._is_all and query is self._query:
            worst = self._view.worst_of_best(step.column, order, limit)
            if worst is not None:
                self.total = self._searcher.num_docs
                query = step.as_good_as(self._schema, worst)
        return self._find(query, limit, order_by_field=step.column, order=order)

    def _refuse_arrays(self, field: Field, where: str) -> None:
        column = field.column
        # the frequency counts removed documents too, but is read at once, and nearly always 0
        if not self._searcher.doc_freq(ARRAYS_COLUMN, column):
            return
        arrays = Query.term_query(self._schema, ARRAYS_COLUMN, column, "basic")
        if self._searcher.search(arrays, 1).count:  # type: ignore[attr-defined]
            raise illegal_argument(f"{where} does not support [{field.path}]: documents hold several values in it")

    def _order(self, query: Query, steps: Sequence[_Step], skip: int, take: int) -> list[Hit]:
        while steps and steps[0].field is None and self._score is not None:
            steps = steps[1:]  # all scores are equal
        if not steps:
            return [Hit(address) for _, address in self._find(query, skip + take)[skip:]]
        if steps[0].field is None:
            return self._by_score(query, steps[1:], skip, take)
        return self._by_column(query, steps[0], steps[1:], skip, take)

    def _by_column(self, query: Query, step: _Step, rest: Sequence[_Step], skip: int, take: int) -> list[Hit]:
        found = self._find_by_column(query, step, skip + take + 1)
        needs_scores = self._score is None and any(each.field is None for each in rest)
        page: list[Hit] = []
        for value, start, addresses in _ties(found, skip, skip + take):
            first, end = max(skip - start, 0), min(skip + take - start, len(addresses))
            is_cut = start + len(addresses) == skip + take + 1
            if rest and (needs_scores or (is_cut and len(addresses) > 1)):
                page += self._order(self._pin(query, step, value), rest, first, end - first)
            else:
                page += [Hit(address) for address in self._arrange(addresses, rest, first, end)]
        return page

    def _by_score(self, query: Query, rest: Sequence[_Step], skip: int, take: int) -> list[Hit]:
        weight = None if self._weight is None else self._weight.column
        limit = skip + take + 1
        while True:
            found = self._find(query, limit, weight_by_field=weight)
            if len(found) < limit or found[-1][0] != found[skip + take - 1][0] or not rest:
                break
            limit *= _WIDENING
        page: list[Hit] = []
        for score, start, addresses in _ties(found, skip, skip + take):
            first, end = max(skip - start, 0), min(skip + take - start, len(addresses))
            page += [Hit(address, score) for address in self._arrange(addresses, rest, first, end)]
        return page

    def _arrange(self, group: list[DocAddress], steps: Sequence[_Step], first: int, end: int) -> list[DocAddress]:
        """Documents `first` to `end` of a whole group of ties, ordered by further steps."""
        if not steps or len(group) == 1:
            return group[first:end]
        if steps[0].field is None:
            return self._arrange(group, steps[1:], first, end)
        values = self._values(group, steps[0])
        known = [place for place, value in enumerate(values) if value is not None]
        known.sort(key=values.__getitem__, reverse=steps[0].descending)
        missing = [place for place, value in enumerate(values) if value is None] if len(known) < len(values) else []
        ordered = [(values[place], group[place]) for place in known + missing]
        arranged: list[DocAddress] = []
        for _, start, ties in _ties(ordered, first, end):
            arranged += self._arrange(ties, steps[1:], max(first - start, 0), min(end - start, len(ties)))
        return arranged

    def _values(self, addresses: list[DocAddress], step: _Step) -> Sequence[Any]:
        if not step.exact or not isinstance(step.field, KeywordField):
            return self._searcher.fast_field_values(step.column, addresses)
        sources = (self._searcher.doc(address).get_first(SOURCE_COLUMN) or b"{}" for address in addresses)
        return [sort_value(step.field, orjson.loads(source)) for source in sources]

    def _pin(self, query: Query, step: _Step, value: Any) -> Query:
        """What the query finds and has the value, None for none, in the step's column; scores stay."""
        if value is None:
            return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, Query.exists_query(step.column))])
        if isinstance(step.field, KeywordField) and not step.exact:
            pin = Query.range_query(self._schema, step.column, FieldType.Unsigned, value, value)
        else:
            pin = Query.term_query(self._schema, step.column, value)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(pin, 0.0))])


def sort_value(field: KeywordField, source: Any) -> str | None:
    """The field's value in a document that holds one at most, as it is sorted by."""
    value = source
    for name in field.source_path.split("."):
        value = _first(value)
        value = value.get(name) if isinstance(value, dict) else None
    value = _first(value)
    return None if value is None else field.normalize(read_text(value))


def _ties(found: Sequence[tuple[Any, Member]], skip: int, end: int) -> Iterator[tuple[Any, int, list[Member]]]:
    """The groups of equal values that reach into `skip` to `end`: the value, where the group begins, its members."""
    start = skip
    while 0 < start < len(found) and found[start - 1][0] == found[start][0]:
        start -= 1
    for value, group in groupby(found[start:], itemgetter(0)):
        if start >= end:
            return
        members = [member for _, member in group]
        yield value, start, members
        start += len(members)


def _first(value: Any) -> Any:
    """The value itself, or the first there is in a list."""
    while isinstance(value, list):
        value = next((each for each in value if each is not None), None)
    return value


def _steps(key: SortKey) -> list[_Step]:
    whole = _Step(key.field, key.descending)
    return [whole, _Step(key.field, key.descending, exact=True)] if isinstance(key.field, KeywordField) else [whole]
