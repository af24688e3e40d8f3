"""10,000 open connections: 5,000 requests a second spread evenly, 2 % of them misses; and 10,000 at one instant."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks.catalogue import BENCH_FOLDER, generated, loaded_embedded
from benchmarks.mix import Mix
from benchmarks.offered_load import Plan, offer
from benchmarks.rows import Budget, LeftOutError, Options, Row, percentile
from benchmarks.servers import allow_many_files, bare, service, wait_for_hits

_HIT = "/api/v1/films?page_size=10&sort=-votes"
_CONNECTIONS = 10_000
_RATE_OF_CONNECTION = 0.5
# h2load lets all connections of one process ask at the same instant: twenty, started apart, spread over two seconds.
_GROUPS = 20
_APART_S = 0.1
_MISSES_PER_S = 100
_MISSING_CONNECTIONS = 200
# Between two requests of a connection: h2load forgets connections that wait for an answer when its warm-up ends.
_SETTLING_S = 5.0


class _Measured(NamedTuple):
    """Latencies in milliseconds, and how many requests had no answer of status 200."""

    latencies_ms: list[float]
    errors: int


def run(options: Options) -> list[Row]:
    """Both loads on the service, and the hits also on a bare Sanic."""
    if shutil.which("h2load") is None:
        raise LeftOutError("no `h2load` on the PATH; install it, on Debian and Ubuntu by apt install nghttp2-client")
    allow_many_files()
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name, loaded_embedded(generated(options.films)) as url:
        folder = Path(name)
        with service(url, folder) as port, bare(wait_for_hits(port, _HIT), folder) as bare_port:
            return [*_spread_rows(port, bare_port, folder, options), *_burst_rows(port, bare_port, folder, options)]


def _spread_rows(port: int, bare_port: int, folder: Path, options: Options) -> list[Row]:
    duration_s = options.seconds(15)
    paths = Mix().unlike_any(round(_MISSES_PER_S * (duration_s + _SETTLING_S) * options.rounds(3) * 2))
    served, plain = [], []
    for _ in range(options.rounds(3)):
        fresh, paths = paths[: len(paths) // 2], paths[len(paths) // 2 :]
        served.append(_spread(port, fresh, folder, duration_s))
        plain.append(_spread(bare_port, fresh, folder, duration_s))
    what = f"{_CONNECTIONS:,} connections, 5,000 req/s spread, 2 % misses"
    count = sum(len(each.latencies_ms) for each in served)
    note = f"{count:,} answers; baseline: a bare Sanic that gives the hit's answer to all"
    return [
        Row(f"{what}: errors", sum(each.errors for each in served), "", budget=Budget("figure", at_most=0)),
        _percentile_row(f"{what}: p50", 50, served, plain, note=note),
        _percentile_row(f"{what}: p99", 99, served, plain, budget=Budget("figure", at_most=50), note=note),
        _percentile_row(f"{what}: max", 100, served, plain, note=note),
    ]


def _burst_rows(port: int, bare_port: int, folder: Path, options: Options) -> list[Row]:
    duration_s = options.seconds(9)
    served, plain = [], []
    for _ in range(options.rounds(3)):
        served.append(_ask_by_h2load(port, _CONNECTIONS, folder / "burst", duration_s))
        plain.append(_ask_by_h2load(bare_port, _CONNECTIONS, folder / "burst", duration_s))
    what = f"{_CONNECTIONS:,} requests at one instant"
    note = "every 2 s, hits; baseline: a bare Sanic with the same answer"
    return [
        Row(f"{what}: errors", sum(each.errors for each in served), "", budget=Budget("figure", at_most=0)),
        _percentile_row(f"{what}: p50", 50, served, plain, note=note),
        _percentile_row(f"{what}: p99", 99, served, plain, note=note),
        _percentile_row(f"{what}: max", 100, served, plain, budget=Budget("figure", at_most=400), note=note),
    ]


def _spread(port: int, missing: Sequence[str], folder: Path, duration_s: float) -> _Measured:
    """Hits on most connections, and on the others requests that nobody has made before."""
    share = (_CONNECTIONS - _MISSING_CONNECTIONS) // _GROUPS
    with ThreadPoolExecutor(_GROUPS + 1) as together:
        jobs = []
        for number in range(_GROUPS):
            jobs.append(together.submit(_ask_by_h2load, port, share, folder / f"log-{number}", duration_s))
            time.sleep(_APART_S)
        time.sleep(_SETTLING_S)
        misses = offer(Plan(port, missing, _MISSES_PER_S, duration_s, _MISSING_CONNECTIONS))
        measured = [job.result() for job in jobs]
    latencies_ms = [latency for each in measured for latency in each.latencies_ms]
    latencies_ms += [outcome.latency_ms for outcome in misses]
    errors = sum(each.errors for each in measured) + sum(outcome.status != 200 for outcome in misses)
    return _Measured(latencies_ms, errors)


def _ask_by_h2load(port: int, connections: int, log_file: Path, duration_s: float) -> _Measured:
    """Ask for the hit on each connection every 2 s; connecting is no part of what is measured."""
    log_file.unlink(missing_ok=True)
    command = ["h2load", "--h1", "-t1", f"-c{connections}", f"--rps={_RATE_OF_CONNECTION}", f"-D{duration_s:.0f}s"]
    command += [f"--warm-up-time={_SETTLING_S:.0f}s", f"--log-file={log_file}", f"http://127.0.0.1:{port}{_HIT}"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # start in microseconds since 1970, status (-1 for no answer), microseconds
    answers = [line.split("\t") for line in log_file.read_text().splitlines()]
    if not answers:
        raise RuntimeError(f"{' '.join(command)} measured nothing:\n{output}")
    errors = sum(status != "200" for _, status, _ in answers)
    return _Measured([int(taken_us) / 1000 for _, _, taken_us in answers], errors)


def _percentile_row(
    what: str,
    percent: float,
    served: Sequence[_Measured],
    plain: Sequence[_Measured],
    *,
    budget: Budget | None = None,
    note: str,
) -> Row:
    figures = [percentile(each.latencies_ms, percent) for each in served]
    baselines = [percentile(each.latencies_ms, percent) for each in plain]
    return Row.compared(what, figures, baselines, "ms", budget=budget, note=note)
