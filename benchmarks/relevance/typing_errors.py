"""What people do to words when they type: one letter missing, too many, wrong, or swapped with the next."""

import re
from random import Random

_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def has_long_word(text: str) -> bool:
    """Whether there is a word of 5 letters or more, in which an error can be made."""
    return _LONG_WORD.search(text) is not None


def with_one_error(text: str, chance: Random) -> str:
    """The text with one letter deleted, inserted, replaced or swapped inside a random word of 5 or more letters.

    Never the text itself. Raises ValueError if there is no such word.
    """
    words = list(_LONG_WORD.finditer(text))
    if not words:
        raise ValueError(f"no word of 5 letters in {text!r}")
    word = chance.choice(words)
    return text[: word.start()] + _misspelt(word.group(), chance) + text[word.end() :]


def _misspelt(word: str, chance: Random) -> str:
    """Drawn again while the draw changes nothing, as a swap of two equal letters does."""
    alphabet = _RUSSIAN if re.search("[а-яё]", word, re.IGNORECASE) else _LATIN
    edits = (_without_letter, _with_letter, _with_other_letter, _with_swapped_letters)
    while (typed := chance.choice(edits)(word, chance, alphabet)).casefold() == word.casefold():
        pass
    return typed


def _without_letter(word: str, chance: Random, _alphabet: str) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _with_letter(word: str, chance: Random, alphabet: str) -> str:
    place = chance.randrange(len(word) + 1)
    return word[:place] + chance.choice(alphabet) + word[place:]


def _with_other_letter(word: str, chance: Random, alphabet: str) -> str:
    place = chance.randrange(len(word))
    return word[:place] + chance.choice(alphabet) + word[place + 1 :]


def _with_swapped_letters(word: str, chance: Random, _alphabet: str) -> str:
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
