"""Filters of neighbours, of starts of words and of synonyms: their tokens, and what an index then has."""

import secrets
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch, BadRequestError

from catalogue.engine import connect
from tests.engine_contract.scenarios_token_filters import ANALYSIS, FILTERED, FOUND, LONG_WORDS, Filtered, Found
from tests.fixtures.indices import found_ids

_TIMEOUT_S = 60
_SHORTEN = 40


def index_body(**settings: Any) -> dict[str, Any]:
    """What creates an index with a field of each analyzer, called as its analyzer is."""
    fields = {
        name: {"type": "text", "analyzer": name, "search_analyzer": "words", "index_options": "freqs"}
        for name in ANALYSIS["analyzer"]
    }
    return {
        "settings": {"number_of_replicas": 0, "analysis": ANALYSIS, **settings},
        "mappings": {"dynamic": "strict", "properties": fields},
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def analysis_index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index on each engine in turn; to be read only."""
    name = f"contract-{secrets.token_hex(4)}-analysis"
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await engine.indices.create(index=name, **index_body())
    yield name
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await engine.indices.delete(index=name)


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(each, id=f"{each.analyzer}: {each.text[:_SHORTEN]}") for each in (*FILTERED, *LONG_WORDS)],
)
async def test_texts_become_tokens_at_positions(
    engine: AsyncElasticsearch, analysis_index: str, scenario: Filtered
) -> None:
    answer = await engine.indices.analyze(index=analysis_index, analyzer=scenario.analyzer, text=scenario.text)

    assert ", ".join(f"{token['position']} {token['token']}" for token in answer["tokens"]) == scenario.tokens


@pytest.mark.parametrize(
    ("analyzer", "text", "tokens"),
    [
        (
            "runs",
            "Star  Wars",
            [
                {"token": "star", "start_offset": 0, "end_offset": 4, "type": "word", "position": 0},
                {
                    "token": "starwars",
                    "start_offset": 0,
                    "end_offset": 10,
                    "type": "shingle",
                    "position": 0,
                    "positionLength": 2,
                },
                {"token": "wars", "start_offset": 6, "end_offset": 10, "type": "word", "position": 1},
            ],
        ),
        (
            "only_longer_runs",
            "a b c",
            [
                {"token": "ab", "start_offset": 0, "end_offset": 3, "type": "shingle", "position": 0},
                {
                    "token": "abc",
                    "start_offset": 0,
                    "end_offset": 5,
                    "type": "shingle",
                    "position": 0,
                    "positionLength": 2,
                },
                {"token": "bc", "start_offset": 2, "end_offset": 5, "type": "shingle", "position": 1},
            ],
        ),
        (
            "starts",
            "a Sta",
            [
                {"token": "st", "start_offset": 2, "end_offset": 5, "type": "word", "position": 1},
                {"token": "sta", "start_offset": 2, "end_offset": 5, "type": "word", "position": 1},
            ],
        ),
        (
            "numbers",
            "Twenty days",
            [
                {"token": "20", "start_offset": 0, "end_offset": 6, "type": "SYNONYM", "position": 0},
                {"token": "days", "start_offset": 7, "end_offset": 11, "type": "word", "position": 1},
            ],
        ),
    ],
)
async def test_tokens_are_shown_with_offsets_types_and_lengths(
    engine: AsyncElasticsearch, analysis_index: str, analyzer: str, text: str, tokens: list[dict[str, Any]]
) -> None:
    answer = await engine.indices.analyze(index=analysis_index, analyzer=analyzer, text=text)

    assert answer["tokens"] == tokens


@pytest.mark.parametrize(
    "scenario", [pytest.param(each, id=f"{each.analyzer}: {str(each.value)[:40]}") for each in FOUND]
)
async def test_documents_have_the_tokens_of_their_values(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], scenario: Found
) -> None:
    index = new_name("found")
    await engine.indices.create(index=index, **index_body())
    operations = [{"index": {"_id": "1"}}, {scenario.analyzer: scenario.value}]
    assert not (await engine.bulk(index=index, operations=operations, refresh=True))["errors"]

    async def has(term: str) -> bool:
        return await found_ids(engine, index, query={"term": {scenario.analyzer: term}}) == ["1"]

    assert [term for term in scenario.has if not await has(term)] == []
    assert [term for term in scenario.lacks if await has(term)] == []


@pytest.mark.parametrize("index_options", ["docs", "freqs", "positions"])
async def test_words_are_found_whatever_the_index_keeps_of_them(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], index_options: str
) -> None:
    index = new_name("options")
    field = {"type": "text", "analyzer": "numbers_and_stems", "index_options": index_options}
    body = {**index_body(), "mappings": {"dynamic": "strict", "properties": {"title": field}}}
    await engine.indices.create(index=index, **body)
    operations: list[dict[str, Any]] = [{"index": {"_id": "1"}}, {"title": ["Twenty stars stars", "!"]}]
    await engine.bulk(index=index, operations=operations, refresh=True)

    assert await found_ids(engine, index, query={"term": {"title": "star"}}) == ["1"]
    assert await found_ids(engine, index, query={"term": {"title": "20"}}) == ["1"]
    assert await found_ids(engine, index, query={"exists": {"field": "title"}}) == ["1"]


REFUSED = {
    "shingles of one word": {"type": "shingle", "min_shingle_size": 1},
    "shingles that are shorter at most than at least": {"type": "shingle", "min_shingle_size": 3},
    "shingles of more lengths than the setting allows": {"type": "shingle", "max_shingle_size": 5},
    "starts of no length": {"type": "edge_ngram", "min_gram": 0},
    "starts that are shorter at most than at least": {"type": "edge_ngram", "min_gram": 3},
    "starts of no number": {"type": "edge_ngram", "max_gram": "many"},
    "starts that keep perhaps": {"type": "edge_ngram", "preserve_original": "perhaps"},
    "synonyms without rules": {"type": "synonym"},
    "synonyms of a word that the analyzer leaves out": {"type": "synonym", "synonyms": ["!! => 20"]},
    "synonyms with two arrows": {"type": "synonym", "synonyms": ["a => b => c"]},
    "a stemmer of no language": {"type": "stemmer", "language": "elvish"},
    "an unknown type": {"type": "nope"},
}


def index_of(*filters: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """What creates an index with one analyzer, which has these filters."""
    names = [f"filter_{number}" for number in range(len(filters))]
    analysis = {
        "tokenizer": ANALYSIS["tokenizer"],
        "filter": dict(zip(names, filters, strict=True)),
        "analyzer": {"own": {"type": "custom", "tokenizer": "words", "filter": names}},
    }
    return {"settings": {"analysis": analysis, **settings}, "mappings": {"dynamic": "strict", "properties": {}}}


@pytest.mark.parametrize("body", [pytest.param(body, id=idea) for idea, body in REFUSED.items()])
async def test_filters_are_refused_that_make_no_sense(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], body: dict[str, Any]
) -> None:
    with pytest.raises(BadRequestError) as refusal:
        await engine.indices.create(index=new_name("refused"), **index_of(body))

    assert refusal.value.body["error"]["type"] == "illegal_argument_exception"


@pytest.mark.parametrize("before", [{"type": "edge_ngram"}, {"type": "shingle"}], ids=lambda body: body["type"])
async def test_synonyms_are_refused_after_filters_that_make_several_tokens_of_a_word(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], before: dict[str, Any]
) -> None:
    synonyms = {"type": "synonym", "synonyms": ["twenty => 20"]}

    with pytest.raises(BadRequestError) as refusal:
        await engine.indices.create(index=new_name("refused"), **index_of(before, synonyms))

    assert refusal.value.body["error"]["type"] == "illegal_argument_exception"


async def test_shingles_of_more_lengths_are_taken_where_the_setting_allows_them(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    index = new_name("many")
    runs = {"type": "shingle", "max_shingle_size": 5, "token_separator": ""}

    await engine.indices.create(index=index, **index_of(runs, max_shingle_diff=4))

    answer = await engine.indices.analyze(index=index, analyzer="own", text="a b c d e")
    assert [token["token"] for token in answer["tokens"]][:5] == ["a", "ab", "abc", "abcd", "abcde"]
    settings = (await engine.indices.get(index=index))[index]["settings"]["index"]
    assert settings["max_shingle_diff"] == "4"


@pytest.mark.parametrize("analyzer", ["words", "numbers"])
async def test_a_phrase_lies_within_one_value(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], analyzer: str
) -> None:
    index = new_name("phrases")
    body = {
        **index_body(),
        "mappings": {"dynamic": "strict", "properties": {"title": {"type": "text", "analyzer": analyzer}}},
    }
    await engine.indices.create(index=index, **body)
    titles = {
        "one": "Star Wars Twenty",
        "two": ["Star", "Wars"],
        "apart": "Star of Wars",
        "empty": ["Star", "", "Wars"],
    }
    operations = [line for key, title in titles.items() for line in ({"index": {"_id": key}}, {"title": title})]
    await engine.bulk(index=index, operations=operations, refresh=True)

    async def phrase(text: str) -> list[str]:
        return await found_ids(engine, index, query={"match_phrase": {"title": text}})

    assert await phrase("star wars") == ["one"]
    assert await phrase("wars twenty") == ["one"]
    assert await phrase("wars star") == []


async def test_queries_are_split_by_the_search_analyzer(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    index = new_name("search")
    await engine.indices.create(index=index, **index_body())
    await engine.bulk(index=index, operations=[{"index": {"_id": "1"}}, {"starts": "Star Wars"}], refresh=True)

    assert await found_ids(engine, index, query={"match": {"starts": "sta"}}) == ["1"]
    assert await found_ids(engine, index, query={"match": {"starts": "starship"}}) == []
