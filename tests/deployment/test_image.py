"""The image's own files, variables, command and health check, run without Docker."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from harness.api_server import BIN, free_port, served
from tests.deployment.image import read_image


@pytest.fixture
def working_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "app"
    folder.mkdir()
    read_image().assemble(folder)
    return folder


def test_the_image_alone_serves_the_sample_and_is_healthy(working_folder: Path, tmp_path: Path) -> None:
    image = read_image()
    port = free_port()
    # what has to differ here: the address, the port, and where the data lies
    local = {"PATH": os.environ["PATH"], "HOST": "127.0.0.1", "PORT": str(port)}
    local["ELASTICSEARCH_URL"] = image.variables["ELASTICSEARCH_URL"].replace("/data", str(tmp_path / "data"))
    settings = {**image.variables, **local}
    with served(image.command, tmp_path / "log", port, folder=working_folder, **settings) as running:
        status, _, body = running.get("/api/v1/films?query=metropolis")
        assert status == 200
        assert json.loads(body)["items"][0]["title"] == "Metropolis"
        assert running.get("/docs/openapi.json")[0] == 200
        assert running.get("/docs/assets/swagger-ui.css")[0] == 200
        assert is_healthy(image.health_command, port)
    assert not is_healthy(image.health_command, port)


def is_healthy(command: tuple[str, ...], port: int) -> bool:
    checked = subprocess.run(
        [str(BIN / command[0]), *command[1:]], env={**os.environ, "PORT": str(port)}, capture_output=True, check=False
    )
    return checked.returncode == 0
