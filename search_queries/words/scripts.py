"""A text in other letters: Latin ones for those of another alphabet or with marks, and those of the other layout."""

import re

from anyascii import anyascii

_ENGLISH_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_ENGLISH_KEYS, _RUSSIAN_KEYS)
# Before a letter only: "<hfn" is "Брат", while the colon of "fdfnfh: ..." is one.
_SHIFTED = {"{": "х", "}": "ъ", ":": "ж", '"': "э", "<": "б", ">": "ю", "~": "ё"}
_SHIFTED_KEY = re.compile(rf"[{re.escape(''.join(_SHIFTED))}](?=\S)")
_TO_ENGLISH = str.maketrans(_RUSSIAN_KEYS, _ENGLISH_KEYS)
_CYRILLIC = re.compile("[а-яё]")
_LATIN = re.compile("[a-z]")
# Letters that look alike in lower case or, as "В" and "B", in upper case.
_RUSSIAN_ALIKE, _LATIN_ALIKE = "авекмнорстух", "abekmhopctyx"
_ALIKE_IN_RUSSIAN = str.maketrans(_LATIN_ALIKE, _RUSSIAN_ALIKE)
_ALIKE_IN_LATIN = str.maketrans(_RUSSIAN_ALIKE, _LATIN_ALIKE)
_WRITTEN_OUT = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe",
    "č": "ch", "ć": "ch", "đ": "dj", "ř": "rzh", "š": "sh", "ş": "sh", "ș": "sh", "ţ": "ts", "ț": "ts", "ž": "zh",
    "ż": "zh",
}  # fmt: skip
_MARKED = str.maketrans(_WRITTEN_OUT | {marked.upper(): letters.title() for marked, letters in _WRITTEN_OUT.items()})


class _LatinLetters(dict[int, str]):
    """Each code point in Latin letters: for `str.translate`. Filled as characters are met.

    anyascii takes one character after another too, but in Python: the name of a person took it 30 us, and this 3 us.
    """

    def __missing__(self, code: int) -> str:
        self[code] = form = anyascii(chr(code))
        return form


_LATIN_LETTERS = _LatinLetters((ord(sign), "") for sign in "ьъЬЪ")


def in_latin_letters(text: str) -> str:
    """The text in Latin letters: "Брат 2" -> "Brat 2", "ハニー" -> "hani". Signs for soft letters are left out."""
    return text if text.isascii() else text.translate(_LATIN_LETTERS)


def with_marks_written_out(text: str) -> str:
    """The text as it is written where the marks of letters are not at hand: "Brücke" -> "Bruecke", "Miloš" -> "Milosh".

    Only those of marks that change the sound, and that are not simply left out.
    """
    return text if text.isascii() else text.translate(_MARKED)


def on_other_layout(text: str) -> str:
    """What the same keys write on the other layout, English or Russian.

    "vfnhbwf" -> "матрица", "ьфекшч" -> "matrix"
    """
    text = text.lower()
    if _CYRILLIC.search(text):
        return text.translate(_TO_ENGLISH)
    return _SHIFTED_KEY.sub(lambda match: _SHIFTED[match[0]], text).translate(_TO_RUSSIAN)


def in_one_alphabet(word: str) -> str:
    """A word in which letters of the other alphabet look like its own, without these: "cхваткa" with Latin c and a.

    In the alphabet of more of its letters if all can be such, else in the other, else as it is. In lower case, after
    letters are folded.
    """
    russian, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if not (russian and latin):
        return word
    in_russian, in_latin = word.translate(_ALIKE_IN_RUSSIAN), word.translate(_ALIKE_IN_LATIN)
    if not _LATIN.search(in_russian) and (russian >= latin or _CYRILLIC.search(in_latin)):
        return in_russian
    return word if _CYRILLIC.search(in_latin) else in_latin
