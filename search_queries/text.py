"""Free text of a client, in one form for one meaning."""

from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

FREE_TEXT_MAX_LENGTH = 256

# What a query string may not have, and what `str.strip` removes besides; spelled out, since \s of JavaScript's regular
# expressions is another set than Python's.
_CONTROLS = r"\u0000-\u001f\u007f-\u009f"
_SPACES = r"\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
NOT_BLANK = f"^[^{_CONTROLS}]*[^{_CONTROLS}{_SPACES}][^{_CONTROLS}]*$"


def _compose(text: str) -> str:
    """The text in Unicode NFC, which in rare scripts is longer, and may not be too long either: it is sent in links."""
    composed = normalize("NFC", text)
    if len(composed) > FREE_TEXT_MAX_LENGTH:
        raise PydanticCustomError("string_too_long", "too long in Unicode NFC")
    return composed


FreeText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=FREE_TEXT_MAX_LENGTH, pattern=NOT_BLANK),
    AfterValidator(_compose),
]


def fold_case(text: str) -> str:
    """Lower each character whose lower case is one character, as the engines' own lower-casing does.

    The others ("İ") stay: the engines agree on them only after they have removed accents.
    """
    return "".join(lowered if len(lowered := character.lower()) == 1 else character for character in text)


def join_spaces(text: str) -> str:
    """Trim, and make every run of white space one space."""
    return " ".join(text.split())
