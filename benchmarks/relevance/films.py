"""The films that are searched: real ones, those of the reported cases, and the sample's, which have Russian titles."""

import gzip
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from pydantic import BaseModel, TypeAdapter

from catalogue.model import Film, FilmType, Genre, Person, nfc
from etl.sources.sample import read_sample

DATA_FOLDER = Path(__file__).parents[1] / "data"
_REAL_FILMS_FILE = DATA_FOLDER / "real_films.jsonl.gz"
_CASES_FILE = DATA_FOLDER / "search_cases.json"
_SPOKEN_NAMES_FILE = DATA_FOLDER / "spoken_names.json"

_IDS = UUID("0c9c2f4e-6b57-4a43-8f0e-5d3b7e6a91c2")
_MODIFIED = datetime(2026, 11, 1, tzinfo=UTC)


class FilmFacts(BaseModel):
    """A film of the data files, with what is known of it."""

    title: str
    year: int
    type: FilmType = "movie"
    original_title: str | None = None
    alternative_titles: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()


class ExpectedFilm(BaseModel):
    """A film that answers a case; of any year if `year` is None."""

    title: str
    year: int | None


class Case(BaseModel):
    """A reported search: one of the films `expect` must be among the first `within` hits."""

    kind: str
    query: str
    expect: tuple[ExpectedFilm, ...]
    within: int
    source: str

    def is_answered_by(self, title: str, release_year: int | None) -> bool:
        """Whether a hit of this title and year is one of the expected films."""
        return any(
            _letters(title) == _letters(film.title) and film.year in (None, release_year) for film in self.expect
        )


class ReportedCases(BaseModel):
    """The cases, and the films that a catalogue needs besides to answer them."""

    films: tuple[FilmFacts, ...]
    cases: tuple[Case, ...]


def read_cases() -> ReportedCases:
    """The content of `search_cases.json`."""
    return ReportedCases.model_validate_json(_CASES_FILE.read_bytes())


def read_spoken_names() -> dict[str, str]:
    """People as they sound -> as the films have them: `{"Том Хэнкс": "Tom Hanks", "jon tuturro": "John Turturro"}`."""
    return TypeAdapter(dict[str, str]).validate_json(_SPOKEN_NAMES_FILE.read_bytes())


def read_real_films() -> list[Film]:
    """The films of `real_films.jsonl.gz`, and those of the cases in place of the same ones."""
    facts = TypeAdapter(FilmFacts)
    with gzip.open(_REAL_FILMS_FILE) as lines:
        real = [facts.validate_json(line) for line in lines]
    return list(_films([*read_cases().films, *real]))


def read_catalogue() -> list[Film]:
    """The real films and the sample's, each film once. If both have it, the sample's stays, but a case's goes first."""
    films, of_cases = read_real_films(), len(read_cases().films)
    sample = _without(read_sample(), films[:of_cases])
    return [*films[:of_cases], *sample, *_without(films[of_cases:], sample)]


def titles_of(film: Film) -> list[str]:
    """Every title of a film."""
    return [film.title, *([film.original_title] if film.original_title else []), *film.alternative_titles]


def _without(films: Iterable[Film], others: Iterable[Film]) -> list[Film]:
    """The films that are not among the others; sources differ by a year over when a film came out."""
    known = {(_letters(other.title), (other.release_year or 0) + years) for other in others for years in (-1, 0, 1)}
    return [film for film in films if (_letters(film.title), film.release_year) not in known]


def _letters(title: str) -> str:
    """What is the same in "WALL-E" and "WALL·E"."""
    return "".join(character for character in title.casefold() if character.isalnum())


def _films(facts: Iterable[FilmFacts]) -> Iterator[Film]:
    """A film for each title and year, the first of several; the data repeats some films."""
    seen: set[UUID] = set()
    for film in map(_film, facts):
        if film.id not in seen:
            seen.add(film.id)
            yield film


def _film(facts: FilmFacts) -> Film:
    title = _cleaned(facts.title)
    return Film(
        id=uuid5(_IDS, f"film/{facts.year}/{title}"),
        title=title,
        original_title=facts.original_title and _cleaned(facts.original_title),
        alternative_titles=tuple(map(_cleaned, facts.alternative_titles)),
        description=None,
        type=facts.type,
        imdb_rating=None,
        votes=None,
        release_date=None,
        release_year=facts.year,
        genres=tuple(Genre(uuid5(_IDS, f"genre/{name}"), name) for name in dict.fromkeys(facts.genres)),
        actors=_people(facts.cast),
        writers=(),
        directors=_people(facts.directors),
        modified=_MODIFIED,
    )


def _people(names: Iterable[str]) -> tuple[Person, ...]:
    cleaned = dict.fromkeys(filter(None, map(_cleaned, names)))
    return tuple(Person(uuid5(_IDS, f"person/{name}"), name) for name in cleaned)


def _cleaned(text: str) -> str:
    return nfc(" ".join(text.split()))
