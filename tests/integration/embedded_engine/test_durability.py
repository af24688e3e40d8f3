"""A process killed at any moment leaves what was acknowledged, and a power cut does too: it was synced before."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from elasticsearch import AsyncElasticsearch

from embedded_engine.storage.files import write_whole

from .conftest import connect, load
from .endless_load import ALIAS

_ROOT = Path(__file__).parents[3]
_SEEDS = 4 * int(os.environ.get("SOAK", "1"))
# A load makes about twelve changes of files: the process is killed in one of its first loads.
_MOST_CHANGES = 36
_MOST_S = 0.6


class Acknowledged:
    """What processes acknowledged before they were killed, and whether the data folder has it."""

    def __init__(self) -> None:
        self._films: dict[str, int] = {}
        self._served = ""
        self._ever_served: set[str] = set()
        self._removed: set[str] = set()

    def hear(self, line: str) -> None:
        what, index, *films = line.split()
        if what == "removed":
            self._removed.add(index)
        elif what == "served":
            self._served = index
            self._ever_served.add(index)
        else:
            self._films[index] = int(films[0]) if films else 0

    async def check(self, folder: Path, client: AsyncElasticsearch) -> None:
        """The alias leads to an existing index: the last one known to be served, or the one after it.

        What is found there is known from then on: a process may be killed after its change and before it says so.
        """
        held = set(await client.indices.get(index="*"))
        aliases = folder / "aliases.json"
        served = orjson.loads(aliases.read_bytes())[ALIAS] if aliases.exists() else []
        assert served in ([], [self._served], list(self._films)[-1:])
        assert bool(served) >= bool(self._served)
        assert held >= set(served)
        self._served = "".join(served)
        self._ever_served |= set(served)
        assert self._films.keys() - held <= self._ever_served - set(served)
        assert not held & self._removed
        for index in held & self._films.keys():
            await self._check_films(client, index)

    async def _check_films(self, client: AsyncElasticsearch, index: str) -> None:
        """All of them are there, each once."""
        answer = await client.search(index=index, size=1_000, source=False, track_total_hits=True)
        ids = [hit["_id"] for hit in answer["hits"]["hits"]]
        assert answer["hits"]["total"]["value"] == len(ids) == len(set(ids))
        assert set(ids) >= {str(number) for number in range(self._films[index])}


@pytest.mark.parametrize("seed", range(_SEEDS))
async def test_a_process_killed_at_any_moment_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    acknowledged = Acknowledged()
    generation = 0
    for _ in range(2):  # the second goes on beside what the first has left
        for line in _load_until_killed(tmp_path, generation, chance):
            acknowledged.hear(line)
        async with connect(tmp_path) as client:
            await acknowledged.check(tmp_path, client)
            held = list(await client.indices.get(index="*"))
            for index in held:  # one that is half built takes documents too
                answer = await client.bulk(index=index, operations=[{"index": {"_id": "0"}}, {"id": "0"}], refresh=True)
                assert not answer["errors"]
            await acknowledged.check(tmp_path, client)
        generation = 1 + max((int(index.split("-")[1]) for index in held), default=generation)


def _load_until_killed(folder: Path, generation: int, chance: random.Random) -> list[str]:
    """What a process acknowledged before it was killed, either at a change of files or at any moment."""
    change = 1 + int(_MOST_CHANGES * chance.random()) if chance.random() < 0.5 else 0
    module = "tests.integration.embedded_engine.endless_load"
    command = [sys.executable, "-m", module, str(folder), str(generation), str(change)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT, text=True) as process:
        assert process.stdout is not None
        said = ""
        if not change:
            said = process.stdout.readline()
            time.sleep(_MOST_S * chance.random())
            process.kill()
        said += process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    return said.splitlines()


def test_a_file_is_synced_before_it_gets_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[object, ...]] = []
    sync, replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        status = os.fstat(descriptor)
        calls.append(("sync", status.st_ino, status.st_size))
        sync(descriptor)

    def rename(source: Path, target: Path) -> None:
        calls.append(("name", source.stat().st_ino, target))
        replace(source, target)

    path = tmp_path / "aliases.json"
    path.write_bytes(b"the former")
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    write_whole(path, b"{}")

    file, folder = path.stat(), tmp_path.stat()
    assert calls == [
        ("sync", file.st_ino, len(b"{}")),
        ("name", file.st_ino, path),
        ("sync", folder.st_ino, folder.st_size),
    ]


async def test_a_refresh_is_acknowledged_once_the_new_list_of_files_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "indices" / "films"
    meta = folder / "meta.json"
    synced: list[tuple[int, int]] = []
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append((os.fstat(descriptor).st_ino, meta.stat().st_ino))
        sync(descriptor)

    async with connect(tmp_path) as client:
        await load(client, [{"id": "1"}])
        former = meta.stat().st_ino
        monkeypatch.setattr(os, "fsync", fsync)
        await client.bulk(index="films", operations=[{"index": {"_id": "2"}}, {"id": "2"}])
        assert synced == []
        await client.indices.refresh(index="films")
        assert synced == [(folder.stat().st_ino, meta.stat().st_ino)]
        assert meta.stat().st_ino != former
