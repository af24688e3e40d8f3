"""The compose file's own commands, variables and health checks, run against servers that were started here."""

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict
from redis import Redis

from harness.api_server import BIN, free_port, served
from harness.postgres_server import PROGRAMS, new_database
from harness.redis_server import RedisServer, redis_server
from tests.deployment.compose import Compose
from tests.deployment.image import ROOT, read_image
from tests.requirements_missing import leave_out

_COMPOSE = Compose("CORS_ORIGINS=https://films.example\n")
_SERVICES = _COMPOSE.services
_COMMAND_LIMIT_S = 300


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    program, *options = _SERVICES["redis"]["command"]

    assert program == "redis-server"
    with redis_server(tmp_path_factory.mktemp("redis"), options=options) as server:
        yield server


@pytest.fixture(scope="module")
def postgres_url(postgres: str) -> Iterator[str]:
    with new_database(postgres) as url:
        yield url


@pytest.fixture(scope="module")
def addresses(elasticsearch_url: str, postgres_url: str, redis: RedisServer) -> Mapping[str, str]:
    """Where the three backends are here, in place of where compose has them."""
    return {"ELASTICSEARCH_URL": elasticsearch_url, "POSTGRES_URL": postgres_url, "REDIS_URL": redis.url}


def run(command: Sequence[str], variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(BIN), str(PROGRAMS), os.environ["PATH"]])
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **variables, "PATH": path},
        capture_output=True,
        text=True,
        timeout=_COMMAND_LIMIT_S,
        check=False,
    )


def run_service(name: str, addresses: Mapping[str, str]) -> str:
    """What a service says that ends, and is to end well."""
    done = run(_SERVICES[name]["command"], {**_COMPOSE.variables(name), **addresses})
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_on_empty_backends_the_loads_fill_them_and_the_api_answers(
    addresses: Mapping[str, str], tmp_path: Path
) -> None:
    assert "films are in it now" in run_service("sample", addresses)
    # A database of somebody else's need not let itself be written to.
    reading = {**addresses, "PGOPTIONS": "-c default_transaction_read_only=on"}
    assert "movies into movies-" in run_service("etl", reading)

    port = free_port()
    local = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2", "PATH": os.environ["PATH"]}
    variables: dict[str, Any] = {**_COMPOSE.variables("api"), **addresses, **local}
    with served(read_image().command, tmp_path / "log", port, **variables) as api:
        status, headers, body = api.get("/api/v1/films?query=metropolis", Origin="https://films.example")
        assert (status, headers["X-Cache"]) == (200, "MISS")
        assert headers["Access-Control-Allow-Origin"] == "https://films.example"
        assert json.loads(body)["items"][0]["title"] == "Metropolis"
        assert api.get("/health/ready")[0] == 200
        assert api.get("/api/v1/persons?query=kurosava")[0] == 200
        assert "it has films already" in run_service("sample", addresses)
        run_service("etl", reading)
        assert api.get("/api/v1/films?query=metropolis")[2] == body


def test_redis_keeps_no_more_than_fits_and_writes_no_file(redis: RedisServer) -> None:
    with Redis.from_url(redis.url, decode_responses=True) as client:
        kept = client.config_get("maxmemory", "maxmemory-policy", "save")

    assert kept == {"maxmemory": str(192 * 2**20), "maxmemory-policy": "allkeys-lru", "save": ""}


def passes(service: str, there: str, here: str) -> bool:
    """Whether a service's health check says that all is well, where its server is the one here, not the one there."""
    kind, *command = _SERVICES[service]["healthcheck"]["test"]
    assert kind in {"CMD", "CMD-SHELL"}
    text = shlex.join(command) if kind == "CMD" else command[0]
    assert there in text
    return run(["sh", "-c", text.replace(there, here)], _COMPOSE.variables(service)).returncode == 0


def test_elasticsearch_s_health_check_passes_here_and_fails_without_it(elasticsearch_url: str) -> None:
    there = "http://127.0.0.1:9200"

    assert passes("elasticsearch", there, elasticsearch_url)
    assert not passes("elasticsearch", there, f"http://127.0.0.1:{free_port()}")


def test_postgresql_s_health_check_passes_here_and_fails_without_it(postgres_url: str) -> None:
    there = "--host=127.0.0.1"
    here = conninfo_to_dict(postgres_url)

    assert passes("postgres", there, f"--host={here['host']} --port={here.get('port', 5432)}")
    assert not passes("postgres", there, f"{there} --port={free_port()}")


def test_redis_s_health_check_passes_here_and_fails_without_it(redis: RedisServer) -> None:
    if shutil.which("redis-cli") is None:
        leave_out("the health check of compose's Redis: no redis-cli on the PATH")
    assert passes("redis", "redis-cli", f"redis-cli -p {redis.port}")
    assert not passes("redis", "redis-cli", f"redis-cli -p {free_port()}")
    with Redis.from_url(redis.url) as client:
        client.execute_command("ACL", "SETUSER", "default", "-ping")
        assert not passes("redis", "redis-cli", f"redis-cli -p {redis.port}")
        client.execute_command("ACL", "SETUSER", "default", "+ping")
