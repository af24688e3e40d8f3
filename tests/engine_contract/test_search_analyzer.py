"""Text fields whose queries are analyzed otherwise than their documents, or that do not keep positions."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch, BadRequestError

from tests.fixtures.indices import found_ids

_WORDS = {"type": "pattern", "pattern": r"[\p{L}\p{N}]+", "group": 0}
_BODY: dict[str, Any] = {
    "settings": {
        "analysis": {
            "tokenizer": {"words": _WORDS},
            "filter": {"english": {"type": "stemmer", "language": "porter2"}},
            "analyzer": {
                "stems": {"type": "custom", "tokenizer": "words", "filter": ["lowercase", "english"]},
                "words": {"type": "custom", "tokenizer": "words", "filter": ["lowercase"]},
            },
        }
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "title": {"type": "text", "analyzer": "stems", "search_analyzer": "words"},
            "plot": {"type": "text", "analyzer": "words", "index_options": "freqs"},
        },
    },
}
_FILMS = {
    "lights": {"title": "City Lights", "plot": "a tramp"},
    "girl": {"title": "A citi of the light", "plot": "the tramp sings"},
}


@pytest_asyncio.fixture
async def index(engine: AsyncElasticsearch, new_name: Callable[[str], str]) -> AsyncIterator[str]:
    """The name of an index of two films; their titles hold `citi` and `light`, the stems of city and lights."""
    name = new_name("analyzed")
    await engine.indices.create(index=name, **_BODY)
    operations = [line for film_id, film in _FILMS.items() for line in ({"index": {"_id": film_id}}, film)]
    answer = await engine.bulk(index=name, operations=operations, refresh=True)
    assert not answer["errors"], answer
    yield name


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"match": {"title": "CITY"}}, []),
        ({"match": {"title": "Citi"}}, ["girl", "lights"]),
        ({"match": {"title": {"query": "LIGHT", "operator": "and"}}}, ["girl", "lights"]),
        ({"match": {"title": {"query": "Lights", "fuzziness": 1}}}, ["girl", "lights"]),
        ({"match_phrase": {"title": "Citi Light"}}, ["lights"]),
        ({"match_phrase": {"title": "City Lights"}}, []),
        ({"multi_match": {"query": "Citi", "type": "cross_fields", "fields": ["title"]}}, ["girl", "lights"]),
        ({"multi_match": {"query": "City", "type": "cross_fields", "fields": ["title"]}}, []),
        # both fields are asked with one analyzer, so that their words may be mixed
        (
            {
                "multi_match": {
                    "query": "citi tramp",
                    "type": "cross_fields",
                    "operator": "and",
                    "fields": ["title", "plot"],
                }
            },
            ["girl", "lights"],
        ),
        ({"match": {"plot": "tramp"}}, ["girl", "lights"]),
        ({"match_phrase": {"plot": "sings"}}, ["girl"]),
        ({"constant_score": {"filter": {"fuzzy": {"plot": {"value": "trump"}}}}}, ["girl", "lights"]),
        ({"prefix": {"plot": "si"}}, ["girl"]),
    ],
)
async def test_words_are_analyzed_by_the_search_analyzer(
    engine: AsyncElasticsearch, index: str, query: dict[str, Any], found: list[str]
) -> None:
    assert sorted(await found_ids(engine, index, query=query)) == found


async def test_a_phrase_is_refused_in_a_field_without_positions(engine: AsyncElasticsearch, index: str) -> None:
    with pytest.raises(BadRequestError) as refused:
        await engine.search(index=index, query={"match_phrase": {"plot": "a tramp"}})

    error = refused.value.body["error"]
    assert (error["type"], error["root_cause"][0]["type"]) == (
        "search_phase_execution_exception",
        "query_shard_exception",
    )
    assert "position data" in error["root_cause"][0]["reason"]
