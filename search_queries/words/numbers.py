"""Numbers in words and Roman numerals as digits: "twelve", "twenty-one", "Rocky II", "Part I"."""

import re
from collections.abc import Iterator, Sequence

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
# In the nominative only: another case ("двух", "семи") is a word that no stem leads back to this one.
_RUSSIAN = (
    "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать", "двадцать",
)  # fmt: skip
# Without their endings; the first is that of the number 1.
_RUSSIAN_ORDINALS = (
    "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_ENDINGS = ("ый", "ой", "ая", "ое", "ые", "ого", "ому", "ым", "ом", "ую", "ых", "ыми")
_ENDINGS_OF_THIRD = ("ий", "ья", "ье", "ьи", "ьего", "ьему", "ьим", "ьем", "ьей", "ью", "ьих", "ьими")
# What follows digits in "7-я" and "3-й".
_ENDINGS_OF_DIGITS = frozenset(("й", "я", "е", "ю", "го", "му", *_ENDINGS, *_ENDINGS_OF_THIRD))

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_ROUND = {word: 10 * number for number, word in enumerate(_TENS, 2)}
_UNDER_TEN = {word: number for number, word in enumerate(_UNITS, 1)}
_UNDER_HUNDRED = _UNDER_TEN | {word: number for number, word in enumerate(_TEENS, 10)} | _ROUND
_NTH_UNDER_TEN = {word: number for number, word in enumerate(_ORDINALS[:9], 1)}


def _ordinal(number: int) -> str:
    """21 -> "21st"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 % 10 != 1 else "th"
    return f"{number}{ending}"


# What one word says by itself; the mapping has these as synonyms.
NUMBER_WORDS: dict[str, str] = {
    "zero": "0",
    **{word: str(number) for word, number in (_UNDER_HUNDRED | _SCALES).items()},
    **{word: _ordinal(number) for number, word in enumerate(_ORDINALS, 1)},
    **{word: str(number) for number, word in enumerate(_RUSSIAN)},
    "две": "2",
}
# These are no synonyms of the mapping, which knows stems alone: "пять" and "пятый" have the same.
_RUSSIAN_NTH = {
    stem + ending: _ordinal(number)
    for number, stem in enumerate(_RUSSIAN_ORDINALS, 1)
    for ending in (_ENDINGS_OF_THIRD if stem == "трет" else _ENDINGS)
}
_ONE_WORD = NUMBER_WORDS | _RUSSIAN_NTH

# The number words of each number, of ordinals by their stems: {"7": "seven семь", "7th": "seventh седьмый", ...}
_NOMINATIVE = {word: number for word, number in _RUSSIAN_NTH.items() if word.endswith(("ый", "ий"))}
WORDS_OF_NUMBERS: dict[str, str] = {}
for _word_of_number, _number in (NUMBER_WORDS | _NOMINATIVE).items():
    WORDS_OF_NUMBERS[_number] = f"{WORDS_OF_NUMBERS.get(_number, '')} {_word_of_number}".strip()

# "Part I" is a number, "I, Robot" is not.
_BEFORE_NUMBERS = frozenset(("part", "chapter", "episode", "volume", "часть", "глава", "эпизод", "том"))
_ROMAN_TENS = ("", "x", "xx", "xxx")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = {
    tens + units: str(10 * ten + unit)
    for ten, tens in enumerate(_ROMAN_TENS)
    for unit, units in enumerate(_ROMAN_UNITS)
}
del _ROMAN[""]
# "Nine and a Half Weeks" is 9 1/2 weeks, whose words are 9, 1, 2 and weeks.
_FRACTIONS = {
    ("and", "a", "half"): "2",
    ("and", "half"): "2",
    ("and", "a", "third"): "3",
    ("с", "половиной"): "2",
}
_MAY_BE_NUMBERS = _ONE_WORD.keys() | _ROMAN.keys() | {part for *_, part in _FRACTIONS} | _ENDINGS_OF_DIGITS
_ORDINAL = re.compile("([0-9]+)(?:st|nd|rd|th)")
# "100-й", but "1990-е" is a decade.
_MOST_DIGITS_OF_AN_ORDINAL = 3
# The first half of a year: "Nineteen Eighty-Four".
_CENTURIES = range(13, 21)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def as_digits(words: list[str]) -> list[str]:
    """The words, numbers among them as digits: ["rocky", "ii"] -> ["rocky", "2"].

    "and a half" after a number is 1 and 2, as the words of ½ are, "and a third" 1 and 3. Roman numerals go up to 39,
    and the first word is never one. `v` and `x` are numbers if they are the last word, not counting a year after it, or
    follow part, chapter, episode or volume; `i` is a number only if it follows these, as ordinals are: "часть вторая".
    Digits before a Russian ending are an ordinal: "7-я".
    """
    if _MAY_BE_NUMBERS.isdisjoint(words):
        return words
    return [word for word, _ in with_ends(words)]


def with_ends(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each word of `as_digits` with the place after the words that it is made of.

    ["ocean", "twenty", "one"] -> ("ocean", 1), ("21", 3)
    """
    last = len(words) - 1
    if last > 1 and _YEAR.fullmatch(words[last]):
        last -= 1
    place = 0
    while place < len(words):
        is_of_part = place > 0 and words[place - 1] in _BEFORE_NUMBERS
        word = words[place]
        if word in _ONE_WORD:
            word, place = _read(words, place)
            if is_of_part:
                # "часть вторая" is Part Two
                word = cardinal_of(word) or word
        else:
            if place and _is_roman(word, after=words[place - 1], is_last=place == last):
                word = _ROMAN[word]
            place += 1
        word, place = _with_ending(words, word, place, is_of_part=is_of_part)
        yield word, place
        while word.isdecimal() and (fraction := _fraction_at(words, place)):
            yield "1", place + len(fraction) - 1
            word, place = _with_ending(words, _FRACTIONS[fraction], place + len(fraction), is_of_part=False)
            yield word, place


def _with_ending(words: Sequence[str], word: str, place: int, *, is_of_part: bool) -> tuple[str, int]:
    """A number as the ordinal that a Russian ending behind it says, and the place after that.

    The number of a part stays as it is: "часть 2-я" is Part Two.
    """
    while _word(words, place) in _ENDINGS_OF_DIGITS and (ordinal := ordinal_of(word)):
        word, place = word if is_of_part else ordinal, place + 1
    return word, place


def _fraction_at(words: Sequence[str], place: int) -> tuple[str, ...]:
    """The words that say "and a half" or "and a third" there; none if they say something else."""
    return next((fraction for fraction in _FRACTIONS if tuple(words[place : place + len(fraction)]) == fraction), ())


def ways_in_words(words: Sequence[str]) -> list[list[str]]:
    """The words, numbers among them in words, a way for each language: ["9"] -> [["nine"], ["девять"]]."""
    ways = [WORDS_OF_NUMBERS.get(word, word).split() for word in words]
    return [[way[min(place, len(way) - 1)] for way in ways] for place in range(max(map(len, ways), default=0))]


def cardinal_of(word: str) -> str | None:
    """The number of an ordinal: "3rd" -> "3", since "richard the third" is Richard III."""
    found = _ORDINAL.fullmatch(word)
    return found and found[1]


def ordinal_of(word: str) -> str | None:
    """The ordinal of a number in digits: "7" -> "7th", since "7 печать" is Седьмая печать."""
    if not (word.isdecimal() and word.isascii() and len(word) <= _MOST_DIGITS_OF_AN_ORDINAL):
        return None
    return _ordinal(int(word))


def _is_roman(word: str, *, after: str, is_last: bool) -> bool:
    if word not in _ROMAN:
        return False
    if after in _BEFORE_NUMBERS:
        return True
    return is_last if word in ("v", "x") else word != "i"


def _read(words: Sequence[str], place: int) -> tuple[str, int]:
    """The longest number that starts at a number word, and the place after it."""
    tens, after = _ROUND.get(words[place], 0), _word(words, place + 1)
    if tens and after in _NTH_UNDER_TEN:
        return _ordinal(tens + _NTH_UNDER_TEN[after]), place + 2
    number, end = _read_cardinal(words, place)
    if end == place:
        return _ONE_WORD[words[place]], place + 1
    if number in _CENTURIES:
        years, year_end = _read_under_hundred(words, end)
        if years >= 10:
            return f"{number}{years}", year_end
    return str(number), end


def _read_cardinal(words: Sequence[str], place: int) -> tuple[int, int]:
    """Of "two thousand and one", "a hundred and one" without its article; the same place if there is no number."""
    number, place = _read_under_thousand(words, place)
    scale = _SCALES.get(_word(words, place), 0)
    if not scale:
        return number, place
    rest, end = _read_under_thousand(words, _after_and(words, place + 1))
    return max(number, 1) * scale + rest, end if rest else place + 1


def _read_under_thousand(words: Sequence[str], place: int) -> tuple[int, int]:
    number, place = _read_under_hundred(words, place)
    if _word(words, place) != "hundred":
        return number, place
    rest, end = _read_under_hundred(words, _after_and(words, place + 1))
    return max(number, 1) * 100 + rest, end if rest else place + 1


def _read_under_hundred(words: Sequence[str], place: int) -> tuple[int, int]:
    word = _word(words, place)
    number = _UNDER_HUNDRED.get(word, 0)
    if not number:
        return 0, place
    unit = _UNDER_TEN.get(_word(words, place + 1), 0) if word in _ROUND else 0
    return number + unit, place + 2 if unit else place + 1


def _word(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""


def _after_and(words: Sequence[str], place: int) -> int:
    return place + 1 if _word(words, place) == "and" else place
