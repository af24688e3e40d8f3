"""What the analyzers of the film documents make of texts."""

from typing import Any
from unicodedata import ucd_3_2_0

import pytest
from elasticsearch import AsyncElasticsearch

from tests.engine_contract.divergences import ANALYSIS, Divergence
from tests.engine_contract.scenarios_analysis import ANALYSED, FOLDED, Analysed
from tests.fixtures.engines import Engines

# Every alphabet, but neither Han nor Hangul, which have no forms to fold.
_LETTERS = (*range(0x20, 0x3400), *range(0xF900, 0x10000))
_CHARACTERS_A_TEXT = 1_000


async def tokens_of(engine: AsyncElasticsearch, index: str, text: str, **way: Any) -> tuple[str, ...]:
    answer = await engine.indices.analyze(index=index, text=text, **way)
    return tuple(token["token"] for token in answer["tokens"])


async def java_version(engine: AsyncElasticsearch, url: str) -> int:
    """The oldest that a node of the cluster runs on; 0 for the embedded engine, which runs on none."""
    if url.startswith("embedded:"):
        return 0
    nodes = (await engine.nodes.info(metric="jvm"))["nodes"].values()
    return min(int(node["jvm"]["version"].partition(".")[0]) for node in nodes)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.idea) for each in ANALYSED])
async def test_texts_become_words(engine: AsyncElasticsearch, films_index: str, scenario: Analysed) -> None:
    stemmed = await tokens_of(engine, films_index, scenario.text, analyzer="stemmed")
    typed = await tokens_of(engine, films_index, scenario.text, analyzer="typed")

    assert stemmed == scenario.stemmed
    assert typed == (scenario.stemmed if scenario.typed is None else scenario.typed)


@pytest.mark.parametrize(("text", "term"), [pytest.param(text, term, id=idea) for idea, text, term in FOLDED])
async def test_whole_values_become_terms(engine: AsyncElasticsearch, films_index: str, text: str, term: str) -> None:
    assert await tokens_of(engine, films_index, text, normalizer="folded") == (term,)


@pytest.mark.parametrize(
    ("field", "tokens"),
    [
        ("title", ("ocean", "eleven")),
        ("title.raw", ("oceans eleven",)),
        ("names.title", ("Ocean", "s", "Eleven")),
        ("names.whole", ("Eleven",)),
        ("names.whole.counted", ("Ocean's Eleven",)),
        ("description", ("ocean", "eleven")),
        ("actors.full_name", ("ocean", "eleven")),
        ("actors.full_name.raw", ("oceans eleven",)),
        ("actors.id", ("Ocean's Eleven",)),
        ("type", ("Ocean's Eleven",)),
    ],
)
async def test_fields_are_analysed_as_they_are_mapped(
    engine: AsyncElasticsearch, films_index: str, field: str, tokens: tuple[str, ...]
) -> None:
    assert await tokens_of(engine, films_index, "Ocean's Eleven", field=field) == tokens


@pytest.mark.parametrize("way", [{"analyzer": "stemmed"}, {"analyzer": "typed"}, {"normalizer": "folded"}], ids=str)
async def test_every_letter_of_every_alphabet_is_taken_alike(engines: Engines, way: dict[str, str]) -> None:
    # Characters of Unicode 3.2, which both engines know whatever version of it they have.
    known = [chr(code) for code in _LETTERS if ucd_3_2_0.category(chr(code)) not in {"Cn", "Co", "Cs"}]
    assert len(known) > 10_000
    await engines.create_films()
    # Between letters, so that what parts words is told from what belongs to them.
    texts = [
        "\n".join(f"b{character}c" for character in known[start : start + _CHARACTERS_A_TEXT])
        for start in range(0, len(known), _CHARACTERS_A_TEXT)
    ]

    async def all_tokens(engine: AsyncElasticsearch) -> list[tuple[str, ...]]:
        return [await tokens_of(engine, engines.index, text, **way) for text in texts]

    embedded, elasticsearch = await engines.both(all_tokens)
    assert embedded == elasticsearch


@pytest.mark.parametrize("row", [pytest.param(row, id=row.text) for row in ANALYSIS])
async def test_known_divergences_are_as_documented(
    engine: AsyncElasticsearch, engine_url: str, films_index: str, row: Divergence
) -> None:
    is_over = row.until_java is not None and await java_version(engine, engine_url) >= row.until_java
    expected = row.embedded if is_over or engine_url.startswith("embedded:") else row.elasticsearch

    assert await tokens_of(engine, films_index, row.text, analyzer=row.analyzer) == expected
    assert row.embedded != row.elasticsearch
