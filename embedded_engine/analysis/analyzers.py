"""`settings.analysis` -> analyzers and normalizers.

Character filters run in Python, before tantivy sees a text; tokenizers and token filters run in tantivy.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from embedded_engine.checks import refuse_unknown, require_object, require_text, require_texts
from embedded_engine.errors import illegal_argument, supported

CharFilter = Callable[[str], str]

_SECTIONS = ("analyzer", "normalizer", "char_filter", "tokenizer", "filter")
_STEMMERS = {"porter2": "English", "russian": "Russian"}
_BUILT_IN_FILTERS: dict[str, Callable[[], Filter]] = {"lowercase": Filter.lowercase, "asciifolding": Filter.ascii_fold}
_RULE = re.compile(r"\s*(.*?)\s*=>\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True)
class Analyzer:
    """Text -> tokens. `char_filter` has to be applied to what is given to `tokens`."""

    char_filter: CharFilter
    tokens: TextAnalyzer

    def analyze(self, text: str) -> list[str]:
        return self.tokens.analyze(self.char_filter(text))


@dataclass(frozen=True)
class Normalizer:
    """A whole value -> the one term that stands for it."""

    char_filter: CharFilter
    tokens: TextAnalyzer
    lowercases: bool

    def normalize(self, text: str) -> str:
        text = self.char_filter(text)
        if text.isascii():  # folding leaves ASCII alone, and str.lower is all that is left to do
            return text.lower() if self.lowercases else text
        return "".join(self.tokens.analyze(text))


class Analysis:
    """The analyzers and normalizers of an index by name. Raises EngineError for what it does not support."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        refuse_unknown(settings, _SECTIONS, "[analysis]", illegal_argument)
        self._sections = {name: require_object(settings.get(name, {}), f"[analysis.{name}]") for name in _SECTIONS}
        self._char_filters = {name: self._char_filter(name) for name in self._sections["char_filter"]}
        self._filters = {name: self._filter(name) for name in self._sections["filter"]} | _BUILT_IN_FILTERS
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

    def _body(self, section: str, name: str, kinds: Sequence[str], parameters: Sequence[str]) -> dict[str, Any]:
        where = f"{section} [{name}]"
        body = require_object(self._sections[section][name], where)
        if body.get("type") not in kinds:
            raise illegal_argument(f"{where} does not support the type [{body.get('type')}]; {supported(kinds)}")
        refuse_unknown(body, ("type", *parameters), where, illegal_argument)
        return body

    def _char_filter(self, name: str) -> CharFilter:
        body = self._body("char_filter", name, ("mapping",), ("mappings",))
        rules: dict[str, str] = {}
        for rule in require_texts(body.get("mappings"), f"char_filter [{name}] mappings"):
            match = _RULE.fullmatch(rule)
            if match is None or "\\" in rule or not match[1]:
                raise illegal_argument(f"Invalid Mapping Rule : [{rule}]; supported: [from => to], without escapes")
            if match[1] in rules:
                raise illegal_argument(f'match "{match[1]}" was already added')
            rules[match[1]] = match[2]
        return _replace_by(rules)

    def _filter(self, name: str) -> Callable[[], Filter]:
        body = self._body("filter", name, ("stemmer",), ("language",))
        language = body.get("language")
        if language not in _STEMMERS:
            raise illegal_argument(
                f"filter [{name}] does not support the language [{language}]; {supported(_STEMMERS)}"
            )
        return lambda: Filter.stemmer(_STEMMERS[language])

    def _tokenizer(self, name: str) -> Tokenizer:
        if name not in self._sections["tokenizer"]:
            raise illegal_argument(f"failed to find tokenizer [{name}]; {supported(self._sections['tokenizer'])}")
        body = self._body("tokenizer", name, ("pattern",), ("pattern", "group"))
        if body.get("group") != 0:
            raise illegal_argument(
                f"tokenizer [{name}] does not support the group [{body.get('group')}]; supported: [0]"
            )
        try:
            return Tokenizer.regex(require_text(body.get("pattern"), f"tokenizer [{name}] pattern"))
        except ValueError as error:
            raise illegal_argument(f"tokenizer [{name}]: {error}") from error

    def _analyzer(self, name: str) -> Analyzer:
        where = f"analyzer [{name}]"
        body = self._body("analyzer", name, ("custom",), ("char_filter", "tokenizer", "filter"))
        tokenizer = self._tokenizer(require_text(body.get("tokenizer"), f"{where} tokenizer"))
        return Analyzer(self._first_char_filter(body, where), self._build(tokenizer, body, where))

    def _normalizer(self, name: str) -> Normalizer:
        where = f"normalizer [{name}]"
        body = self._body("normalizer", name, ("custom",), ("char_filter", "filter"))
        filters = require_texts(body.get("filter", []), f"{where} filter")
        refuse_unknown(filters, _BUILT_IN_FILTERS, f"{where} filter", illegal_argument)
        tokens = self._build(Tokenizer.raw(), body, where)
        return Normalizer(self._first_char_filter(body, where), tokens, "lowercase" in filters)

    def _build(self, tokenizer: Tokenizer, body: Mapping[str, Any], where: str) -> TextAnalyzer:
        builder = TextAnalyzerBuilder(tokenizer)
        for name in require_texts(body.get("filter", []), f"{where} filter"):
            if name not in self._filters:
                raise illegal_argument(f"{where} failed to find filter [{name}]; {supported(self._filters)}")
            builder = builder.filter(self._filters[name]())
        return builder.build()

    def _first_char_filter(self, body: Mapping[str, Any], where: str) -> CharFilter:
        names = require_texts(body.get("char_filter", []), f"{where} char_filter")
        if len(names) > 1:
            raise illegal_argument(f"{where} has {len(names)} char_filters; supported: one at most")
        for name in names:
            if name not in self._char_filters:
                raise illegal_argument(f"{where} failed to find char_filter [{name}]; {supported(self._char_filters)}")
            return self._char_filters[name]
        return _unchanged


def _unchanged(text: str) -> str:
    return text


def _replace_by(rules: Mapping[str, str]) -> CharFilter:
    """Replace from left to right, at each place the longest key that is there."""
    keys = sorted(rules, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, keys)))
    firsts = sorted({key[0] for key in keys})
    ascii_firsts = [first for first in firsts if first.isascii()]

    def replace(text: str) -> str:
        # Most texts hold no key at all, and to look for a character is far quicker than to run the pattern.
        for first in ascii_firsts if text.isascii() else firsts:
            if first in text:
                return pattern.sub(lambda match: rules[match[0]], text)
        return text

    return replace if keys else _unchanged
