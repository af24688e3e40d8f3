"""The seam between a worker's cache and the store that workers share."""

from typing import Protocol

from movies.cache.entry import Entry


class Store(Protocol):
    """Keeps entries for all workers. It never raises: if it fails, it behaves as if it were empty."""

    async def get(self, key: str) -> Entry | None: ...

    async def set(self, key: str, entry: Entry) -> None: ...

    async def close(self) -> None: ...


class NoStore:
    """The store of a service without REDIS_URL: always empty."""

    async def get(self, _key: str) -> Entry | None:
        return None

    async def set(self, _key: str, _entry: Entry) -> None:
        """Keep nothing."""

    async def close(self) -> None:
        """There is nothing to close."""
