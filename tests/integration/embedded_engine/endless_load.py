"""A process that loads one index after another, each in the place of the one before, and says what is acknowledged.

It ends by a kill only: from outside, or by itself before one of its changes of files in the data folder, as it is told.
"""

import asyncio
import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from elasticsearch import AsyncElasticsearch

from tests.integration.embedded_engine.conftest import BODY, connect

ALIAS = "films"
_BULKS = 3
_BULK_FILMS = 100
_CHANGES = ("os.mkdir", "os.rename", "shutil.rmtree")


async def load_endlessly(folder: Path, generation: int) -> None:
    """Load `films-<generation>` and those after it."""
    async with connect(folder) as client:
        for number in count(generation):
            await _load(client, f"{ALIAS}-{number}", in_one_step=number % 2 == 0)


def kill_at_change(folder: Path, change: int) -> None:
    """Have this process killed before the change of that number, from 1; a file opened for writing counts as one."""
    left = change

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event not in _CHANGES and not (event == "open" and arguments[1] == "w"):
            return
        if str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(audit)


async def _load(client: AsyncElasticsearch, index: str, *, in_one_step: bool) -> None:
    await client.indices.create(index=index, **BODY)
    _say("created", index)
    for end in range(_BULK_FILMS, (_BULKS + 1) * _BULK_FILMS, _BULK_FILMS):
        # half of them for the second time, as when the answer to a bulk was lost
        films = [{"id": str(number), "title": "Alien"} for number in range(max(0, end - 3 * _BULK_FILMS // 2), end)]
        operations = [line for film in films for line in ({"index": {"_id": film["id"]}}, film)]
        answer = await client.bulk(index=index, operations=operations)
        assert not answer["errors"], answer
        await client.indices.refresh(index=index)
        _say("refreshed", index, end)
    before = [name for name, shown in (await client.indices.get(index="*")).items() if ALIAS in shown["aliases"]]
    actions = [{"add": {"index": index, "alias": ALIAS}}]
    for name in before:
        actions.append(
            {"remove_index": {"index": name}} if in_one_step else {"remove": {"index": name, "alias": ALIAS}}
        )
    await client.indices.update_aliases(actions=actions)
    _say("served", index)
    if before:
        await client.indices.delete(index=",".join(before), ignore_unavailable=True)
        _say("removed", *before)


def _say(*words: object) -> None:
    sys.stdout.write(f"{' '.join(map(str, words))}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    kill_at_change(Path(sys.argv[1]), int(sys.argv[3]))
    asyncio.run(load_endlessly(Path(sys.argv[1]), int(sys.argv[2])))
