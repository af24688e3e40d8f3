"""The analyze request: what an index makes of a text."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.analysis.analyzers import Analyzer, Normalizer
from embedded_engine.analysis.tokens import Token
from embedded_engine.checks import refuse_unknown, require_text
from embedded_engine.errors import illegal_argument, supported, validation_error
from embedded_engine.storage.fields import KeywordField, TextField
from embedded_engine.storage.index import Index

_WAYS = ("analyzer", "normalizer", "field")


def analyze(index: Index, body: Mapping[str, Any]) -> dict[str, Any]:
    """The tokens of a text, with offsets unless a character filter changes it. Raises EngineError."""
    refuse_unknown(body, (*_WAYS, "text"), "[analyze]", illegal_argument)
    if body.get("text") is None:
        raise validation_error("text is missing")
    ways = [way for way in _WAYS if way in body]
    if len(ways) != 1:
        raise illegal_argument(f"[analyze] takes one way to analyze; {supported(_WAYS)}")
    name = require_text(body[ways[0]], f"[analyze] {ways[0]}")
    text = require_text(body.get("text"), "[analyze] text")
    analysis = _analysis(index, ways[0], name)
    if analysis is None:
        return {"tokens": [_whole(text, text)]}
    if isinstance(analysis, Normalizer):
        return {"tokens": [_whole(analysis.normalize(text), text)]}
    has_offsets = analysis.first.char_filter(text) == text
    return {"tokens": [_shown(token, has_offsets=has_offsets) for token in analysis.tokens(text)]}


def _analysis(index: Index, way: str, name: str) -> Analyzer | Normalizer | None:
    """None for a field whose values are taken as they are."""
    if way == "analyzer":
        return index.analysis.analyzer(name)
    if way == "normalizer":
        return index.analysis.normalizer(name)
    field = index.mapping.fields.get(name)
    if isinstance(field, TextField):
        return field.analyzer
    if isinstance(field, KeywordField):
        return field.normalizer
    raise illegal_argument(f"[analyze] does not support the field [{name}]; supported: fields of type [keyword, text]")


def _whole(text: str, original: str) -> dict[str, Any]:
    return _shown(Token(text, 0, 0, len(original)), has_offsets=True)


def _shown(token: Token, *, has_offsets: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {"token": token.text, "type": token.type, "position": token.position}
    if has_offsets:
        shown |= {"start_offset": token.start_offset, "end_offset": token.end_offset}
    if token.length > 1:
        shown["positionLength"] = token.length
    return shown
