"""Films that nobody made, in any number: the same for the same seed, and as uneven as the world's."""

import itertools
import random
import struct
from argparse import ArgumentTypeError
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import blake2b
from typing import Any
from uuid import UUID

from catalogue.model import Film, Genre, Person
from etl.sources import vocabulary
from etl.sources.source import OpenSource, Option, Source, SourceRequest
from etl.sources.vocabulary import ACCENTED, ENGLISH, RUSSIAN, Language

FILMS = 200_000
PERSONS = 100_000
SEED = 1

_LAST_YEAR = 2026
_YEARS = 120
_MOST_VOTES = 3_000_000
# The bits that say which version a UUID is: here 4, of random bits.
_UUID_BITS = ~(0xF000 << 64 | 0xC000 << 48)
_UUID_VERSION = 0x4000 << 64 | 0x8000 << 48
# Few enough that hundreds of films share each: a cursor over `modified` has to handle ties.
_MODIFIED = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=13 * number) for number in range(500)]


def generate_films(count: int = FILMS, seed: int = SEED, persons: int = PERSONS) -> Iterator[Film]:
    """`count` films, one at a time; a smaller count gives the first films of a greater one.

    Every film draws its people from `persons` and its genres from 120, and the first of them oftenest: with the default
    numbers some people have more than 500 films, most a handful, some none. Memory grows neither with films nor with
    people.
    """
    drawing = _Drawing(seed)
    genres = [Genre(drawing.uuid(), name, f"{name} that nobody ever made.") for name in vocabulary.GENRES]
    people = _People(seed, persons)
    for _ in range(count):
        yield drawing.film(genres, people)


def _uuid(bits: int) -> UUID:
    return UUID(int=bits & _UUID_BITS | _UUID_VERSION)


def _full_name(kind: float, *chances: float) -> str:
    """A name of the kind and the parts that these numbers from 0 to 1 choose."""

    def parts(*lists: Sequence[str]) -> list[str]:
        return [values[int(len(values) * chance)] for values, chance in zip(lists, chances, strict=False)]

    if kind < 0.6:
        first, last, initial = parts(
            vocabulary.ENGLISH_FIRST_NAMES, vocabulary.ENGLISH_LAST_NAMES, "ABCDEFGHIJKLMNOPRSTVW"
        )
        return f"{first} {initial}. {last}" if kind < 0.5 else f"{first} {last}"
    if kind < 0.85:
        return " ".join(
            parts(vocabulary.RUSSIAN_FIRST_NAMES, vocabulary.RUSSIAN_PATRONYMICS, vocabulary.RUSSIAN_LAST_NAMES)
        )
    first, last, second = parts(
        vocabulary.ACCENTED_FIRST_NAMES, vocabulary.ACCENTED_LAST_NAMES, vocabulary.ACCENTED_LAST_NAMES
    )
    return f"{first} {last}-{second}"


class _Drawing:
    """Draws with `random()` and `getrandbits()` only: these give the same in every version of Python."""

    def __init__(self, seed: int) -> None:
        source = random.Random(seed)  # noqa: S311 - to be repeated, not to be unguessable
        self._random: Callable[[], float] = source.random
        self._bits = source.getrandbits
        self._texts = {language: _Texts(language, self._random) for language in (ENGLISH, RUSSIAN, ACCENTED)}

    def uuid(self) -> UUID:
        return _uuid(self._bits(128))

    def film(self, genres: Sequence[Genre], people: "_People") -> Film:
        chance = self._random
        texts = self._any_texts()
        year = None if chance() < 0.03 else _LAST_YEAR - int(_YEARS * chance() ** 2)
        rated = chance() < 0.88
        actors = self._people(people, 0, self._actors_count())
        directors = self._people(people, len(people) // 3, 1 if chance() < 0.9 else 2)
        writers = directors if chance() < 0.3 else self._people(people, len(people) // 2, int(4 * chance()))
        if chance() < 0.05:
            actors += tuple(person for person in directors if person not in actors)
        return Film(
            id=self.uuid(),
            title=texts.title(),
            original_title=self._any_texts().title() if chance() < 0.25 else None,
            alternative_titles=self._alternative_titles() if chance() < 0.2 else (),
            description=texts.description() if chance() < 0.95 else None,
            type="tv_show" if chance() < 0.15 else "movie",
            imdb_rating=round(1 + 3 * (chance() + chance() + chance()), 1) if rated else None,
            votes=min(int(5 / (chance() + 1e-9) ** 1.2), _MOST_VOTES) if rated else None,
            release_date=None if year is None or chance() < 0.15 else self._date(year),
            release_year=year,
            genres=self._genres(genres),
            actors=actors,
            writers=writers,
            directors=directors,
            modified=_MODIFIED[int(len(_MODIFIED) * chance() ** 2)],
        )

    def _any_texts(self) -> "_Texts":
        kind = self._random()
        return self._texts[ENGLISH if kind < 0.74 else RUSSIAN if kind < 0.92 else ACCENTED]

    def _alternative_titles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._any_texts().title() for _ in range(1 + int(3 * self._random()))))

    def _date(self, year: int) -> date:
        return date(year, 1 + int(12 * self._random()), 1 + int(28 * self._random()))

    def _genres(self, genres: Sequence[Genre]) -> tuple[Genre, ...]:
        wanted = int(4 * self._random() + 0.97)  # none in a film of a hundred
        places = {int(len(genres) * self._random() ** 2): None for _ in range(wanted)}
        return tuple(map(genres.__getitem__, places))

    def _actors_count(self) -> int:
        """Two to eleven; now and then a cast of up to sixty."""
        if self._random() < 0.005:
            return int(60 * self._random())
        return 2 + int(10 * self._random() ** 2)

    def _people(self, people: "_People", first: int, wanted: int) -> tuple[Person, ...]:
        """Distinct people: oftenest the one `first` places before the end, the next ones less, by a power law."""
        chance, total = self._random, len(people)
        if wanted == 1:
            return (people[int(total * chance() ** 2) - first],)
        # as keys: nobody twice
        places = {int(total * chance() ** 2) - first: None for _ in range(wanted)}
        return tuple(map(people.__getitem__, places))


