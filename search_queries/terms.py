"""Values that a document must have, or must not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl.query import Bool, Q, Query

from search_queries.faults import Fault
from search_queries.mapping import Fields
from search_queries.parameter import Clauses, Parameter
from search_queries.text import FreeText, fold_case, join_spaces
from search_queries.url_parameter import UrlParameter


@dataclass(frozen=True, slots=True)
class TermsValue:
    """The values asked for, each list sorted and without repetitions."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


class Terms(Parameter[TermsValue]):
    """Whole values of keyword fields: `name` (any of), `name__all`, `name__not`.

    Where several fields are named, a value may stand in any of them. `of` is the type of a value, as pydantic knows it;
    without it a value is free text, which takes repetition only, while other types take commas too. `all_of=False`
    leaves `name__all` out, for fields that hold one value.
    """

    def __init__(
        self, *fields: str, of: Any = FreeText, all_of: bool = True, doc: str, example: str | None = None
    ) -> None:
        self._fields = fields
        self._of = of
        self._has_all = all_of
        self._doc = doc
        self._example = example

    def bind(self, fields: Fields, declared_by: str) -> None:
        mappings = [fields.require(path, {"keyword"}, declared_by) for path in self._fields]
        self._is_case_blind = all("normalizer" in mapping for mapping in mappings)

    def url_parameters(self) -> Sequence[UrlParameter]:
        meanings = {"": "any of those given", "__all": "all of those given", "__not": "none of those given"}
        if not self._has_all:
            del meanings["__all"]
        return [
            UrlParameter(
                f"{self.name}{suffix}",
                self._of,
                f"{self._doc}: {meaning}.",
                many=True,
                commas=self._of is not FreeText,
                example=[self._example] if self._example else None,
            )
            for suffix, meaning in meanings.items()
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[TermsValue, Sequence[Fault]]:
        return TermsValue(*(self._distinct(given.get(name, ())) for name in self._names)), ()

    @property
    def _names(self) -> tuple[str, str, str]:
        return self.name, f"{self.name}__all", f"{self.name}__not"

    def _distinct(self, values: Iterable[Any]) -> tuple[str, ...]:
        texts = {join_spaces(str(value)) for value in values}
        return tuple(sorted({fold_case(text) for text in texts} if self._is_case_blind else texts))

    def write(self, value: TermsValue) -> Iterator[tuple[str, str]]:
        for name, texts in zip(self._names, (value.any_of, value.all_of, value.none_of), strict=True):
            for text in texts:
                yield name, text

    def add_clauses(self, value: TermsValue, clauses: Clauses) -> None:
        if value.any_of:
            clauses.filters.append(self.any_of(*value.any_of))
        clauses.filters += [self.any_of(text) for text in value.all_of]
        if value.none_of:
            clauses.filters.append(Bool(must_not=[self.any_of(*value.none_of)]))

    def any_of(self, *texts: str) -> Query:
        """Documents that have one of the values at least."""
        queries: list[Query] = [Q("terms", **{path: list(texts)}) for path in self._fields]
        return queries[0] if len(queries) == 1 else Bool(should=queries, minimum_should_match=1)
