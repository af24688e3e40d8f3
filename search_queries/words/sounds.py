"""How a name or a title sounds, whether it is written in Latin or in Russian letters: "Хэнкс" is Hanks.

A name from another language is written in Russian as it is spoken, so that letter by letter it becomes another name in
Latin: "khenks". What stays are the consonants, more or less; vowels come and go. The key of a word is therefore its
consonants, with sounds that are confused as one letter (`s` for s, z and ц, `j` for sh, zh, ch, j and ж), without h,
and with `a` for whatever vowel begins it: "anks" of Hanks, Хэнкс and Энкс. Where letters may be spoken in several ways,
as ch in Chan and Christopher, a word has several keys.

The idea is that of Soundex and of Metaphone, https://en.wikipedia.org/wiki/Metaphone; the known ones hear English
alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise, product
from math import prod
from typing import NamedTuple

from search_queries.words.split import started

# The words that are remembered: given names and common surnames.
_REMEMBERED = 20_000
# Of a word in which many letters may be spoken in several ways only so many are tried, the likeliest first.
_MOST_KEYS = 6
# Of fewer sounds a word tells little: "ml" is Амели with a letter left out as well as Millie and Mule.
_FEWEST_SOUNDS = 3
# A vowel parts consonants that would otherwise count as one, and is left out at the end.
_VOWEL = "."

_Rules = Sequence[tuple[str, Sequence[str]]]

_VOWELS = "[aeiouy]"
# Letters -> how they may sound; the first rule that fits at a place counts, so longer runs come first.
_LATIN: _Rules = (
    # the beginning
    (f"^[kg]n(?={_VOWELS})", ["n"]),  # Knightley
    ("^wr", ["r"]),
    ("^x", ["s", "ks"]),
    ("^mc", ["mk"]),
    ("^wh?", ["v"]),
    ("^v(?=o)", ["v", "f"]),  # von
    ("^gh", ["g"]),
    ("^(?:k?h)?[aeiou]|^y", ["a"]),
    ("^j(?=i|ack|ame|ane|aso|ean|enn|ess|oe|ohn|on(?!ss)|udi)", ["j"]),  # Jim, John, Jones
    ("^j", ["j", "a"]),  # Jolie, Johansson, Joaquin
    # several letters
    ("schw", ["jv"]),
    ("sch", ["j", "sk"]),
    ("sh(?=[io])", ["j", "s"]),  # Toshiro is Тосиро
    ("t?sch|tch|[sz]h", ["j"]),
    ("cch|ch(?=r)", ["k"]),
    ("ch(?=[ln])", ["k", ""]),  # MacLachlan
    ("ch(?=y|sk)", ["j", "k", ""]),  # Olbrychski
    ("ch(?=i$|iro)", ["j", "k", "t"]),  # Kikuchi is Кикути
    ("ch$", ["j", "k", ""]),  # Emmerich
    ("ch", ["j", "k"]),
    ("^pf", ["pf", "f"]),  # Pfeiffer
    ("ph", ["f"]),
    ("t[sz]|zz", ["s"]),
    ("th(?=er)", ["t", "s"]),  # Witherspoon
    ("(?<=au)lt$", ["", "lt"]),
    ("(?<=[aeou])t$|(?<=oi)t$|(?<=..[aeo]r)t$|(?<=...[aeo]n)t$", ["t", ""]),  # Chalamet, Huppert, Vincent, not Grant
    ("t(?=ia$)", ["t", "s"]),
    ("ti(?=on)", ["j", "t"]),  # Inception
    ("(?<=ar)d$|(?<=...an)d$", ["d", ""]),  # Gérard, Bertrand
    ("(?<=...ie)r$", ["r", ""]),  # Xavier
    ("(?<=[ao]i)s$", ["s", ""]),  # François
    ("(?<=[ae]u|ou)x$", ["", "ks"]),  # Seydoux
    ("(?<=bour)g$", ["", "g"]),
    ("ill(?=au|ard)|(?<=[eu])ille$|(?<=eu)il$", ["", "l"]),  # Guillaume, Cotillard, Mireille
    ("dt|tt?h|tt?", ["t"]),
    ("(?<=n)gh", ["g"]),
    ("(?<=[aeou]n)g$", ["g", ""]),  # Zhang is Чжан, and Young Янг
    (f"gh(?={_VOWELS})", ["", "g"]),
    ("gh", [""]),
    ("c?que?s?$|cqu?|ck", ["k"]),
    (f"qu(?={_VOWELS})", ["kv", "k"]),
    ("cc(?=[eiy])", ["ks", "j"]),
    ("sc(?=[eiy])", ["s", "j"]),  # Buscemi
    ("c(?=ois$)", ["s"]),  # François
    ("c(?=[eiy])", ["s", "j"]),  # Spacey, Pacino
    ("(?<=vi)c$", ["k", "j"]),  # Bregović
    ("drz", ["j"]),  # Andrzej
    ("rzh", ["rj"]),  # Dvořák
    ("rz", ["j", "rs"]),
    ("[cs]z", ["j", "s"]),
    ("cc|kk|[ckq]", ["k"]),
    ("dg(?=[eiy])|dj", ["j"]),
    ("gn", ["n", "gn"]),
    ("gu(?=[eiy])|gg", ["g"]),
    ("g(?=[eiy])", ["j", "g"]),  # George, Gere
    ("g", ["g"]),
    ("j(?=i)", ["j", "s"]),  # Kenji is Кэндзи
    ("j", ["j", ""]),
    ("xx?", ["ks"]),
    (f"(?<={_VOWELS})w(?={_VOWELS})", ["v", ""]),  # Owen, Ewan
    (f"(?<={_VOWELS})w$", ["", "v"]),  # Law, Stanisław
    ("w(?=sk)", ["v"]),  # Kieślowski
    (f"(?<={_VOWELS})w(?=l)", ["", "v"]),  # Paweł
    (f"(?<={_VOWELS})w", [""]),
    ("wh|[vw]", ["v"]),
    ("ff$", ["f", "v"]),
    ("mb$", ["m", "mb"]),
    ("(?<=[ao])l(?=k)", ["", "l"]),  # Walker, Malkovich
    ("l(?=ph)", ["l", ""]),  # Ralph Fiennes
    ("[sz]", ["s"]),
    ("h", [""]),
    (_VOWELS, [_VOWEL]),
    *((letter, [letter]) for letter in "bdfklmnpr"),
)
_RUSSIAN_VOWELS = "[аеёиоуыэюяіїє]"
_RUSSIAN: _Rules = (
    (f"^ху(?={_RUSSIAN_VOWELS})", ["a", "v"]),  # Хуан
    (f"^у(?={_RUSSIAN_VOWELS})", ["v"]),
    (f"^г(?={_RUSSIAN_VOWELS})", ["g", "a"]),  # Говард is Howard
    (f"^(?:кх|[хй])?ь?{_RUSSIAN_VOWELS}|^й", ["a"]),  # Кхан is Khan
    ("дж|тч|[жчшщ]", ["j"]),
    ("тс|тц|дз|[сзц]", ["s"]),
    ("дт|т", ["t"]),
    (f"у(?={_RUSSIAN_VOWELS})", ["v", _VOWEL]),  # Суонк, Самуэль
    (_RUSSIAN_VOWELS, [_VOWEL]),
    *((letter, [sound]) for letter, sound in zip("бвгґдклмнпрф", "bvggdklmnprf", strict=True)),
)
# What is written as one word with the name that follows, in Latin letters: "ди Каприо" is DiCaprio.
_PARTICLES = frozenset(("д", "да", "де", "дель", "ди", "дю", "ла", "ле", "ль", "мак", "о", "сен"))
# Names that are not spoken as they are written.
_SPOKEN = {
    "ciaran": "kiaran", "cillian": "killian", "denis": "deni", "domhnall": "donal", "georges": "jorj",
    "istvan": "ishtvan", "junior": "ml", "kusturica": "kusturitsa", "louis": "lui", "michiel": "mihiel",
    "milos": "milosh", "resnais": "rene", "saoirse": "sirsha", "sean": "shon", "siobhan": "shivon",
    "stephen": "stiven", "wook": "uk", "yves": "iv",
}  # fmt: skip


class _Alphabet:
    """The sounds of one alphabet's letters; letters of others have none."""

    def __init__(self, rules: _Rules) -> None:
        self._heard = [sounds for _, sounds in rules]
        self._pattern = re.compile("|".join(f"({letters})" for letters, _ in rules))

    def keys(self, word: str) -> Iterable[str]:
        keys = [""]
        for match in self._pattern.finditer(word):
            sounds = self._heard[(match.lastindex or 1) - 1]
            if len(keys) * len(sounds) > _MOST_KEYS:
                sounds = sounds[:1]
            keys = [key + sound for key in keys for sound in sounds]
        return keys


