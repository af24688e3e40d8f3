"""What each kind of query finds."""

import pytest
from elasticsearch import AsyncElasticsearch

from tests.engine_contract.scenarios_queries import BOOLS, PLAIN, RANGES, Asked
from tests.engine_contract.scenarios_terms_like import PREFIXES
from tests.engine_contract.scenarios_words import WORDS
from tests.fixtures.indices import found_ids

_GROUPS = {"plain": PLAIN, "range": RANGES, "bool": BOOLS, "words": WORDS, "prefix": PREFIXES}


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(scenario, id=f"{group}: {scenario.idea}")
        for group, scenarios in _GROUPS.items()
        for scenario in scenarios
    ],
)
async def test_queries_find(engine: AsyncElasticsearch, films_index: str, scenario: Asked) -> None:
    found = await found_ids(engine, films_index, query=scenario.query)

    assert sorted(found) == sorted(scenario.found)
