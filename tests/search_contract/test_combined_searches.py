"""Random film searches of all kinds at once, on the embedded engine, on Elasticsearch and on its three shards."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from elasticsearch.dsl import AsyncSearch
from hypothesis import assume, given
from hypothesis import strategies as st

from movies.films import FilmList, FilmSummary
from search_queries import Buckets
from tests.fixtures.engines import both_engines
from tests.fixtures.generated_films import generate
from tests.fixtures.indices import create_films
from tests.search_contract.random_searches import bounded, is_by_relevance, searches
from tests.search_contract.test_differential import VALUES

_FILMS = 2_000
_SEARCHES = 120
_WALKS = 20
# A search may be of so many parameters.
_MOST = 8
_FACETS = "facets=genre,decade,type,rating,director"


class Answer(NamedTuple):
    """What of an answer has to be the same."""

    ids: Sequence[str]
    total: Mapping[str, Any]
    sources: Mapping[str, Any]
    facets: Mapping[str, Buckets]


@dataclass(frozen=True)
class Index:
    """An index on an engine."""

    engine: AsyncElasticsearch
    name: str

    async def answer(self, search: FilmList, built: AsyncSearch, **page: int) -> Answer:
        """The answer, its hits in their order unless that is of their scores."""
        fields = search.shown(FilmSummary.document_fields())
        found = await self.engine.search(index=self.name, body={**built.source(includes=fields).to_dict(), **page})
        hits = found["hits"]["hits"]
        ids = [hit["_id"] for hit in hits]
        return Answer(
            sorted(ids) if is_by_relevance(search) else ids,
            found["hits"]["total"],
            {hit["_id"]: hit["_source"] for hit in hits},
            search.facet_buckets(found.get("aggregations", {})),
        )

    async def walk(self, search: FilmList) -> list[str]:
        """The ids of all hits, from cursor to cursor by their texts."""
        walked: list[str] = []
        following: FilmList | None = search
        while following is not None:
            hits = (await self.engine.search(index=self.name, body=following.build().to_dict()))["hits"]["hits"]
            hits = hits[: search.page.size]
            walked += [hit["_id"] for hit in hits]
            following = search.after(hits[-1]["sort"]) if hits else None
            following = following and FilmList.parse(following.canonical().encode())
        return walked


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def indices(
    elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Index, Index, Index]]:
    """The same films on each, to be read only."""
    films = generate(_FILMS)
    async with both_engines(tmp_path_factory.mktemp("both"), elasticsearch_url) as engines:
        await engines.create_films(films)
        sharded = f"{engines.index}-shards"
        await create_films(engines.elasticsearch, sharded, films, shards=3)
        yield (
            Index(engines.embedded, engines.index),
            Index(engines.elasticsearch, engines.index),
            Index(engines.elasticsearch, sharded),
        )


@pytest.mark.asyncio(loop_scope="module")
@bounded(_SEARCHES)
@given(search=searches(FilmList, VALUES, words="query", most=_MOST))
async def test_a_search_of_many_parameters_finds_and_counts_the_same_everywhere(
    indices: tuple[Index, Index, Index], search: FilmList
) -> None:
    search = FilmList.parse(f"{search.canonical()}&{_FACETS}".strip("&").encode())
    closest = search.build_closest()
    for built in (search.build(), *([] if closest is None else [closest])):
        # hits of one score come on any page
        page = {"from": 0, "size": 10_000} if is_by_relevance(search) else {}
        embedded, elasticsearch, sharded = [await index.answer(search, built, **page) for index in indices]

        assert embedded == elasticsearch
        assert embedded == sharded


@pytest.mark.asyncio(loop_scope="module")
@bounded(_WALKS)
@given(search=searches(FilmList, VALUES, words="query", most=4), size=st.integers(10, 100))
async def test_a_walk_by_cursor_of_any_search_is_the_same_everywhere(
    indices: tuple[Index, Index, Index], search: FilmList, size: int
) -> None:
    assume(not is_by_relevance(search))
    pairs = [pair for pair in search.canonical().split("&") if pair and not pair.startswith("page_")]
    search = FilmList.parse("&".join((*pairs, f"page_size={size}")).encode())
    whole = await indices[0].answer(search, search.build(), **{"from": 0, "size": 10_000})

    for index in indices:
        assert await index.walk(search) == whole.ids
