"""Noise: words that people add to what they look for and that say nothing of it, as in "the matrix full movie online".

What is noise depends on what is searched, so that a declaration says it: `Words(..., noise="(full )?movie|online")`.
"""

import re
from collections.abc import Sequence

from search_queries.faults import DeclarationError


def compile_noise(pattern: str) -> re.Pattern[str]:
    """Finds noise in words of `split` that are joined by spaces. Raises DeclarationError."""
    try:
        return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")
    except re.error as error:
        raise DeclarationError(f"noise is no regular expression: {error.msg}; got {pattern!r}") from error


def without_noise(words: Sequence[str], noise: re.Pattern[str] | None) -> tuple[str, ...]:
    """The words that are no noise; all of them if nothing else is there: "Movie" is a title."""
    if noise is None:
        return tuple(words)
    return tuple(noise.sub(" ", " ".join(words)).split()) or tuple(words)
