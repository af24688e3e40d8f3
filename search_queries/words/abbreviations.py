"""Abbreviations as the words that they stand for: "Dr. Strange" is Doctor Strange, "Vol. 2" Volume 2."""

from collections.abc import Sequence

from search_queries.words.numbers import cardinal_of

# What may stand for several words is left out: "St" is a saint or a street, "V" versus or five, "No" no or a number,
# and Bros is a film of its own.
_BEFORE_A_WORD = {
    "dr": "doctor",
    "mr": "mister",
    "prof": "professor",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "col": "colonel",
    "pvt": "private",
    "mt": "mount",
    "vol": "volume",
    "pt": "part",
    "ep": "episode",
    "vs": "versus",
}
_AFTER_A_WORD = {"jr": "junior", "sr": "senior", "inc": "incorporated"}
ABBREVIATIONS = _BEFORE_A_WORD | _AFTER_A_WORD
_BETWEEN_WORDS = {"v": "versus", "versus": "v"}
ABBREVIATIONS_OF = {word: abbreviation for abbreviation, word in ABBREVIATIONS.items()}


def write_out(words: list[str]) -> list[str]:
    """The words, abbreviations among them written out: ["dr", "strange"] -> ["doctor", "strange"].

    The last word is left alone, since "dr" may be the start of "drive", and Mulholland Dr. is one; of `jr`, `sr` and
    `inc`, which follow a name, it is the first word.
    """
    if ABBREVIATIONS.keys().isdisjoint(words):
        return words
    written = [ABBREVIATIONS.get(word, word) for word in words]
    if words[0] in _AFTER_A_WORD:
        written[0] = words[0]
    if words[-1] in _BEFORE_A_WORD:
        written[-1] = words[-1]
    return written


def ways_to_read(words: Sequence[str], place: int) -> list[str]:
    """A word that was left alone, and what it stands for after all: "dr" -> ["dr", "doctor"], "war" -> ["war"].

    An ordinal may be a number: "richard the third" is Richard III. Between two words "v" may be versus, and the other
    way round: "kramer v kramer", "ford vs ferrari".
    """
    word = words[place]
    if word in ABBREVIATIONS:
        return [word, ABBREVIATIONS[word]]
    if word in _BETWEEN_WORDS and 0 < place < len(words) - 1:
        return [word, _BETWEEN_WORDS[word]]
    cardinal = cardinal_of(word)
    return [word, cardinal] if cardinal else [word]


def ways_to_write(words: Sequence[str]) -> list[Sequence[str]]:
    """The words as they are, all written out, and all abbreviated; each way once."""
    ways = (tuple(words), _replaced(words, ABBREVIATIONS), _replaced(words, ABBREVIATIONS_OF))
    return list(dict.fromkeys(ways))


def _replaced(words: Sequence[str], replacements: dict[str, str]) -> tuple[str, ...]:
    return tuple(replacements.get(word, word) for word in words)
