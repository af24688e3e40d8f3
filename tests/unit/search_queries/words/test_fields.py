"""Whether a text is the name of something."""

import pytest

from search_queries.words.fields import is_called


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
