"""The spelling of a value that a normalizer forgives, so that an answer tells which value a text has found."""

import unicodedata
from functools import lru_cache
from itertools import groupby

from search_queries.words.folding import FRACTIONS, INVISIBLE, fold

# What the normalizer `folded` makes of signs. Apostrophes go, since it leaves some of them out.
_SIGNS = {
    **dict.fromkeys(map(ord, INVISIBLE)),
    **dict.fromkeys(map(ord, "'‘’‚‛′‹›`")),
    **dict.fromkeys(map(ord, "‐‑‒–—"), "-"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
}


# The same names come again and again: those of genres, and those beside a person who is chosen.
@lru_cache(4096)
def spelling(text: str) -> str:
    """A text without regard to case, accents and forms of signs: "Café – Zoë" is "cafe - zoe", and "C#" is not "C"."""
    runs = (("".join(run), is_word) for is_word, run in groupby(text, _is_of_word))
    return "".join(fold(run).replace(" ", "") if is_word else run.translate(_SIGNS) for run, is_word in runs)


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" and character not in FRACTIONS
