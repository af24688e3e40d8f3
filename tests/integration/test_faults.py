"""Elasticsearch stops, hangs and comes back under a running service."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.elasticsearch_node.launcher import ElasticsearchNode, start_node
from tests.servers.api_server import ROOT, Server, free_port, served

# The service gives the engine two seconds; the rest is for a machine that is busy with other tests.
_WITHIN_S = 10.0
_SOON_S = 60.0
# What the client keeps open to one node.
_MOST_CONNECTIONS = 10

_KEPT = "/api/v1/films?genre=drama&page_size=2"


@dataclass
class Service:
    """The API over a node that a test may harm."""

    api: Server
    node: ElasticsearchNode
    folder: Path

    @property
    def port(self) -> int:
        return int(self.node.url.rpartition(":")[2])

    def ask(self, path: str) -> tuple[int, str | None, str | None]:
        """The status, `X-Cache` and `Retry-After` of an answer, which must come in time."""
        started_s = time.monotonic()
        status, headers, _ = self.api.get(path)
        assert time.monotonic() - started_s < _WITHIN_S
        return status, headers["X-Cache"], headers["Retry-After"]

    def wait_until_well(self) -> None:
        deadline_s = time.monotonic() + _SOON_S
        while self.api.get("/health/ready")[0] != 200 or self.ask(_KEPT)[1] != "HIT":
            assert time.monotonic() < deadline_s
            time.sleep(0.1)


@pytest.fixture(scope="module")
def service(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("faults")
    node_folder = folder / "node"
    node_folder.mkdir()
    with start_node(node_folder) as node:
        environment = {**os.environ, "ELASTICSEARCH_URL": node.url}
        subprocess.run(
            [sys.executable, "-m", "etl", "load"], cwd=ROOT, env=environment, check=True, capture_output=True
        )
        port = free_port()
        # one worker: what it has kept, every request meets
        command = ["sanic", "app:app", "--port", str(port)]
        with served(command, folder / "log", port, ELASTICSEARCH_URL=node.url) as api:
            running = Service(api, node, node_folder)
            yield running
            running.node.stop()


def fill_cache(service: Service) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while service.ask(_KEPT)[1] != "HIT":
        assert time.monotonic() < deadline_s


def wait_until_told(service: Service) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while service.ask(_KEPT)[1] != "STALE":
        assert time.monotonic() < deadline_s


def assert_ill(service: Service, query: str) -> None:
    """What is kept is answered, marked; what is not is a 503; the process itself is well."""
    assert service.ask(_KEPT) == (200, "STALE", None)
    assert service.ask(f"/api/v1/films?query={query}") == (503, None, "5")
    assert service.ask("/health/ready")[0] == 503
    assert service.ask("/health/live")[0] == 200


def connections(service: Service) -> int:
    workers = psutil.Process(service.api.process.pid).children(recursive=True)
    open_ones = [each for worker in workers for each in worker.net_connections("tcp")]
    return sum(1 for each in open_ones if each.raddr and each.raddr.port == service.port)


def test_an_engine_that_hangs_is_waited_for_no_longer_than_allowed(service: Service) -> None:
    fill_cache(service)
    service.node.process.send_signal(signal.SIGSTOP)
    try:
        wait_until_told(service)
        assert_ill(service, "hanging")
    finally:
        service.node.process.send_signal(signal.SIGCONT)
    service.wait_until_well()
    assert service.ask("/api/v1/films?query=metropolis")[0] == 200
    assert connections(service) <= _MOST_CONNECTIONS


def test_an_engine_that_died_is_found_again_when_it_is_back(service: Service) -> None:
    fill_cache(service)
    port = service.port
    service.node.process.kill()
    service.node.process.wait()
    wait_until_told(service)
    assert_ill(service, "dead")

    service.node = start_node(service.folder, settings={"http.port": str(port)})
    service.wait_until_well()
    assert service.ask("/api/v1/films?query=nosferatu")[0] == 200
    assert connections(service) <= _MOST_CONNECTIONS


def test_a_missing_index_names_the_command_and_a_load_mends_it(service: Service) -> None:
    environment = {**os.environ, "ELASTICSEARCH_URL": service.node.url}
    names = json.loads(_curl(f"{service.node.url}/_alias/movies"))
    _curl("-XDELETE", f"{service.node.url}/{','.join(names)}")
    status, _, body = service.api.get("/api/v1/films?query=missing")
    assert status == 503
    assert "python -m etl load" in json.loads(body)["detail"]

    subprocess.run([sys.executable, "-m", "etl", "load"], cwd=ROOT, env=environment, check=True, capture_output=True)
    service.wait_until_well()


def _curl(*arguments: str) -> str:
    return subprocess.run(["curl", "--silent", *arguments], check=True, capture_output=True, text=True).stdout
