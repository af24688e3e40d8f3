"""A writer killed at any moment leaves what a refresh acknowledged."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import connect, load

_WRITER = """
import asyncio, sys
from elastic_transport import NodeConfig
from elasticsearch import AsyncElasticsearch
from embedded_engine.node import EmbeddedNode

async def main(folder, first):
    node = NodeConfig("embedded", "local", 0, path_prefix=folder)
    client = AsyncElasticsearch([node], node_class=EmbeddedNode)
    number = first
    while True:
        operations = []
        for _ in range(200):
            operations += [{"index": {"_id": str(number)}}, {"id": str(number), "title": "Alien %d" % number}]
            number += 1
        answer = await client.bulk(index="films", operations=operations)
        assert not answer["errors"], answer
        await client.indices.refresh(index="films")
        print(number, flush=True)

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""
_ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("seed", range(4 * int(os.environ.get("SOAK", "1"))))
async def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    async with connect(tmp_path) as client:
        await load(client, [])
    moments = random.Random(seed)  # noqa: S311
    acknowledged = 0
    for _ in range(2):  # the second writer goes on where the first was killed
        acknowledged = max(acknowledged, _write_until_killed(tmp_path, acknowledged, moments.uniform(0.0, 0.6)))
        async with connect(tmp_path) as reader:
            answer = await reader.search(index="films", size=0, track_total_hits=True)
            assert answer["hits"]["total"]["value"] >= acknowledged
    async with connect(tmp_path) as client:
        answer = await client.bulk(index="films", operations=[{"index": {"_id": "new"}}, {"id": "new"}], refresh=True)
        assert answer["errors"] is False


def _write_until_killed(folder: Path, first: int, after_s: float) -> int:
    """How many documents the writer said were refreshed, before it was killed `after_s` after its first word."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), str(first)], stdout=subprocess.PIPE, cwd=_ROOT
    ) as writer:
        assert writer.stdout is not None
        said = writer.stdout.readline()
        time.sleep(after_s)
        writer.kill()
        said += writer.stdout.read()
    return int(said.split(b"\n")[-2])
