"""What the fields of titles and names take, and whether a text is the name of something."""

import pytest

from search_queries.words.fields import SpelledTitle, is_called, spell_names, spell_title


@pytest.mark.parametrize(
    ("title", "words", "whole", "length", "sounds"),
    [
        ("Amélie", ["amelie"], ["1 amelie"], 1, "aml 0aml0"),
        ("Брат II", ["брат 2", "brat 2"], ["2 брат2", "2 братii", "2 brat2", "2 bratii"], 2, ""),
        ("The Joker", ["the joker"], ["1 joker"], 2, "jkr akr 0jkr0 0akr0"),
        ("Rocky II", ["rocky 2"], ["2 rocky2", "2 rockyii"], 2, "rk 0rk020"),
        ("Die Brücke", ["die brucke", "die bruecke"], ["2 diebrucke", "2 diebruecke"], 2, "d brk d0brk 0d0brk0"),
        ("!!!", [""], [], 0, ""),
    ],
)
def test_a_title_is_spelt_in_its_letters_and_in_latin_ones(
    title: str, words: list[str], whole: list[str], length: int, sounds: str
) -> None:
    assert spell_title(title) == SpelledTitle(words, whole, length, sounds)


def test_names_are_spelt_in_their_letters_and_in_latin_ones_each_once() -> None:
    names = ["Jean Reno", "Сергей Бодров", "JEAN RENO", "Sergey Bodrov"]
    assert spell_names(names).words == ["jean reno", "сергей бодров", "sergey bodrov"]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Robert De Niro", ["robert de niro", "robert deniro"]),
        ("James Van Der Beek", ["james van der beek", "james vanderbeek"]),
        ("Catherine Zeta-Jones", ["catherine zeta jones", "catherine zetajones"]),
        ("Conan O’Brien", ["conan o brien", "conan obrien"]),
        ("Melissa D. O'Brien", ["melissa d o brien", "melissa d obrien"]),
        ("Jean-Claude Van Damme", ["jean claude van damme", "jeanclaude vandamme"]),
        ("Daniel Brühl", ["daniel bruhl", "daniel bruehl"]),
        ("Luka Dončić", ["luka doncic", "luka donchich"]),
        ("Van", ["van"]),
        ("Lee Van", ["lee van"]),
        ("!!!", [""]),
    ],
)
def test_a_name_is_spelt_as_it_is_written_as_one_word_and_without_marks(name: str, spelled: list[str]) -> None:
    assert spell_names([name]).words == spelled


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
        ("robert deniro", "Robert De Niro"),
        ("die bruecke", "Die Brücke"),
        ("milosh forman", "Miloš Forman"),
    ],
)
def test_case_accents_signs_numbers_and_alphabet_do_not_count(text: str, name: str) -> None:
    assert is_called(text, ["Another", name])


@pytest.mark.parametrize(
    ("text", "name"), [("the sting", "Sting"), ("kurosawa", "Akira Kurosawa"), ("!!!", "?"), ("", "")]
)
def test_articles_count_and_a_part_of_a_name_is_not_the_name(text: str, name: str) -> None:
    assert not is_called(text, [name])
