"""Which common words a short word may be."""

import pytest

from search_queries.words.common_words import COMMON_WORDS, common_words_near


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("too", ("to",)),
        ("off", ("of",)),
        ("teh", ("the",)),
        ("th", ("the",)),
        ("adn", ("an", "and")),
        ("fo", ("for", "of")),
        ("frm", ("from",)),
        ("ан", ("на",)),
        # one letter in place of another, in words of two
        ("uf", ()),
        # a letter says too little, and in longer words any error is forgiven
        ("t", ()),
        ("teh1", ()),
        ("war", ()),
    ],
)
def test_a_short_word_is_one_error_from_these(word: str, meant: tuple[str, ...]) -> None:
    assert common_words_near(word) == meant


def test_a_common_word_is_meant_as_it_is_typed() -> None:
    assert not any(map(common_words_near, COMMON_WORDS))
