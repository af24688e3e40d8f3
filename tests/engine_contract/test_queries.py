"""What each kind of query finds, and how its hits score."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from elasticsearch import AsyncElasticsearch

from tests.engine_contract.scenarios_queries import BOOLS, PLAIN, RANGES, Asked
from tests.engine_contract.scenarios_scores import RANKED, SCORES, Ranked, Scored
from tests.engine_contract.scenarios_terms_like import FUZZY, PREFIXES
from tests.engine_contract.scenarios_words import MATCHES, PHRASES, WORDS
from tests.fixtures.indices import found_ids

_GROUPS: Mapping[str, Sequence[Asked]] = {
    "plain": PLAIN,
    "range": RANGES,
    "bool": BOOLS,
    "words": WORDS,
    "match": MATCHES,
    "phrase": PHRASES,
    "prefix": PREFIXES,
    "fuzzy": FUZZY,
}


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(scenario, id=f"{group}: {scenario.idea}")
        for group, scenarios in _GROUPS.items()
        for scenario in scenarios
    ],
)
async def test_a_query_finds(engine: AsyncElasticsearch, films_index: str, scenario: Asked) -> None:
    found = await found_ids(engine, films_index, query=scenario.query)

    assert sorted(found) == sorted(scenario.found)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in SCORES])
async def test_constants_make_the_same_scores(engine: AsyncElasticsearch, films_index: str, scenario: Scored) -> None:
    answer = await engine.search(index=films_index, query=scenario.query, size=100)
    hits: list[dict[str, Any]] = answer["hits"]["hits"]

    assert {hit["_id"]: hit["_score"] for hit in hits} == pytest.approx(scenario.scores, rel=1e-5)
    assert answer["hits"]["max_score"] == (hits[0]["_score"] if hits else None)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in RANKED])
async def test_the_better_hit_comes_first(engine: AsyncElasticsearch, films_index: str, scenario: Ranked) -> None:
    assert tuple(await found_ids(engine, films_index, query=scenario.query)) == scenario.ids
