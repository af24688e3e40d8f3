"""What the fields of titles and names take, and whether a text is the name of something."""

import pytest

from search_queries.words.fields import SpelledTitle, is_called, spell_names, spell_title


@pytest.mark.parametrize(
    ("title", "words", "whole", "length"),
    [
        ("Amélie", ["amelie"], ["1 amelie"], 1),
        ("Брат II", ["брат 2", "brat 2"], ["2 брат2", "2 братii", "2 brat2", "2 bratii"], 2),
        ("The Seventh Seal", ["the 7th seal"], ["2 7thseal", "2 seventhseal"], 3),
        ("Dr. No", ["doctor no"], ["2 doctorno", "2 drno"], 2),
        ("!!!", [""], [], 0),
    ],
)
def test_a_title_is_spelt_in_its_letters_and_in_latin_ones(
    title: str, words: list[str], whole: list[str], length: int
) -> None:
    assert spell_title(title) == SpelledTitle(words, whole, length)


def test_names_are_spelt_in_their_letters_and_in_latin_ones_each_once() -> None:
    names = ["Jean Reno", "Сергей Бодров", "JEAN RENO", "Sergey Bodrov"]
    assert spell_names(names) == ["jean reno", "сергей бодров", "sergey bodrov"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("akira kurosawa", "Akira Kurosawa"),
        ("MILOS FORMAN", "Miloš Forman"),
        ("wall e", "WALL·E"),
        ("rocky 2", "Rocky II"),
        ('"star wars"', "Star Wars"),
        ("брат", "Брат"),
        ("brat", "Брат"),
        ("елки", "Ёлки"),
    ],
)
def test_case_accents_signs_numbers_and_alphabet_do_not_count(text: str, name: str) -> None:
    assert is_called(text, ["Another", name])


@pytest.mark.parametrize(
    ("text", "name"), [("the sting", "Sting"), ("kurosawa", "Akira Kurosawa"), ("!!!", "?"), ("", "")]
)
def test_articles_count_and_a_part_of_a_name_is_not_the_name(text: str, name: str) -> None:
    assert not is_called(text, [name])
