"""The hits of a page in the order of several keys, though tantivy orders by one column.

The page is found by the first key. Hits that tie on it are ordered by the other keys: in memory if the whole group of
ties has been found, else by a search for that group, so that 30,000 films of one rating cost no more than a page.

An example: five films in pages of two, the best rating first, and of one rating the oldest first.

    film    rating  year
    Alien      8    1979
    Brazil     8    1985
    Crash      9    2004
    Dune       8    1984
    Emma       7    1996

Page 2 is hits 2 and 3, counted from 0. tantivy is asked for the first five by rating, one more than the page needs:
Crash; then Alien, Brazil and Dune in any order; then Emma. Both hits of the page are in the group of rating 8, which
begins at hit 1 and is whole, because Emma follows it. By year the group is Alien, Dune, Brazil. Its second and third
film are the page: Dune and Brazil.

Page 1 is hits 0 and 1. tantivy is asked for three: Crash, Alien, Brazil. There may be more films of rating 8 than these
two, and one of them may be older. A second search finds the oldest film of rating 8: the page is Crash and Alien.

A search cannot be restricted to films of one score. If a page ends inside a group of those, some of the group are
fetched and ordered. The film that would be last on the page, if these were all, shows how far the page can reach: the
next search leaves out all films that come after it. This is repeated until the rest of the group has been found whole.

A page after given values, such as rating 8 and year 1984, has three parts, and each is searched for only if the parts
before it did not fill the page: films of rating 8 after that year, films rated below 8, films without a rating. No film
before those values is looked at, so a page costs the same at any depth.

As in Elasticsearch, the last whole number that a column can hold ties with a missing one: both are None here.
"""

from __future__ import annotations

from itertools import groupby, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import orjson
from tantivy import Occur, Order, Query

from embedded_engine.query.compiled import restrict
from embedded_engine.search.order_steps import read_steps, up_to, values_of_steps
from embedded_engine.search.tied_texts import texts_of_page
from embedded_engine.storage.arrays import refuse_arrays
from embedded_engine.storage.fields import KeywordField, read_text
from embedded_engine.storage.hit_count import count_hits
from embedded_engine.storage.mapping import SOURCE_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tantivy import DocAddress, Schema

    from embedded_engine.query.compiled import Compiled
    from embedded_engine.search.order_steps import Step
    from embedded_engine.search.sort_keys import SortKey
    from embedded_engine.storage.view import View

Member = TypeVar("Member")
Found = list[tuple[Any, "DocAddress"]]

# How many hits of a cut group to fetch first, in addition to four times what the page needs.
_LOOKED_AT = 500
# How many documents of a group are read at most to order them by their texts: reading 25 takes as long as listing the
# texts of thousands.
_TEXTS_READ = 25


class Hit(NamedTuple):
    """A document of a page; `score` is None if the order did not need it."""

    address: DocAddress
    score: float | None = None


