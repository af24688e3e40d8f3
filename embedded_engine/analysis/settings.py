"""`settings.analysis` -> the analyzers and normalizers of an index.

tantivy does what it can: the tokenizer, and the token filters that come before any of ours. Character filters run in
Python before it, and the token filters that it lacks after it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Any

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from embedded_engine.analysis.analyzers import Analyzer, Normalizer, Words
from embedded_engine.analysis.char_filters import CharFilter, chain, read_mapping
from embedded_engine.analysis.edge_ngram_filter import read_edge_ngram
from embedded_engine.analysis.shingle_filter import ShingleFilter, read_shingle
from embedded_engine.analysis.synonym_filter import read_synonym
from embedded_engine.analysis.tokenizers import KEYWORD, Splitting, read_pattern
from embedded_engine.analysis.tokens import TokenFilter, WordFilter
from embedded_engine.checks import refuse_unknown, require_object, require_text, require_texts
from embedded_engine.errors import illegal_argument, supported

NativeFilter = Callable[[], Filter]

_SECTIONS = ("analyzer", "normalizer", "char_filter", "tokenizer", "filter")
_FILTERS = ("edge_ngram", "shingle", "stemmer", "synonym")
_STEMMERS = {"porter2": "English", "russian": "Russian"}
_BUILT_IN_FILTERS: dict[str, NativeFilter] = {"lowercase": Filter.lowercase, "asciifolding": Filter.ascii_fold}
_BUILT_IN_TOKENIZERS = {"keyword": KEYWORD}
_MAX_SHINGLE_DIFF = 3


class Analysis:
    """The analyzers and normalizers of an index by name. Raises EngineError for what it does not support."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """From the settings of the index: `{"analysis": {"analyzer": {...}, ...}, "max_shingle_diff": "3"}`."""
        analysis = require_object(settings.get("analysis", {}), "[settings.analysis]")
        refuse_unknown(analysis, _SECTIONS, "[analysis]", illegal_argument)
        self._sections = {name: require_object(analysis.get(name, {}), f"[analysis.{name}]") for name in _SECTIONS}
        self._char_filters = {
            name: read_mapping(*self._body("char_filter", name, ("mapping",))) for name in self._sections["char_filter"]
        }
        self._native_filters = {**_BUILT_IN_FILTERS}
        self._own_filters: dict[str, TokenFilter] = {}
        self._synonyms: dict[str, tuple[str, dict[str, Any]]] = {}
        max_shingle_diff = _read_max_shingle_diff(settings.get("max_shingle_diff", _MAX_SHINGLE_DIFF))
        for name in self._sections["filter"]:
            self._read_filter(name, max_shingle_diff)
        self._splittings: dict[str, Splitting] = {}
        self._words: dict[tuple[object, ...], Words] = {}
        self.analyzers = {name: self._analyzer(name) for name in self._sections["analyzer"]}
        self.normalizers = {name: self._normalizer(name) for name in self._sections["normalizer"]}

    def analyzer(self, name: str) -> Analyzer:
        if name not in self.analyzers:
            raise illegal_argument(f"failed to find analyzer [{name}]; {supported(self.analyzers)}")
        return self.analyzers[name]

    def normalizer(self, name: str) -> Normalizer:
        if name not in self.normalizers:
            raise illegal_argument(f"failed to find normalizer [{name}]; {supported(self.normalizers)}")
        return self.normalizers[name]

    def _body(self, section: str, name: str, kinds: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """The words that name a component in a refusal, and its body, which is of one of the kinds."""
        where = f"{section} [{name}]"
        body = require_object(self._sections[section][name], where)
        if body.get("type") not in kinds:
            raise illegal_argument(f"{where} does not support the type [{body.get('type')}]; {supported(kinds)}")
        return where, body

    def _read_filter(self, name: str, max_shingle_diff: int) -> None:
        where, body = self._body("filter", name, _FILTERS)
        match body["type"]:
            case "stemmer":
                self._native_filters[name] = _read_stemmer(where, body)
            case "edge_ngram":
                self._own_filters[name] = read_edge_ngram(where, body)
            case "shingle":
                self._own_filters[name] = read_shingle(where, body, max_shingle_diff)
            case "synonym":
                # its rules are read for each analyzer, by whatever that does before it
                self._synonyms[name] = where, body

    def _analyzer(self, name: str) -> Analyzer:
        where, body = self._body("analyzer", name, ("custom",))
        refuse_unknown(body, ("type", "char_filter", "tokenizer", "filter"), where, illegal_argument)
        char_filters = self._names(body, "char_filter", where, self._char_filters)
        names = self._names(body, "filter", where, self._native_filters | self._own_filters | self._synonyms)
        native = list(takewhile(lambda each: each in self._native_filters, names))
        tokenizer = require_text(body.get("tokenizer"), f"{where} tokenizer")
        analyzer = Analyzer(self._first(char_filters, tokenizer, native))
        for each in names[len(native) :]:
            analyzer = Analyzer(analyzer.first, (*analyzer.filters, self._next_filter(each, analyzer, where)))
        return analyzer

    def _normalizer(self, name: str) -> Normalizer:
        where, body = self._body("normalizer", name, ("custom",))
        refuse_unknown(body, ("type", "char_filter", "filter"), where, illegal_argument)
        char_filters = self._names(body, "char_filter", where, self._char_filters)
        filters = self._names(body, "filter", where, _BUILT_IN_FILTERS)
        char_filter = self._chain(char_filters, filters)
        return Normalizer(char_filter, self._native(Tokenizer.raw(), filters), "lowercase" in filters)

    def _names(self, body: Mapping[str, Any], section: str, where: str, known: Collection[str]) -> list[str]:
        """The components of a section that an analyzer or normalizer names, in their order."""
        names = require_texts(body.get(section, []), f"{where} {section}")
        for name in names:
            if name not in known:
                raise illegal_argument(f"{where} failed to find {section} [{name}]; {supported(known)}")
        return names

    def _first(self, char_filters: Sequence[str], tokenizer: str, native: Sequence[str]) -> Words:
        """The same for analyzers that begin alike, so that a text is split once for all of them."""
        key = (*char_filters, None, tokenizer, None, *native)
        if key not in self._words:
            char_filter = self._chain(char_filters, native)
            self._words[key] = Words(char_filter, self._splitting(tokenizer), partial(self._native, filters=native))
        return self._words[key]

    def _chain(self, char_filters: Iterable[str], filters: Iterable[str]) -> CharFilter:
        """The character filters before token filters of tantivy's."""
        found = [self._char_filters[name] for name in char_filters]
        if "lowercase" in takewhile(lambda each: each != "asciifolding", filters):
            found.append(_plain_dotted_i)
        return chain(found)

    def _native(self, tokenizer: Tokenizer, filters: Iterable[str]) -> TextAnalyzer:
        builder = TextAnalyzerBuilder(tokenizer)
        for name in filters:
            builder = builder.filter(self._native_filters[name]())
        return builder.build()

    def _next_filter(self, name: str, before: Analyzer, where: str) -> TokenFilter:
        """A filter of an analyzer, of which `before` is what comes before it."""
        if name in self._native_filters:
            tantivy = self._native(Tokenizer.raw(), [name])
            return WordFilter(lambda word: tuple(tantivy.analyze(word)), keeps_words=True)
        needs_words = name in self._synonyms or isinstance(self._own_filters[name], ShingleFilter)
        if needs_words and not before.keeps_words:
            raise illegal_argument(f"{where} does not support the filter [{name}] after any of edge_ngram or shingle")
        if name in self._synonyms:
            return read_synonym(*self._synonyms[name], before.analyze)
        return self._own_filters[name]

    def _splitting(self, name: str) -> Splitting:
        """The same for all analyzers with the tokenizer, since it remembers what it learned of characters."""
        if name not in self._splittings:
            own = self._sections["tokenizer"]
            known = {**_BUILT_IN_TOKENIZERS, **own}
            if name not in known:
                raise illegal_argument(f"failed to find tokenizer [{name}]; {supported(known)}")
            self._splittings[name] = (
                read_pattern(*self._body("tokenizer", name, ("pattern",)))
                if name in own
                else _BUILT_IN_TOKENIZERS[name]
            )
        return self._splittings[name]


def _plain_dotted_i(text: str) -> str:
    """The small form of the one letter whose small form is two characters to tantivy, and to Elasticsearch one."""
    return text.replace("İ", "i")


def _read_stemmer(where: str, body: Mapping[str, Any]) -> NativeFilter:
    """`{"language"}`."""
    refuse_unknown(body, ("type", "language"), where, illegal_argument)
    language = require_text(body.get("language"), f"{where} language")
    if language not in _STEMMERS:
        raise illegal_argument(f"{where} does not support the language [{language}]; {supported(_STEMMERS)}")
    return lambda: Filter.stemmer(_STEMMERS[language])


def _read_max_shingle_diff(value: Any) -> int:
    """Settings are kept as texts."""
    text = str(value)
    if not (text.isascii() and text.isdigit()):
        raise illegal_argument(f"Failed to parse value [{value}] for setting [index.max_shingle_diff]")
    return int(text)
