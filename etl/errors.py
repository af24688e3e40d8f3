"""What can end a load. Each message is one line that needs no other to be understood."""

from typing import NamedTuple

_NAMED_ITEMS = 3


class EtlError(Exception):
    """A load cannot begin or go on."""


class SourceError(EtlError):
    """A source cannot be read, or holds what is no film."""


class EngineError(EtlError):
    """The engine does not answer, or refuses a request."""


class EngineBusyError(EngineError):
    """The engine does not answer now, but may later: the only error after which a request is repeated."""


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
