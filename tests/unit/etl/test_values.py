"""Values of a database as a film holds them, and those that cannot be used."""

from typing import Any
from unicodedata import is_normalized, normalize
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.model import FilmType
from etl.sources.reading import values
from etl.sources.reading.values import UnusableValueError, ValueReader
from etl.sources.schema.known_values import ROLE_NAMES, TYPE_NAMES

# Of choices that people declared in their models.
_CODES = {
    "actor": ("ACT", "AC", "A", "RoleType.ACTOR"),
    "writer": ("WR", "WRI", "WRT", "SW", "W", "Role.writer"),
    "director": ("DIR", "DI", "DR", "D", "PersonRole.Director"),
}

UUID_TEXT = "f7b27b06-9979-5e55-b20d-2c1eb4cc3ceb"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, "movie") for text in ("movie", "Movie", "FILM", "films", "MOV", " movie ", "фильм", "Кино")),
        *(
            (text, "tv_show")
            for text in ("tv_show", "TV-Show", "tvshow", "TV", "series", "Serial", "СЕРИАЛ", "tv series")
        ),
        *((text, "movie") for text in ("MV", "MO", "Fi", "FilmType.MOVIE", "docu movie", "single")),
        *((text, "tv_show") for text in ("TS", "TVS", "SE", "ser", "FilmWorkType.tv_show", "ТВ-передача")),
        *((text, None) for text in ("book", "", None, "?", "FilmType.BOOK", "3.movie")),
    ],
)
def test_types_are_read_in_any_case_and_by_their_usual_names(text: str | None, meaning: str | None) -> None:
    assert ValueReader(TYPE_NAMES, {}).read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, "actor") for text in ("actor", "ACTOR", "Actors", "actress", "leading", "cameo", "актёр", "Актер")),
        *((text, "writer") for text in ("writer", "Screenwriter", "сценарист")),
        *((text, "director") for text in ("director", "DIRECTORS", "Режиссёр")),
        *((text, role) for role, texts in _CODES.items() for text in texts),
        *((text, None) for text in ("producer", "composer", "", None, "RoleType.PRODUCER", "PR")),
    ],
)
def test_roles_are_read_in_any_case_and_by_their_usual_names(text: str | None, meaning: str | None) -> None:
    assert ValueReader(ROLE_NAMES, {}).read(text) == meaning


def test_what_the_mapping_file_says_of_a_value_counts_before_the_known_names() -> None:
    given: dict[FilmType, list[str]] = {"tv_show": ["Film", "C"], "movie": [""]}
    reader = ValueReader(TYPE_NAMES, given)

    assert [reader.read(text) for text in ("film", "c", "", None, "movie")] == [
        *("tv_show", "tv_show", "movie", "movie", "movie")
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Heat", "Heat"),
        ("  Heat \t II\n", "Heat II"),
        ("Nor\x07thern\x00 Lights", "Northern Lights"),
        ("Ame\u0301lie", "Amélie"),
        ("a\u00a0\u2003b", "a b"),
        ("\x01 \x02 a", "a"),
        ("\u200b\u200b", ""),
        ("\x00", ""),
        ("", ""),
    ],
)
def test_a_title_is_one_line_in_nfc_without_control_characters(text: str, line: str) -> None:
    assert values.single_line(text) == line


def test_a_description_keeps_its_lines() -> None:
    assert values.several_lines(" One.\r\nTwo\x07.\rThree.\n ") == "One.\nTwo.\nThree."


@pytest.mark.parametrize("clean", [values.single_line, values.several_lines])
@pytest.mark.parametrize("text", ["a \ud800 b", "x" * 40_000, "я" * 20_000])
def test_a_text_that_an_index_would_refuse_is_unusable(clean: Any, text: str) -> None:
    with pytest.raises(UnusableValueError):
        clean(text)


def test_a_long_description_of_words_is_usable() -> None:
    assert values.several_lines("word " * 20_000) == ("word " * 20_000).strip()


@given(st.text())
@example("0\r\x1b\r\x1b\r0")
def test_a_cleaned_text_is_clean(text: str) -> None:
    line = values.single_line(text)

    assert line == " ".join(line.split())
    assert is_normalized("NFC", line)
    assert values.single_line(line) == line == values.single_line(normalize("NFC", line))


