"""Two services asked by turns, so that both are measured on the same machine at the same moments."""

import http.client
import time
from collections.abc import Sequence
from itertools import cycle
from statistics import median
from typing import Any

import orjson

from benchmarks.rows import compare


class Client:
    """One client with one connection, which it keeps."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, target: str) -> Any:
        """The JSON of an answer. Raises RuntimeError for a status other than 200."""
        self._connection.request("GET", target)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{target} is answered by {answer.status}: {body[:500]!r}")
        return orjson.loads(body)

    def time_ms(self, target: str) -> float:
        """How long an answer takes, in milliseconds."""
        started_s = time.perf_counter()
        self.get(target)
        return (time.perf_counter() - started_s) * 1e3


def compare_by_turns(
    client: Client,
    targets: Sequence[str],
    other: Client,
    others: Sequence[str],
    rounds: int,
    *,
    warm_up_rounds: int = 1,
) -> tuple[float, float, float]:
    """Medians in milliseconds and their ratio, after `warm_up_rounds` that are not counted."""
    figures, baselines = [], []
    for _ in range(warm_up_rounds + rounds):
        times: list[float] = []
        baseline_times: list[float] = []
        turns = (client, times), (other, baseline_times)
        for number, asked in enumerate(zip(cycle(targets), others, strict=False)):
            # neither is always the one that finds the processor's caches warm
            for (asker, taken), target in list(zip(turns, asked, strict=True))[:: 1 if number % 2 else -1]:
                taken.append(asker.time_ms(target))
        figures.append(median(times))
        baselines.append(median(baseline_times))
    return compare(figures[warm_up_rounds:], baselines[warm_up_rounds:])
