"""Lists within a text: as JSON, or as Python prints them, `['Drama', 'Crime']`, which CSV files of films have."""

import ast
import re
from typing import Any, Final

import orjson

# What stands between the items of a text that is neither.
SEPARATORS: Final = re.compile("[,;|]")


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