@pytest.mark.parametrize(
    ("text", "scale", "rating"),
    [
        ("8.1", 10, 8.1),
        ("81", 100, 8.1),
        ("7,5", 10, 7.5),
        ("4", 5, 8.0),
        ("0", 10, 0.0),
        ("10", 10, 10.0),
        ("1e1", 10, 10.0),
        ("7.5/10", 10, 7.5),
        ("3,5 / 5", 10, 7.0),
        ("75 %", 10, 7.5),
        ("7.5 out of 10", 100, 7.5),
        ("7,5 из 10", 10, 7.5),
    ],
)
def test_a_rating_is_from_0_to_10_whatever_its_scale(text: str, scale: float, rating: float) -> None:
    assert values.rating(text, scale) == rating


def test_no_number_is_a_negative_zero() -> None:
    assert str(values.rating("-0.0", 10)) == "0.0"


@pytest.mark.parametrize("text", ["73", "-1", "NaN", "Infinity", "1e999", "good", "PG-13", "11/10", "8/0", "\ud800"])
def test_a_rating_outside_its_scale_is_unusable(text: str) -> None:
    with pytest.raises(UnusableValueError):
        values.rating(text, 10)


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        *(("12", 12), ("12.0", 12), ("0", 0), ("1,000", 1_000), ("1 234 567", 1_234_567), ("1.234.567", 1_234_567)),
        *(("12K", 12_000), ("1.2M", 1_200_000)),
    ],
)
def test_votes_are_a_count(text: str, votes: int) -> None:
    assert values.votes(text) == votes


@pytest.mark.parametrize("text", ["-1", "1.5", "1,5", "12,34", "2147483648", "many", "NaN", "K"])
def test_votes_that_are_no_count_are_unusable(text: str) -> None:
    with pytest.raises(UnusableValueError):
        values.votes(text)


@pytest.mark.parametrize(
    ("text", "separator", "titles"),
    [
        ('["Heat", "Жара", null, "Heat"]', "", ["Heat", "Жара"]),
        ("""['Heat', "L'Heat", None]""", "", ["Heat", "L'Heat"]),
        ("Heat|Жара| ", "|", ["Heat", "Жара"]),
        ("Heat|Жара", "", ["Heat|Жара"]),
        ("[REC]", "", ["[REC]"]),
        ("[REC]|Rec", "|", ["[REC]", "Rec"]),
        ('["Face/Off", "Без лица"]', "/", ["Face/Off", "Без лица"]),
        ("", "", []),
    ],
)
def test_alternative_titles_are_a_json_list_or_a_text_with_a_separator(
    text: str, separator: str, titles: list[str]
) -> None:
    assert values.titles(text, separator) == titles


@pytest.mark.parametrize("text", ['["a', '[{"a": 1}]', "[1]", '["\\ud800"]', "[" * 100_000])
def test_a_list_that_holds_no_titles_is_unusable(text: str) -> None:
    with pytest.raises(UnusableValueError):
        values.titles(text, "")


def test_a_uuid_is_kept_and_any_other_id_becomes_always_the_same_uuid() -> None:
    uuid = UUID(UUID_TEXT)

    assert values.stable_id("film", uuid) == uuid
    assert values.stable_id("film", UUID_TEXT) == values.stable_id("film", UUID_TEXT.replace("-", "")) == uuid
    assert values.stable_id("film", UUID_TEXT.upper()) == uuid
    assert values.stable_id("film", uuid.bytes) == values.stable_id("film", f"\\x{uuid.hex}") == uuid
    assert values.stable_id("film", 1) == values.stable_id("film", "1") == UUID("467f4ce4-d652-53ba-9cf7-1b63c9bb34ba")
    assert values.stable_id("film", 1) != values.stable_id("person", 1)
    assert values.stable_id("film", "tt0111161") == UUID("3e7f03a8-8696-5dd6-b321-3e9275c6681f")


@pytest.mark.parametrize("value", [None, "", b"", "\ud800"])
def test_an_empty_or_broken_id_is_unusable(value: Any) -> None:
    with pytest.raises(UnusableValueError):
        values.stable_id("film", value)


@given(st.text(st.characters(exclude_categories=[])), st.sampled_from([10.0, 100.0]))
def test_whatever_stands_in_a_column_is_read_or_unusable(text: str, scale: float) -> None:
    for read in (
        values.single_line,
        values.several_lines,
        values.votes,
        lambda text: values.rating(text, scale),
        lambda text: values.titles(text, ""),
        lambda text: values.stable_id("film", text),
    ):
        try:
            read(text)
        except UnusableValueError:
            continue


@pytest.mark.parametrize("text", ["", "  ", "N/A", " \\N ", "NULL", "None", "nan", "-"])
def test_words_for_no_value_are_nothing(text: str) -> None:
    assert values.is_nothing(text)


@pytest.mark.parametrize("text", ["0", "Nothing", "Null and void", "--"])
def test_all_else_is_something(text: str) -> None:
    assert not values.is_nothing(text)
