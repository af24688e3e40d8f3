"""Russian titles as the relevance benchmark types them."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relevance.russian_typing import in_bgn, in_gost, in_passport, on_english_layout, with_another_case

_RUSSIAN = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЁЮЯ 2:"), max_size=30)


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - to be repeated, not to be unguessable


@pytest.mark.parametrize(
    ("title", "bgn", "gost", "passport"),
    [
        ("Матрица", "Matritsa", "Matricza", "Matritsa"),
        ("Цирк", "Tsirk", "Cirk", "Tsirk"),
        ("Ёлки", "Yëlki", "Yolki", "Elki"),
        ("Андрей Рублёв", "Andrey Rublëv", "Andrej Rublyov", "Andrei Rublev"),
        ("Подъезд", "Podyezd", "Pod``ezd", "Podieezd"),
        ("Щука", "Shchuka", "Shhuka", "Shchuka"),
        ("Хороший год", "Khoroshiy god", "Xoroshij god", "Khoroshii god"),
        ("Моя жизнь 2", "Moya zhizn 2", "Moya zhizn` 2", "Moia zhizn 2"),
        ("Это мы", "Eto my", "E`to my`", "Eto my"),
        ("Ералаш, Заяц", "Yeralash, Zayats", "Eralash, Zayacz", "Eralash, Zaiats"),
    ],
)
def test_latin_letters_are_those_of_the_standard(title: str, bgn: str, gost: str, passport: str) -> None:
    assert (in_bgn(title), in_gost(title), in_passport(title)) == (bgn, gost, passport)


@given(title=_RUSSIAN)
def test_no_russian_letter_is_left(title: str) -> None:
    for typed in (in_bgn(title), in_gost(title), in_passport(title), on_english_layout(title)):
        assert not any("а" <= letter <= "я" or letter == "ё" for letter in typed.lower())


@pytest.mark.parametrize(
    ("title", "typed"),
    [("матрица", "vfnhbwf"), ("Брат 2", "<hfn 2"), ("юбка", ".,rf"), ("Ёж", '~;'), ("Эхо: хутор", '"[j: [enjh')],
)  # fmt: skip
def test_the_english_layout_types_what_stands_on_the_same_keys(title: str, typed: str) -> None:
    assert on_english_layout(title) == typed


@pytest.mark.parametrize("title", ["Война и мир", "«Потёмкин»", "Брат", "Ирония судьбы"])
def test_another_case_changes_one_noun_and_no_more(title: str) -> None:
    for seed in range(20):
        typed = with_another_case(title, seeded(seed))

        assert typed is not None
        changed = [(one, other) for one, other in zip(title.split(), typed.split(), strict=True) if one != other]
        assert len(changed) == 1
        assert changed[0][0][:2] == changed[0][1][:2]


def test_another_case_keeps_number_capitals_and_punctuation() -> None:
    typed = {with_another_case("«Матрица»", seeded(seed)) for seed in range(50)}

    assert typed == {"«Матрицы»", "«Матрице»", "«Матрицу»", "«Матрицей»"}


@pytest.mark.parametrize("title", ["2001", "Она", "Беги", "Пальто", "ВАЛЛ-И", "—"])
def test_a_title_without_a_noun_that_changes_has_no_other_case(title: str) -> None:
    assert with_another_case(title, seeded(1)) is None
