"""Both engines side by side, for tests that compare them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from elasticsearch import AsyncElasticsearch

from tests.contract.films import Film
from tests.contract.indices import create_films

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Engines:
    """A client of each, and the name of an index that each may have."""

    embedded: AsyncElasticsearch
    elasticsearch: AsyncElasticsearch
    index: str

    async def create_films(self, films: Sequence[Film] = ()) -> None:
        """Make the index on both, with the films in it."""
        await self.both(lambda engine: create_films(engine, self.index, films))

    async def both(self, ask: Callable[[AsyncElasticsearch], Awaitable[Answer]]) -> tuple[Answer, Answer]:
        """What each answers: the embedded one, then Elasticsearch."""
        return await ask(self.embedded), await ask(self.elasticsearch)
