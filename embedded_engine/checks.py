"""Checks of what a client sent: unknown keys and wrong JSON types are refused, never ignored."""

from collections.abc import Callable, Collection
from typing import Any

from embedded_engine.errors import EngineError, illegal_argument, supported

Refusal = Callable[[str], EngineError]


def refuse_unknown(given: Collection[str], known: Collection[str], where: str, refusal: Refusal) -> None:
    """Raise the refusal of the first key that is not among those known."""
    for name in given:
        if name not in known:
            raise refusal(f"{where} does not support [{name}]; {supported(known)}")


def require_object(value: Any, where: str, refusal: Refusal = illegal_argument) -> dict[str, Any]:
    """The value, if it is an object of JSON. Raises the refusal otherwise."""
    if not isinstance(value, dict):
        raise refusal(f"{where} must be an object")
    return value


def require_one_key(value: Any, where: str, refusal: Refusal = illegal_argument) -> tuple[str, Any]:
    """The key and the value of `{key: value}`."""
    if not isinstance(value, dict) or len(value) != 1:
        raise refusal(f"{where} must be an object with one key")
    ((key, held),) = value.items()
    return key, held


def require_text(value: Any, where: str, refusal: Refusal = illegal_argument) -> str:
    """The value, if it is a string. Raises the refusal otherwise."""
    if not isinstance(value, str):
        raise refusal(f"{where} must be a string")
    return value


def require_texts(value: Any, where: str, refusal: Refusal = illegal_argument) -> list[str]:
    """A string is a list of one."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(text, str) for text in values):
        raise refusal(f"{where} must be a list of strings")
    return values


def require_count(value: Any, where: str) -> int:
    """The value, if it is a whole number of 0 or more. Raises EngineError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise illegal_argument(f"{where} must be a whole number of 0 or more")
    return value


def require_flag(value: Any, where: str) -> bool:
    """The value, if it is true or false. Raises EngineError otherwise."""
    if not isinstance(value, bool):
        raise illegal_argument(f"{where} must be true or false")
    return value


def require_boost(value: Any, where: str) -> float:
    """The value as a weight, if it is a number of 0 or more. Raises EngineError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise illegal_argument(f"{where} must be a number of 0 or more")
    return float(value)
