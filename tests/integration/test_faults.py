"""Elasticsearch stops, hangs, is slow and comes back under a running service."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from harness.api_server import ROOT, Server, free_port, served
from harness.elasticsearch_node.launcher import ElasticsearchNode, start_node

# The service gives the engine two seconds; the rest is for a machine that is busy with other tests.
_WITHIN_S = 10.0
_SOON_S = 60.0
# Requests that fail at a time: each would leave a connection behind if one did.
_FAILING = 8

_KEPT = "/api/v1/films?genre=drama&page_size=2"


@dataclass
class Service:
    """The API over a node that a test may harm."""

    api: Server
    node: ElasticsearchNode
    folder: Path
    port: int

    def ask(self, path: str) -> tuple[int, str | None, str | None]:
        """The status, `X-Cache` and `Retry-After` of an answer, which must come in time."""
        started_s = time.monotonic()
        status, headers, _ = self.api.get(path)
        assert time.monotonic() - started_s < _WITHIN_S
        return status, headers["X-Cache"], headers["Retry-After"]

    def wait_until_ready(self) -> None:
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
        # One worker, so that every request meets its cache.
        command = ["sanic", "app:app", "--port", str(port)]
        with served(command, folder / "log", port, ELASTICSEARCH_URL=node.url) as api:
            running = Service(api, node, node_folder, port_of(node))
            yield running
            running.node.stop()


def port_of(node: ElasticsearchNode) -> int:
    return int(node.url.rpartition(":")[2])


def fill_cache(service: Service) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while service.ask(_KEPT)[1] != "HIT":
        assert time.monotonic() < deadline_s


def wait_until_stale(service: Service) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while service.ask(_KEPT)[1] != "STALE":
        assert time.monotonic() < deadline_s


def assert_degraded(service: Service, query: str) -> None:
    """A cached answer is given as STALE, any other request gets a 503, and the process itself is healthy."""
    assert service.ask(_KEPT) == (200, "STALE", None)
    paths = [f"/api/v1/films?query={query}+{number}" for number in range(_FAILING)]
    with ThreadPoolExecutor(_FAILING) as asking:
        assert list(asking.map(service.ask, paths)) == [(503, None, "5")] * _FAILING
    assert service.ask("/health/ready")[0] == 503
    assert service.ask("/health/live")[0] == 200


def connections(service: Service) -> int:
    """How many the service has to its engine."""
    workers = psutil.Process(service.api.process.pid).children(recursive=True)
    open_ones = [each for worker in workers for each in worker.net_connections("tcp")]
    return sum(1 for each in open_ones if each.raddr and each.raddr.port == service.port)


def assert_recovered(service: Service, query: str, *, connections_before: int) -> None:
    """It answers again, and soon has no more connections than before, except one that reads the catalogue version."""
    service.wait_until_ready()
    deadline_s = time.monotonic() + _SOON_S
    while service.ask(f"/api/v1/films?query={query}")[0] != 200:  # a node that has just started may be slow
        assert time.monotonic() < deadline_s
    while connections(service) > connections_before + 1:
        assert time.monotonic() < deadline_s
        time.sleep(0.1)


def test_a_hanging_engine_is_given_up_at_the_time_limit(service: Service) -> None:
    fill_cache(service)
    before = connections(service)
    service.node.process.send_signal(signal.SIGSTOP)
    try:
        wait_until_stale(service)
        assert_degraded(service, "hanging")
    finally:
        service.node.process.send_signal(signal.SIGCONT)
    assert_recovered(service, "metropolis", connections_before=before)


def test_an_engine_that_died_is_used_again_once_it_is_back(service: Service) -> None:
    fill_cache(service)
    before = connections(service)
    service.node.process.kill()
    service.node.process.wait()
    wait_until_stale(service)
    assert_degraded(service, "dead")

    service.node = start_node(service.folder, settings={"http.port": str(service.port)})
    assert_recovered(service, "nosferatu", connections_before=before)


def test_an_engine_whose_answers_trickle_is_given_up_at_the_time_limit(service: Service, tmp_path: Path) -> None:
    port = free_port()
    with trickling(service.port) as (proxy_port, is_slow):
        command = ["sanic", "app:app", "--port", str(port)]
        url = f"http://127.0.0.1:{proxy_port}"
        with served(command, tmp_path / "log", port, ELASTICSEARCH_URL=url) as api:
            slowed = Service(api, service.node, service.folder, proxy_port)
            fill_cache(slowed)
            before = connections(slowed)
            is_slow.set()
            wait_until_stale(slowed)
            assert_degraded(slowed, "slow")
            is_slow.clear()
            assert_recovered(slowed, "sunrise", connections_before=before)


@contextmanager
def trickling(port: int) -> Iterator[tuple[int, threading.Event]]:
    """A proxy of a port; while the event is set, it passes answers on one byte at a time, without a long pause."""
    is_slow = threading.Event()

    async def handle(client_reader: asyncio.StreamReader, client_writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(
            pass_on(client_reader, server_writer, 1 << 16),
            pass_on(server_reader, client_writer, 1),
            return_exceptions=True,
        )

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, slow_bytes: int) -> None:
        try:
            while data := await reader.read(slow_bytes if is_slow.is_set() else 1 << 16):
                writer.write(data)
                await writer.drain()
                if is_slow.is_set():
                    await asyncio.sleep(0.02)
        finally:
            writer.close()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(handle, "127.0.0.1", 0)

    async def stop(server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield server.sockets[0].getsockname()[1], is_slow
    finally:
        asyncio.run_coroutine_threadsafe(stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def test_a_missing_index_names_the_command_that_repairs_it(service: Service) -> None:
    environment = {**os.environ, "ELASTICSEARCH_URL": service.node.url}
    names = json.loads(_curl(f"{service.node.url}/_alias/movies"))
    _curl("-XDELETE", f"{service.node.url}/{','.join(names)}")
    status, _, body = service.api.get("/api/v1/films?query=missing")
    assert status == 503
    assert "python -m etl load" in json.loads(body)["detail"]

    subprocess.run([sys.executable, "-m", "etl", "load"], cwd=ROOT, env=environment, check=True, capture_output=True)
    service.wait_until_ready()


def _curl(*arguments: str) -> str:
    return subprocess.run(["curl", "--silent", *arguments], check=True, capture_output=True, text=True).stdout
