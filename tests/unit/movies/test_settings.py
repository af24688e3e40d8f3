"""Settings come from the environment only, and are checked."""

import re

import pytest
from pydantic import ValidationError

from movies.settings import Settings, env_example


def test_without_any_variable_all_is_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    assert Settings().elasticsearch_url == "embedded:var/catalogue"


def test_variables_are_read_and_empty_ones_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9200")
    monkeypatch.setenv("PORT", "")

    assert (Settings().elasticsearch_url, Settings().port) == ("http://127.0.0.1:9200", 8000)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "http"), ("WORKERS", "0"), ("DOCS_ONLY", "perhaps"), ("LOG_LEVEL", "LOUD")],
)
def test_a_wrong_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError) as caught:
        Settings()

    assert caught.value.errors()[0]["loc"] == (name.lower(),)


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
