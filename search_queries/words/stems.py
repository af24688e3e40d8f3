"""The stem of a word, as the mapping's analyzer `stemmed` makes it."""

from functools import lru_cache

from Stemmer import Stemmer

# The words that are remembered: about as many as the titles and descriptions of a few thousand films have.
_REMEMBERED = 50_000
_ENGLISH = Stemmer("english", 0)
_RUSSIAN = Stemmer("russian", 0)


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """The stem of a word of `split`: "matrices" -> "matric", "самураев" -> "самура".

    By Snowball's English and Russian, https://snowballstem.org/algorithms: each leaves the other's alphabet alone.
    """
    return str(_RUSSIAN.stemWord(_ENGLISH.stemWord(word)))
