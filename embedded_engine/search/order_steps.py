"""Sort keys as columns of tantivy, and queries for the documents that come before others by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tantivy import FieldType, Occur, Query

from embedded_engine.storage.fields import Field, KeywordField, order_word
from embedded_engine.storage.number_fields import DoubleField, IntegerField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tantivy import Schema

    from embedded_engine.search.sort_keys import SortKey


@dataclass(frozen=True)
class Step:
    """One column to order by; `field` None is the score, which has no column.

    A keyword takes two steps: a column of numbers, its first eight bytes, and with `exact` its own text.
    """

    field: Field | None
    descending: bool
    exact: bool = False

    @property
    def column(self) -> str:
        if self.field is None:
            raise LookupError("the score has no column")
        return self.field.column if self.exact else self.field.order_column

    @property
    def last(self) -> int | None:
        """The number that ties with a missing one, such as 2,147,483,647 upwards; None if no document can have it."""
        return self.field.last_number(descending=self.descending) if isinstance(self.field, IntegerField) else None

    @property
    def is_number(self) -> bool:
        """Whether a query can ask for a range of its values."""
        return self.field is not None and not self.exact

    @property
    def _kind(self) -> FieldType:
        if isinstance(self.field, KeywordField):
            return FieldType.Unsigned
        return FieldType.Float if isinstance(self.field, DoubleField) else FieldType.Integer

    def up_to(self, schema: Schema, value: Any, *, with_value: bool = True) -> Query:
        """Documents whose number comes before the value in the order, and with `with_value` those that have it."""
        if self.descending:
            return Query.range_query(schema, self.column, self._kind, lower_bound=value, include_lower=with_value)
        return Query.range_query(schema, self.column, self._kind, upper_bound=value, include_upper=with_value)

    def beyond(self, schema: Schema, value: Any) -> Query:
        """Documents whose number comes after the value in the order, and before the last that there can be."""
        lower, upper = (self.last, value) if self.descending else (value, self.last)
        return Query.range_query(schema, self.column, self._kind, lower, upper, lower is None, upper is None)

    def having(self, schema: Schema, value: Any) -> Query:
        """Documents with the value in the column."""
        if isinstance(self.field, KeywordField) and not self.exact:
            return Query.range_query(schema, self.column, FieldType.Unsigned, value, value)
        return Query.term_query(schema, self.column, value)

    def having_any(self, schema: Schema, texts: Sequence[str]) -> Query:
        """Documents with one of the texts in the column."""
        return Query.term_set_query(schema, self.column, texts)


def read_steps(keys: Iterable[SortKey]) -> list[Step]:
    """The steps of sort keys in their order: one of each key, and of a keyword a second, by the whole text."""
    steps = []
    for key in keys:
        steps.append(Step(key.field, key.descending))
        if isinstance(key.field, KeywordField):
            steps.append(Step(key.field, key.descending, exact=True))
    return steps


def values_of_steps(steps: Iterable[Step], values: Iterable[Any]) -> list[Any]:
    """The values of keys, `["dune", 8.1]`, as those of their steps: a keyword's are its number and itself."""
    remaining = iter(values)
    found: list[Any] = []
    value: Any = None
    for step in steps:
        if not step.exact:
            value = next(remaining)
        is_number_of_text = isinstance(step.field, KeywordField) and not step.exact and value is not None
        found.append(order_word(value) if is_number_of_text else value)
    return found


def up_to(schema: Schema, steps: Sequence[Step], values: Sequence[Any]) -> Query | None:
    """Documents that do not come after one with these values; None if that may be all of them.

    By year and title length, up to `[1979, 2]`: a year before 1979, or 1979 and a length of 2 at most. Each step is a
    number. A value of None is missing, and comes last: any other comes before it.
    """
    if not steps or values[0] is None:
        return None
    rest = up_to(schema, steps[1:], values[1:])
    if rest is None:
        return steps[0].up_to(schema, values[0])
    equal = Query.boolean_query([(Occur.Must, steps[0].having(schema, values[0])), (Occur.Must, rest)])
    before = steps[0].up_to(schema, values[0], with_value=False)
    return Query.boolean_query([(Occur.Should, before), (Occur.Should, equal)])
