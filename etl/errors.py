"""The errors that can end a load. Each message is one line that can be understood by itself."""

from typing import NamedTuple

_NAMED_ITEMS = 3


class EtlError(Exception):
    """A load cannot begin or continue."""


class SourceError(EtlError):
    """A source cannot be read, or its films are invalid."""


class ScratchFileError(EtlError):
    """The temporary file that holds the counts of people cannot be written or read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The temporary file for counting people failed ({reason}); name another folder by TMPDIR")


class SourceLostError(SourceError):
    """The connection to a source was lost, but may come back: the only error after which a load begins anew."""


class SourceUnreachableError(SourceError):
    """No connection to a source can be made. Once a load has begun anew, the source may be back a little later."""


class WrongSourceError(SourceError):
    """A setting or an option that the source needs is missing."""


class EngineRequestError(EtlError):
    """The engine does not answer, or rejects a request."""


class EngineBusyError(EngineRequestError):
    """The engine does not answer now but may later: the only error after which a request is repeated."""


class RefusedItem(NamedTuple):
    """A document that the engine did not take, with Elasticsearch's type of error."""

    id: str
    type: str
    reason: str

    def __str__(self) -> str:
        return f"{self.id} ({self.type}: {self.reason})"


class RefusedItemsError(EtlError):
    """The engine took a bulk, but not every document in it."""

    def __init__(self, items: list[RefusedItem]) -> None:
        self.items = items
        named = ", ".join(map(str, items[:_NAMED_ITEMS]))
        more = f" and {len(items) - _NAMED_ITEMS:,} more" if len(items) > _NAMED_ITEMS else ""
        super().__init__(f"the engine refused {named}{more}")
