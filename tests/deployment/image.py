"""What the Dockerfile says, for running it where no Docker is."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Image:
    """The last stage of the Dockerfile: what it copies from the tree, its variables, and its commands."""

    copies: tuple[tuple[str, str], ...]
    variables: dict[str, str]
    command: tuple[str, ...]
    health_command: tuple[str, ...]
    user: str

    def assemble(self, folder: Path) -> None:
        """Make the working folder of the image in `folder`."""
        for source, target in self.copies:
            destination = folder / (source if target == "./" else target)
            destination.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, destination, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, destination)


def read_image() -> Image:
    """The image that `docker build .` would make."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    stage = text[text.rindex("\nFROM ") :]
    variables = re.search(r"^ENV (.*)$", stage, re.MULTILINE)
    command = re.search(r"^CMD (\[.*\])$", stage, re.MULTILINE)
    health = re.search(r"^HEALTHCHECK .*? CMD (\[.*\])$", stage, re.MULTILINE)
    user = re.search(r"^USER (\S+)$", stage, re.MULTILINE)
    assert variables
    assert command
    assert health
    assert user
    return Image(
        copies=tuple(re.findall(r"^COPY (?!--)(\S+) (\S+)$", stage, re.MULTILINE)),
        variables=dict(pair.split("=", 1) for pair in variables[1].split()),
        command=tuple(json.loads(command[1])),
        health_command=tuple(json.loads(health[1])),
        user=user[1],
    )
