"""The request that a handler is given, and the answer that it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from embedded_engine.checks import require_object
from embedded_engine.errors import illegal_argument, parsing_error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embedded_engine.storage.indices import Indices

_BOOLEANS = {"true": True, "": True, "false": False}


@dataclass(frozen=True)
class Request:
    """A request that has a route: the names in its path (`{"index": "films"}`), its parameters and its body."""

    indices: Indices
    names: Mapping[str, str]
    parameters: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body as an object; empty if the request has no body. Raises EngineError."""
        if not self.body:
            return {}
        try:
            return require_object(orjson.loads(self.body), "the body", parsing_error)
        except orjson.JSONDecodeError as error:
            raise parsing_error(f"the body is not JSON: {error}") from error

    def flag(self, name: str, *, default: bool) -> bool:
        """A parameter whose value is `true` or `false`. Raises EngineError."""
        value = self.parameters.get(name)
        if value is None:
            return default
        if value not in _BOOLEANS:
            raise illegal_argument(f"Failed to parse value [{value}] as only [true] or [false] are allowed.")
        return _BOOLEANS[value]


@dataclass(frozen=True)
class Answer:
    """A status and a body for orjson to write."""

    body: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
