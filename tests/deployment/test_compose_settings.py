"""Which settings reach the containers: with no `.env`, with a copy of `.env.example`, with what a user sets there."""

import re
from urllib.parse import urlsplit

import pytest

from catalogue.settings import Settings, env_example
from tests.deployment.compose import TEXT, Compose
from tests.deployment.image import read_image

_SETTINGS = {name.upper() for name in Settings.model_fields}
_EXAMPLE = dict(re.findall(r"^#([A-Z_]+)=(.*)$", env_example(), re.MULTILINE))
_DATABASE = ("POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB")


def compose(**changed: str) -> Compose:
    """Compose with a copy of `.env.example` in which some lines are set."""
    text = env_example()
    for name, value in changed.items():
        text, found = re.subn(rf"^#{name}=.*$", f"{name}={value}", text, flags=re.MULTILINE)
        assert found == 1
    return Compose(text)


def settings(made: Compose, service: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What a process of the service reads."""
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    for name, value in made.variables(service).items():
        monkeypatch.setenv(name, value)
    return Settings()


def test_a_copy_of_the_example_changes_nothing() -> None:
    assert compose().services == Compose().services
    for service in ("sample", "etl", "api"):
        assert compose().variables(service) == Compose().variables(service)


def test_by_default_they_talk_to_the_services_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    etl, api = (settings(compose(), service, monkeypatch) for service in ("etl", "api"))

    assert etl.elasticsearch_url == api.elasticsearch_url == "http://elasticsearch:9200"
    assert api.redis_url == "redis://redis:6379/0"
    assert etl.postgres_url == compose().variables("sample")["POSTGRES_URL"]
    assert {"elasticsearch", "redis", urlsplit(etl.postgres_url).hostname} <= set(compose().services)


@pytest.mark.parametrize("made", [compose(), compose(**dict.fromkeys(_DATABASE, "told"))])
def test_postgresql_is_asked_by_the_user_that_it_is_made_with(made: Compose) -> None:
    url = urlsplit(made.variables("etl")["POSTGRES_URL"])
    server = made.variables("postgres")

    assert [url.username, url.password, url.path[1:]] == [server[name] for name in _DATABASE]


@pytest.mark.parametrize(
    ("service", "name"),
    [
        (service, name)
        for service in ("etl", "api")
        for name in sorted(_SETTINGS - {"HOST", "PORT"})
        if (service, name) != ("etl", "ETL_MAPPING")
    ],
)
def test_what_is_set_reaches_the_container(service: str, name: str) -> None:
    assert compose(**{name: "told"}).variables(service)[name] == "told"


def test_the_address_and_the_port_are_those_outside() -> None:
    made = compose(HOST="127.0.0.1", PORT="9000")

    assert compose().services["api"]["ports"] == ["0.0.0.0:8000:8000"]
    assert made.services["api"]["ports"] == ["127.0.0.1:9000:8000"]
    for name in ("HOST", "PORT"):
        assert made.variables("api")[name] == read_image().variables[name]


def test_a_postgresql_elsewhere_is_only_read() -> None:
    made = compose(POSTGRES_URL="postgresql://reader@films.example/films")

    assert made.variables("etl")["POSTGRES_URL"] == "postgresql://reader@films.example/films"
    assert made.variables("sample") == compose().variables("sample")
    assert "fill-postgres" not in made.services["etl"]["command"]


def test_the_mapping_file_of_the_user_is_mounted_where_the_etl_looks_for_it() -> None:
    (mounted,) = compose(ETL_MAPPING="./films.toml").services["etl"]["volumes"]
    (empty,) = compose().services["etl"]["volumes"]

    assert mounted == {"type": "bind", "source": "./films.toml", "target": mounted["target"], "read_only": True}
    assert compose(ETL_MAPPING="./films.toml").variables("etl")["ETL_MAPPING"] == mounted["target"]
    assert empty["source"] == "/dev/null"
    assert compose().variables("etl")["ETL_MAPPING"] == ""


def test_rejects_go_where_the_user_of_the_image_may_write() -> None:
    assert compose().variables("etl")["ETL_REJECTS"] == "/data/rejects"


def test_the_profile_makes_all_three_nodes_known_and_keeps_a_copy_of_each_shard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = compose(COMPOSE_PROFILES="cluster")
    nodes = [name for name, service in made.services.items() if service["image"].startswith("elasticsearch:")]

    for service in ("etl", "api"):
        given = settings(made, service, monkeypatch)
        assert given.elasticsearch_url.split(",") == [f"http://{node}:9200" for node in nodes]
        assert given.elasticsearch_replicas == 1
        assert settings(compose(), service, monkeypatch).elasticsearch_replicas == 0


def test_the_example_has_every_variable_of_the_file() -> None:
    used = set(re.findall(r"\$\{(\w+)", TEXT))

    assert used <= set(_EXAMPLE)
    for name in used - _SETTINGS:
        assert all(default == _EXAMPLE[name] for default in re.findall(rf"\$\{{{name}:-([^}}]*)\}}", TEXT))


@pytest.mark.parametrize("service", ["sample", "etl", "api"])
def test_every_variable_of_the_file_is_a_setting(service: str) -> None:
    assert set(Compose().services[service]["environment"]) <= _SETTINGS
