"""The words of a text: kinds of spelling that mean one thing have the same words."""

import sys
import unicodedata

import pytest
import tantivy
from hypothesis import example, given

from search_queries.words.folding import fold
from search_queries.words.split import counted_key, key, split, started
from tests.fixtures.texts import TEXTS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amélie", "amelie"),
        ("Ёлки", "елки"),
        ("Малхолланд драйв", "малхолланд драйв"),
        ("Straße", "strasse"),
        ("七人の侍", "七 人 の 侍"),
        ("Ocean's ELEVEN", "oceans 11"),
        ("Don’t Look Up", "dont look up"),
        ("L'Avventura", "l avventura"),
        ("Fast & Furious", "fast and furious"),
        ("Romeo + Juliet", "romeo and juliet"),
        ("S.W.A.T.", "swat"),
        ("M*A*S*H", "mash"),
        ("s w a t", "swat"),
        ("D.O.A", "doa"),
        ("U.S. Marshals", "us marshals"),
        ("G.I.Jane.1997", "gi jane 1997"),
        ("J. K. Simmons", "jk simmons"),
        ("J.K. Simmons", "jk simmons"),
        ("Marvel's Agents of S.H.I.E.L.D.", "marvels agents of shield"),
        ("Samuel L. Jackson", "samuel l jackson"),
        ("I, Robot", "i robot"),
        ("Mr. T.", "mister t"),
        ("8½", "8 1 2"),
        ("9 1/2 Weeks", "9 1 2 weeks"),
        ("20,000 Leagues", "20000 leagues"),
        ("3:10 to Yuma", "3 10 to yuma"),
        ("(500) Days of Summer", "500 days of summer"),
        ("WALL·E", "wall e"),
        ("Spider-Man", "spider man"),
        ("Love ❤️ Actually", "love actually"),
        ("1️⃣ Life", "1 life"),
        ("Soft\u00adhyphen", "softhyphen"),
        ("\ufeffAnn\u200e Lee\u200f", "ann lee"),
        ("می\u200cخواهم", "میخواهم"),
        ("👨\u200d👩\u200d👧", ""),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_spelling_is_made_one(text: str, words: str) -> None:
    assert " ".join(split(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Twelve Angry Men", "12 angry men"),
        ("Семь самураев", "7 самураев"),
        ("The Third Man", "the 3rd man"),
        ("Третий человек", "3rd человек"),
        ("Третьего человека", "3rd человека"),
        ("Седьмая печать", "7th печать"),
        ("7-я печать", "7th печать"),
        ("42-я улица, 6-ое чувство", "42nd улица 6th чувство"),
        ("Дюна: Часть вторая", "дюна часть 2"),
        ("Дюна: Часть 2-я", "дюна часть 2"),
        ("Chapter the First, Part Second", "chapter the 1st part 2"),
        ("1990-е", "1990 е"),
        ("Две стрелы", "2 стрелы"),
        ("Twenty-One", "21"),
        ("Forty-Second Street", "42nd street"),
        ("One Hundred and One Dalmatians", "101 dalmatians"),
        ("The Hundred-Foot Journey", "the 100 foot journey"),
        ("Twenty Thousand Leagues", "20000 leagues"),
        ("The Six Million Dollar Man", "the 6000000 dollar man"),
        ("A Thousand and One Nights", "a 1001 nights"),
        ("Nineteen Eighty-Four", "1984"),
        ("One, Two, Three", "1 2 3"),
        ("Fifty and Me", "50 and me"),
        ("Hundred and Counting", "100 and counting"),
        ("Nine and a Half Weeks", "9 1 2 weeks"),
        ("8 and a half", "8 1 2"),
        ("two and half men", "2 1 2 men"),
        ("Naked Gun 33 and a Third", "naked gun 33 1 3"),
        ("Восемь с половиной", "8 1 2"),
        ("Cop and a Half", "cop and a half"),
    ],
)
def test_numbers_in_words_are_digits(text: str, words: str) -> None:
    assert " ".join(split(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rocky II", "rocky 2"),
        ("Mission: Impossible III", "mission impossible 3"),
        ("Star Trek VI: The Undiscovered Country", "star trek 6 the undiscovered country"),
        ("Louis XIV", "louis 14"),
        ("Super Bowl XXXIX", "super bowl 39"),
        ("Star Wars: Episode V - The Empire", "star wars episode 5 the empire"),
        ("Saw V", "saw 5"),
        ("Malcolm X", "malcolm 10"),
        ("Malcolm X 1992", "malcolm 10 1992"),
        ("Part I", "part 1"),
        ("Дюна: Часть II", "дюна часть 2"),
        ("Now You See I", "now you see i"),
        ("Speed X Racer", "speed x racer"),
        ("V for Vendetta", "v for vendetta"),
        ("X", "x"),
        ("II", "ii"),
        ("Rocky IIII", "rocky iiii"),
    ],
)
def test_roman_numerals_are_digits_where_they_are_numbers(text: str, words: str) -> None:
    assert " ".join(split(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dr. Strange", "doctor strange"),
        ("Dr. Jekyll and Mr. Hyde", "doctor jekyll and mister hyde"),
        ("Kill Bill: Vol. II", "kill bill volume 2"),
        ("Deathly Hallows: Pt. I", "deathly hallows part 1"),
        ("Star Wars: Ep. V - The Empire", "star wars episode 5 the empire"),
        ("Freddy vs. Jason", "freddy versus jason"),
        (
            "Sgt. Bilko, Lt. Kijé, Capt. Blood & Prof. X",
            "sergeant bilko lieutenant kije captain blood and professor 10",
        ),
        ("Sherlock Jr.", "sherlock junior"),
        ("Robert Downey Sr.", "robert downey senior"),
        ("Monsters, Inc.", "monsters incorporated"),
        ("Mt. Thunder, Pvt. Benjamin and Col. Redl", "mount thunder private benjamin and colonel redl"),
        # what is left: another word's start or a street's name at the end, and what stands for several words
        ("Mulholland Dr.", "mulholland dr"),
        ("Dr", "dr"),
        ("Sr.", "sr"),
        ("Jr. and I", "jr and i"),
        ("St. Elmo's Fire", "st elmos fire"),
        ("21 Jump St", "21 jump st"),
        ("Star Trek V: The Final Frontier", "star trek v the final frontier"),
        ("Bros", "bros"),
    ],
)
def test_abbreviations_are_written_out_if_they_stand_for_one_word(text: str, words: str) -> None:
    assert " ".join(split(text)) == words


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("WALL-E", "WALL·E", "wall e", "Walle"), "walle"),
        (("The Matrix", "matrix", "Matrix, The"), "matrix"),
        (("A Quiet Place", "quiet place"), "quietplace"),
        (("The",), "the"),
        (("", "!!!"), ""),
    ],
)
def test_a_title_has_one_key_however_it_is_spelt(titles: tuple[str, ...], expected: str) -> None:
    assert {key(split(title)) for title in titles} == {expected}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Godfather", "1 godfather"),
        ("The Godfather: Part II", "3 godfatherpart2"),
        ("WALL-E", "2 walle"),
        ("A", "1 a"),
    ],
)
def test_the_words_of_a_title_are_counted_without_its_article(title: str, expected: str) -> None:
    assert counted_key(split(title)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("The Big Bang The", ["big", "bang", "the"]), ("12 a", ["12", "a"]), ("a the", ["the"]), ("a", ["a"])],
)
def test_only_an_article_at_the_start_is_no_part_of_what_a_title_starts_with(typed: str, expected: list[str]) -> None:
    assert started(split(typed)) == expected


