"""The fields that hold the words of titles and names, and what fills them.

    class BookNames(InnerDoc):
        title = title_words()
        authors = name_words()
        sounds = word_sounds()
        whole = whole_titles()
        length = title_length()

A document declares `names = Object(BookNames)`, or these fields as its own, and `Words` then searches it. They are
filled with what `spell_title(book.title)` and `spell_names(book.authors)` give.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from elasticsearch.dsl import Short, Text

from search_queries.words.analysis import (
    counted_whole,
    joined,
    split_stems,
    split_words,
    starting,
    starting_whole,
    stemmed_numbers,
    typed,
    whole,
)
from search_queries.words.scripts import in_latin_letters, with_marks_written_out
from search_queries.words.sounds import is_russian, sounds_of_name, sounds_of_title
from search_queries.words.split import counted_key, in_one_form, split, split_as_written

# The names that are remembered: people stand in many films.
_REMEMBERED = 50_000
# "Zeta-Jones" and "O'Brien" are typed as one word too, as is what follows these: "De Niro", "Van der Beek". A single
# letter is an initial.
_SIGNS_IN_NAMES = re.compile(r"(?<=[^\W_])['’ʼ‐-](?=[^\W_])")
_PARTICLES = frozenset((
    "da", "de", "del", "della", "der", "di", "dos", "du", "el", "la", "le", "mac", "mc", "st", "ten", "ter", "van",
    "von",
))  # fmt: skip


def title_words() -> Text:
    """The words of a title: stems, and as subfields the words themselves, neighbours joined, and starts of words."""
    return Text(
        analyzer=split_stems,
        search_analyzer=stemmed_numbers,
        fields={"words": Text(analyzer=split_words, search_analyzer=typed), **_joined_and_starts()},
    )


def title_stems() -> Text:
    """The stems of a title, of which a field of `all_title_words()` holds the words."""
    return Text(analyzer=split_stems, search_analyzer=stemmed_numbers)


def all_title_words() -> Text:
    """The words of all titles as they stand, and as subfields neighbours joined, and starts of words."""
    return Text(analyzer=split_words, search_analyzer=typed, fields=_joined_and_starts())


def _joined_and_starts() -> dict[str, Text]:
    return {
        "joined": Text(analyzer=joined, search_analyzer=typed, index_options="freqs"),
        "prefix": Text(analyzer=starting, search_analyzer=typed, index_options="freqs"),
    }


def name_words() -> Text:
    """The words of people's names: stems, and as a subfield the words themselves.

    Starts of names are found by prefix queries: the starts of all people of a film double an index.
    """
    return Text(
        analyzer=split_stems,
        search_analyzer=stemmed_numbers,
        fields={"words": Text(analyzer=split_words, search_analyzer=typed)},
    )


def word_sounds() -> Text:
    """The sounds of titles and names, by which those who write them in Russian letters find them."""
    return Text(analyzer=split_words, index_options="docs")


def whole_titles() -> Text:
    """Whole titles, each as one term without its article, and as subfields the starts of these, and the counted terms.

    The count tells "the godf" for The Godfather from the start of The Godfather Part II, which has more words.
    """
    return Text(
        analyzer=whole,
        index_options="docs",
        fields={
            "prefix": Text(analyzer=starting_whole, search_analyzer=whole, index_options="docs"),
            "counted": Text(analyzer=counted_whole, index_options="docs"),
        },
    )


def title_length() -> Short:
    """The number of words of a title, by which titles that match equally well are ordered."""
    return Short()


class SpelledTitle(NamedTuple):
    """A title as its fields take it; what is in other letters is there in Latin ones too, what has marks without.

    `words` of "Брат II" are ["брат 2", "brat 2"], `whole` are their counted keys, also with numbers and abbreviations
    as written, since an error may be in these: ["2 брат2", "2 братii", "2 brat2", "2 bratii"]. `length` is 2. `sounds`
    of "Joker" are "jkr 0jkr0", and of what is in Russian letters "".
    """

    words: list[str]
    whole: list[str]
    length: int
    sounds: str


def spell_title(title: str) -> SpelledTitle:
    """What the fields of a title take."""
    forms: list[list[str]] = []
    keys: dict[str, None] = {}
    for form in _in_letters(title):
        as_written = split_as_written(form)
        words = in_one_form(as_written)
        forms.append(words)
        if words:
            keys[counted_key(words)] = None
            keys[counted_key(as_written)] = None
    return SpelledTitle(_texts(forms), list(keys), len(forms[0]), _sounds(forms, sounds_of_title))


class SpelledNames(NamedTuple):
    """People's names as their fields take them: the words of each, in other letters and written as one too, each once.

    `words` of "Robert De Niro" are ["robert de niro", "robert deniro"], `sounds` of "Tom Hanks" are "tm anks tm0anks".
    """

    words: list[str]
    sounds: str


def spell_names(names: Iterable[str]) -> SpelledNames:
    """What the fields of names take."""
    spelled = [_spell_name(name) for name in names]
    words = dict.fromkeys(chain.from_iterable([each for each, _ in spelled]))
    return SpelledNames(list(words), " ".join(dict.fromkeys([sounds for _, sounds in spelled if sounds])))


@lru_cache(_REMEMBERED)
def _spell_name(name: str) -> tuple[tuple[str, ...], str]:
    spellings: list[list[str]] = []
    as_one: list[list[str]] = []
    for form in _in_letters(name):
        words = split(form)
        spellings.append(words)
        without_signs = _SIGNS_IN_NAMES.sub("", form)
        as_one.append(_particles_joined(words if without_signs == form else split(without_signs)))
    forms = spellings + as_one
    return tuple(_texts(forms)), _sounds(forms, sounds_of_name)


def _texts(forms: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(map(" ".join, forms)))


def _sounds(forms: Sequence[Sequence[str]], keys_of: Callable[[Sequence[str]], list[str]]) -> str:
    """The keys of all forms of a name or a title; none of what is in Russian letters, since it is found by these."""
    if any(map(is_russian, forms[0])):
        return ""
    if len(forms) == 1:
        return " ".join(keys_of(forms[0]))
    distinct = [form for number, form in enumerate(forms) if form not in forms[:number]]
    return " ".join(dict.fromkeys(chain.from_iterable(map(keys_of, distinct))))


def _particles_joined(words: list[str]) -> list[str]:
    """["james", "van", "der", "beek"] -> ["james", "vanderbeek"]"""
    if _PARTICLES.isdisjoint(words):
        return words
    joined: list[str] = []
    particles = ""
    for word in words[:-1]:
        if word in _PARTICLES:
            particles += word
        else:
            joined.append(particles + word)
            particles = ""
    return [*joined, *(particles + word for word in words[-1:])]


def is_called(text: str, names: Iterable[str]) -> bool:
    """Whether a text is one of the names, apart from case, accents, signs and how numbers are written.

    Articles count: "the sting" is a film, and Sting a person.
    """
    words = " ".join(split(text))
    return any(words in _spell_name(name)[0] for name in names if words)


def _in_letters(text: str) -> Iterable[str]:
    """The text in its own letters, and in Latin ones and with marks written out if these are others."""
    return (text,) if text.isascii() else dict.fromkeys((text, in_latin_letters(text), with_marks_written_out(text)))
