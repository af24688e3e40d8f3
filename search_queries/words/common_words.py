"""Words that say little by themselves, in the catalogue's two languages, and what is typed for them."""

from functools import lru_cache

from search_queries.words.errors import is_within

COMMON_WORDS = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "is", "it", "its", "my",
    "your", "his", "her", "i", "you", "he", "she", "we", "they", "as", "no", "not",
    "и", "в", "во", "на", "с", "со", "о", "об", "за", "из", "к", "ко", "у", "по", "не", "а", "но", "от", "до", "или",
))  # fmt: skip

# In longer words an error is forgiven whatever they are; a letter says too little.
_SHORT = (2, 3)
# Two words of two letters that differ in one are both as likely meant.
_FEWEST_IN_BOTH = 5


@lru_cache(1_000)
def common_words_near(word: str) -> tuple[str, ...]:
    """The common words that a word of two or three letters may be, with one error: "too" is to, "th" the, "fo" of, for.

    Errors in short words are forgiven no further, since most of them are one error from many others.
    """
    if len(word) not in _SHORT or word in COMMON_WORDS:
        return ()
    return tuple(common for common in sorted(COMMON_WORDS) if len(common) > 1 and _may_be(common, word))


def _may_be(common: str, word: str) -> bool:
    if len(common) + len(word) < _FEWEST_IN_BOTH:
        return common == word[::-1]
    return is_within(common, word, 1)
