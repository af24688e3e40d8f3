"""Lists within a text: as JSON, or as Python prints them, `['Drama', 'Crime']`, which CSV files of films have."""

import ast
import re
from typing import Any, Final

import orjson

# What stands between the items of a text that is neither.
SEPARATORS: Final = re.compile(r"[,;|\r\n]|•|\s/\s")
# And between the names of people: also in "Ada Moor, and Ben Rusk", and not in a note, "Ada Moor (story, screenplay)".
PEOPLE_SEPARATORS: Final = re.compile(rf"(?:,\s*(?:and|&)\s|{SEPARATORS.pattern})(?![^()]*\))")
# What joins two full names, the first of which it holds: "Ada Moor & Ben Rusk", and not "Ada & Ben Moor".
JOINED: Final = re.compile(
    r"(?<![^\s,;|/])([^\s,;|/]+ +[^\s,;|/]+) +(?:&|and) +(?=[^\s,;|/]+ +[^\s,;|/])(?![^()]*\))",
)
# A note behind a name, "Ada Moor (story)".
NOTE: Final = re.compile(r"\s*\([^()]*\)\s*$")
# A text as JSON writes one.
QUOTED: Final = re.compile(r"""^\s*"([^"\\]*)"\s*$""")


def parsed(text: str) -> Any:
    """The value of a text of JSON or of a literal of Python; None if it is neither."""
    try:
        return orjson.loads(text)
    except ValueError:
        pass
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
