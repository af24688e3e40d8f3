"""Values that a document must have, or must not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from elasticsearch.dsl.query import Query

from search_queries.faults import DeclarationError, Fault
from search_queries.lookups import TERMS_LOOKUPS, has_any
from search_queries.mapping import Fields
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.text import FreeText, fold_case, join_spaces
from search_queries.url_parameter import UrlParameter, as_text


@dataclass(frozen=True, slots=True)
class TermsValue:
    """The texts asked for, by the lookup's suffix: `{"": ("crime", "drama"), "not": ("war",)}`.

    Each tuple is sorted and without repetitions; a lookup that was not asked for has no entry.
    """

    by_lookup: Mapping[str, tuple[str, ...]]

    @property
    def any_of(self) -> tuple[str, ...]:
        """Those of which a document must have at least one."""
        return self.by_lookup.get("", ())

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those that are asked for, of which a document must have at least one or all."""
        return tuple(sorted({*self.any_of, *self.by_lookup.get("all", ())}))


class Terms(Parameter[TermsValue]):
    """Whole values of keyword fields: `name` (any of), `name__all`, `name__not`, `name__prefix`.

    If several fields are named, a value may stand in any of them. `of` is the type of a value, as pydantic knows it;
    without it a value is free text, which takes repetition only, while other types take commas too. Fields hold a value
    as its type is written in JSON: of a member of an Enum its value, `true`, `2024-12-31T12:00:00Z`. `all_of=False`
    leaves `name__all` out, for fields that hold one value; `prefix=True` adds `name__prefix`, for free text. Fields
    with a normalizer forgive what it removes: case, which its filter `lowercase` has to, and accents.
    """

    def __init__(
        self,
        *fields: str,
        of: Any = FreeText,
        all_of: bool = True,
        prefix: bool = False,
        doc: str,
        example: str | None = None,
    ) -> None:
        if not fields or not all(isinstance(path, str) for path in fields):
            raise DeclarationError(f'Terms takes one field or several, as Terms("genre", "tags", ...); got {fields}')
        super().__init__({path: {"keyword"} for path in fields})
        if prefix and of is not FreeText:
            raise DeclarationError("prefix=True takes free text; leave `of` out")
        self.fields = fields
        self._of = of
        offered = {"all": all_of, "prefix": prefix}
        self._lookups = [lookup for lookup in TERMS_LOOKUPS if offered.get(lookup.suffix, True)]
        self._doc = doc
        self._example = example

    def bind(self, name: str, fields: Fields, declared_by: str) -> Self:
        bound = super().bind(name, fields, declared_by)
        if not bound.forgives_spelling:
            return bound
        for path, mapping in bound.mappings.items():
            if fields.keeps_case(path):
                raise DeclarationError(
                    f"{declared_by}: values are asked for in lower case; the normalizer {mapping['normalizer']!r} of "
                    f"{path!r} keeps others. Give it the filter 'lowercase', or leave the normalizer out"
                )
        for choice in map(str, UrlParameter(name, self._of, self._doc).choices):
            if fold_case(choice) != choice:
                raise DeclarationError(
                    f"{declared_by}: the normalizer of {self.fields[0]!r} keeps {choice!r} in lower case; name it so, "
                    "or leave the normalizer out"
                )
        return bound

    def url_parameters(self) -> Sequence[UrlParameter]:
        return [
            UrlParameter(
                lookup.url_name(self.name),
                self._of,
                f"{self._doc}: {lookup.meaning}.",
                many=True,
                commas=self._of is not FreeText,
                example=[self._example] if self._example else None,
            )
            for lookup in self._lookups
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[TermsValue, Sequence[Fault]]:
        names = {lookup.suffix: lookup.url_name(self.name) for lookup in self._lookups}
        texts = {suffix: self._distinct(given[name]) for suffix, name in names.items() if name in given}
        return TermsValue(MappingProxyType(texts)), ()

    def _distinct(self, values: Iterable[Any]) -> tuple[str, ...]:
        texts = {join_spaces(as_text(value)) for value in values}
        return tuple(sorted({fold_case(text) for text in texts} if self.forgives_spelling else texts))

    @property
    def forgives_spelling(self) -> bool:
        """Whether its fields have a normalizer, which removes case, and may remove accents."""
        return all("normalizer" in mapping for mapping in self.mappings.values())

    def write(self, value: TermsValue) -> Iterator[tuple[str, str]]:
        for lookup in self._lookups:
            for text in value.by_lookup.get(lookup.suffix, ()):
                yield lookup.url_name(self.name), text

    def contribute(self, value: TermsValue, parts: SearchParts) -> None:
        for lookup in self._lookups:
            if texts := value.by_lookup.get(lookup.suffix):
                parts.filters += lookup.filters(self.fields, texts)

    def describe(self, value: TermsValue) -> Iterator[str]:
        name = self.name.replace("_", " ")
        for lookup in self._lookups:
            if texts := value.by_lookup.get(lookup.suffix):
                yield lookup.phrase.format(name=name, any=" or ".join(texts), all=" and ".join(texts))

    def can_ask_for(self, text: str) -> bool:
        """Whether a query string can ask for this value: for no text that is empty, too long, or spaced otherwise."""
        typed, faults = self.url_parameters()[0].read([text])
        return not faults and self._distinct(typed) == (text,)

    def any_of(self, *values: object) -> Query:
        """Documents that have at least one of the values, to narrow a search with (`SearchQuery.parse`)."""
        return has_any(self.fields, [as_text(value) for value in values])
