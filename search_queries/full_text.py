"""Words to be found anywhere in a document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elasticsearch.dsl.query import MultiMatch, Q, Query, Term

from search_queries.faults import Fault
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.text import FreeText, fold_case, join_spaces
from search_queries.url_parameter import UrlParameter

# More than any score that words alone reach: "It" before "It Follows".
_EXACT_BOOST = 100.0
# Elasticsearch's own limit, 50 words a typing error away, leaves people of a large catalogue out.
_MAX_EXPANSIONS = 1000


class FullText(Parameter[str | None]):
    """Words, each of which must be in one of the fields, `field` or `field^boost`. The value is in lower case, or None.

    A document that has the whole text in one of the keyword fields `exact` comes first.
    """

    def __init__(self, *fields: str, exact: Sequence[str] = (), doc: str, example: str | None = None) -> None:
        words = {boosted.partition("^")[0]: {"text"} for boosted in fields}
        super().__init__({**words, **{path: {"keyword"} for path in exact}})
        self._fields = fields
        self._exact = exact
        self._doc = doc
        self._example = example

    def url_parameters(self) -> Sequence[UrlParameter]:
        return [UrlParameter(self.name, FreeText, self._doc, example=self._example)]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[str | None, Sequence[Fault]]:
        text = given.get(self.name)
        return (fold_case(join_spaces(text[0])) if text else None), ()

    def write(self, value: str | None) -> Iterator[tuple[str, str]]:
        if value is not None:
            yield self.name, value

    def scores(self, value: str | None) -> bool:
        return value is not None

    def contribute(self, value: str | None, parts: SearchParts) -> None:
        if value is None:
            return
        parts.scored.append(self._words(value))
        parts.preferred += [Term(**{path: {"value": value, "boost": _EXACT_BOOST}}) for path in self._exact]

    def describe(self, value: str | None) -> Iterator[str]:
        if value is not None:
            yield f'the words "{value}"'

    def _words(self, text: str) -> Query:
        return MultiMatch(query=text, type="cross_fields", operator="and", fields=list(self._fields))


class FuzzyText(FullText):
    """Words, each of which must be in the field, typing errors forgiven.

    A word of up to 2 letters must be typed right, one of up to 5 may have one error, a longer one two. The field should
    be unstemmed: a stem is shorter than the word that was typed.
    """

    def __init__(self, field: str, *, exact: Sequence[str] = (), doc: str, example: str | None = None) -> None:
        super().__init__(field, exact=exact, doc=doc, example=example)

    def _words(self, text: str) -> Query:
        options = {"query": text, "operator": "and", "fuzziness": "AUTO", "max_expansions": _MAX_EXPANSIONS}
        return Q("match", **{self._fields[0]: options})
