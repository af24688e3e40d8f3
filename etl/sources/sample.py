"""The films of `samples/films`, a JSON object a line, that a first start loads."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Self
from uuid import UUID, uuid5

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from catalogue.model import Film, FilmType, Genre, Person, nfc
from etl.errors import SourceError
from etl.sources.reading.values import MOST_VOTES, single_line
from etl.sources.source import OpenSource, Source, SourceRequest

SAMPLE_FOLDER = Path(__file__).parents[2] / "samples" / "films"
# A line for each genre with its description.
GENRES_FILE = SAMPLE_FOLDER.parent / "genres.jsonl"

# The sample has no history: all its films count as changed at this one time, so that two loads give the same documents.
MODIFIED = datetime(2026, 11, 1, tzinfo=UTC)

# Ids are made from names below this one, for ever: changing it or a key below breaks every link into the sample.
_IDS = UUID("6f1d3f0e-6a53-4f0c-9a55-2f3f8f3b7a10")


def read_sample(folder: Path = SAMPLE_FOLDER) -> list[Film]:
    """The films of all `*.jsonl` in `folder`, files by name, lines as they stand.

    Raises SourceError, which names file and line, for an invalid line and for a film that an earlier line has.
    """
    places: dict[UUID, str] = {}
    films = []
    genres = _genres()
    for place, line in _lines(folder):
        film = _film(place, line, genres)
        if (before := places.setdefault(film.id, place)) != place:
            raise SourceError(f"{place}: {film.title} ({film.release_year}) is already at {before}")
        films.append(film)
    return films


def film_id(film_type: FilmType, title: str, release_year: int) -> UUID:
    """The id of a film of the sample; no two of one type and year may have the same title."""
    return uuid5(_IDS, f"film/{film_type}/{release_year}/{title}")


def person_id(full_name: str) -> UUID:
    """The id of a person of the sample, where one name is one person."""
    return uuid5(_IDS, f"person/{full_name}")


def genre_id(name: str) -> UUID:
    """The id of a genre of the sample."""
    return uuid5(_IDS, f"genre/{name}")


def _check_spaces(text: str) -> str:
    if text != single_line(text):
        raise ValueError("must have single spaces and none at its ends")
    return text


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    if repeated := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise ValueError(f"must not repeat {', '.join(repeated)}")
    return names


_Text = Annotated[str, Field(min_length=1), AfterValidator(nfc), AfterValidator(_check_spaces)]
_Names = Annotated[tuple[_Text, ...], AfterValidator(_distinct)]


class _Line(BaseModel):
    """A line of the sample: every key is there, and null says that a value is unknown."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)

    title: _Text
    original_title: _Text | None
    alternative_titles: _Names
    type: FilmType
    release_year: int = Field(ge=1888, le=2100)
    release_date: date | None
    imdb_rating: float | None = Field(ge=0, le=10)
    votes: int | None = Field(ge=0, le=MOST_VOTES)
    genres: _Names = Field(min_length=1)
    directors: _Names
    writers: _Names
    actors: _Names
    description: _Text

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.release_date is not None and self.release_date.year != self.release_year:
            raise ValueError(f"release_date {self.release_date} is not in release_year {self.release_year}")
        return self


def _lines(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each line with the `file:number` that messages name it by."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise SourceError(f"no *.jsonl in {folder}: the sample is not there")
    for path in paths:
        try:
            text = path.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot read {path}: {error.strerror}") from error
        # not splitlines(): a line separator inside a text does not end the line
        for number, line in enumerate(text.removesuffix(b"\n").split(b"\n"), start=1):
            yield f"{path}:{number}", line


def _genres() -> dict[str, Genre]:
    """The genres that are described, by name."""
    described = [orjson.loads(line) for line in GENRES_FILE.read_bytes().splitlines()]
    return {each["name"]: Genre(genre_id(each["name"]), each["name"], each["description"]) for each in described}


def _film(place: str, text: bytes, genres: Mapping[str, Genre]) -> Film:
    try:
        line = _Line.model_validate_json(text)
    except ValidationError as error:
        raise SourceError(f"{place}: {_first_fault(error)}") from error
    return Film(
        id=film_id(line.type, line.title, line.release_year),
        title=line.title,
        original_title=line.original_title,
        alternative_titles=line.alternative_titles,
        description=line.description,
        type=line.type,
        imdb_rating=line.imdb_rating,
        votes=line.votes,
        release_date=line.release_date,
        release_year=line.release_year,
        genres=tuple(genres.get(name) or Genre(genre_id(name), name) for name in line.genres),
        actors=_people(line.actors),
        writers=_people(line.writers),
        directors=_people(line.directors),
        modified=MODIFIED,
    )


def _people(names: Iterable[str]) -> tuple[Person, ...]:
    return tuple(Person(person_id(name), name) for name in names)


def _first_fault(error: ValidationError) -> str:
    """`imdb_rating: Input should be less than or equal to 10`."""
    fault = error.errors(include_url=False)[0]
    field = ".".join(map(str, fault["loc"]))
    return f"{field}: {fault['msg']}" if field else fault["msg"]


@asynccontextmanager
async def _open(_: SourceRequest) -> AsyncIterator[OpenSource]:
    films = await asyncio.to_thread(read_sample)
    yield OpenSource(films, len(films))


SOURCE = Source("sample", "the sample of well-known films", _open)