_LATIN_ALPHABET = _Alphabet(_LATIN)
_RUSSIAN_ALPHABET = _Alphabet(_RUSSIAN)
_RUSSIAN_LETTER = re.compile("[а-яёіїєґ]")
_DOUBLED = re.compile(r"(.)\1+")


def is_russian(word: str) -> bool:
    """Whether a word of `split` has letters of the Russian alphabet, or of the Ukrainian one."""
    return not word.isascii() and _RUSSIAN_LETTER.search(word) is not None


def sounds_of_name(words: Sequence[str]) -> list[str]:
    """The keys of each word of a name, and those of neighbours and of the first and the last word together.

    ["chris", "von", "pine"] -> ["krs", "vn", "fn", "krs0vn", "krs0fn", "pn", "vn0pn", "fn0pn", "krs0pn"]
    """
    keys = [*map(sounds_of, words)]
    found = _of_words(keys)
    if len(keys) > 2:
        found += _together(keys[0], keys[-1])
    return found


def sounds_of_title(words: Sequence[str]) -> list[str]:
    """The keys of each word of a title but its article, those of neighbours together, and those of all words.

    ["the", "rocky", "2"] -> ["rk", "0rk020"]
    """
    words = started(words)
    keys = [*map(sounds_of, words)]
    return _of_words(keys) + _whole(words, keys)


