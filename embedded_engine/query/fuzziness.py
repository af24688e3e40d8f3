"""`fuzziness`: how many typing errors in a word are forgiven."""

import re
from dataclasses import dataclass
from typing import Any

from embedded_engine.errors import illegal_argument, parse_error, parsing_error

_AUTO = re.compile(r"AUTO(?::([0-9]+),([0-9]+))?", re.IGNORECASE)


@dataclass(frozen=True)
class Fuzziness:
    """No error in words shorter than `one_from` letters, one in words shorter than `two_from`, two in others."""

    one_from: float
    two_from: float

    def edits(self, word: str) -> int:
        """How many letters of the word may be left out, put in or replaced, or swapped with their neighbours."""
        return (len(word) >= self.one_from) + (len(word) >= self.two_from)


AUTO = Fuzziness(3, 6)

_NEVER = float("inf")
_FIXED = {"0": Fuzziness(_NEVER, _NEVER), "1": Fuzziness(1, _NEVER), "2": Fuzziness(1, 1)}


def read_fuzziness(given: Any) -> Fuzziness:
    """`0`, `1`, `2`, `"AUTO"`, or `"AUTO:4,8"`: one error from 4 letters on, two from 8. Raises EngineError."""
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise parsing_error(f"[fuzziness] does not support [{given}]; supported: 0, 1, 2, AUTO, AUTO:low,high")
    text = str(given)
    if text in _FIXED:
        return _FIXED[text]
    auto = _AUTO.fullmatch(text)
    if auto is None:
        refusal = parse_error if text.upper().startswith("AUTO") else illegal_argument
        raise refusal(f"[fuzziness] does not support [{text}]; supported: 0, 1, 2, AUTO, AUTO:low,high")
    if auto[1] is None:
        return AUTO
    low, high = int(auto[1]), int(auto[2])
    if low > high:
        raise parse_error(f"fuzziness wrongly configured [{text}]: the lower value is above the higher one")
    # nothing is like no letter at all
    return Fuzziness(max(low, 1), max(high, 1))
