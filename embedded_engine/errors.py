"""Refusals, as Elasticsearch words them: a type, a reason and a status."""

from collections.abc import Iterable
from typing import Any


class EngineError(Exception):
    """A request that is refused or failed, with the type, reason and status that Elasticsearch would answer."""

    def __init__(
        self, kind: str, reason: str, status: int = 400, *, cause: "EngineError | None" = None, **details: Any
    ) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.status = status
        self.cause = cause
        self.details = details

    def body(self) -> dict[str, Any]:
        """The error as a whole answer."""
        root = {"type": self.kind, "reason": self.reason, **self.details}
        return {"error": {"root_cause": [root], **self.item()}, "status": self.status}

    def item(self) -> dict[str, Any]:
        """The error as one item of a bulk answer holds it."""
        error = {"type": self.kind, "reason": self.reason, **self.details}
        return error if self.cause is None else {**error, "caused_by": self.cause.item()}


class StorageError(EngineError):
    """Something cannot be written to the disk. It fails a bulk request as a whole, since no document of it is safe."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__("i_o_exception", f"{what} cannot be written: {reason}", 500)


class ShardError(EngineError):
    """A query that is refused only when its fields are looked at; a search answers it as a SearchPhaseError."""


class SearchPhaseError(EngineError):
    """A search that failed on its shard, which Elasticsearch wraps once more."""

    def __init__(self, index: str, root: EngineError) -> None:
        super().__init__("search_phase_execution_exception", "all shards failed", root.status)
        self._index = index
        self._root = root

    def body(self) -> dict[str, Any]:
        """The error as a whole answer."""
        root = self._root.item()
        error = {
            "root_cause": [root],
            "type": self.kind,
            "reason": self.reason,
            "phase": "query",
            "grouped": True,
            "failed_shards": [{"shard": 0, "index": self._index, "node": "embedded", "reason": root}],
        }
        return {"error": error, "status": self.status}


def illegal_argument(reason: str) -> EngineError:
    """A value, a name or a parameter that does not fit; status 400, as that of all below unless they say another."""
    return EngineError("illegal_argument_exception", reason)


def parsing_error(reason: str) -> EngineError:
    """A body, a query or an aggregation of a wrong form."""
    return EngineError("parsing_exception", reason)


def parse_error(reason: str) -> EngineError:
    """The definition of an index, or a fuzziness, of a wrong form."""
    return EngineError("parse_exception", reason)


def content_error(reason: str) -> EngineError:
    """Content of a wrong form, such as a line of a bulk request that is no JSON."""
    return EngineError("x_content_parse_exception", reason)


def validation_error(reason: str) -> EngineError:
    """A request that lacks something, or whose parts do not go together."""
    return EngineError("action_request_validation_exception", f"Validation Failed: 1: {reason};")


def mapping_error(reason: str) -> EngineError:
    """A mapping that cannot be."""
    return EngineError("mapper_parsing_exception", reason)


def query_shard_error(reason: str, *, cause: EngineError | None = None) -> ShardError:
    """A query that cannot be made for the fields of the searched index; `cause` says more exactly why."""
    return ShardError("query_shard_exception", reason, cause=cause)


def no_field_data(field: str, index: str) -> ShardError:
    """A text field in place of one that can be sorted by or counted."""
    reason = (
        f"Fielddata is disabled on [{field}] in [{index}]. Text fields are not optimised for operations that require "
        "per-document field data like aggregations and sorting, so these operations are disabled by default. Please "
        "use a keyword field instead."
    )
    return ShardError("illegal_argument_exception", reason)


def index_not_found(name: str) -> EngineError:
    """No index and no alias has this name; status 404."""
    details: dict[str, Any] = {
        "resource.type": "index_or_alias",
        "resource.id": name,
        "index_uuid": "_na_",
        "index": name,
    }
    return EngineError("index_not_found_exception", f"no such index [{name}]", 404, **details)


def supported(names: Iterable[str]) -> str:
    """The end of a refusal: the names that would have been accepted."""
    return f"supported: [{', '.join(sorted(names))}]"
