"""`_source`: which parts of a document a hit shows."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

import orjson

from embedded_engine.checks import refuse_unknown, require_texts
from embedded_engine.errors import parsing_error

Part = Literal["whole", "inside", "none"]


class Source:
    """A document: the bytes that were sent, and its value, which is parsed once if needed."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @cached_property
    def value(self) -> dict[str, Any]:
        """The parsed document."""
        value: dict[str, Any] = orjson.loads(self.raw)
        return value


class SourceFilter:
    """Shows documents: whole, or the parts that patterns include and do not exclude, or not at all."""

    def __init__(self, body: Any) -> None:
        self.is_shown = body is not False
        includes: Sequence[str] = ()
        excludes: Sequence[str] = ()
        if isinstance(body, dict):
            refuse_unknown(body, ("includes", "excludes"), "[_source]", parsing_error)
            includes = require_texts(body.get("includes", []), "[_source.includes]", parsing_error)
            excludes = require_texts(body.get("excludes", []), "[_source.excludes]", parsing_error)
        elif not isinstance(body, bool):
            includes = require_texts(body, "[_source]", parsing_error)
        self._is_whole = not includes and not excludes
        # most searches ask for whole fields of the document: then no paths need to be compared
        is_flat = not excludes and not any("." in pattern or "*" in pattern for pattern in includes)
        self._names = frozenset(includes) if is_flat else None
        self._includes = _compile(includes) if includes else None
        self._excludes = _compile(excludes) if excludes else None
        self._parts: dict[str, Part] = {}

    def show(self, source: Source) -> Any:
        """The document's `_source`, for orjson to write."""
        if self._is_whole:
            return orjson.Fragment(source.raw)
        if self._names is not None:
            return {name: value for name, value in source.value.items() if name in self._names}
        return self._filter(source.value, "", whole=False)

    def _filter(self, source: dict[str, Any], prefix: str, *, whole: bool) -> dict[str, Any]:
        shown = {}
        for name, value in source.items():
            path = f"{prefix}{name}"
            part = self._parts.get(path)
            if part is None:
                part = self._parts[path] = self._part(path)
            if part == "none":
                continue
            is_whole = whole or part == "whole"
            inner = self._filter_value(value, f"{path}.", whole=is_whole)
            if is_whole or inner:
                shown[name] = inner
        return shown

    def _filter_value(self, value: Any, prefix: str, *, whole: bool) -> Any:
        """The parts of a value to show; None for a plain value if the patterns only name parts inside it."""
        if isinstance(value, dict):
            return self._filter(value, prefix, whole=whole)
        if isinstance(value, list):
            shown = [self._filter_value(each, prefix, whole=whole) for each in value]
            return shown if whole else [each for each in shown if each]
        return value if whole else None

    def _part(self, path: str) -> Part:
        if self._excludes is not None and self._excludes.fullmatch(path):
            return "none"
        return "whole" if self._includes is None or self._includes.fullmatch(path) else "inside"


def _compile(patterns: Sequence[str]) -> re.Pattern[str]:
    """Matches the paths that any of the patterns names; `*` matches any characters between dots."""
    return re.compile("|".join(re.escape(pattern).replace(r"\*", "[^.]*") for pattern in patterns), re.DOTALL)
