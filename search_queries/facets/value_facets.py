"""Facets of whole values."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from search_queries.facets.facet import Counted, Facet, ValueBucket, query_of
from search_queries.facets.named_values import join_name_and_id, split_name_and_id
from search_queries.facets.spelling import spelling
from search_queries.faults import DeclarationError, require_numbers
from search_queries.terms import Terms, TermsValue
from search_queries.text import fold_case

# The engines give an answer 65,000 buckets at most, in all of its facets.
_MOST_SHOWN = 1_000
# The number of values that each shard of Elasticsearch names: the counts of a field with no more values are exact.
_EXACT_VALUES = 10_000
# How many times as many values are asked for as are shown, since the counts of some may not be certain.
_ASKED = 5
# How many values of a field with more are counted from the first in the order of texts, all of which are certain.
_FIRST_BY_TEXT = 100
# Counts one document of each shard that has any; what is inside of it is nothing but required.
_NUMBER_OF_SHARDS = {"sampler": {"shard_size": 1}, "aggs": {"all": {"filter": {"match_all": {}}}}}
_SHARDS = "shards"
# Values of documents that have a chosen one: the genres beside drama, the co-directors of a person.
_MOST_BESIDE = 1_000


class _ValueFacet(Facet[Terms]):
    """Counts the most frequent values of a keyword field, ties in the order of their texts.

    At most `size` values are shown, besides those that the search asks for, and every count is exact. `shard_size` is
    how many values each shard of an Elasticsearch index names, by default 10,000: a field that has no more is counted
    whole. Make it smaller for a field that has more, such as one of people, since it takes long to name thousands. Then
    a value is shown if its count is certain, because every shard with hits has named it. If too few are, the first in
    the order of texts fill the list; where it is not made smaller, none may be certain, and none is shown. With one
    shard, and in the embedded engine, the list is that of all values; if it is known that there is one, nothing else is
    asked, for half of the time.
    """

    def __init__(
        self, *names: str, size: int, shard_size: int, needs: Mapping[str, Collection[str]] | None = None
    ) -> None:
        super().__init__(Terms, *names, needs=needs)
        require_numbers({"size": size, "shard_size": shard_size}, whole=True)
        if not 1 <= size <= min(shard_size, _MOST_SHOWN):
            raise DeclarationError(
                f"a facet shows from 1 to {_MOST_SHOWN:,} values, at most shard_size; got size={size}, "
                f"shard_size={shard_size}"
            )
        self._size = size
        self._shard_size = shard_size

    @property
    @abstractmethod
    def _field(self) -> str:
        """The field whose values are counted."""

    def aggregations(self, values: Mapping[str, Any], counted: Counted) -> dict[str, Any]:
        chosen = self._chosen(values)
        if counted.one_shard:
            # a shard that is alone need not name more values than are shown
            shard_size = self._shard_size if self._is_counted_whole else self._size
            return {self.name: self._most_frequent(self._size, shard_size), **chosen}
        most_frequent = self._most_frequent(_ASKED * self._size, self._shard_size)
        if self._is_counted_whole:
            return {self.name: most_frequent, **chosen}
        by_text = {"field": self._field, "size": _FIRST_BY_TEXT, "shard_size": _FIRST_BY_TEXT, "order": {"_key": "asc"}}
        return {
            self.name: {**most_frequent, "aggs": {_SHARDS: _NUMBER_OF_SHARDS}},
            **chosen,
            self._shards_name: _NUMBER_OF_SHARDS,
            self._by_text_name: {"terms": by_text},
        }

    def _most_frequent(self, size: int, shard_size: int) -> dict[str, Any]:
        options = {"field": self._field, "size": size, "shard_size": shard_size}
        return {"terms": {**options, "show_term_doc_count_error": True}}

    @abstractmethod
    def _chosen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The aggregations of the values that the search asks for."""

    def _counts(self, found: Mapping[str, Any]) -> dict[str, int]:
        """The counts that are certain, of the most frequent values."""
        certain = [each for each in found[self.name]["buckets"] if self._is_certain(each, found)]
        certain += found.get(self._by_text_name, {"buckets": ()})["buckets"]
        return dict(islice(_by_frequency({each["key"]: each["doc_count"] for each in certain}), self._size))

    def _is_certain(self, bucket: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
        if not bucket["doc_count_error_upper_bound"]:
            return True
        # Elasticsearch 8 tells of an error in every count as soon as the last value that a shard names is in one
        # document, be the value named by all shards or not.
        return bool(_SHARDS in bucket and bucket[_SHARDS] == found[self._shards_name])

    @property
    def _is_counted_whole(self) -> bool:
        return self._shard_size >= _EXACT_VALUES

    @property
    def _shards_name(self) -> str:
        return f"{self.name} shards"

    @property
    def _by_text_name(self) -> str:
        return f"{self.name} by text"

    @property
    def _chosen_name(self) -> str:
        return f"{self.name} chosen"


class TermsFacet(_ValueFacet):
    """The values of the field of a Terms parameter, as the field has them: `type=TermsFacet("type")`.

    A value that no query string can ask for (`Terms.can_ask_for`) is not shown.
    """

    def __init__(self, parameter: str, *, size: int = 20, shard_size: int = _EXACT_VALUES) -> None:
        super().__init__(parameter, size=size, shard_size=shard_size)

    def check(self, declared_by: str) -> None:
        if len(self._terms().fields) > 1:
            raise DeclarationError(f"{declared_by}: {self._terms().name} is of several fields, and a facet is of one")

    def _terms(self) -> Terms:
        return self.parameters[self.names[0]]

    @property
    def _field(self) -> str:
        return self._terms().fields[0]

    def _chosen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return _of_chosen(self._chosen_name, self._terms(), values[self._terms().name].chosen)

    def read(
        self, found: Mapping[str, Any], everything: Mapping[str, Any], values: Mapping[str, Any]
    ) -> Sequence[ValueBucket]:
        counts = {value: count for value, count in self._counts(found).items() if _can_ask_for(self._terms(), value)}
        selected = set()
        for number, text in enumerate(values[self._terms().name].chosen):
            count = found[self._chosen_name]["buckets"][str(number)]["doc_count"]
            # a value of another count is another one, however alike: normalizers need not remove accents
            value = _value_found_by(text, [each for each in counts if counts[each] == count], self._terms())
            counts[value] = count
            selected.add(value)
        return [
            ValueBucket(value, None, count, value in selected, _query_of(self._terms(), value))
            for value, count in _by_frequency(counts)
        ]


class NamedFacet(_ValueFacet):
    """Named things with ids: `genre=NamedFacet("genre_facet", name="genre", id="genre_id")`.

    `field` is a keyword field that holds name and id together (`join_name_and_id`), so that two things of one name stay
    two; an id of two names is counted by each. `name` and `id` are the Terms parameters that ask for them by the one or
    the other, whose filters it ignores.
    """

    def __init__(self, field: str, *, name: str, id: str, size: int = 20, shard_size: int = _EXACT_VALUES) -> None:  # noqa: A002
        super().__init__(name, id, size=size, shard_size=shard_size, needs={field: {"keyword"}})
        self._names_and_ids = field

    def check(self, declared_by: str) -> None:
        if "normalizer" in self.mappings[self._names_and_ids]:
            raise DeclarationError(
                f"{declared_by}: the field {self._names_and_ids!r} holds names and ids as they are shown, and its "
                "normalizer would change them; declare it without one"
            )

    @property
    def _field(self) -> str:
        return self._names_and_ids

    def _id(self) -> Terms:
        return self.parameters[self.names[1]]

    def _name(self) -> Terms:
        return self.parameters[self.names[0]]

    def aggregations_of_everything(self, values: Mapping[str, Any]) -> dict[str, Any]:
        # a chosen thing has its name and id even if the search finds nothing that has it
        return self._chosen(values)

    def _chosen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        beside = {"values": {"terms": {"field": self._field, "size": _MOST_BESIDE}}}
        found: dict[str, Any] = {}
        for terms in self.parameters.values():
            found |= _of_chosen(self._name_of_chosen(terms), terms, values[terms.name].chosen, beside)
        return found

    def _name_of_chosen(self, terms: Terms) -> str:
        return f"{self._chosen_name} by {terms.name}"

    def read(
        self, found: Mapping[str, Any], everything: Mapping[str, Any], values: Mapping[str, Any]
    ) -> Sequence[ValueBucket]:
        counts = self._counts(found)
        selected: set[str] = set()
        for terms in self.parameters.values():
            name = self._name_of_chosen(terms)
            for number, text in enumerate(values[terms.name].chosen):
                here = found[name]["buckets"][str(number)]
                counts_here = {each["key"]: each["doc_count"] for each in here["values"]["buckets"]}
                anywhere = everything[name]["buckets"][str(number)]["values"]["buckets"]
                chosen = [each["key"] for each in anywhere if self._is_chosen(each["key"], terms, text)]
                # nothing of this name or id is known: it is shown as it was asked for
                unknown = {join_name_and_id(text, text if terms is self._id() else ""): here["doc_count"]}
                counts |= {key: counts_here.get(key, 0) for key in chosen} if chosen else unknown
                selected |= set(chosen or unknown)
        buckets, by_name, by_id = [], self._name(), self._id()
        for key, count in _by_frequency(counts):
            value, value_id, query = _named(key, by_name, by_id)
            buckets.append(ValueBucket(value, value_id, count, key in selected, query))
        return buckets

    def _is_chosen(self, key: str, terms: Terms, text: str) -> bool:
        name, value_id = split_name_and_id(key)
        if terms is self._id():
            return value_id == text
        return spelling(name) == spelling(text) if terms.forgives_spelling else name == text


# The most frequent values are the same for each answer.
@lru_cache(4096)
def _named(key: str, by_name: Terms, by_id: Terms) -> tuple[str, str | None, str]:
    """The name and the id of a key, and the query string that asks for them; without an id, by the name."""
    name, value_id = split_name_and_id(key)
    return (name, value_id, _query_of(by_id, value_id)) if value_id else (name, None, _query_of(by_name, name))


@lru_cache(4096)
def _query_of(terms: Terms, text: str) -> str:
    return query_of(terms, TermsValue({"": (text,)}))


@lru_cache(4096)
def _can_ask_for(terms: Terms, text: str) -> bool:
    return terms.can_ask_for(text)


def _of_chosen(
    name: str, terms: Terms, texts: Sequence[str], inside: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One aggregation that counts documents with each of the texts; none if there are no texts."""
    if not texts:
        return {}
    filters = {str(number): terms.any_of(text).to_dict() for number, text in enumerate(texts)}
    return {name: {"filters": {"filters": filters}, **({"aggs": inside} if inside else {})}}


def _by_frequency(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    yield from sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _value_found_by(text: str, values: Iterable[str], terms: Terms) -> str:
    """The value that a text found, the most alike if several might be; the text itself if it is not among them."""
    forms = (str, fold_case, spelling) if terms.forgives_spelling else (str,)
    for form in forms:
        wanted = form(text)
        for value in values:
            if form(value) == wanted:
                return value
    return text
