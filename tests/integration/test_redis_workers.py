"""Workers of the real server that share a Redis, and work without it while it fails."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.api_server import ROOT, Server, free_port, served
from harness.redis_server import RedisServer, redis_server

_SOON_S = 30.0
# A machine that is busy with other tests must not look like a failing Redis.
_PATIENT_APP = """
from app import app
from movies.cache import redis_store

redis_store._TIMEOUT_S = 2.0
"""


@pytest.fixture(scope="module")
def shared(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, RedisServer]]:
    """Two workers that share a Redis, and cache nothing themselves."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "patient.py").write_text(_PATIENT_APP, encoding="utf-8")
    port = free_port()
    command = ["sanic", "patient:app", "--port", str(port), "--workers", "2"]
    with redis_server(folder) as redis:
        settings: dict[str, Any] = {
            "ELASTICSEARCH_URL": f"embedded:{sample_folder}",
            "PYTHONPATH": str(ROOT),
            "REDIS_URL": redis.url,
            "CACHE_CAPACITY_MB": "0",
        }
        with served(command, folder / "log", port, folder=folder, **settings) as api:
            yield api, redis


def ask(api: Server, path: str) -> tuple[str, bytes]:
    status, headers, body = api.get(path)
    assert status == 200, body
    return headers["X-Cache"], body


def test_the_engine_is_asked_once_for_all_workers(shared: tuple[Server, RedisServer]) -> None:
    api, _ = shared
    first = ask(api, "/api/v1/films?genre=Drama&genre=Crime&page_size=3")
    others = [ask(api, f"/api/v1/films?{query}") for query in ["page_size=3&genre=crime&genre=drama"] * 20]

    assert first[0] == "MISS"
    assert others == [("HIT", first[1])] * 20


def test_redis_comes_and_goes_and_answers_stay_the_same(shared: tuple[Server, RedisServer]) -> None:
    api, redis = shared
    path = "/api/v1/films?genre=war"
    _, body = ask(api, path)
    for harm, mend in ((redis.kill, redis.start), (redis.pause, redis.resume)):
        warned_before = len(warnings(api))
        harm()
        assert [ask(api, path) for _ in range(5)] == [("MISS", body)] * 5
        assert 1 <= len(warnings(api)) - warned_before <= 2, "each worker that was asked warns once"
        mend()
        # A worker that still takes Redis for dead would not warn of the next harm.
        deadline_s = time.monotonic() + _SOON_S
        while ask(api, path)[0] != "HIT" or len(api.events("redis is back")) < len(warnings(api)):
            assert time.monotonic() < deadline_s


def warnings(api: Server) -> list[dict[str, Any]]:
    return [line for line in api.log_lines() if line["event"].startswith("redis fails")]
