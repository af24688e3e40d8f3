"""Progress: a bar in a terminal, lines elsewhere."""

import io

import pytest

from etl.load import Loaded
from etl.progress import LINE_EVERY_S, progress, summary


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("documents", "duration_s", "expected"),
    [
        (566, 0.44, "loaded 566 movies into movies-1 in 0.4 s (1,300/s)"),
        (200_000, 29.64, "loaded 200,000 movies into movies-1 in 29.6 s (6,700/s)"),
        (0, 0.0, "loaded 0 movies into movies-1 in 0.0 s (0/s)"),
    ],
)
def test_a_load_is_told_in_a_line(documents: int, duration_s: float, expected: str) -> None:
    assert summary(Loaded("movies-1", "movies", documents, duration_s, ())) == expected


@pytest.mark.parametrize(("total", "line"), [(20, "loaded 12 of 20 films\n"), (None, "loaded 12 films\n")])
def test_lines_come_every_few_seconds(monkeypatch: pytest.MonkeyPatch, total: int | None, line: str) -> None:
    now_s = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now_s)
    stream = io.StringIO()
    with progress("films", total, stream) as on_sent:
        on_sent(5)
        now_s += LINE_EVERY_S
        on_sent(7)
        on_sent(1)
    assert stream.getvalue() == line


def test_a_terminal_shows_a_bar_that_is_gone_at_the_end() -> None:
    terminal = Terminal()
    with progress("films", 2_000, terminal) as on_sent:
        on_sent(1_000)
    shown = terminal.getvalue()
    assert "/2.00k" in shown
    assert shown.rsplit("\r", 1)[-1].strip() == ""
