"""The servers that are measured: the service itself, and a bare Sanic that gives the same answer."""

import http.client
import json
import resource
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harness.api_server import free_port, served

WORKERS = 2

# Headers that a server writes itself, whatever the handler returns.
_OF_THE_PROTOCOL = {"connection", "content-length", "content-type", "date", "keep-alive", "transfer-encoding"}


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def get(port: int, path: str) -> Answer:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def allow_many_files() -> None:
    """Let this process and its children open as many files as the system allows: a connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@contextmanager
def service(engine_url: str, folder: Path, *, cache_mb: int = 64, module: str = "app") -> Iterator[int]:
    """The port of the real service, or of another that a module starts like it; its log goes into the folder."""
    port = free_port()
    with served(
        ("python", "-m", module),
        folder / f"service-{port}.log",
        port,
        HOST="127.0.0.1",
        PORT=str(port),
        WORKERS=str(WORKERS),
        ELASTICSEARCH_URL=engine_url,
        REDIS_URL="",
        CACHE_CAPACITY_MB=str(cache_mb),
        LOG_LEVEL="WARNING",
    ):
        yield port


@contextmanager
def bare(answer: Answer, folder: Path) -> Iterator[int]:
    """The port of a server of as many workers that gives this answer for any path."""
    port = free_port()
    headers = {name: text for name, text in answer.headers.items() if name not in _OF_THE_PROTOCOL}
    answer_file = folder / f"bare-{port}.json"
    content = {"body": answer.body.decode(), "headers": headers, "content_type": answer.headers["content-type"]}
    answer_file.write_text(json.dumps(content), encoding="utf-8")
    command = ("python", "-m", "benchmarks.bare_server", str(port), str(WORKERS), str(answer_file))
    with served(command, folder / f"bare-{port}.log", port):
        yield port


def wait_for_hits(port: int, path: str) -> Answer:
    """The answer of a path once every worker has it cached. Raises RuntimeError if that does not happen."""
    hits = 0
    for _ in range(1000):
        answer = get(port, path)
        hits = hits + 1 if answer.headers.get("x-cache") == "HIT" else 0
        if hits == 12 * WORKERS:
            return answer
    raise RuntimeError(f"{path} is not cached: {answer.status}, X-Cache {answer.headers.get('x-cache')}")
