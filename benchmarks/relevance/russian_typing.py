"""How Russian titles are typed by those who have no Russian keyboard, forget to switch to it, or inflect a noun."""

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from pymorphy3 import MorphAnalyzer

# The letters on which the standards agree.
_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "ч": "ch", "ш": "sh",
}  # fmt: skip
# BGN/PCGN 1947, without the apostrophes for ъ and ь, which are seldom typed.
_BGN = _COMMON | {
    "ё": "ë", "й": "y", "х": "kh", "ц": "ts", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
# GOST 7.79-2000, system B.
_GOST = _COMMON | {
    "ё": "yo", "й": "j", "х": "x", "ц": "cz", "щ": "shh", "ъ": "``", "ы": "y`", "ь": "`", "э": "e`", "ю": "yu",
    "я": "ya",
}  # fmt: skip
# ICAO Doc 9303, as in Russian passports.
_PASSPORT = _COMMON | {
    "ё": "e", "й": "i", "х": "kh", "ц": "ts", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip

# Row by row, the keys of the Russian layout and what the same keys type in the English one.
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_ENGLISH_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_SHIFTED = _RUSSIAN_KEYS.upper()
_ENGLISH_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_LAYOUT = str.maketrans(_RUSSIAN_KEYS + _RUSSIAN_SHIFTED, _ENGLISH_KEYS + _ENGLISH_SHIFTED)

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def in_bgn(text: str) -> str:
    """In Latin letters by BGN/PCGN: е is "ye" if it begins a word or follows a vowel, й, ъ or ь."""

    def spell(letter: str, before: str, _after: str) -> str:
        is_iotated = letter in "её" and (not before.isalpha() or before in "аеёиоуыэюяйъь")
        return ("y" if is_iotated else "") + _BGN.get(letter, letter)

    return _spelt(text, spell)


def in_gost(text: str) -> str:
    """In Latin letters by GOST 7.79 B: ц is "c" before и, е, ы and й."""

    def spell(letter: str, _before: str, after: str) -> str:
        return "c" if letter == "ц" and after in "иеый" else _GOST.get(letter, letter)

    return _spelt(text, spell)


def in_passport(text: str) -> str:
    """In Latin letters by ICAO Doc 9303."""
    return _spelt(text, lambda letter, _before, _after: _PASSPORT.get(letter, letter))


def on_english_layout(text: str) -> str:
    """What the keys of a Russian text type while the English layout is on: "матрица" is "vfnhbwf"."""
    return text.translate(_LAYOUT)


def with_another_case(text: str, chance: Random) -> str | None:
    """The text with one of its nouns in another case of the same number; None if it has no noun that changes."""
    words = text.split(" ")
    forms = {place: list(_other_cases(word)) for place, word in enumerate(words)}
    places = [place for place, others in forms.items() if others]
    if not places:
        return None
    place = chance.choice(places)
    words[place] = chance.choice(forms[place])
    return " ".join(words)


def _spelt(text: str, spell: Callable[[str, str, str], str]) -> str:
    """The text letter by letter; `spell` is given each letter and its neighbours in lower case."""
    spelt = []
    for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        latin = spell(letter.lower(), before.lower(), after.lower())
        spelt.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(spelt)


def _other_cases(word: str) -> Iterator[str]:
    """The other forms of a noun, capitals and the punctuation around it kept."""
    start, bare, end = _punctuation_apart(word)
    parsed = _morphology().parse(bare)[0] if len(bare) > 1 else None
    if parsed is None or parsed.tag.POS != "NOUN" or not _morphology().word_is_known(bare.lower()):
        return
    for case in _CASES:
        inflected = parsed.inflect({case, parsed.tag.number}) if parsed.tag.number else None
        if inflected is not None and _plain(inflected.word) != _plain(bare):
            yield start + (inflected.word.capitalize() if bare[0].isupper() else inflected.word) + end


def _punctuation_apart(word: str) -> tuple[str, str, str]:
    """`«Потёмкин»` is `«`, `Потёмкин`, `»`."""
    letters = [place for place, character in enumerate(word) if character.isalnum()] or [0]
    return word[: letters[0]], word[letters[0] : letters[-1] + 1], word[letters[-1] + 1 :]


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


@cache
def _morphology() -> MorphAnalyzer:
    return MorphAnalyzer()
