"""`docs/requirements.md` points to what is there."""

import re
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| asked for", "| ---"))
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_what_a_row_names_exists(row: list[str]) -> None:
    _, answered_by, shown_by, measured_by = row

    assert shown_by
    for cell in (answered_by, shown_by):
        folder = Path()
        for name in re.findall(r"`([\w./-]+\.\w+|[\w/]+/)`", cell):
            # `movies/films.py`, `genres.py`: the second stands beside the first
            path = Path(name) if "/" in name or (ROOT / name).exists() else folder / name
            assert (ROOT / path).exists(), path
            folder = path.parent
    assert set(re.findall(r"`(\w+)`", measured_by)) <= set(NAMES)
