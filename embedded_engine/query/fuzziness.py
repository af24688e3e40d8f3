"""`fuzziness`: how many typing errors a word may have, and the query for words with that many."""

import re
from dataclasses import dataclass
from typing import Any

from tantivy import Query, Schema

from embedded_engine.errors import illegal_argument, parse_error, parsing_error
from embedded_engine.query.compiled import Compiled

_AUTO_FORM = re.compile(r"AUTO(?::([0-9]+),([0-9]+))?", re.IGNORECASE)


@dataclass(frozen=True)
class Fuzziness:
    """One error in words of at least `one_from` letters, two in words of at least `two_from`, none in shorter ones."""

    one_from: float
    two_from: float

    def edits(self, word: str) -> int:
        """How many letters of the word may be missing, added, replaced, or swapped with a neighbour."""
        return (len(word) >= self.one_from) + (len(word) >= self.two_from)


_AUTO = Fuzziness(3, 6)

# A hit without an error scores better than the best hit with one.
_EXACT_BOOST = 2.0

_NEVER = float("inf")
_FIXED = {"0": Fuzziness(_NEVER, _NEVER), "1": Fuzziness(1, _NEVER), "2": Fuzziness(1, 1)}


def read_fuzziness(given: Any) -> Fuzziness:
    """`0`, `1`, `2`, `"AUTO"`, or `"AUTO:4,8"`: one error from 4 letters on, two from 8. Raises EngineError."""
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise parsing_error(f"[fuzziness] does not support [{given}]; supported: 0, 1, 2, AUTO, AUTO:low,high")
    text = str(given)
    if text in _FIXED:
        return _FIXED[text]
    auto = _AUTO_FORM.fullmatch(text)
    if auto is None:
        refusal = parse_error if text.upper().startswith("AUTO") else illegal_argument
        raise refusal(f"[fuzziness] does not support [{text}]; supported: 0, 1, 2, AUTO, AUTO:low,high")
    if auto[1] is None:
        return _AUTO
    low, high = int(auto[1]), int(auto[2])
    if low > high:
        raise parse_error(f"fuzziness wrongly configured [{text}]: the lower value is above the higher one")
    # an empty word has no letter to be wrong
    return Fuzziness(max(low, 1), max(high, 1))


def spelt_nearly(schema: Schema, column: str, value: str, edits: int, *, transpositions: bool = True) -> Compiled:
    """Documents with a term at most `edits` typing errors away; fewer errors score better.

    "kubrik" finds Kubrick before Brik. Two swapped neighbours are one error with `transpositions`, otherwise two.
    """
    exact = Query.term_query(schema, column, value, "freq")
    if not edits:
        return Compiled(exact)
    within = [
        Query.fuzzy_term_query(schema, column, value, distance, transpositions) for distance in range(1, edits + 1)
    ]
    scored = [Query.const_score_query(near, 1.0 / distance) for distance, near in enumerate(within, start=1)]
    query = Query.disjunction_max_query([Query.boost_query(exact, _EXACT_BOOST), *scored])
    return Compiled(query, unscored=within[-1])
