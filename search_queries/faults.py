"""What can be wrong: with a client's query string, and with a declaration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a query string.

    `code` is stable, so that programs may act on it; `detail` is a sentence for people; `allowed` is a JSON Schema of
    what the parameter takes, None if no value would be right.
    """

    parameter: str
    code: str
    detail: str
    allowed: Mapping[str, Any] | None = None


class InvalidQueryError(ValueError):
    """A query string was refused; `faults` has every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.detail for fault in faults))
        self.faults = tuple(faults)


class DeclarationError(TypeError):
    """A search declares something that its document cannot answer; raised while the class is made."""


def require_several(option: str, fields: Sequence[str]) -> tuple[str, ...]:
    """The fields of an option that takes several. Raises DeclarationError for one text, whose letters are no fields."""
    if isinstance(fields, str):
        raise DeclarationError(f"{option} takes several fields, such as ({fields!r},); got {fields!r}")
    return tuple(fields)


def require_numbers(options: Mapping[str, object], *, whole: bool = False) -> None:
    """Raise DeclarationError for an option that is no finite number, or no whole one."""
    for name, value in options.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        if not is_number or (whole and not isinstance(value, int)):
            raise DeclarationError(f"{name} must be {'a whole' if whole else 'a finite'} number; got {value!r}")
