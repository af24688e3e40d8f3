"""The pages of documentation name files that are there, and link to pages and headings that are there."""

import re
from pathlib import Path

import pytest

from harness.api_server import ROOT


def _pages(root: Path) -> list[Path]:
    """The pages below a folder, but for what tools keep there: hidden folders, `var/` and `node_modules/`."""
    return [
        page
        for page in sorted(root.rglob("*.md"))
        if not any(part[0] == "." or part in {"var", "node_modules"} for part in page.relative_to(root).parts)
    ]


_PAGES = _pages(ROOT)
# a path in a folder of the repository: `movies/films.py`, `etl/sources/`
_FOLDERS = "|".join(
    re.escape(folder.name)
    for folder in sorted(ROOT.iterdir())
    if folder.is_dir() and folder.name[0] != "." and folder.name != "var"
)
_NAMED = re.compile(rf"`((?:{_FOLDERS})/[\w./-]*)`")
_LINK = re.compile(r"\]\((?!https?:|<)([^)#\s]*)(?:#([^)\s]+))?\)")
# Made by whoever follows the guide.
_NOT_IN_A_CLONE = {"etl/cinemas.py", "movies/cinemas.py", "samples/cinemas.jsonl"}


def _ids(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def _text(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_what_tools_keep_in_a_used_checkout_is_no_page(tmp_path: Path) -> None:
    for name in ("README.md", "docs/etl.md", ".pytest_cache/README.md", ".venv/lib/README.md", "var/rejects/README.md"):
        page = tmp_path / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()

    assert _pages(tmp_path) == [tmp_path / "README.md", tmp_path / "docs" / "etl.md"]


@pytest.mark.parametrize("page", _PAGES, ids=_ids(_PAGES))
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = set(_NAMED.findall(_text(page))) - _NOT_IN_A_CLONE

    assert {path for path in named if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("page", _PAGES, ids=_ids(_PAGES))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for path, anchor in _LINK.findall(_text(page)):
        target = page.parent / path if path else page

        assert target.exists(), path
        if anchor:
            assert anchor in _anchors(target), f"{path}#{anchor}"
