"""What a document is indexed by, what it is asked for by, and what `_analyze` shows are the same tokens."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_engine.analysis.analyzers import Analyzer
from embedded_engine.analysis.settings import Analysis

_HAN = r"\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}"
# Words of the first two are parted before tantivy sees a text. tantivy finds those of the others; of the third it is
# known that none holds a space. An alternative that comes first may end a run of the second, and `\b` depends on two
# characters.
_PATTERNS = (
    rf"[\p{{L}}\p{{M}}\p{{N}}&&[^{_HAN}]]+|[{_HAN}]",
    r"[a-z\d]+|[-!]|[А-я]",
    r"\S+$",
    r"[a-c]|[a-z]+",
    r"[^,]+",
    r"[^ ]+$",
    r"\w+\b",
    "a+",
)
_FILTERS: Mapping[str, Mapping[str, Any]] = {
    "starts": {"type": "edge_ngram", "min_gram": 1, "max_gram": 3, "preserve_original": True},
    "pairs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 2},
    "joined": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 2, "token_separator": ""},
    "stems": {"type": "stemmer", "language": "porter2"},
}
_CHAINS: Sequence[Sequence[str]] = (
    (),
    ("asciifolding", "lowercase", "stems"),
    ("starts",),
    ("joined",),
    ("pairs",),
    ("lowercase", "starts"),
)
_TEXTS = st.text(
    st.one_of(
        st.sampled_from("abcaz09 ,-!\t\n\r\f\v\x00\x1c\xa0éИй́漢字ひカ़क़‐’🎬½"),
        st.characters(codec="utf-8", exclude_characters="\uffff"),
    )
)


def _analyzer(pattern: str, filters: Sequence[str]) -> Analyzer:
    analysis = {
        "tokenizer": {"words": {"type": "pattern", "pattern": pattern, "group": 0}},
        "filter": _FILTERS,
        "analyzer": {"text": {"type": "custom", "tokenizer": "words", "filter": [*filters]}},
    }
    return Analysis({"analysis": analysis}).analyzer("text")


_ANALYZERS = {
    f"{pattern} {' '.join(filters)}": _analyzer(pattern, filters) for pattern in _PATTERNS for filters in _CHAINS
}


@pytest.mark.parametrize("analyzer", _ANALYZERS.values(), ids=_ANALYZERS)
@given(text=_TEXTS)
def test_index_queries_and_analyze_agree(analyzer: Analyzer, text: str) -> None:
    tokens = [token.text for token in analyzer.tokens(text)]
    assert list(analyzer.analyze(text)) == tokens
    assert list(analyzer.tantivy.analyze(analyzer.indexer()(text))) == tokens


@pytest.mark.parametrize(
    ("pattern", "indexed"),
    [
        (_PATTERNS[0], "Brat 2  漢  字 "),
        (r"\w+", "Brat 2 漢字"),
        (r"[^,]+", "Brat-2,漢字"),
        (r"\S+$", "Brat-2,漢字"),
    ],
)
def test_words_are_parted_where_each_character_says_whether_words_hold_it(pattern: str, indexed: str) -> None:
    assert _analyzer(pattern, ()).indexer()("Brat-2,漢字") == indexed