@given(text=TEXTS)
@example(text="ʼ'S")
@example(text="ʼþ")
@example(text="ONE:Ю")
@example(text="часть вторая я я")
@example(text="one and a half я")
def test_the_words_of_words_are_the_same_words(text: str) -> None:
    words = split(text)

    assert split(" ".join(words)) == words


@given(text=TEXTS)
def test_words_hold_letters_marks_and_digits_only(text: str) -> None:
    assert {unicodedata.category(letter)[0] for word in split(text) for letter in word} <= set("LMN")


def test_every_character_has_words_that_stay() -> None:
    for code in range(sys.maxunicode + 1):
        words = split(chr(code))
        assert split(" ".join(words)) == words, hex(code)


def test_letters_are_folded_as_the_engines_fold_them() -> None:
    engine = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.ascii_fold()).build()
    for code in range(0x80, 0x1_0000):
        letter = chr(code)
        if unicodedata.category(letter)[0] not in "LMN" or not unicodedata.is_normalized("NFC", letter):
            continue
        (folded,) = engine.analyze(letter) if not 0xD800 <= code < 0xE000 else (letter,)
        if folded != letter:
            assert fold(letter) == "".join(filter(str.isalnum, folded)).lower(), letter


@given(text=TEXTS)
def test_words_are_hardly_longer_than_the_text(text: str) -> None:
    # "&" is written out, and so are "million" and "Lt."
    assert sum(map(len, split(text))) <= 4 * len(text)
