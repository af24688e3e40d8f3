"""A cached list, against a bare Sanic handler that returns the same bytes and headers."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.catalogue import BENCH_FOLDER, generated, loaded_embedded
from benchmarks.rows import Budget, LeftOutError, Options, Row
from benchmarks.servers import bare, service, wait_for_hits

_PATHS = {
    "a page of 50 films": "/api/v1/films?sort=-imdb_rating",
    "a page of 10 films": "/api/v1/films?page_size=10&genre=drama&genre=comedy&release_year__gte=1990",
}
_CONNECTIONS = 64


def run(options: Options) -> list[Row]:
    """Answers per second of both servers, measured alternately."""
    if shutil.which("wrk") is None:
        raise LeftOutError("no `wrk` on the PATH; install it, on Debian and Ubuntu by apt install wrk")
    with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name, loaded_embedded(generated(options.films)) as url:
        folder = Path(name)
        with service(url, folder) as port:
            return [_measure(what, path, port, folder, options) for what, path in _PATHS.items()]


def _measure(what: str, path: str, port: int, folder: Path, options: Options) -> Row:
    answer = wait_for_hits(port, path)
    cached, plain = [], []
    with bare(answer, folder) as bare_port:
        for each_port in (port, bare_port):
            _throughput(each_port, path, options.seconds(2))
        for _ in range(options.rounds(7)):
            cached.append(_throughput(port, path, options.seconds(4)))
            plain.append(_throughput(bare_port, path, options.seconds(4)))
    note = f"{len(answer.body):,} bytes, {_CONNECTIONS} connections; baseline: bare Sanic, same bytes and headers"
    return Row.compared(f"cached: {what}", cached, plain, "req/s", budget=Budget("ratio", at_least=0.8), note=note)


def _throughput(port: int, path: str, duration_s: float) -> float:
    """Answers per second. Raises RuntimeError if one is an error."""
    url = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{duration_s:.0f}s", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if rate is None or "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"{' '.join(command)} printed:\n{output}")
    return float(rate[1])
