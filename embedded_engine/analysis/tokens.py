"""Tokens, and the filters of them that run in Python, after tantivy has split a text into words."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

# Few words make up most of a text, and their tokens are the same each time.
_CACHED_WORDS = 10_000


class Token(NamedTuple):
    """A token as `_analyze` shows it; `length` is how many positions it spans."""

    text: str
    position: int
    start_offset: int
    end_offset: int
    type: str = "word"
    length: int = 1


class TokenFilter(Protocol):
    """Tokens -> tokens, twice: `words` for documents and queries, which need the texts alone, and `tokens` in full."""

    @property
    def keeps_words(self) -> bool:
        """Whether each word becomes one token: neither several, nor none."""

    @property
    def adds_space(self) -> bool:
        """Whether a token may hold white space though no word does."""

    def words(self, words: Sequence[str]) -> Sequence[str]: ...

    def tokens(self, tokens: Sequence[Token]) -> Sequence[Token]: ...


class WordFilter:
    """Each word -> tokens at its position, whatever words stand beside it. `expand` gives the tokens of a word."""

    adds_space = False

    def __init__(self, expand: Callable[[str], tuple[str, ...]], *, keeps_words: bool) -> None:
        self.keeps_words = keeps_words
        self._expand = lru_cache(_CACHED_WORDS)(expand)

    def words(self, words: Sequence[str]) -> Sequence[str]:
        expand = self._expand
        return [text for word in words for text in expand(word)]

    def tokens(self, tokens: Sequence[Token]) -> Sequence[Token]:
        return [token._replace(text=text) for token in tokens for text in self._expand(token.text)]
