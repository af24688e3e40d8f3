"""Settings come from the environment only, and are checked."""

import re
from pathlib import Path

import pytest
import trustme
from pydantic import ValidationError

from catalogue.settings import Settings, WrongSettingError, env_example, read_settings


def test_without_any_variable_all_is_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    assert Settings().elasticsearch_url == "embedded:var/catalogue"


def test_variables_are_read_and_empty_ones_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9200")
    monkeypatch.setenv("PORT", "")

    assert (Settings().elasticsearch_url, Settings().port) == ("http://127.0.0.1:9200", 8000)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "http"),
        ("WORKERS", "0"),
        ("WORKERS", "8000"),  # the port, by mistake
        ("WORKER_HANG_S", "-1"),
        ("WORKER_HANG_S", "soon"),
        ("WORKER_HANG_S", "nan"),
        ("WORKER_HANG_S", "inf"),
        ("SHUTDOWN_S", "0"),
        ("SHUTDOWN_S", "-1"),
        ("SHUTDOWN_S", "soon"),
        ("SHUTDOWN_S", "inf"),
        ("ELASTICSEARCH_TIMEOUT_S", "inf"),
        ("CACHE_LIFETIME_S", "inf"),
        ("CACHE_CAPACITY_MB", "inf"),
        ("DOCS_ONLY", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("ELASTICSEARCH_URL", "foo"),
        ("ELASTICSEARCH_URL", "u:secret@localhost"),
        ("ELASTICSEARCH_URL", "http://u:secret@localhost"),
        ("ELASTICSEARCH_URL", "http://u:secret@localhost:http"),
        ("ELASTICSEARCH_URL", "ftp://localhost:9200"),
        ("ELASTICSEARCH_URL", "http://u:secret@one:9200,two"),
        ("ELASTICSEARCH_URL", "embedded:"),
        ("ELASTICSEARCH_CA", "/dev/null/ca.pem"),
        ("ELASTICSEARCH_CA", __file__),
        ("CORS_ORIGINS", "films.example"),
        ("CORS_ORIGINS", "https://films.example/"),
        ("CORS_ORIGINS", "https://Films.example"),
        ("CORS_ORIGINS", "https://u:secret@films.example"),
        ("CORS_ORIGINS", "https://films.example,"),
        ("CORS_ORIGINS", "https://films.example https://other.example"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://:secret@localhost:redis"),
        ("REDIS_URL", "redis://:secret@localhost:6379/0?timeout=1"),
    ],
)
def test_an_invalid_value_is_reported_with_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettingError) as caught:
        read_settings()

    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_all_wrong_variables_are_named_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("ELASTICSEARCH_URL", "foo")
    monkeypatch.setenv("ELASTICSEARCH_CA", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("WORKERS", "many")

    with pytest.raises(WrongSettingError) as caught:
        read_settings()

    faults = str(caught.value).split("; ")
    assert [fault.partition(":")[0] for fault in faults] == ["ELASTICSEARCH_URL", "PORT", "WORKERS"]
    assert "\n" not in str(caught.value)


def test_a_ca_needs_https(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("ELASTICSEARCH_CA", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("ELASTICSEARCH_URL", "https://one:9200,https://two")
    settings = read_settings()
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://one:9200")

    with pytest.raises(WrongSettingError, match="ELASTICSEARCH_CA: goes with https:// only"):
        read_settings()
    assert settings.elasticsearch_ca == str(tmp_path / "ca.pem")


@pytest.mark.parametrize("url", ["redis://localhost", "rediss://:secret@one:6379/1", "unix:///run/redis.sock"])
def test_every_url_that_redis_py_accepts_is_accepted(url: str) -> None:
    assert Settings(redis_url=url).redis_url == url


@pytest.mark.parametrize("origins", ["*", "https://films.example, http://[::1]:3000", "capacitor://localhost"])
def test_every_origin_as_a_browser_writes_it_is_accepted(origins: str) -> None:
    assert Settings(cors_origins=origins).cors_origins == origins


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_the_example_reads_back_as_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = Settings()
    examples = dict(re.findall(r"^#([A-Z_]+)=(.*)$", env_example(), re.MULTILINE))
    for name, value in examples.items():
        monkeypatch.setenv(name, value)

    assert set(examples) >= {name.upper() for name in Settings.model_fields}
    assert Settings() == defaults


def test_a_copy_of_the_example_sets_nothing() -> None:
    assert all(line.startswith("#") for line in env_example().splitlines() if line)
