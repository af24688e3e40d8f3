"""Analyzers and normalizers: text -> tokens, by character filters in Python, tantivy, and our own token filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tantivy import TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from embedded_engine.analysis.char_filters import CharFilter, chain
from embedded_engine.analysis.tokenizers import Splitting
from embedded_engine.analysis.tokens import Token, TokenFilter

# Between the tokens that tantivy is handed, if they may hold white space: U+FFFF, which Unicode keeps out of texts.
_NO_CHARACTER = "\uffff"


class Words:
    """Text -> words, by character filters and tantivy. `build` gives tantivy's analyzer of a tokenizer."""

    def __init__(
        self, char_filter: CharFilter, splitting: Splitting, build: Callable[[Tokenizer], TextAnalyzer]
    ) -> None:
        self.char_filter = char_filter
        self.may_hold_space = splitting.may_hold_space
        self._in_full = self.tantivy = build(splitting.tokenizer)
        # The text from which `tantivy` makes the words.
        self.indexed = char_filter
        if splitting.part_words is not None:
            self.indexed = chain([char_filter, splitting.part_words])
            self.tantivy = build(Tokenizer.whitespace())
        self._latest: tuple[str, Sequence[str]] = ("", self.tantivy.analyze(""))

    def of(self, text: str) -> Sequence[str]:
        """The words. The latest text is remembered: all subfields of a title ask for the words of that title."""
        latest, words = self._latest
        if text != latest:
            words = self.tantivy.analyze(self.indexed(text))
            self._latest = text, words
        return words

    def tokens(self, text: str) -> Sequence[Token]:
        """The same with positions, and with the offsets in what the character filters made of the text."""
        return [
            Token(token.text, token.position, token.char_offset_from, token.char_offset_to)
            for token in self._in_full.pre_tokenize(self.char_filter(text)).tokens
        ]


@dataclass(frozen=True, eq=False)
class Analyzer:
    """Text -> tokens: words, and what our own filters make of them."""

    first: Words
    filters: tuple[TokenFilter, ...] = ()

    @property
    def keeps_words(self) -> bool:
        """Whether each word is one token, so that the place of a token in a list is its position."""
        return all(each.keeps_words for each in self.filters)

    @property
    def tantivy(self) -> TextAnalyzer:
        """Takes the texts of `indexer` apart in tantivy's own threads."""
        if not self.filters:
            return self.first.tantivy
        splits_at_spaces = self._separator == " "
        return TextAnalyzerBuilder(
            Tokenizer.whitespace() if splits_at_spaces else Tokenizer.regex(f"[^{_NO_CHARACTER}]+")
        ).build()

    @property
    def _separator(self) -> str:
        may_hold_space = self.first.may_hold_space or any(each.adds_space for each in self.filters)
        return _NO_CHARACTER if may_hold_space else " "

    def indexer(self) -> Callable[[str], str]:
        """Makes what `tantivy` makes the tokens of a text from."""
        if not self.filters:
            return self.first.indexed
        join = self._separator.join
        return lambda text: join(self.analyze(text))

    def analyze(self, text: str) -> Sequence[str]:
        """The texts of the tokens, in the order of their positions."""
        words = self.first.of(text)
        for each in self.filters:
            words = each.words(words)
        return words

    def tokens(self, text: str) -> Sequence[Token]:
        """The tokens in full; the offsets are those in what the character filters made of the text."""
        tokens = self.first.tokens(text)
        for each in self.filters:
            tokens = each.tokens(tokens)
        return tokens


@dataclass(frozen=True)
class Normalizer:
    """A whole value -> the one term that stands for it."""

    char_filter: CharFilter
    tantivy: TextAnalyzer
    lowercases: bool

    def normalize(self, text: str) -> str:
        text = self.char_filter(text)
        if text.isascii():  # folding leaves ASCII alone, and str.lower is all that is left to do
            return text.lower() if self.lowercases else text
        return "".join(self.tantivy.analyze(text))
