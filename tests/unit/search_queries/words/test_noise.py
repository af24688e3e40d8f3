"""Words that say nothing of what is looked for."""

import pytest

from search_queries.words.noise import compile_noise, without_noise
from search_queries.words.query_text import QueryText, read_query_text

_NOISE = compile_noise("(full )?movie|season [0-9]+|[0-9]+p")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("titanic full movie", "titanic"),
        ("full moon movie", "full moon"),
        ("lost season 2 720p", "lost"),
        ("movies", "movies"),
        ("season 2s", "season 2s"),
        # nothing else is there
        ("movie", "movie"),
        ("full movie 720p", "full movie 720p"),
        ("", ""),
    ],
)
def test_noise_is_whole_words_beside_others(words: str, kept: str) -> None:
    assert " ".join(without_noise(words.split(), _NOISE)) == kept


def test_a_declaration_may_have_none() -> None:
    assert without_noise(["movie"], None) == ("movie",)


def test_a_text_without_noise_keeps_its_operators() -> None:
    text = read_query_text('the "red pill" movie -"full movie"')

    assert text.without(_NOISE) == QueryText(
        "the red pill", ("the", "red", "pill"), (("red", "pill"),), (("full", "movie"),)
    )
    assert text.without(None) is text
