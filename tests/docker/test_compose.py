"""The compose file's own commands, variables and health checks, run against servers that were started here."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from movies.settings import Settings
from tests.docker.image import ROOT, read_image
from tests.servers.api_server import BIN, free_port, served
from tests.servers.postgres_server import postgres_server
from tests.servers.redis_server import RedisServer, redis_server

_SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
_COMMAND_LIMIT_S = 300


def substitute(text: str) -> str:
    """What compose makes of `${NAME:-default}` where no variable is set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


def variables(service: str) -> dict[str, str]:
    return {name: substitute(str(value)) for name, value in _SERVICES[service]["environment"].items()}


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def addresses(
    tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: str, redis: RedisServer
) -> Iterator[Mapping[str, str]]:
    """Where the three backends are here, in place of where compose has them."""
    with postgres_server(tmp_path_factory.mktemp("compose")) as postgres_url:
        yield {"ELASTICSEARCH_URL": elasticsearch_url, "POSTGRES_URL": postgres_url, "REDIS_URL": redis.url}


@pytest.mark.parametrize("service", ["etl", "api"])
def test_every_variable_is_a_setting(service: str) -> None:
    names = {name.upper() for name in Settings.model_fields}

    assert set(variables(service)) <= names


def test_addresses_name_services_of_the_file() -> None:
    given = variables("api")

    for name in ("ELASTICSEARCH_URL", "POSTGRES_URL", "REDIS_URL"):
        assert urlsplit(given[name]).hostname in _SERVICES
    postgres = _SERVICES["postgres"]["environment"]
    url = urlsplit(given["POSTGRES_URL"])
    assert (url.username, url.password, url.path[1:]) == tuple(
        substitute(postgres[name]) for name in ("POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB")
    )


def run(command: Sequence[str], settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **settings, "PATH": path},
        capture_output=True,
        text=True,
        timeout=_COMMAND_LIMIT_S,
        check=False,
    )


def test_on_empty_backends_the_etl_fills_them_and_the_api_answers(addresses: Mapping[str, str], tmp_path: Path) -> None:
    filled = run(_SERVICES["etl"]["command"], {**variables("etl"), **addresses})
    assert filled.returncode == 0, filled.stderr
    assert "films are in it now" in filled.stderr

    port = free_port()
    image = read_image()
    settings: dict[str, Any] = {**image.variables, **variables("api"), **addresses}
    settings |= {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2", "PATH": os.environ["PATH"]}
    with served(image.command, tmp_path / "log", port, **settings) as api:
        status, headers, body = api.get("/api/v1/films?query=metropolis")
        assert (status, headers["X-Cache"]) == (200, "MISS")
        assert json.loads(body)["items"][0]["title"] == "Metropolis"
        assert api.get("/health/ready")[0] == 200
        assert api.get("/api/v1/persons?name=kurosava")[0] == 200
        again = run(_SERVICES["etl"]["command"], {**variables("etl"), **addresses})
        assert "it has films already" in again.stderr
        assert api.get("/api/v1/films?query=metropolis")[2] == body


def test_elasticsearch_s_health_check_passes_here_and_fails_without_it(elasticsearch_url: str) -> None:
    kind, *command = _SERVICES["elasticsearch"]["healthcheck"]["test"]

    assert kind == "CMD"
    assert run([part.replace("http://127.0.0.1:9200", elasticsearch_url) for part in command], {}).returncode == 0
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert run([part.replace("http://127.0.0.1:9200", nowhere) for part in command], {}).returncode != 0


@pytest.mark.skipif(
    shutil.which("redis-cli") is None and os.environ.get("CI") != "true", reason="no redis-cli on the PATH"
)
def test_redis_s_health_check_passes_here_and_fails_without_it(redis: RedisServer) -> None:
    kind, program, *arguments = _SERVICES["redis"]["healthcheck"]["test"]

    assert kind == "CMD"
    assert run([program, "-p", str(redis.port), *arguments], {}).returncode == 0
    assert run([program, "-p", str(free_port()), *arguments], {}).returncode != 0
