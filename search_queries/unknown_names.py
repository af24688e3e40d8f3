"""Parameters that a search does not have: what may have been meant."""

from collections.abc import Sequence
from difflib import get_close_matches

from search_queries.faults import Fault

# More parameters than these are not named in place of an unknown one: of "id" there are five.
_MOST_MEANT = 3


def unknown_fault(name: str, known: Sequence[str], *, is_advised: bool) -> Fault:
    """The fault of a parameter that is not among those known; with `is_advised` it says which may have been meant."""
    base, has_lookup, lookup = name.partition("__")
    siblings = [other for other in known if has_lookup and (other == base or other.startswith(f"{base}__"))]
    if siblings:
        there_are = "it has none" if siblings == [base] else f"there are {', '.join(siblings)}"
        detail = f"{base} has no lookup {lookup[:40]!r}; {there_are}"
        return Fault(name, "unknown_lookup", detail, {"enum": siblings})
    meant = " or ".join(_meant_by(name, known)) if is_advised else ""
    detail = f"there is no parameter {name[:40]!r}{f'; did you mean {meant}?' if meant else ''}"
    return Fault(name, "unknown_parameter", detail, {"enum": list(known)})


def _meant_by(name: str, known: Sequence[str]) -> list[str]:
    """The parameters that an unknown one may stand for: `price__gte` for `price[gte]`, two for `page`."""
    letters = _letters_of(name)
    if same := [other for other in known if letters and _letters_of(other) == letters]:
        return same
    base, separator, lookup = name.lower().partition("__")
    words, plain = set(base.split("_")), [other for other in known if "__" not in other]
    longer = [other for other in plain if words <= set(other.split("_"))]
    meant = longer if 0 < len(longer) <= _MOST_MEANT else get_close_matches(base, plain, n=1)
    with_lookup = {other: f"{other}{separator}{lookup}" for other in meant}
    return [asked if asked in known else other for other, asked in with_lookup.items()]


def _letters_of(name: str) -> str:
    """A name in the one form of all in which services write it: `price.gte`, `price[gte]`, `price_gte`, `priceGte`."""
    return "".join(filter(str.isalnum, name.lower()))
