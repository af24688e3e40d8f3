"""The Dockerfile and the compose file are well formed, and say what they have to."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from harness.api_server import BIN
from tests.deployment.compose import TEXT, Compose
from tests.deployment.image import ROOT, read_image

_COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
_SERVICES: dict[str, Any] = Compose().services
_NODES = {name: service for name, service in _SERVICES.items() if service["image"].startswith("elasticsearch:")}
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
    healthy, done = {"condition": "service_healthy"}, {"condition": "service_completed_successfully"}
    healthy_where_started = healthy | {"required": False}

    assert {name: service["depends_on"] for name, service in _SERVICES.items() if "depends_on" in service} == {
        "sample": {"postgres": healthy},
        "etl": {
            "sample": done,
            "elasticsearch": healthy,
            "elasticsearch-2": healthy_where_started,
            "elasticsearch-3": healthy_where_started,
        },
        "api": {"etl": done, "redis": healthy},
    }


def test_the_image_is_built_once_by_what_all_that_use_it_wait_for() -> None:
    assert [name for name, service in _SERVICES.items() if "build" in service] == ["sample"]
    assert {service["image"] for name, service in _SERVICES.items() if name in {"sample", "etl", "api"}} == {
        "movies-search"
    }


@pytest.mark.parametrize("name", _SERVICES)
def test_what_is_to_run_comes_back_and_no_log_fills_the_disk(name: str) -> None:
    ends = name in {"sample", "etl"}

    assert _SERVICES[name]["restart"] == ("no" if ends else "unless-stopped")
    assert _SERVICES[name]["logging"] == {"driver": "local"}


def test_all_that_starts_by_itself_fits_into_four_gigabytes() -> None:
    started = [service for service in _SERVICES.values() if "profiles" not in service]

    assert sum(int(service["mem_limit"].removesuffix("m")) for service in started) <= 4096


def test_three_nodes_are_a_profile() -> None:
    assert {name: node.get("profiles") for name, node in _NODES.items()} == {
        "elasticsearch": None,
        "elasticsearch-2": ["cluster"],
        "elasticsearch-3": ["cluster"],
    }


def test_each_node_finds_the_others_and_only_the_first_may_begin_a_cluster() -> None:
    for name, node in _NODES.items():
        assert node["environment"]["node.name"] == name
        assert node["environment"]["discovery.seed_hosts"].split(",") == list(_NODES)
        assert node["environment"]["cluster.initial_master_nodes"] == "elasticsearch"
        assert node["volumes"] == [f"{name}:/usr/share/elasticsearch/data"]


def test_a_node_s_heap_is_half_of_its_memory_and_never_swapped() -> None:
    for node in _NODES.values():
        assert node["environment"]["ES_JAVA_OPTS"] == "-Xms768m -Xmx768m"
        assert node["mem_limit"] == node["memswap_limit"] == "1536m"


def test_ten_thousand_connections_find_file_descriptors_and_may_wait() -> None:
    assert _SERVICES["api"]["ulimits"]["nofile"] >= 65_536
    assert _SERVICES["api"]["sysctls"]["net.core.somaxconn"] >= 10_000
