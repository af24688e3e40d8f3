"""How often a request calls the engine: once if the answer is not cached, never if it is.

A search by words that nothing has all of calls it twice, the second time for the closest.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson

from benchmarks.catalogue import BENCH_FOLDER, ENGINES, generated
from benchmarks.mix import Mix
from benchmarks.rows import Budget, Options, Row
from benchmarks.servers import get
from harness.api_server import free_port, served

_REQUESTS = 200
_CLOSEST = "a miss whose words nothing has all of"
_MOST_CALLS = {"a miss": 1, _CLOSEST: 2, "a hit": 0}


def run(options: Options) -> list[Row]:
    """The most calls of each kind of request, on each engine. Raises RuntimeError if one makes others than it may."""
    rows: list[Row] = []
    for engine, loaded in ENGINES.items():
        with loaded(generated(options.films)) as url:
            rows += _measure(engine, url)
    return rows


def _measure(engine: str, url: str) -> list[Row]:
    # as keys: a request that repeats another would be a hit at once
    paths = list(dict.fromkeys(asked.path for asked in Mix().draw(_REQUESTS)))
    calls: dict[str, list[int]] = {what: [] for what in _MOST_CALLS}
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as folder, _counting(url, Path(folder)) as port:
        for state in ("MISS", "HIT"):
            for path in paths:
                made, needs_closest = _ask(port, path, state)
                calls["a hit" if state == "HIT" else _CLOSEST if needs_closest else "a miss"].append(made)
    wrong = {what: sorted({*made}) for what, made in calls.items() if {*made} != {_MOST_CALLS[what]}}
    if wrong:
        raise RuntimeError(f"calls of the engine on {engine}: {wrong}, not {_MOST_CALLS}")
    return [
        Row(
            f"calls of the engine for {what}, {engine}",
            max(made),
            "calls",
            budget=Budget("figure", at_most=_MOST_CALLS[what]),
            note=f"{len(made)} requests of the mix",
        )
        for what, made in calls.items()
    ]


def _ask(port: int, path: str, state: str) -> tuple[int, bool]:
    """The calls that a request made, and whether nothing had all of its words.

    Raises RuntimeError if it is not answered as the state says.
    """
    before = int(get(port, "/health/live").headers["x-engine-calls"])
    answer = get(port, path)
    if (answer.status, answer.headers.get("x-cache")) != (200, state):
        raise RuntimeError(f"{path}: {answer.status}, X-Cache {answer.headers.get('x-cache')}, not {state}")
    needs_closest = "query=" in path and orjson.loads(answer.body)["match"] != "all_words"
    return int(answer.headers["x-engine-calls"]) - before, needs_closest


@contextmanager
def _counting(url: str, folder: Path) -> Iterator[int]:
    port = free_port()
    command = ("python", "-m", "benchmarks.counting_app", str(port))
    with served(command, folder / "counting.log", port, ELASTICSEARCH_URL=url, REDIS_URL="", LOG_LEVEL="WARNING"):
        yield port
