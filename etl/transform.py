"""Row -> index document, the same for every source."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from math import log10
from typing import Any
from uuid import UUID

from catalogue.documents import facet_values
from catalogue.model import CreditedPerson, Film, GenreStats, Person
from search_queries.words.fields import spell_names, spell_title

_GREATEST_RENOWN = 0.3
# The most voted films of IMDb have about three million votes.
_MOST_VOTES_LOG10 = 6.5


def film_document(film: Film) -> dict[str, Any]:
    """The FilmDocument of a row; a value that the row lacks is left out.

    Ids, dates and times stay objects: orjson writes them, faster than Python turns them into text.
    """
    document = {
        "id": film.id,
        "id_hash": id_hash(film.id),
        "title": film.title,
        "original_title": film.original_title,
        "alternative_titles": film.alternative_titles,
        "description": film.description,
        "type": film.type,
        "imdb_rating": film.imdb_rating,
        "votes": film.votes,
        "release_date": film.release_date,
        "release_year": film.release_year,
        "genres": [{"id": genre.id, "name": genre.name} for genre in film.genres],
        "actors": _credits(film.actors),
        "writers": _credits(film.writers),
        "directors": _credits(film.directors),
        "names": film_names(film.title, _other_titles(film), _people(film)),
        "renown": renown(film.votes, film.imdb_rating),
        "genre_facet": facet_values((genre.name, genre.id) for genre in film.genres),
        "director_facet": facet_values((person.full_name, person.id) for person in film.directors),
        "modified": film.modified,
    }
    return {field: value for field, value in document.items() if value is not None}


def genre_document(row: GenreStats) -> dict[str, Any]:
    """The GenreDocument of a row."""
    document = {
        "id": row.genre.id,
        "id_hash": id_hash(row.genre.id),
        "name": row.genre.name,
        "description": row.genre.description,
        "names": names(row.genre.name),
        "films_count": row.films_count,
        "modified": row.modified,
    }
    return {field: value for field, value in document.items() if value is not None}


def person_document(row: CreditedPerson) -> dict[str, Any]:
    """The PersonDocument of a row."""
    return {
        "id": row.person.id,
        "id_hash": id_hash(row.person.id),
        "full_name": row.person.full_name,
        "names": {**names(row.person.full_name), "sounds": spell_names([row.person.full_name]).sounds},
        "roles": row.roles,
        "films_count": row.films_count,
        "renown": _renown_of_person(row.films_count),
        "modified": row.modified,
    }


def names(name: str) -> dict[str, Any]:
    """The Names of a document that is called so."""
    spelled = spell_title(name)
    return {"title": spelled.words, "whole": spelled.whole, "length": spelled.length}


def film_names(title: str, other_titles: Iterable[str], people: Iterable[str]) -> dict[str, Any]:
    """The FilmNames of a film that is called so, made by these people."""
    own, others = spell_title(title), [*map(spell_title, other_titles)]
    titles = [own, *others]
    spelled_people = spell_names(people)
    return {
        "title": own.words,
        "other_titles": _each_once(spelled.words for spelled in others),
        "titles": _each_once(spelled.words for spelled in titles),
        "whole": _each_once(spelled.whole for spelled in titles),
        "length": own.length,
        "people": spelled_people.words,
        "sounds": " ".join(filter(None, dict.fromkeys([*(each.sounds for each in titles), spelled_people.sounds]))),
    }


def renown(votes: int | None, rating: float | None) -> float:
    """How well known and liked a film is: 0 without votes, about 0.3 with millions of them and the best rating.

    Votes count by their order of magnitude, and an unknown or bad rating takes up to half: 1,000 votes of 6.0 are 0.11.
    """
    if not votes:
        return 0.0
    known = min(log10(votes) / _MOST_VOTES_LOG10, 1.0)
    liked = 0.5 + (rating or 0.0) / 20
    return round(_GREATEST_RENOWN * known * liked, 4)


def id_hash(document_id: UUID) -> int:
    """What orders documents that tie: a signed number of 64 bits, the same for an id for ever."""
    return int.from_bytes(blake2b(document_id.bytes, digest_size=8).digest(), "big", signed=True)


def _renown_of_person(films_count: int) -> float:
    """How well known a person is: 0 for one film, 0.1 for ten, 0.3 for a thousand and more."""
    return round(min(log10(max(films_count, 1)) / 10, _GREATEST_RENOWN), 4)


def _each_once(texts: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(texts)))


def _credits(people: Iterable[Person]) -> list[dict[str, Any]]:
    return [{"id": person.id, "full_name": person.full_name} for person in people]


def _other_titles(film: Film) -> list[str]:
    return [*([film.original_title] if film.original_title else []), *film.alternative_titles]


def _people(film: Film) -> Iterator[str]:
    return (person.full_name for person in (*film.actors, *film.writers, *film.directors))
