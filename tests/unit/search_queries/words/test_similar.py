"""What a title tells of its series."""

import pytest

from search_queries.words.similar import series_words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The Godfather", ["the", "godfather"]),
        ("The Godfather Part II", ["the", "godfather"]),
        ("Rocky II", ["rocky"]),
        ("Dune: Part Two", ["dune"]),
        ("Harry Potter and the Sorcerer's Stone", ["harry", "potter"]),
        ("The Lord of the Rings: The Two Towers", ["the", "lord", "of", "the", "rings"]),
        ("Mad Max - Fury Road", ["mad", "max"]),
        ("12 Monkeys", ["12", "monkeys"]),
        ("1917", ["1917"]),
        ("Брат 2", ["брат"]),
        ("It Chapter Two", []),
        ("It", []),
        ("...", []),
        ("", []),
    ],
)
def test_a_series_is_told_by_the_first_two_words_that_are_not_common(title: str, words: list[str]) -> None:
    assert series_words(title) == words
