"""A text in other letters."""

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from search_queries.words.query_text import QueryText, read_query_text
from search_queries.words.scripts import in_latin_letters, in_one_alphabet, on_other_layout


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Брат 2", "Brat 2"), ("Тарантино", "Tarantino"), ("ハニー", "hani"), ("Любовь", "Lyubov"), ("Alien", "Alien")],
)
def test_other_alphabets_in_latin_letters(text: str, latin: str) -> None:
    assert in_latin_letters(text) == latin


@given(st.text(st.characters(exclude_characters="ьъЬЪ")))
def test_each_letter_becomes_what_anyascii_makes_of_it(text: str) -> None:
    assert in_latin_letters(text) == anyascii(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Latin letters, written as escapes: a, t and p, then b, which is like В
        ("м\x61\x74\x70иц\x61", "матрица"),
        ("но\x62ые", "новые"),
        ("о\x68о 2", "оно 2"),
        # Russian ones in a Latin word; it has more letters that may be of either alphabet
        ("th\u0435", "the"),
        ("tit\u0430nic", "titanic"),
        # each alphabet has a letter that looks like none of the other
        ("zима", "zима"),
        ("ace", "ace"),
    ],
)
def test_a_word_of_two_alphabets_is_made_one_of_one(typed: str, meant: str) -> None:
    assert in_one_alphabet(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vfnhbwf", "матрица"),
        ("ьфекшч", "matrix"),
        ("<hfn 2", "брат 2"),
        ("fdfnfh: kbxyjt ltkj", "аватар: личное дело"),
        ("rehbwf «gnbwf»", "курица «птица»"),
    ],
)
def test_the_same_keys_on_the_other_layout(typed: str, meant: str) -> None:
    assert on_other_layout(typed) == meant


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("star wars", QueryText("star wars", ("star", "wars"))),
        ('the "red pill" -neo', QueryText("the red pill", ("the", "red", "pill"), (("red", "pill"),), (("neo",),))),
        ('star -"return of"', QueryText("star", ("star",), (), (("return", "of"),))),
        ("spider-man", QueryText("spider-man", ("spider", "man"))),
        ("alien - 3", QueryText("alien - 3", ("alien", "3"))),
        ("-30-", QueryText("-30-", ("30",))),
        ('5" shells', QueryText('5" shells', ("5", "shells"))),
        ('"" -', QueryText('"" -', ())),
    ],
)
def test_quotes_and_dashes(text: str, parts: QueryText) -> None:
    assert read_query_text(text) == parts


@given(text=st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    parts = read_query_text(text)
    on_other_layout(text)
    in_latin_letters(text)

    assert all((*parts.words, *(word for group in (*parts.phrases, *parts.excluded) for word in group)))
