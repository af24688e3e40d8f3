"""Numbers that are typed as one with a word, as the search for the closest reads them."""

import pytest

from search_queries.words.query_text import read_query_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("godfather2", ["godfather", "2"]),
        ("101dalmatians", ["101", "dalmatians"]),
        ("брат2", ["брат", "2"]),
        ("sequel2 -rocky3", ["sequel", "2"]),
        # these are words
        (
            "mp3 2nd se7en x264 13th s01e02 2fast2furious",
            ["mp3", "2nd", "se7en", "x264", "13th", "s01e02", "2fast2furious"],
        ),
        ("area51000", ["area51000"]),
    ],
)
def test_a_number_is_parted_from_a_word(text: str, words: list[str]) -> None:
    assert list(read_query_text(text).with_numbers_apart().words) == words
