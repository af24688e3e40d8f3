"""The words of a search marked in what it finds, as a parameter of the search."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from search_queries.faults import DeclarationError, Fault, require_several
from search_queries.mapping import Fields
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.source_values import values_at
from search_queries.url_parameter import UrlParameter
from search_queries.words.highlight import mark, mark_excerpt
from search_queries.words.kind import Words
from search_queries.words.matching import Kind, Reading

Highlights = dict[str, str | list[str]]


class Highlight(Parameter[bool]):
    """`highlight=true`: hits have the texts in which words were found, as HTML with `<mark>` around the words.

    `titles`, `people` and `text` are the fields that are shown, as the document holds them: `title`,
    `directors.full_name`, `description`. `words` is the name of the parameter whose words are marked.
    """

    selects = False
    searches_fields = False
    is_single = True

    def __init__(
        self, *, titles: Sequence[str], people: Sequence[str] = (), text: str | None = None, words: str = "query"
    ) -> None:
        titles, people = require_several("titles", titles), require_several("people", people)
        shown = [*dict.fromkeys(titles, Kind.TITLE).items(), *dict.fromkeys(people, Kind.PERSON).items()]
        self._shown = shown
        self._text = text
        self.words = words
        super().__init__({path: {"text", "keyword"} for path in (*titles, *people, *([text] if text else []))})
        # of a bound one: the fields of a hit that are read to mark it
        self.fields: list[str] = []

    def bind(self, name: str, fields: Fields, declared_by: str) -> Self:
        bound = super().bind(name, fields, declared_by)
        bound.fields = [fields.source_path(path) for path in self.needs]
        return bound

    def among(self, parameters: Mapping[str, Parameter[Any]], declared_by: str) -> Self:
        if not isinstance(parameters.get(self.words), Words):
            known = ", ".join(name for name, each in parameters.items() if isinstance(each, Words)) or "none"
            raise DeclarationError(
                f"{declared_by} marks the words of {self.words!r}, which is no Words; there are {known}"
            )
        return super().among(parameters, declared_by)

    def url_parameters(self) -> Sequence[UrlParameter]:
        doc = f"Whether hits show where the words of `{self.words}` were found, as HTML with <mark> around each."
        return [UrlParameter(self.name, bool, doc, default=False, example=True)]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[bool, Sequence[Fault]]:
        return given.get(self.name, [False])[0], ()

    def simplify(self, value: bool, *, is_scored: bool) -> bool:
        # Without words nothing can be marked.
        return value and is_scored

    def write(self, value: bool) -> Iterator[tuple[str, str]]:
        if value:
            yield self.name, "true"

    def contribute(self, value: bool, parts: SearchParts) -> None:
        """Nothing: hits are marked after they are found, so that both engines mark the same."""

    def describe(self, value: bool) -> Iterator[str]:
        if value:
            yield "its words marked"

    def highlighter(self, readings: Sequence[Reading]) -> "Highlighter":
        """What marks the words in the hits of a search, by the ways in which it reads them."""
        return Highlighter(readings, self._shown, self._text)


class Highlighter:
    """Marks the words of one search, in all its hits."""

    def __init__(self, readings: Sequence[Reading], shown: Sequence[tuple[str, Kind]], text: str | None) -> None:
        self._readings = readings
        self._shown = shown
        self._text = text

    def mark(self, source: Mapping[str, Any]) -> Highlights:
        """The texts of a hit's `_source` that have a word: `{"title": "<mark>Alien</mark>", "actors": ["..."]}`.

        Keys are the fields of the source. Of a list only the texts with a word are there, in their order; the running
        text is cut to an excerpt, of a list of them the first that has a word.
        """
        found: Highlights = {}
        for path, kind in self._shown:
            texts = _texts_at(source, path)
            if marked := [html for text in texts if (html := mark(text, self._readings, kind)) is not None]:
                _add(found, path, marked if _is_list(source, path) else marked[0])
        excerpts = (mark_excerpt(text, self._readings) for text in _texts_at(source, self._text or ""))
        if self._text and (excerpt := next(filter(None, excerpts), None)) is not None:
            _add(found, self._text, excerpt)
        return found


def _add(found: Highlights, path: str, marked: str | list[str]) -> None:
    """Add what is marked at a path, to what is marked of other members of the same object if there is any."""
    field = path.partition(".")[0]
    if field not in found:
        found[field] = marked
        return
    found[field] = [text for each in (found[field], marked) for text in ([each] if isinstance(each, str) else each)]


def _texts_at(source: Mapping[str, Any], path: str) -> Iterator[str]:
    return (value for value in values_at(source, path) if isinstance(value, str))


def _is_list(value: Any, path: str) -> bool:
    """Whether a source may have several texts at a path."""
    if isinstance(value, Mapping) and path:
        name, _, rest = path.partition(".")
        return _is_list(value.get(name), rest)
    return isinstance(value, list)
