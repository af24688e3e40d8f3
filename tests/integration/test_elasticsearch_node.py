"""The real Elasticsearch node that other tests rely on: it starts, analyses as mappings ask, refuses, and ends."""

import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch, BadRequestError, Elasticsearch

from harness.elasticsearch_node.launcher import ElasticsearchNode, ElasticsearchNodeError, start_node

HAN_AND_KANA = r"\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}"
ANALYSIS: dict[str, Any] = {
    "char_filter": {"spelling": {"type": "mapping", "mappings": ["ё => е", "Ё => Е", "’s => s", "'s => s"]}},
    "tokenizer": {
        "words": {
            "type": "pattern",
            "group": 0,
            "pattern": rf"[{HAN_AND_KANA}]|[\p{{L}}\p{{M}}\p{{N}}&&[^{HAN_AND_KANA}]]+",
        }
    },
    "filter": {
        "english": {"type": "stemmer", "language": "porter2"},
        "russian": {"type": "stemmer", "language": "russian"},
        "beginnings": {"type": "edge_ngram", "min_gram": 2, "max_gram": 4, "preserve_original": True},
        "also_unfolded": {"type": "asciifolding", "preserve_original": True},
    },
    "analyzer": {
        "text": {
            "type": "custom",
            "char_filter": ["spelling"],
            "tokenizer": "words",
            "filter": ["asciifolding", "lowercase", "english", "russian"],
        },
        "prefix": {"type": "custom", "tokenizer": "words", "filter": ["lowercase", "beginnings"]},
        "both_forms": {"type": "custom", "tokenizer": "words", "filter": ["also_unfolded"]},
    },
    "normalizer": {"folded": {"type": "custom", "char_filter": ["spelling"], "filter": ["asciifolding", "lowercase"]}},
}

START_A_NODE_AND_WAIT = """
import pathlib, sys, time
from harness.elasticsearch_node.launcher import start_node
print(start_node(pathlib.Path(sys.argv[1])).process.pid, flush=True)
time.sleep(600)
"""


@pytest_asyncio.fixture
async def client(elasticsearch_node: ElasticsearchNode) -> AsyncIterator[AsyncElasticsearch]:
    async with AsyncElasticsearch(elasticsearch_node.url) as connected:
        yield connected
        await connected.indices.delete(index="films", ignore_unavailable=True)


async def test_the_root_tells_the_names_and_the_version(client: AsyncElasticsearch) -> None:
    info = await client.info()
    assert (info["name"], info["cluster_name"], info["version"]["number"]) == ("test-node", "movies-test", "8.19.0")
    assert await client.ping()


@pytest.mark.parametrize(
    ("analyzer", "text", "expected"),
    [
        ("text", "The Running Man’s Café", ["the", "run", "man", "cafe"]),
        ("text", "Ёлки зелёные", ["елк", "зелен"]),
        ("text", "七人の侍 2001", ["七", "人", "の", "侍", "2001"]),
        ("prefix", "Матрица", ["ма", "мат", "матр", "матрица"]),
        ("both_forms", "Amélie", ["Amelie", "Amélie"]),
    ],
)
async def test_analyzers_give_the_tokens_that_their_definitions_ask_for(
    client: AsyncElasticsearch, analyzer: str, text: str, expected: list[str]
) -> None:
    await client.indices.create(index="films", settings={"analysis": ANALYSIS})
    analysed = await client.indices.analyze(index="films", analyzer=analyzer, text=text)
    assert [token["token"] for token in analysed["tokens"]] == expected


async def test_a_normalizer_folds_keywords(client: AsyncElasticsearch) -> None:
    await client.indices.create(
        index="films",
        settings={"analysis": ANALYSIS},
        mappings={"properties": {"title": {"type": "keyword", "normalizer": "folded"}}},
    )
    await client.index(index="films", document={"title": "Ёлки и Amélie"}, refresh=True)
    found = await client.search(index="films", query={"term": {"title": "елки И AMELIE"}})
    assert found["hits"]["total"]["value"] == 1


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("- =>", "a-b", "ab"),
        (r"\u0041 => \u0020", "cAt", "c t"),
        ("=> => x", "a=>b", "axb"),
    ],
)
async def test_mapping_rules_are_read_as_elasticsearch_writes_them(
    client: AsyncElasticsearch, rule: str, text: str, expected: str
) -> None:
    analysed = await client.indices.analyze(
        tokenizer="keyword", char_filter=[{"type": "mapping", "mappings": [rule]}], text=text
    )
    assert [token["token"] for token in analysed["tokens"]] == [expected]


@pytest.mark.parametrize(
    ("kind", "component", "named"),
    [
        ("char_filter", {"type": "mapping", "mappings": ["a => b"], "mappings_path": "x"}, "mappings_path"),
        ("char_filter", {"type": "mapping"}, "mappings"),
        ("char_filter", {"type": "mapping", "mappings": ["a -> b"]}, "a -> b"),
        ("char_filter", {"type": "mapping", "mappings": [r"a => \u12"]}, r"\u"),
        ("tokenizer", {"type": "pattern", "grp": 0}, "grp"),
        ("tokenizer", {"type": "pattern", "pattern": "a", "group": 1}, "group"),
        ("tokenizer", {"type": "pattern", "flags": "SHOUT"}, "SHOUT"),
        ("filter", {"type": "asciifolding", "preserve": True}, "preserve"),
        ("filter", {"type": "asciifolding", "preserve_original": "perhaps"}, "perhaps"),
        ("filter", {"type": "lowercase", "language": "greek"}, "language"),
        ("filter", {"type": "stemmer", "language": "klingon"}, "klingon"),
        ("filter", {"type": "edge_ngram", "min_gram": 3}, "max_gram"),
        ("filter", {"type": "edge_ngram", "max_gram": "many"}, "many"),
    ],
)
async def test_what_a_component_does_not_know_is_refused_by_name(
    client: AsyncElasticsearch, kind: str, component: dict[str, Any], named: str
) -> None:
    with pytest.raises(BadRequestError) as refusal:
        await client.indices.create(index="films", settings={"analysis": {kind: {"mine": component}}})
    assert refusal.value.error == "illegal_argument_exception"
    assert named in str(refusal.value.body)


@pytest.mark.usefixtures("java")
def test_a_node_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(ElasticsearchNodeError, match=r"no\.such\.setting"):
        start_node(tmp_path, settings={"no.such.setting": "1"})


@pytest.mark.usefixtures("java")
def test_a_stopped_node_leaves_its_documents_to_the_next(tmp_path: Path) -> None:
    with start_node(tmp_path) as first, Elasticsearch(first.url) as client:
        client.index(index="films", id="1", document={"title": "Solaris"})
    assert first.process.returncode == 0
    with start_node(tmp_path) as second, Elasticsearch(second.url) as client:
        assert client.get(index="films", id="1")["_source"] == {"title": "Solaris"}


@pytest.mark.usefixtures("java")
def test_a_node_ends_when_the_process_that_started_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START_A_NODE_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as starter:
        assert starter.stdout is not None
        node_process_id = int(starter.stdout.readline())
        starter.kill()
    deadline = time.monotonic() + 30
    while _is_running(node_process_id):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _is_running(process_id: int) -> bool:
    """False also for a process that has ended but that nobody has waited for."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in {"", "Z"}