class _People:
    """`count` people by their place, which may be negative as in a list; each is made from the seed and the place.

    A million people held as objects would take 350 MB.
    """

    _MOST_KEPT = 20_000

    def __init__(self, seed: int, count: int) -> None:
        self._seed = str(seed).encode()
        self._count = count
        self._kept: OrderedDict[int, Person] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> Person:
        place %= self._count
        person = self._kept.get(place)
        if person is None:
            person = self._kept[place] = self._make(place)
            if len(self._kept) > self._MOST_KEPT:
                self._kept.popitem(last=False)
        return person

    def _make(self, place: int) -> Person:
        digest = blake2b(b"%s/%d" % (self._seed, place), digest_size=48).digest()
        kind, *numbers = (number / 2**64 for number in struct.unpack_from("<4Q", digest, 16))
        return Person(_uuid(int.from_bytes(digest[:16])), _full_name(kind, *numbers))


class _Texts:
    """Titles and descriptions in one language."""

    def __init__(self, language: Language, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._patterns = language.title_patterns
        self._words = {
            "quality": language.qualities,
            "thing": language.things,
            "place": language.places,
            "number": ("2", "3", "4", "5"),
            "year": [str(year) for year in range(_LAST_YEAR - _YEARS, _LAST_YEAR)],
        }
        parts = (language.heroes, language.deeds, language.turns)
        self._sentences = [f"{hero} {deed} {turn}." for hero, deed, turn in itertools.product(*parts)]

    def title(self) -> str:
        return self._patterns[int(len(self._patterns) * self._chance())].format_map(self)

    def description(self) -> str:
        """One to three sentences."""
        total = len(self._sentences)
        wanted = 1 + int(3 * self._chance())
        return " ".join([self._sentences[int(total * self._chance())] for _ in range(wanted)])

    def __getitem__(self, name: str) -> str:
        """A word for a title pattern that names the list of such words."""
        words = self._words[name]
        return words[int(len(words) * self._chance())]


def _count(text: str, least: int = 0) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise ArgumentTypeError(f"must be a whole number, {least} or more, not {text!r}")
    return int(text)


OPTIONS = (
    Option("--films", _count, f"how many films to generate; default: {FILMS:,}"),
    Option("--persons", partial(_count, least=1), f"how many people they share; default: {PERSONS:,}"),
    Option("--seed", int, f"equal seeds give equal films; default: {SEED}"),
)


def generated_films(options: Mapping[str, Any]) -> Iterator[Film]:
    """The films that values of OPTIONS ask for, such as `{"films": 1000, "seed": 7}`."""
    return generate_films(
        options.get("films", FILMS), options.get("seed", SEED), persons=options.get("persons", PERSONS)
    )


@asynccontextmanager
async def _open(request: SourceRequest) -> AsyncIterator[OpenSource]:
    yield OpenSource(generated_films(request.options), request.options.get("films", FILMS))


SOURCE = Source("generator", "generated films, in any number", _open, OPTIONS)
