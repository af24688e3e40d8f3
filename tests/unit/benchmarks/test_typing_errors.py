"""Typing errors as the relevance benchmark makes them."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relevance.typing_errors import has_long_word, with_one_error

_LETTERS = "aabcdeABÉабвгдё"
_ANY = st.text(st.sampled_from(f"{_LETTERS} -'1"), max_size=20)
# with one word of 5 letters or more at least
_TEXTS = st.tuples(_ANY, st.text(st.sampled_from(_LETTERS), min_size=5, max_size=9), _ANY).map("".join)


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - to be repeated, not to be unguessable


def damerau_distance(one: str, other: str) -> int:
    """The least number of deletions, insertions, replacements and swaps of neighbours (optimal string alignment)."""
    distance = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = one[i - 1] != other[j - 1]
            distance[i, j] = min(distance[i - 1, j] + 1, distance[i, j - 1] + 1, distance[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                distance[i, j] = min(distance[i, j], distance[i - 2, j - 2] + 1)
    return distance[len(one), len(other)]


@given(text=_TEXTS, seed=st.integers())
def test_an_error_is_one_edit_inside_one_word_of_five_letters_or_more(text: str, seed: int) -> None:
    typed = with_one_error(text, seeded(seed))

    assert damerau_distance(text, typed) == 1
    words = list(re.finditer(r"[^\W\d_]{5,}", text))
    assert any(
        typed.startswith(text[: word.start()]) and typed.endswith(text[word.end() :])
        and typed.casefold() != text.casefold()
        for word in words
    )  # fmt: skip


@given(text=_TEXTS, seed=st.integers())
def test_the_same_seed_makes_the_same_error(text: str, seed: int) -> None:
    assert with_one_error(text, seeded(seed)) == with_one_error(text, seeded(seed))


def test_every_edit_and_every_place_of_a_word_is_drawn() -> None:
    typed = {with_one_error("alien", seeded(seed)) for seed in range(3_000)}

    assert {"lien", "aien", "alen", "alin", "alie"} <= typed
    assert {"laien", "ailen", "alein", "aline"} <= typed
    assert any(len(text) == 6 for text in typed)
    assert any(text[0] not in "al" and text[1:] == "lien" for text in typed)


def test_an_error_in_a_russian_word_is_a_russian_letter() -> None:
    typed = {with_one_error("Солярис", seeded(seed)) for seed in range(300)}

    assert all(re.fullmatch("[а-яё]+", text, re.IGNORECASE) for text in typed)


@pytest.mark.parametrize("text", ["", "Her", "Star Wars", "12345", "a-b-c-d-e"])
def test_a_text_without_a_long_word_takes_no_error(text: str) -> None:
    assert not has_long_word(text)
    with pytest.raises(ValueError, match="no word of 5 letters"):
        with_one_error(text, seeded(1))