class Ordering:
    """Orders the hits of a query in one view."""

    def __init__(self, view: View, schema: Schema, query: Compiled, keys: Sequence[SortKey]) -> None:
        self._view = view
        self._searcher = view.searcher
        self._schema = schema
        self._is_all = query.is_all
        self._score = query.score
        self._query = query.query
        self._weight = query.weight
        self._steps = read_steps(keys)
        self._total: int | None = None

    def page(self, skip: int, take: int) -> list[Hit]:
        """The hits from `skip` on, `take` at most. Raises EngineError for a field that holds arrays."""
        self._refuse_all_arrays()
        return self._order(self._query, self._steps, skip, take)

    def page_after(self, values: Sequence[Any], take: int) -> list[Hit]:
        """The hits after those values of the keys, `take` at most; None is no value. Raises EngineError as `page`."""
        self._refuse_all_arrays()
        return self._order_after(self._query, self._steps, values_of_steps(self._steps, values), take)

    def total(self) -> int:
        """How many hits there are; a page may have counted them already."""
        if self._total is None:
            self._total = self._searcher.num_docs if self._is_all else self._count(self._query)
        return self._total

    def _refuse_all_arrays(self) -> None:
        for step in self._steps:
            if step.field is not None:
                refuse_arrays(self._searcher, self._schema, step.field, "[sort]")
        if self._weight is not None:
            refuse_arrays(self._searcher, self._schema, self._weight, "[field_value_factor]")

    def _count(self, query: Query) -> int:
        return count_hits(self._searcher, query)

    def _find(self, query: Query, limit: int, **order: Any) -> Found:
        """The first hits. A search for the whole query also counts all hits."""
        counts = self._total is None and query is self._query
        found = self._searcher.search(query, limit, count=counts, **order)
        if counts:
            self._total = int(found.count)  # type: ignore[attr-defined]  # not in the stubs of tantivy
        return found.hits

    def _find_by_column(self, query: Query, step: Step, limit: int) -> Found:
        """The first hits by a column. If the query finds every document, those beyond the window are left out."""
        order = Order.Desc if step.descending else Order.Asc
        if self._is_all and query is self._query:
            cutoff = self._view.cutoff_value(step.column, order, limit)
            if cutoff is not None and cutoff != step.last:
                self._total = self._searcher.num_docs
                query = step.up_to(self._schema, cutoff)
        found = self._find(query, limit, order_by_field=step.column, order=order)
        if (last := step.last) is None:
            return found
        return [(None if value == last else value, address) for value, address in found]

    def _find_by_score(self, query: Query, limit: int) -> Found:
        """The best hits. Scores are rounded to six digits: the last ones depend on the order in which tantivy adds."""
        hits = self._find(query, limit, weight_by_field=None if self._weight is None else self._weight.column)
        rounded = {score: float(f"{score:.6g}") for score in {score for score, _ in hits}}
        return [(rounded[score], address) for score, address in hits]

    def _order(self, query: Query, steps: Sequence[Step], skip: int, take: int) -> list[Hit]:
        while steps and steps[0].field is None and self._score is not None:
            steps = steps[1:]  # all scores are equal
        if not steps:
            return [Hit(address) for _, address in self._find(query, skip + take)[skip:]]
        if steps[0].field is None:
            return self._by_score(query, steps[1:], skip, take)
        return self._by_column(query, steps, skip, take)

    def _order_after(self, query: Query, steps: Sequence[Step], values: Sequence[Any], take: int) -> list[Hit]:
        if not steps:
            return []
        step, value = steps[0], values[0]
        page = self._order_after(self._restrict_to_value(query, step, value), steps[1:], values[1:], take)
        if value is None or len(page) == take:
            return page
        if step.exact:
            return page + self._by_text(query, steps, 0, take - len(page), after=value)
        beyond = restrict(query, step.beyond(self._schema, value))
        page += self._by_column(beyond, steps, 0, take - len(page))
        if len(page) < take:
            page += self._with_value(query, steps, None, 0, take - len(page))
        return page

    def _by_column(self, query: Query, steps: Sequence[Step], skip: int, take: int) -> list[Hit]:
        step, rest = steps[0], steps[1:]
        found = self._find_by_column(query, step, skip + take + 1)
        in_memory = self._is_scored_alike(rest)
        page: list[Hit] = []
        for value, start, addresses in _ties(found, skip, skip + take):
            first, end = max(skip - start, 0), min(skip + take - start, len(addresses))
            is_cut = len(addresses) > 1 and start + len(addresses) == skip + take + 1
            has_many_texts = bool(rest) and rest[0].exact and len(addresses) > _TEXTS_READ
            if rest and (is_cut or has_many_texts or not in_memory):
                page += self._with_value(query, steps, value, first, end - first)
            else:
                page += [Hit(address) for address in self._arrange(addresses, rest, first, end)]
        return page

    def _with_value(self, query: Query, steps: Sequence[Step], value: Any, skip: int, take: int) -> list[Hit]:
        """Hits with the value in the column of the first step, or without one if it is None, by the other steps."""
        tied, rest = self._restrict_to_value(query, steps[0], value), steps[1:]
        if not rest or not rest[0].exact:
            return self._order(tied, rest, skip, take)
        if value is None:
            return self._order(tied, rest[1:], skip, take)
        return self._by_text(tied, rest, skip, take)

    def _by_text(
        self, tied: Query, steps: Sequence[Step], skip: int, take: int, *, after: str | None = None
    ) -> list[Hit]:
        """Hits by their texts, which all begin with the same bytes; only those after a text if it is given.

        The texts of the page are found first. At most the first and the last of them may have other documents, and
        each takes a search; the documents of the rest are found together.
        """
        step, rest = steps[0], steps[1:]
        in_memory = self._is_scored_alike(rest)
        page: list[Hit] = []
        texts = texts_of_page(self._searcher, tied, step, skip, take, after=after)
        for is_together, group in groupby(texts, lambda each: each.is_whole and in_memory):
            if is_together:
                whole = list(group)
                page += self._with_texts(tied, steps, [each.text for each in whole], sum(each.end for each in whole))
            else:
                for each in group:
                    having = self._restrict_to_value(tied, step, each.text)
                    page += self._order(having, rest, each.first, each.end - each.first)
        return page

    def _with_texts(self, tied: Query, steps: Sequence[Step], texts: list[str], count: int) -> list[Hit]:
        """All hits with one of these texts, in order; that they are so many is known."""
        found = self._find(restrict(tied, steps[0].having_any(self._schema, texts)), count)
        return [Hit(address) for address in self._arrange([address for _, address in found], steps, 0, count)]

    def _is_scored_alike(self, steps: Sequence[Step]) -> bool:
        """Whether these steps need no scores, since there are none among them or all are equal."""
        return self._score is not None or all(step.field is not None for step in steps)

    def _by_score(self, query: Query, rest: Sequence[Step], skip: int, take: int) -> list[Hit]:
        found = self._find_by_score(query, skip + take + 1)
        if rest and len(found) == skip + take + 1 and found[-1][0] == found[-2][0]:
            found = self._complete_ties(query, rest, found)
        page: list[Hit] = []
        for score, start, addresses in _ties(found, skip, skip + take):
            first, end = max(skip - start, 0), min(skip + take - start, len(addresses))
            page += [Hit(address, score) for address in self._arrange(addresses, rest, first, end)]
        return page

    def _complete_ties(self, query: Query, rest: Sequence[Step], found: Found) -> Found:
        """The hits, and those that tie with the last and may be on the page; the last is the first beyond it."""
        score = found[-1][0]
        better = [hit for hit in found if hit[0] != score]
        wanted = len(found) - 1 - len(better)
        numbers = list(takewhile(lambda step: step.is_number, rest))
        limit, candidates = _LOOKED_AT + 4 * len(found), query
        while True:
            wider = self._find_by_score(candidates, limit)
            ties = [address for each, address in wider if each == score]
            if len(wider) < limit or wider[-1][0] != score:
                return better + [(score, address) for address in ties]
            # `wanted` documents come no later than this one, so the page ends here or before
            last = self._arrange(ties, numbers, wanted - 1, wanted)
            not_after = up_to(self._schema, numbers, [self._values(last, step)[0] for step in numbers])
            candidates = query if not_after is None else restrict(query, not_after)
            limit *= 2

    def _arrange(self, group: list[DocAddress], steps: Sequence[Step], first: int, end: int) -> list[DocAddress]:
        """Documents `first` to `end` (exclusive) of a whole group of ties, ordered by the steps."""
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

    def _values(self, addresses: list[DocAddress], step: Step) -> Sequence[Any]:
        if not step.exact or not isinstance(step.field, KeywordField):
            values: Sequence[Any] = self._searcher.fast_field_values(step.column, addresses)
            return values if (last := step.last) is None else [None if value == last else value for value in values]
        sources = (self._searcher.doc(address).get_first(SOURCE_COLUMN) or b"{}" for address in addresses)
        return [sort_value(step.field, orjson.loads(source)) for source in sources]

    def _restrict_to_value(self, query: Query, step: Step, value: Any) -> Query:
        """Hits of the query with the value in the step's column, or without a value if it is None; scores stay."""
        if value is None:
            last = step.last
            others = (
                Query.exists_query(step.column) if last is None else step.up_to(self._schema, last, with_value=False)
            )
            return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, others)])
        return restrict(query, step.having(self._schema, value))


def sort_value(field: KeywordField, source: Any) -> str | None:
    """The value by which a document is ordered, read from its source; it holds one value at most."""
    value = source
    for name in field.source_path.split("."):
        value = _first(value)
        value = value.get(name) if isinstance(value, dict) else None
    value = _first(value)
    return None if value is None else field.normalize(read_text(value))


def _ties(found: Sequence[tuple[Any, Member]], skip: int, end: int) -> Iterator[tuple[Any, int, list[Member]]]:
    """The groups of equal values with members between `skip` and `end`: the value, the group's start, its members."""
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
