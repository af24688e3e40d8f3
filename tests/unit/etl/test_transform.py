"""Rows become documents that fill the whole mapping."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest
from elasticsearch.dsl import AsyncDocument

from catalogue.documents import FilmDocument, GenreDocument, PersonDocument
from catalogue.model import Film, Genre, Person
from etl.credit_counter import CreditCounter
from etl.load import iterate
from etl.sources.generator import generate_films
from etl.sources.sample import read_sample
from etl.transform import film_document, film_names, genre_document, person_document, renown

TARKOVSKY = Person(UUID(int=2), "Andrei Tarkovsky")
LEM = Person(UUID(int=3), "Stanisław Lem")
SOLARIS = Film(
    id=UUID(int=1),
    title="Solaris",
    original_title="Солярис",
    alternative_titles=("Solyaris",),
    description="A planet that thinks.",
    type="movie",
    imdb_rating=8.0,
    votes=99_000,
    release_date=date(1972, 5, 13),
    release_year=1972,
    genres=(Genre(UUID(int=4), "Drama"),),
    actors=(),
    writers=(LEM, TARKOVSKY),
    directors=(TARKOVSKY,),
    modified=datetime(2026, 11, 1, tzinfo=UTC),
)


def test_a_film_becomes_a_document() -> None:
    assert as_sent(film_document(SOLARIS)) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "id_hash": -4744327617648345214,
        "title": "Solaris",
        "original_title": "Солярис",
        "alternative_titles": ["Solyaris"],
        "description": "A planet that thinks.",
        "type": "movie",
        "imdb_rating": 8.0,
        "votes": 99_000,
        "release_date": "1972-05-13",
        "release_year": 1972,
        "genres": [{"id": "00000000-0000-0000-0000-000000000004", "name": "Drama"}],
        "actors": [],
        "writers": [
            {"id": "00000000-0000-0000-0000-000000000003", "full_name": "Stanisław Lem"},
            {"id": "00000000-0000-0000-0000-000000000002", "full_name": "Andrei Tarkovsky"},
        ],
        "directors": [{"id": "00000000-0000-0000-0000-000000000002", "full_name": "Andrei Tarkovsky"}],
        "names": {
            "title": ["solaris"],
            "other_titles": ["солярис", "solyaris"],
            "titles": ["solaris", "солярис", "solyaris"],
            "whole": ["1 solaris", "1 солярис", "1 solyaris"],
            "length": 1,
            "people": ["stanislaw lem", "andrei tarkovsky"],
            "sounds": "slrs 0slrs0 stnsl stnslv lm stnsl0lm stnslv0lm andr trkvsk andr0trkvsk",
        },
        "renown": 0.2075,
        "genre_facet": ["Drama\x1f00000000-0000-0000-0000-000000000004"],
        "director_facet": ["Andrei Tarkovsky\x1f00000000-0000-0000-0000-000000000002"],
        "modified": "2026-11-01T00:00:00Z",
    }


def test_what_is_unknown_is_left_out() -> None:
    unknown = SOLARIS._replace(
        original_title=None, description=None, imdb_rating=None, votes=None, release_date=None, release_year=None
    )
    assert set(film_document(unknown)) == {
        *(
            "id",
            "id_hash",
            "title",
            "alternative_titles",
            "type",
            "genres",
            "actors",
            "writers",
            "directors",
            "names",
            "renown",
            "genre_facet",
            "director_facet",
            "modified",
        )
    }


@pytest.mark.parametrize(
    ("votes", "rating", "expected"),
    [
        (None, 8.0, 0.0),
        (0, 8.0, 0.0),
        (1, 5.0, 0.0),
        (1_000, 6.0, 0.1108),
        (1_000, None, 0.0692),
        (10_000_000, 10.0, 0.3),
    ],
)
def test_renown_grows_with_votes_and_rating_up_to_a_limit(
    votes: int | None, rating: float | None, expected: float
) -> None:
    assert renown(votes, rating) == expected


def test_a_title_is_kept_in_latin_letters_and_with_numbers_as_digits() -> None:
    assert film_names("Брат II", ["The Seventh Seal", "Брат 2"], ["Amélie"]) == {
        "title": ["брат 2", "brat 2"],
        "other_titles": ["the 7th seal", "брат 2", "brat 2"],
        "titles": ["брат 2", "brat 2", "the 7th seal"],
        "whole": ["2 брат2", "2 братii", "2 brat2", "2 bratii", "2 7thseal", "2 seventhseal"],
        "length": 2,
        "people": ["amelie"],
        "sounds": "sl aml",
    }


def test_a_rating_of_zero_is_known() -> None:
    assert film_document(SOLARIS._replace(imdb_rating=0.0, votes=0))["imdb_rating"] == 0.0


@pytest.mark.parametrize("document", [FilmDocument, GenreDocument, PersonDocument])
@pytest.mark.parametrize(
    "source", [read_sample, lambda: list(generate_films(200, persons=100))], ids=["sample", "generator"]
)
async def test_a_source_fills_every_mapped_field(
    source: Callable[[], list[Film]], document: type[AsyncDocument]
) -> None:
    counter = CreditCounter()
    films = [film async for film in counter.count_while_streaming(iterate(source()))]
    documents: dict[Any, list[dict[str, Any]]] = {
        FilmDocument: [film_document(film) for film in films],
        GenreDocument: [genre_document(genre) for genre in counter.genres()],
        PersonDocument: [person_document(person) async for person in counter.persons()],
    }
    fields = {field for one in documents[document] for field in filled(one)}
    assert fields == set(mapped(document._index.to_dict()["mappings"]["properties"]))


def as_sent(document: Mapping[str, Any]) -> Any:
    return json.loads(orjson.dumps(document, option=orjson.OPT_UTC_Z))


def mapped(properties: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """`title`, `genres.id`: the fields that a document itself has, without their other forms."""
    for name, field in properties.items():
        if "properties" in field:
            yield from mapped(field["properties"], f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def filled(value: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from filled(part, f"{prefix}.{name}" if prefix else name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from filled(part, prefix)
    else:
        yield prefix
