"""A cluster of three nodes, of which one dies under load."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from harness.api_server import ROOT, Server, environment, free_port, served
from harness.elasticsearch_node.launcher import ElasticsearchNode, started_cluster

_SOON_S = 120.0
_PAUSE_S = 0.02
_THREADS = 3


@dataclass(frozen=True)
class Answered:
    """What became of a request, when it was sent, and which worker answered it."""

    asked_at_s: float
    status: int | str
    worker: str = ""


@pytest.mark.usefixtures("java")
def test_once_the_client_has_moved_on_a_dead_node_costs_no_request(tmp_path: Path) -> None:
    port = free_port()
    command = ["sanic", "app:app", "--port", str(port), "--workers", "2"]
    with started_cluster(tmp_path / "nodes") as nodes:
        settings: dict[str, Any] = {
            "ELASTICSEARCH_URL": ",".join(node.url for node in nodes),
            "ELASTICSEARCH_REPLICAS": "1",
            "ELASTICSEARCH_TIMEOUT_S": "10",  # no test of speed
        }
        load = [sys.executable, "-m", "etl", "load"]
        subprocess.run(load, cwd=ROOT, env=environment(**settings), check=True, capture_output=True)
        wait_until(lambda: health(nodes[0])["status"] == "green")
        master = next(node for node in nodes if node.data_folder.name == master_of(nodes[0]))
        survivor = next(node for node in nodes if node is not master)
        with served(command, tmp_path / "log", port, **settings) as api, under_load(api) as answers:
            wait_until(lambda: len(workers(answers)) == 2)
            assert {each.status for each in answers} == {200}

            # the worst of them: the others have to choose a master too
            master.process.kill()
            master.process.wait()
            killed_at_s = time.monotonic()
            wait_until(lambda: health(survivor)["number_of_nodes"] == 2)
            wait_until(lambda: len(workers(asked_since(killed_at_s, answers))) == 2)
            moved_on_at_s, told = time.monotonic(), failures(api, master)
            # both workers ask the dead node again, each time a while later than the last
            wait_until(lambda: failures(api, master) >= told + 4)

        assert {each.status for each in asked_since(moved_on_at_s, answers)} == {200}


@contextmanager
def under_load(api: Server) -> Iterator[list[Answered]]:
    """Ask for lists that are not cached, several at a time, all through the block."""
    answers: list[Answered] = []
    numbers = count(1)
    is_over = threading.Event()

    def ask() -> None:
        while not is_over.wait(_PAUSE_S):
            asked_at_s = time.monotonic()
            try:
                status, headers, _ = api.get(f"/api/v1/films?imdb_rating__gte={next(numbers) / 100_000}&page_size=1")
            except OSError as error:
                answers.append(Answered(asked_at_s, repr(error)))
            else:
                answers.append(Answered(asked_at_s, status, headers["X-Request-ID"].partition("-")[0]))

    threads = [threading.Thread(target=ask) for _ in range(_THREADS)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def asked_since(moment_s: float, answers: list[Answered]) -> list[Answered]:
    """Those for requests sent after the moment; one that was sent before may have met what has since changed."""
    return [each for each in answers if each.asked_at_s > moment_s]


def workers(answers: list[Answered]) -> set[str]:
    """The workers that have found something."""
    return {each.worker for each in answers if each.status == 200}


def failures(api: Server, node: ElasticsearchNode) -> int:
    """How often the client has been told that a node fails."""
    return sum(f"{node.url})> has failed for" in line["event"] for line in api.log_lines())


def health(node: ElasticsearchNode) -> Any:
    with Elasticsearch(node.url) as client:
        return client.cluster.health()


def master_of(node: ElasticsearchNode) -> str:
    """The name of the master, which is also that of its folder."""
    with Elasticsearch(node.url) as client:
        masters: Any = client.cat.master(format="json")
        return str(masters[0]["node"])


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + _SOON_S
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.1)
