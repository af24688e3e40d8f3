"""What docker compose makes of the compose file and of a `.env`, for running it where no Docker is."""

import io
import re
from dataclasses import dataclass
from typing import Any

import yaml
from dotenv import dotenv_values

from tests.deployment.image import ROOT, read_image

TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
# The innermost of `${NAME:-default}` and `${NAME:+replacement}`; an empty variable counts as none.
_REFERENCE = re.compile(r"\$\{(?P<name>\w+):(?P<operator>[-+])(?P<text>[^${}]*)\}")


@dataclass(frozen=True)
class Compose:
    """The services as compose starts them, where `.env` says `env_file` or, with None, is not there."""

    env_file: str | None = None

    @property
    def services(self) -> dict[str, Any]:
        """All services, those of profiles too, with variables replaced."""
        services: dict[str, Any] = self._replace(yaml.safe_load(TEXT)["services"])
        return services

    def variables(self, service: str) -> dict[str, str]:
        """The environment of a container: what the image says, then `env_file`, then `environment`; the last counts."""
        declared = self.services[service]
        variables = dict(read_image().variables) if declared["image"] == "movies-search" else {}
        for file in declared.get("env_file", ()):
            assert file["path"] == ".env"
            assert self.env_file is not None or not file["required"]
            variables |= self._given
        return variables | {name: str(value) for name, value in declared.get("environment", {}).items()}

    @property
    def _given(self) -> dict[str, str]:
        """The variables of `.env`."""
        return {name: value or "" for name, value in dotenv_values(stream=io.StringIO(self.env_file)).items()}

    def _replace(self, part: Any) -> Any:
        if isinstance(part, dict):
            return {key: self._replace(value) for key, value in part.items()}
        if isinstance(part, list):
            return [self._replace(each) for each in part]
        return self._substitute(part) if isinstance(part, str) else part

    def _substitute(self, text: str) -> str:
        found = 1
        while found:
            text, found = _REFERENCE.subn(self._value, text)
        return text.replace("$$", "$")

    def _value(self, reference: re.Match[str]) -> str:
        given = self._given.get(reference["name"], "")
        if reference["operator"] == "+":
            return reference["text"] if given else ""
        return given or reference["text"]