def _of_words(keys: Sequence[Sequence[str]]) -> list[str]:
    found: list[str] = []
    last: Sequence[str] = ()
    for each in keys:
        found += each
        if last and each:
            found += _together(last, each)
        last = each
    return found


def _together(first: Sequence[str], last: Sequence[str]) -> list[str]:
    return [f"{one}0{other}" for one in first for other in last]


def _whole(words: Sequence[str], keys: Sequence[Sequence[str]]) -> list[str]:
    """The keys of all words as one, if each has any or is a number; with many ways to speak them the likeliest."""
    if not all(keys):
        keys = [each or ((word,) if word.isdecimal() else ()) for word, each in zip(words, keys, strict=True)]
    ways = prod(map(len, keys)) if keys else 0
    if ways == 1 or ways > _MOST_KEYS:
        return [f"0{'0'.join([each[0] for each in keys])}0"]
    return [f"0{'0'.join(way)}0" for way in product(*keys)] if ways else []


class SoundsAsked(NamedTuple):
    """The keys of words that were typed.

    `words` has those of each, `names` those that two neighbours have in one name, or the only word; `whole` those of a
    title of all words but its article. Keys of fewer than three sounds are there only for single words in Russian
    letters.
    """

    words: Sequence[Sequence[str]]
    names: Sequence[Sequence[str]]
    whole: Sequence[str]


def sounds_asked(words: Sequence[str], *, in_russian: bool = False) -> SoundsAsked:
    """What is asked for by its sounds, of all words or of those in Russian letters alone.

    A word has those of itself with a particle before or behind it too: the `words` of ["ди", "каприо"] are
    [["d", "dkpr"], ["kpr", "dkpr"]].
    """
    of_words = [_asked(word, in_russian=in_russian) for word in words]
    keys = [[*own, *chain.from_iterable(map(sounds_of, _as_one(words, place)))] for place, own in enumerate(of_words)]
    names = [_together(*pair) for pair in pairwise(keys)] if len(keys) > 1 else keys
    titled = len(words) - len(started(words))
    whole = _whole(words[titled:], of_words[titled:]) if any(of_words[titled:]) else []
    return SoundsAsked(
        [each if is_russian(word) else _telling(each) for word, each in zip(words, keys, strict=True)],
        [*map(_telling, names)],
        _telling(whole, _FEWEST_SOUNDS + len("00")),
    )


def _asked(word: str, *, in_russian: bool) -> Sequence[str]:
    """The keys of a word that was typed: the likeliest alone in Latin letters, since names have theirs in all ways."""
    if is_russian(word):
        return sounds_of(word)
    return () if in_russian else sounds_of(word)[:1]


def _telling(keys: Sequence[str], fewest: int = _FEWEST_SOUNDS) -> list[str]:
    return [key for key in keys if len(key) >= fewest]


def _as_one(words: Sequence[str], place: int) -> Iterator[str]:
    """The word as one with its neighbour, where the first of them is a particle."""
    for first in (place - 1, place):
        if 0 <= first < len(words) - 1 and words[first] in _PARTICLES:
            yield words[first] + words[first + 1]


@lru_cache(_REMEMBERED)
def sounds_of(word: str) -> tuple[str, ...]:
    """The keys of a word of `split`; none of one with digits in it, or of a single vowel.

    "уотсон" and "watson" -> ("vsn",), "чан" -> ("jn",), "chan" -> ("jn", "kn")
    """
    if not word.isalpha():  # "se7en"
        return ()
    keys = _RUSSIAN_ALPHABET.keys(word) if is_russian(word) else _LATIN_ALPHABET.keys(_SPOKEN.get(word, word))
    heard = (_DOUBLED.sub(r"\1", key).replace(_VOWEL, "") for key in keys)
    # the "E." of many names is no Hugh
    return tuple(dict.fromkeys(key for key in heard if key and (len(word) > 1 or key != "a")))
