"""The Dockerfile and the compose file are well formed, and say what they have to."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.docker.image import ROOT, read_image
from tests.servers.api_server import BIN

_COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
_SERVICES: dict[str, Any] = _COMPOSE["services"]
# The schema of the Compose specification, https://github.com/compose-spec/compose-spec, Apache 2.0.
_SCHEMA = json.loads((Path(__file__).parent / "compose.schema.json").read_text(encoding="utf-8"))


def test_hadolint_has_nothing_to_say_of_the_dockerfile() -> None:
    linted = subprocess.run(
        [str(BIN / "hadolint"), "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (linted.stdout, linted.returncode) == ("", 0)


def test_the_compose_file_fits_the_specification() -> None:
    jsonschema.Draft7Validator(_SCHEMA).validate(_COMPOSE)


def test_bases_are_pinned_and_nobody_is_root() -> None:
    froms = [line.split()[1] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("FROM ")]

    assert len(set(froms)) == 1
    assert froms[0].count(".") >= 2
    assert int(read_image().user.partition(":")[0]) > 0


def test_what_is_copied_is_in_the_context_and_the_context_has_nothing_more() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {source for source, _ in read_image().copies} | {"requirements.txt", "constraints.txt"}

    assert copied == allowed
    assert all((ROOT / source).exists() for source in copied)


@pytest.mark.parametrize("name", ["postgres", "elasticsearch", "redis"])
def test_each_backend_is_pinned_checked_and_kept(name: str) -> None:
    service = _SERVICES[name]

    assert service["image"].count(".") >= 1
    assert service["healthcheck"]["test"]
    assert service.get("volumes") or name == "redis"


def test_one_waits_for_the_other_until_it_is_ready() -> None:
    assert {name: service.get("depends_on", {}) for name, service in _SERVICES.items() if "depends_on" in service} == {
        "etl": {"postgres": {"condition": "service_healthy"}, "elasticsearch": {"condition": "service_healthy"}},
        "api": {"etl": {"condition": "service_completed_successfully"}, "redis": {"condition": "service_healthy"}},
    }


def test_all_that_starts_by_itself_fits_into_four_gigabytes() -> None:
    started = [service for service in _SERVICES.values() if "profiles" not in service]

    assert sum(int(service["mem_limit"].removesuffix("m")) for service in started) <= 4096


def test_three_nodes_are_a_profile() -> None:
    nodes = {name: service for name, service in _SERVICES.items() if name.startswith("elasticsearch")}

    assert [name for name, node in nodes.items() if node.get("profiles") == ["cluster"]] == [
        "elasticsearch-2",
        "elasticsearch-3",
    ]
    assert {node["environment"]["node.name"] for node in nodes.values()} == set(nodes)
    assert {node["environment"]["cluster.initial_master_nodes"] for node in nodes.values()} == {"elasticsearch"}


def test_ten_thousand_connections_find_file_descriptors() -> None:
    assert _SERVICES["api"]["ulimits"]["nofile"] >= 65_536
