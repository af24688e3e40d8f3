"""How often a request calls the engine: once if the answer is not cached, never if it is."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.catalogue import BENCH_FOLDER, generated, loaded_elasticsearch, loaded_embedded
from benchmarks.mix import Mix
from benchmarks.rows import Budget, LeftOutError, Options, Row
from benchmarks.servers import get
from harness.api_server import free_port, served
from harness.elasticsearch_node.launcher import java_problem

_REQUESTS = 200


def run(options: Options) -> list[Row]:
    """The most calls of a miss and of a hit, on each engine. Raises RuntimeError for other than 1 and 0."""
    rows: list[Row] = []
    with loaded_embedded(generated(options.films)) as url:
        rows += _measure("embedded engine", url)
    if problem := java_problem():
        raise LeftOutError(problem)
    with loaded_elasticsearch(generated(options.films)) as url:
        rows += _measure("Elasticsearch", url)
    return rows


def _measure(engine: str, url: str) -> list[Row]:
    # as keys: a request that repeats another would be a hit at once
    paths = list(dict.fromkeys(asked.path for asked in Mix().draw(_REQUESTS)))
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as folder, _counting(url, Path(folder)) as port:
        misses = _calls(port, paths, "MISS")
        hits = _calls(port, paths, "HIT")
    note = f"{len(paths)} requests of the mix, each twice"
    budgets = Budget("figure", at_least=1, at_most=1), Budget("figure", at_most=0)
    if {*misses} != {1} or {*hits} != {0}:
        raise RuntimeError(f"calls of the engine on {engine}: {sorted({*misses})} a miss, {sorted({*hits})} a hit")
    return [
        Row(f"calls of the engine for a miss, {engine}", max(misses), "calls", budget=budgets[0], note=note),
        Row(f"calls of the engine for a hit, {engine}", max(hits), "calls", budget=budgets[1], note=note),
    ]


def _calls(port: int, paths: list[str], state: str) -> list[int]:
    """The calls that each request made. Raises RuntimeError for one not answered as the state says."""
    made = []
    before = int(get(port, "/health/live").headers["x-engine-calls"])
    for path in paths:
        answer = get(port, path)
        if (answer.status, answer.headers.get("x-cache")) != (200, state):
            raise RuntimeError(f"{path}: {answer.status}, X-Cache {answer.headers.get('x-cache')}, not {state}")
        after = int(answer.headers["x-engine-calls"])
        made.append(after - before)
        before = after
    return made


@contextmanager
def _counting(url: str, folder: Path) -> Iterator[int]:
    port = free_port()
    command = ("python", "-m", "benchmarks.counting_app", str(port))
    with served(command, folder / "counting.log", port, ELASTICSEARCH_URL=url, REDIS_URL="", LOG_LEVEL="WARNING"):
        yield port
