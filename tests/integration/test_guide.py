"""The guide is true: its recipes are followed as they stand, and its requests are answered as it shows."""

import doctest
import json
import os
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from harness.api_server import BIN, ROOT, Server, free_port, served
from tests.fixtures.guide_page import Commands, Edit, NewFile, ShownRequest, Step, check_answer, steps

_GUIDE = ROOT / "docs" / "guide"
_RECIPES = steps(_GUIDE / "extend.md")
_REQUESTS = [
    (page.stem, step)
    for page in sorted(_GUIDE.glob("*.md"))
    if page.stem != "extend"
    for step in steps(page)
    if isinstance(step, ShownRequest)
]


@pytest.mark.parametrize(
    "request_shown", [step for _, step in _REQUESTS], ids=[f"{page}: {step.command[-50:]}" for page, step in _REQUESTS]
)
def test_a_request_is_answered_as_the_guide_shows(server: Server, request_shown: ShownRequest) -> None:
    check_answer(server, request_shown)


@pytest.mark.parametrize("page", sorted(_GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_every_request_of_a_page_is_read(page: Path) -> None:
    read = [step for step in steps(page) if isinstance(step, ShownRequest)]

    assert len(read) == page.read_text(encoding="utf-8").count("<!-- request -->")


def test_the_recipes_work_as_they_are_written(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "movies")
    catalogue = f"embedded:{tmp_path / 'catalogue'}"
    assert {type(step) for step in _RECIPES} == {Edit, NewFile, Commands, ShownRequest}
    served_before = documented_paths(root)

    for number, recipe in enumerate(requests_last(_RECIPES)):
        with ExitStack() as running:
            server: Server | None = None
            for step in recipe:
                if isinstance(step, Edit | NewFile):
                    step.apply(root)
                elif isinstance(step, Commands):
                    for line in step.lines:
                        run(line, root, catalogue)
                else:
                    if server is None:
                        port, log = free_port(), tmp_path / f"log-{number}"
                        command = ["sanic", "app:app", "--port", str(port)]
                        server = running.enter_context(
                            served(command, log, port, folder=root, ELASTICSEARCH_URL=catalogue)
                        )
                    check_answer(server, step)

    written = " ".join({step.path for step in _RECIPES if isinstance(step, Edit | NewFile) and ".py" in step.path})
    for check in (
        f"ruff check {written}",
        f"ruff format --check {written}",
        "lint-imports",
        "python -m tools.generate --check",
    ):
        run(f".venv/bin/{check}", root, catalogue)
    assert documented_paths(root) >= served_before


@pytest.mark.parametrize("page", sorted(_GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_every_line_of_python_gives_what_the_guide_shows(page: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=flags, encoding="utf-8")

    assert failed == 0


def copy_of_the_repository(folder: Path) -> Path:
    """The files that a clone would have."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def documented_paths(root: Path) -> set[str]:
    return set(json.loads((root / "movies/http/openapi.json").read_text(encoding="utf-8"))["paths"])


def requests_last(found: list[Step]) -> list[list[Step]]:
    """The steps in groups that each end with requests."""
    groups: list[list[Step]] = [[]]
    for step in found:
        if groups[-1] and isinstance(groups[-1][-1], ShownRequest) and not isinstance(step, ShownRequest):
            groups.append([])
        groups[-1].append(step)
    return groups


def run(line: str, root: Path, catalogue: str) -> None:
    """Run a command of the virtual environment."""
    program, *arguments = line.split()
    ended = subprocess.run(
        [str(BIN / program.removeprefix(".venv/bin/")), *arguments],
        cwd=root,
        env={**os.environ, "ELASTICSEARCH_URL": catalogue},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"{line}\n{ended.stdout}{ended.stderr}"
