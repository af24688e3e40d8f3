"""Tables of Markdown."""

from collections.abc import Iterable, Sequence


def markdown_table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as a table, whatever the cells hold."""
    rows = [headings, ["---"] * len(headings), *lines]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
