"""`_source`: which parts of a document a hit shows."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

import orjson

from embedded_engine.checks import refuse_unknown, require_object, require_texts
from embedded_engine.errors import parsing_error

Part = Literal["whole", "inside", "none"]


class Source:
    """A document as it was sent, and what it says, read once."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @cached_property
    def value(self) -> dict[str, Any]:
        """The document itself."""
        value: dict[str, Any] = orjson.loads(self.raw)
        return value


class SourceFilter:
    """Shows documents: not at all, as they were sent, or the parts that include and exclude patterns leave."""

    def __init__(self, body: Any) -> None:
        self.is_shown = body is not False
        includes: Sequence[str] = ()
        excludes: Sequence[str] = ()
        if isinstance(body, dict):
            require_object(body, "[_source]", parsing_error)
            refuse_unknown(body, ("includes", "excludes"), "[_source]", parsing_error)
            includes = require_texts(body.get("includes", []), "[_source.includes]", parsing_error)
            excludes = require_texts(body.get("excludes", []), "[_source.excludes]", parsing_error)
        elif not isinstance(body, bool):
            includes = require_texts(body, "[_source]", parsing_error)
        self._is_whole = not includes and not excludes
        # whole fields at the top, as most searches want: no path has to be looked at
        is_flat = not excludes and not any("." in pattern or "*" in pattern for pattern in includes)
        self._names = frozenset(includes) if is_flat else None
        self._includes = _compile(includes) if includes else None
        self._excludes = _compile(excludes) if excludes else None
        self._parts: dict[str, Part] = {}

    def show(self, source: Source) -> Any:
        """What orjson writes as the document's `_source`."""
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
        """None for a plain value that only something inside of could have been shown."""
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
    """Matches the paths that a pattern names; * stands for anything."""
    return re.compile("|".join(re.escape(pattern).replace(r"\*", ".*") for pattern in patterns), re.DOTALL)
