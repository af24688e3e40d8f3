"""The base classes of declared searches."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from elasticsearch.dsl import AsyncDocument
from elasticsearch.dsl.document_base import DocumentBase
from elasticsearch.dsl.query import Query

from search_queries.cursor import Cursor, SortValue
from search_queries.declaration import bind_declared, single_kind, url_parameters_of
from search_queries.facets.facet import Buckets
from search_queries.facets.facets import Facets
from search_queries.faults import DeclarationError, InvalidQueryError
from search_queries.given_values import read_given
from search_queries.highlighting import Highlight, Highlighter
from search_queries.mapping import Fields
from search_queries.page import Page, PageValue, wrong_cursor
from search_queries.parameter import Parameter, contribute_all
from search_queries.querystring import write_pairs
from search_queries.search_parts import PreparedSearch, SearchParts
from search_queries.shown_fields import ShownFields
from search_queries.size import Size
from search_queries.sort import Sort
from search_queries.url_parameter import UrlParameter
from search_queries.words.kind import Suggest
from search_queries.words.similar import Similar

Kind = TypeVar("Kind", bound=Parameter[Any])

# Why a kind of search refuses a kind of parameter.
_ORDERED = "the best come first"
_FOR_SIMILAR = "it belongs into a SimilarQuery"
_FOR_SUGGESTIONS = "it belongs into a SuggestQuery"
_WITHOUT_MARKS = "only a SearchQuery marks words"
_WITHOUT_PAGES = "the best come alone; declare a Size"


class DeclaredSearch:
    """What a client may ask of one index, declared by the attributes of a class; an instance is checked and immutable.

    A subclass names its `document`, or has that of the search which it extends; plain classes with parameters may be
    mixed in. Searches of equal meaning are equal. Raises DeclarationError if the document cannot answer what is
    declared.
    """

    # The kinds that must be declared, by their names, and those that must not be, each with the reason.
    _required: ClassVar[Mapping[str, type[Parameter[Any]]]] = {}
    _refused: ClassVar[Mapping[type[Parameter[Any]], str]] = {}
    _document: ClassVar[type[AsyncDocument] | None] = None
    _index: ClassVar[str]
    _fields: ClassVar[Fields]
    _parameters: ClassVar[Mapping[str, Parameter[Any]]]
    _url_parameters: ClassVar[Mapping[str, UrlParameter]]
    # The parameters of which a search has one at most, by their kind.
    _names_of: ClassVar[Mapping[type, str]]

    _values: Mapping[str, Any]
    _canonical: str | None

    def __init_subclass__(cls, *, document: type[AsyncDocument] | None = None) -> None:
        super().__init_subclass__()
        document = cls._document if document is None else document
        if document is None:
            return
        if not (isinstance(document, type) and issubclass(document, DocumentBase)):
            raise DeclarationError(f"{cls.__name__}: document= takes a class of documents; got {document!r}")
        if document._index._name is None:
            raise DeclarationError(f"{document.__name__} names no index: class Index with a name belongs into it")
        cls._document = document
        fields = Fields(document)
        own_names = {name for base in cls.__mro__ if base.__module__ == __name__ for name in vars(base)}
        parameters = bind_declared(cls, fields, required=cls._required, refused=cls._refused, reserved=own_names)
        for name, parameter in parameters.items():
            setattr(cls, name, parameter)
        cls._index = document._index._name
        cls._fields = fields
        cls._parameters = MappingProxyType(parameters)
        cls._names_of = {single_kind(type(each)): name for name, each in parameters.items() if each.is_single}
        cls._url_parameters = MappingProxyType(url_parameters_of(cls, parameters.values()))

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", MappingProxyType(dict(values)))
        # made when first asked for, and kept: a cache asks each time
        object.__setattr__(self, "_canonical", None)

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """The search that a query string asks for. Raises InvalidQueryError with every fault."""
        cls._require_document()
        given, faults = read_given(raw, cls._url_parameters)
        values: dict[str, Any] = {}
        for name, parameter in cls._parameters.items():
            values[name], more = parameter.read(given)
            faults += more
        if faults:
            raise InvalidQueryError(faults)
        is_scored = cls(values).is_scored
        return cls({name: cls._parameters[name].simplify(value, is_scored=is_scored) for name, value in values.items()})

    @classmethod
    def missing_fields(cls, mapping: Mapping[str, Any]) -> list[str]:
        """The fields that this search may use and an index of this mapping, `{"properties": {...}}`, lacks.

        An engine finds nothing by a filter on such a field, and raises no error.
        """
        cls._require_document()
        return cls._fields.missing_in(mapping)

    @classmethod
    def openapi_parameters(cls) -> list[dict[str, Any]]:
        """The Parameter Objects of OpenAPI 3.1 for all that `parse` takes."""
        cls._require_document()
        return [url_parameter.openapi() for url_parameter in cls._url_parameters.values()]

    @classmethod
    def _declared(cls, kind: type[Kind]) -> Kind | None:
        """The parameter of a kind of which a search has one at most; None if it has none."""
        parameter = cls._parameters.get(cls._names_of.get(kind, ""))
        return parameter if isinstance(parameter, kind) else None

    @classmethod
    def _require_document(cls) -> None:
        if cls._document is None:
            raise DeclarationError(f"{cls.__name__} has no document: class {cls.__name__}(..., document=...) names it")

    def facet_buckets(self, aggregations: Mapping[str, Any]) -> dict[str, Buckets]:
        """The buckets of each facet asked for, from the engine's `aggregations`: `{"genre": [ValueBucket(...)]}`."""
        declared = self._declared(Facets)
        return {} if declared is None else declared.read_buckets(self._values, aggregations)

    def canonical(self) -> str:
        """The query string of this search: the same for the same meaning, and `parse` gives an equal search for it."""
        if self._canonical is None:
            object.__setattr__(self, "_canonical", write_pairs(sorted(self._pairs())))
        return self._canonical or ""

    def describe(self) -> str:
        """A sentence for logs: `movies with genre drama or crime, imdb rating at least 8, page 2 of 50 each`."""
        phrases = [
            phrase for name, parameter in self._parameters.items() for phrase in parameter.describe(self._values[name])
        ]
        return f"{self._index} with {', '.join(phrases)}" if phrases else f"all {self._index}"

    def shown(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are to be shown of each document: all, unless the client asked for some."""
        declared = self._declared(ShownFields)
        chosen = () if declared is None else self._values[declared.name]
        return [name for name in names if not chosen or name in chosen]

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values == other._values

    def __hash__(self) -> int:
        return hash((type(self), self.canonical()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}.parse({self.canonical().encode()!r})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable")

    @property
    def is_scored(self) -> bool:
        """Whether the client gave words, by which hits are scored."""
        return any(parameter.scores(self._values[name]) for name, parameter in self._parameters.items())

    @property
    def _has_closest(self) -> bool:
        return any(parameter.has_closest(self._values[name]) for name, parameter in self._parameters.items())

    def _search_of(self, parts: SearchParts, fields: Iterable[str] | None) -> PreparedSearch:
        """The search of all parts, those of the parameters too."""
        contribute_all(self._parameters, self._values, parts)
        if fields is not None:
            parts.options["_source"] = {"includes": list(fields)}
        return PreparedSearch.of(self._index, self._digest(), parts.body())

    def _digest(self) -> str:
        """Stands for what is found. Hexadecimal, since Elasticsearch gives names with _ a meaning."""
        return blake2b(self.canonical().encode(), digest_size=8).hexdigest()

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name, parameter in self._parameters.items():
            yield from parameter.write(self._values[name])


class SearchQuery(DeclaredSearch):
    """A search with an order and pages; a subclass declares a `sort` and a `page` besides what may be asked."""

    sort: ClassVar[Sort]
    page: ClassVar[Page]

    _required = {"sort": Sort, "page": Page}  # noqa: RUF012
    _refused = {Size: "its page has a size", Similar: _FOR_SIMILAR}  # noqa: RUF012

    _within: tuple[Query, ...]

    def __init__(self, values: Mapping[str, Any], within: Sequence[Query] = ()) -> None:
        super().__init__(values)
        object.__setattr__(self, "_within", tuple(within))

    @classmethod
    def parse(cls, raw: bytes, *within: Query) -> Self:
        """The search that a query string asks for. Raises InvalidQueryError with every fault.

        It finds only what all filters of `within` match, too, which the query string neither shows nor changes.
        """
        search = cls(super().parse(raw)._values, within)
        search._check_cursor()
        return search

    def build(self, *, fields: Iterable[str] | None = None, one_shard: bool = False) -> PreparedSearch:
        """The search to execute: equal for equal meaning, totals exact, pages of one search from one replica.

        A hit has these fields of its document only, if they are given. Facets cost less if it is known that the index
        has one shard. If it has more after all, every count that is shown is exact still, but fewer values may be
        shown.
        """
        return self._build(fields, is_closest=False, one_shard=one_shard)

    def build_closest(self, *, fields: Iterable[str] | None = None, one_shard: bool = False) -> PreparedSearch | None:
        """The search for what comes closest, to execute if `build` finds nothing; None without words."""
        return self._build(fields, is_closest=True, one_shard=one_shard) if self._has_closest else None

    def at_page(self, number: int) -> Self | None:
        """The same search at another page; None if the page would not be inside the window."""
        page = PageValue(number, self.page.size)
        return self._with_page(page) if number >= 1 and page.is_inside_window else None

    def after(self, sort_values: Sequence[SortValue]) -> Self | None:
        """The same search at the page after a hit with these sort values; None in an order that has no cursors.

        Those by relevance have none, and those by keys of other parameters than `sort`. `str(search.page.cursor)`
        stands for that page in a URL.
        """
        types = self._sort_types
        if types is None or len(sort_values) != len(types):
            return None
        return self._with_page(PageValue(1, self.page.size, Cursor(self._digest(), tuple(sort_values))))

    @property
    def highlighted(self) -> list[str]:
        """The fields in which words are to be marked; none unless a declared `highlight` asks for it."""
        asked = self._asked_highlight()
        return [] if asked is None else asked.fields

    def highlighter(self, *, is_closest: bool) -> Highlighter | None:
        """What marks the words in a hit; None unless a declared `highlight` asks for it."""
        asked = self._asked_highlight()
        if asked is None:
            return None
        words: Any = self._parameters[asked.words]
        return asked.highlighter(words.readings(self._values[asked.words], is_closest=is_closest))

    def _asked_highlight(self) -> Highlight | None:
        """The declared Highlight that the client asks for; None if it does not."""
        declared = self._declared(Highlight)
        return declared if declared is not None and self._values[declared.name] else None

    def _build(self, fields: Iterable[str] | None, *, is_closest: bool, one_shard: bool) -> PreparedSearch:
        parts = SearchParts(
            is_scored=self.is_scored,
            is_ranked=self.is_scored and not self.sort,
            is_closest=is_closest,
            one_shard=one_shard,
            filters=list(self._within),
            options={"track_total_hits": True},
        )
        return self._search_of(parts, fields)

    @property
    def _sort_types(self) -> list[str] | None:
        return type(self).sort.field_types(self.sort, is_scored=self.is_scored)

    def _check_cursor(self) -> None:
        """Raises InvalidQueryError if the page's cursor is that of another search."""
        cursor, types = self.page.cursor, self._sort_types
        if cursor is None:
            return
        if types is None:
            raise InvalidQueryError([wrong_cursor("hits in order of relevance have no cursor; ask for a sort")])
        if cursor.digest != self._digest() or not cursor.fits(types):
            detail = "the cursor is of another search: take next_cursor of an answer to these parameters"
            raise InvalidQueryError([wrong_cursor(detail)])

    def _with_page(self, page: PageValue) -> Self:
        return type(self)({**self._values, "page": page}, self._within)

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and isinstance(other, SearchQuery) and self._within == other._within

    # not inherited by a class that says what is equal
    __hash__ = DeclaredSearch.__hash__

    def _digest(self) -> str:
        """The same for all pages of a search, whatever their size and whatever is told of the hits."""
        pairs = (
            pair
            for name, parameter in self._parameters.items()
            if name != "page" and parameter.selects
            for pair in parameter.write(self._values[name])
        )
        meaning = f"{self._index}?{write_pairs(sorted(pairs))}"
        if self._within:
            # a filter may have dates and ids, which the client writes as texts, too
            meaning += json.dumps([each.to_dict() for each in self._within], sort_keys=True, default=str)
        return blake2b(meaning.encode(), digest_size=8).hexdigest()


class SuggestQuery(DeclaredSearch):
    """What may be suggested while a client types; a subclass declares a Suggest."""

    _refused = {  # noqa: RUF012
        Sort: _ORDERED,
        Page: _WITHOUT_PAGES,
        Similar: _FOR_SIMILAR,
        Highlight: _WITHOUT_MARKS,
    }

    def __init_subclass__(cls, *, document: type[AsyncDocument] | None = None) -> None:
        super().__init_subclass__(document=document)
        if cls._document is not None and not any(isinstance(each, Suggest) for each in cls._parameters.values()):
            raise DeclarationError(f"{cls.__name__} declares no Suggest(...)")

    def build(self, *, fields: Iterable[str] | None = None) -> PreparedSearch:
        """The search to execute, the best first, a total not counted; a hit has these fields only, if given."""
        return self._build(fields, is_closest=False)

    def build_closest(self, *, fields: Iterable[str] | None = None) -> PreparedSearch | None:
        """The search for what comes closest, to execute if `build` finds nothing; None without words."""
        return self._build(fields, is_closest=True) if self._has_closest else None

    def _build(self, fields: Iterable[str] | None, *, is_closest: bool) -> PreparedSearch:
        options = {"track_total_hits": False}
        parts = SearchParts(is_scored=True, is_ranked=True, is_closest=is_closest, options=options)
        return self._search_of(parts, fields)


class SimilarQuery(DeclaredSearch):
    """What is like one document; a subclass declares by what, as `like = Similar(...)`."""

    like: ClassVar[Similar]

    _required = {"like": Similar}  # noqa: RUF012
    _refused = {  # noqa: RUF012
        Sort: _ORDERED,
        Page: _WITHOUT_PAGES,
        Suggest: _FOR_SUGGESTIONS,
        Highlight: _WITHOUT_MARKS,
    }

    @property
    def needed(self) -> list[str]:
        """The fields of the document that `build` reads."""
        return type(self).like.needed

    def build(self, document: Mapping[str, Any], *, fields: Iterable[str] | None = None) -> PreparedSearch:
        """The search to execute, the most alike first, never the document itself, a total not counted.

        A hit has these fields of its document only, if they are given.
        """
        parts = SearchParts(is_scored=True, options={"track_total_hits": False})
        type(self).like.add(document, parts)
        return self._search_of(parts, fields)
