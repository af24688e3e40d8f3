"""import-linter looks at packages alone: a folder without `__init__.py` would be under no contract."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["root_packages"]


@pytest.mark.parametrize("package", LINTED)
def test_every_folder_of_modules_is_a_package(package: str) -> None:
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}

    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
