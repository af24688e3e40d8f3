"""Where words stand in a text: the words are those of `split`, whatever the text."""

import pytest
from hypothesis import given

from search_queries.words.places import place_words
from search_queries.words.scripts import in_latin_letters, with_marks_written_out
from search_queries.words.split import split
from tests.fixtures.texts import TEXTS


@given(TEXTS)
def test_the_words_are_those_of_split(text: str) -> None:
    assert [placed.word for placed in place_words(text)] == split(text)
    for write in (in_latin_letters, with_marks_written_out):
        assert [placed.word for placed in place_words(text, write)] == split(write(text))


@given(TEXTS)
def test_words_stand_one_after_the_other(text: str) -> None:
    for placed in (place_words(text), place_words(text, in_latin_letters)):
        starts = [place for word in placed for place in (word.start, word.end)]
        assert all(0 <= word.start < word.end <= len(text) for word in placed)
        # Several words may be made of one character, such as "½", and share it.
        assert starts[::2] == sorted(starts[::2])
        assert starts[1::2] == sorted(starts[1::2])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ocean's 11!", ["Ocean's", "11"]),
        ("S.W.A.T. (2017)", ["S.W.A.T", "2017"]),
        ("Twenty-One Grams", ["Twenty-One", "Grams"]),
        ("8½", ["8", "½", "½"]),
        ("Eight and a half", ["Eight", "and a", "half"]),
        ("Eight and half", ["Eight", "and", "half"]),
        ("20,000 Leagues", ["20,000", "Leagues"]),
        ("Dr. No: Vol. II", ["Dr", "No", "Vol", "II"]),
        ("Ame\u0301lie \U0001f600 [x]", ["Ame\u0301lie", "x"]),
        ("七人", ["七", "人"]),
    ],
)
def test_a_word_stands_for_its_part_of_the_text(text: str, parts: list[str]) -> None:
    assert [text[placed.start : placed.end] for placed in place_words(text)] == parts


def test_a_word_of_two_alphabets_stands_for_its_part_of_the_text() -> None:
    text = "\x43хватка"  # with a Latin C

    assert [(placed.word, text[placed.start : placed.end]) for placed in place_words(text)] == [("схватка", text)]


def test_latin_letters_stand_for_the_letters_of_the_text() -> None:
    text = "Мать и ハニー"

    assert [(placed.word, text[placed.start : placed.end]) for placed in place_words(text, in_latin_letters)] == [
        ("mat", "Мать"),
        ("i", "и"),
        ("hani", "ハニー"),
    ]


def test_umlauts_that_are_written_out_stand_for_one_letter() -> None:
    (placed,) = place_words("Brücke", with_marks_written_out)

    assert (placed.word, placed.ends) == ("bruecke", [1, 2, 3, 3, 4, 5, 6])
