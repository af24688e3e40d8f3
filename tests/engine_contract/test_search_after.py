"""Pages that begin after the sort values of a hit: `search_after`."""

from typing import Any

import pytest
from elasticsearch import ApiError, AsyncElasticsearch
from hypothesis import given
from hypothesis import strategies as st

from tests.engine_contract.divergences import NULL_AFTER
from tests.engine_contract.scenarios_errors import Refused
from tests.engine_contract.scenarios_search_after import AFTER, REFUSED, After
from tests.engine_contract.scenarios_sorting import ID, ORDERED, Keys, Ordered, ascending, descending
from tests.engine_contract.test_errors import assert_refused
from tests.fixtures.engines import Engines
from tests.fixtures.generated_films import generate
from tests.fixtures.indices import found_ids
from tests.search_contract.random_searches import bounded

_FILMS = 400


async def walk(engine: AsyncElasticsearch, index: str, size: int, **search: Any) -> list[str]:
    """The ids of all hits, page after page by the sort values of the last hit of each."""
    walked: list[str] = []
    after: list[Any] | None = None
    while True:
        answer = await engine.search(index=index, size=size, source=False, search_after=after, **search)
        hits = answer["hits"]["hits"]
        walked += [hit["_id"] for hit in hits]
        if len(hits) < size:
            return walked
        after = hits[-1]["sort"]


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in AFTER])
async def test_a_page_begins_after_values(engine: AsyncElasticsearch, films_index: str, scenario: After) -> None:
    found = await found_ids(engine, films_index, sort=scenario.keys, search_after=scenario.values, size=3)

    assert tuple(found) == scenario.expected


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(each, id=each.idea) for each in ORDERED if "_score" not in str(each.keys)],
)
@pytest.mark.parametrize("size", [1, 2, 4])
async def test_a_walk_finds_the_whole_order(
    engine: AsyncElasticsearch, films_index: str, scenario: Ordered, size: int
) -> None:
    walked = await walk(engine, films_index, size, query=scenario.query, sort=scenario.keys)

    assert tuple(walked) == scenario.expected


async def test_the_total_is_that_of_all_hits(engine: AsyncElasticsearch, films_index: str) -> None:
    shows = {"term": {"type": "tv_show"}}
    keys = [descending("imdb_rating"), ID]
    for query, total in ((shows, 2), (None, len(await found_ids(engine, films_index)))):
        answer = await engine.search(
            index=films_index, query=query, sort=keys, search_after=[-1.0, "a"], track_total_hits=True
        )

        assert answer["hits"]["total"] == {"value": total, "relation": "eq"}


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in REFUSED])
async def test_refusals(engine: AsyncElasticsearch, films_index: str, scenario: Refused) -> None:
    await assert_refused(engine, films_index, scenario)


async def test_null_for_a_missing_number(engine: AsyncElasticsearch, films_index: str, engine_url: str) -> None:
    with pytest.raises(ApiError) as refusal:
        await engine.search(index=films_index, sort=[descending("imdb_rating"), ID], search_after=[None, "a"])

    cause = refusal.value.body["error"]["root_cause"][0]["type"]
    assert (refusal.value.status_code, cause) == NULL_AFTER.of(engine_url)


_fields = st.sampled_from(
    ("imdb_rating", "votes", "release_year", "release_date", "title.raw", "original_title.raw", "type")
)
_keys = st.lists(
    st.builds(lambda field, order: order(field), _fields, st.sampled_from((ascending, descending))),
    max_size=3,
    unique_by=str,
)
_ties = st.sampled_from(("id", "id_hash")).flatmap(
    lambda field: st.sampled_from(({field: {"order": "asc"}}, {field: {"order": "desc"}}))
)
_queries = st.sampled_from(
    (None, {"term": {"type": "tv_show"}}, {"exists": {"field": "votes"}}, {"range": {"imdb_rating": {"gte": 7}}})
)


@bounded(25)
@given(keys=_keys, tie=_ties, query=_queries, size=st.integers(7, 120))
async def test_random_walks_visit_each_once_in_the_order_of_one_page(
    catalogue: Engines, keys: Keys, tie: dict[str, Any], query: Any, size: int
) -> None:
    search = {"query": query, "sort": [*keys, tie]}
    whole = await found_ids(catalogue.elasticsearch, catalogue.index, **search)

    assert await walk(catalogue.embedded, catalogue.index, size, **search) == whole
    assert await walk(catalogue.elasticsearch, catalogue.index, size, **search) == whole


@pytest.fixture
async def catalogue(engines: Engines) -> Engines:
    await engines.create_films(generate(_FILMS))
    return engines
