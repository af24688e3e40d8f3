"""Free text of a client, in one form for one meaning."""

from typing import Annotated

from pydantic import StringConstraints

FREE_TEXT_MAX_LENGTH = 256

FreeText = Annotated[str, StringConstraints(min_length=1, max_length=FREE_TEXT_MAX_LENGTH)]


def fold_case(text: str) -> str:
    """Lower each character whose lower case is one character, as the engines' own lower-casing does.

    The others ("İ") stay: the engines agree on them only after they have removed accents.
    """
    return "".join(lowered if len(lowered := character.lower()) == 1 else character for character in text)


def join_spaces(text: str) -> str:
    """Trim, and make every run of white space one space."""
    return " ".join(text.split())
