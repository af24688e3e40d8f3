"""The indices of the catalogue: which are served, which mapping made them, and which are left over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncDocument

from catalogue.documents import index_alias
from etl.engine_requests import count_documents, engine_errors, served_indices
from etl.index_names import body_hash, is_index_name


@dataclass(frozen=True)
class IndexState:
    """An index of ours. `is_current` says that it was made from the mapping and settings of this version."""

    alias: str
    name: str
    documents: int
    is_served: bool
    is_current: bool

    def __str__(self) -> str:
        served = "served" if self.is_served else "not served"
        return served if self.is_current else f"{served}, made by another version's mapping"


async def index_states(client: AsyncElasticsearch, documents: Iterable[type[AsyncDocument]]) -> list[IndexState]:
    """All indices behind the aliases of the documents, and those that a load made and no alias leads to, by name.

    Raises EngineRequestError.
    """
    return [state for document in documents for state in await _states_of(client, document)]


async def _states_of(client: AsyncElasticsearch, document: type[AsyncDocument]) -> list[IndexState]:
    alias = index_alias(document)
    served = await served_indices(client, alias)
    current = f"{alias}-{body_hash(document)}-"
    states = []
    with engine_errors():
        named = await client.indices.get(index=f"{alias}-*")
        left = [name for name, index in named.items() if is_index_name(name, alias) and not index["aliases"]]
        for name in sorted({*left, *served}):
            count = await count_documents(client, name)
            states.append(IndexState(alias, name, count, name in served, name.startswith(current)))
    return states


def outdated_aliases(states: Sequence[IndexState], documents: Iterable[type[AsyncDocument]]) -> list[str]:
    """The aliases that lead to no index of this version's mapping."""
    current = {state.alias for state in states if state.is_served and state.is_current}
    return [alias for alias in map(index_alias, documents) if alias not in current]


async def remove_unserved(client: AsyncElasticsearch, states: Iterable[IndexState]) -> list[str]:
    """Remove the indices that no alias leads to; returns their names. Raises EngineRequestError."""
    names = [state.name for state in states if not state.is_served]
    if names:
        with engine_errors():
            await client.indices.delete(index=",".join(names), ignore_unavailable=True)
    return names


def table(states: Sequence[IndexState]) -> str:
    """A line an index: its name, how many documents it holds, and what it is."""
    width = max((len(state.name) for state in states), default=0)
    return "".join(f"{state.name:<{width}}  {state.documents:>11,}  {state}\n" for state in states)
