"""Words as parameters of a search: `Words`, and `Suggest` for what is still being typed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from search_queries.faults import DeclarationError, Fault, require_several
from search_queries.mapping import NUMBER_TYPES, Fields
from search_queries.page import Page
from search_queries.parameter import Parameter
from search_queries.search_parts import PreparedQuery, SearchParts
from search_queries.text import FreeText, fold_case, join_spaces
from search_queries.url_parameter import UrlParameter
from search_queries.words import weights
from search_queries.words.all_words import all_words
from search_queries.words.clauses import Clause, WordFields, spelled_in, weighted
from search_queries.words.closest import closest, closest_in_order
from search_queries.words.completion import completion
from search_queries.words.matching import Reading, readings_of
from search_queries.words.noise import compile_noise
from search_queries.words.query_text import read_query_text

MOST_SUGGESTIONS = 10


class _WordsParameter(Parameter[str | None]):
    """Fields that hold words, declared by what they are. The value is in lower case, or None."""

    def __init__(
        self,
        *,
        titles: Sequence[str],
        all_titles: str | None = None,
        whole: str,
        length: str,
        people: Sequence[str] = (),
        sounds: str | None = None,
        text: str | None = None,
        year: str | None = None,
        renown: str | None = None,
        noise: str | None = None,
        doc: str,
        example: str | None = None,
        required: bool = False,
    ) -> None:
        if not require_several("titles", titles):
            raise DeclarationError('titles names the field of the titles: titles=("title_words",)')
        require_several("people", people)
        first, *others = titles
        stemmed = (weighted(first, weights.TITLE), *(weighted(other, weights.OTHER_TITLE) for other in others))
        in_one = None if all_titles is None else weighted(all_titles, weights.TITLE)
        self._words = WordFields(
            titles=stemmed,
            spelled=spelled_in(stemmed, in_one),
            whole=whole,
            shown=None if in_one is None else stemmed[0],
            people=tuple(weighted(path, weights.PEOPLE) for path in people),
            sounds=None if sounds is None else weighted(sounds, 1.0),
            text=None if text is None else weighted(text, weights.TEXT),
            year=year,
            noise=None if noise is None else compile_noise(noise),
        )
        self._length = length
        self._renown = renown
        self._doc = doc
        self._example = example
        self._required = required
        super().__init__(
            {
                **{path: {"text"} for path in self._text_paths()},
                **{path: NUMBER_TYPES for path in (length, year, renown) if path},
            }
        )

    def bind(self, name: str, fields: Fields, declared_by: str) -> Self:
        try:
            return super().bind(name, fields, declared_by)
        except DeclarationError as error:
            made_by = (
                "title_words(), whole_titles(), title_length() and name_words() make the fields of words, "
                "all_title_words() that of all_titles, word_sounds() that of sounds"
            )
            raise DeclarationError(f"{error}; {made_by}") from None

    def among(self, parameters: Mapping[str, Parameter[Any]], declared_by: str) -> Self:
        renowns = {each._renown for each in parameters.values() if isinstance(each, _WordsParameter) and each._renown}
        if len(renowns) > 1:
            raise DeclarationError(
                f"{declared_by}: one field weighs the scores of a search; got renown={' and '.join(sorted(renowns))}"
            )
        return super().among(parameters, declared_by)

    def _text_paths(self) -> Iterator[str]:
        yield from (title.path for title in self._words.titles)
        for field in self._words.spelled:
            yield from (field.words, field.joined, field.prefix)
        yield from (self._words.whole, f"{self._words.whole}.prefix", f"{self._words.whole}.counted")
        for person in self._words.people:
            yield from (person.path, f"{person.path}.words")
        yield from (field.path for field in (self._words.sounds, self._words.text) if field)

    def url_parameters(self) -> Sequence[UrlParameter]:
        return [UrlParameter(self.name, FreeText, self._doc, example=self._example, required=self._required)]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[str | None, Sequence[Fault]]:
        text = given.get(self.name)
        return (fold_case(join_spaces(text[0])) if text else None), ()

    def write(self, value: str | None) -> Iterator[tuple[str, str]]:
        if value is not None:
            yield self.name, value

    def scores(self, value: str | None) -> bool:
        return value is not None

    def has_closest(self, value: str | None) -> bool:
        return value is not None and bool(read_query_text(value).words)

    def describe(self, value: str | None) -> Iterator[str]:
        if value is not None:
            yield f'the words "{value}"'

    def readings(self, value: str, *, is_closest: bool) -> list[Reading]:
        """The ways in which the search reads the words, to mark them in what it finds."""
        return readings_of(
            value, is_closest=is_closest, noise=self._words.noise, by_sound=self._words.sounds is not None
        )

    def _add(self, clause: Clause, parts: SearchParts) -> None:
        parts.scored.append(PreparedQuery(clause))
        if parts.is_ranked and self._renown:
            parts.renown = self._renown
        parts.ties.append({self._length: {"order": "asc"}})


class Words(_WordsParameter):
    """Words, each of which a document must have; if none has them all, those that come closest to what was typed.

    `titles` are fields of `title_words()`, what is shown first; `whole` of `whole_titles()` and `length` of
    `title_length()` belong to them. Where there are several, they may be fields of `title_stems()` if `all_titles`, a
    field of `all_title_words()`, holds the words of all: errors are looked for in one field in half the time. `people`
    are fields of `name_words()`, and `sounds` is one of `word_sounds()`, by which titles and names are found that are
    spelled by ear, in Russian letters too: it is weighed (`sounds^5`) where a name is what a document is called.
    `text` is any text that may hold words, and hardly counts; `year` a number that a word of four digits may be;
    `renown` one from 0 to about 0.3 that lifts what is well known, the same in all `Words` of a search. `noise` is
    a regular expression of words that say nothing of a document, as `split` writes them: `(full )?movie|online`. A
    title or a name is found among them, and the closest need none of them. A field may be weighed against others of
    its kind: `names.title^2`. A search without `required` words has a fault.
    """

    def contribute(self, value: str | None, parts: SearchParts) -> None:
        if value is None:
            return
        text = read_query_text(value)
        if not text.words:
            clause: Clause = {"match_none": {}}
        elif not parts.is_closest:
            clause = all_words(text, self._words, is_ranked=parts.is_ranked)
        elif parts.is_ranked:
            clause = closest(text, self._words)
        else:
            clause = closest_in_order(text, self._words)
        self._add(clause, parts)


class Suggest(_WordsParameter):
    """The start of a title or of a name, while it is being typed; has to be given. For a SuggestQuery.

    Its fields are those of `Words`; `tie_breaker` is a unique field that orders what is otherwise equal.
    """

    def __init__(self, *, tie_breaker: str = "id", **fields: Any) -> None:
        super().__init__(required=True, **fields)
        self.needs = {**self.needs, tie_breaker: NUMBER_TYPES | {"keyword"}}
        self._tie_breaker = tie_breaker

    def among(self, parameters: Mapping[str, Parameter[Any]], declared_by: str) -> Self:
        if any(isinstance(each, Page) for each in parameters.values()):
            raise DeclarationError(
                f"{declared_by}: a Suggest has no pages; declare it in a SuggestQuery, or make it Words"
            )
        return super().among(parameters, declared_by)

    def contribute(self, value: str | None, parts: SearchParts) -> None:
        text = value or ""
        read = read_query_text(text) if parts.is_closest else None
        self._add(closest(read, self._words) if read and read.words else completion(text, self._words), parts)
        parts.sort += [{"_score": {"order": "desc"}}, {self._tie_breaker: {"order": "asc"}}]
        parts.options |= {"from": 0, "size": MOST_SUGGESTIONS}
