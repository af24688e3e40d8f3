"""Shapes of databases seen in public repositories, six films each: whole documents, on both engines.

`schemas/*.sql` were written for this service after those repositories; the first line of each says what is to come out.
`schemas/changed/*.sql` change one of them to other shapes, of which the same six films are to come out.
"""

import io
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import psycopg
import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from catalogue.model import CreditedPerson, Film, FilmType, Genre, GenreStats, Person
from catalogue.settings import Settings
from etl.films import load_source
from etl.inspect import inspect_database
from etl.sources.reading.values import stable_id
from etl.sources.registry import SOURCES
from etl.sources.source import SourceRequest
from etl.transform import film_document, genre_document, person_document
from harness.api_server import free_port, served
from harness.postgres_server import new_database
from tests.fixtures.catalogues import remove_all
from tests.fixtures.sqlite_copy import copy_to_sqlite
from tests.fixtures.sqlite_films import read_sqlite, sqlite_request

_FOLDER = Path(__file__).parent / "schemas"
_SCHEMAS = sorted(_FOLDER.glob("*.sql"))
_CHANGES = sorted((_FOLDER / "changed").glob("*.sql"))
_CHANGED = _FOLDER / "03-schema-public.sql"
_MODIFIED = datetime(2021, 6, 16, 20, 14, 9, 271_850, tzinfo=UTC)

_COMEDY = Genre(UUID("3af7027b-a00d-57d8-962e-8a1386665615"), "Comedy")
_CRIME = Genre(UUID("0745420d-135e-5536-90e6-785f5dbadb5f"), "Crime")
_DRAMA = Genre(UUID("73710da8-9bdf-5de6-ab10-bcd9d19eea4b"), "Drama")
_ADA = Person(UUID("32109b88-0f35-5d56-8739-08d219e8c9f7"), "Ada Moor")
_BEN = Person(UUID("62bb88b9-9965-53f3-b6cd-83e1ad63417b"), "Ben Rusk")
_CEM = Person(UUID("e38ed0fa-9361-547b-93d0-cef96b79d52d"), "Cem Ortak")
_DORA = Person(UUID("d40ad018-21a8-52df-9aff-d474d1a6d236"), "Dora Iwu")
_ANNA = Person(UUID("b4cacba5-6938-52e8-88cb-1367440f0d5d"), "Анна Лис")


def _film(
    film_id: str,
    title: str,
    film_type: FilmType,
    day: date | None,
    rating: float | None,
    genres: tuple[Genre, ...] = (),
    **people: tuple[Person, ...],
) -> Film:
    return Film(
        id=UUID(film_id),
        title=title,
        original_title=None,
        alternative_titles=(),
        description=None,
        type=film_type,
        imdb_rating=rating,
        votes=None,
        release_date=day,
        release_year=day.year if day else None,
        genres=genres,
        actors=people.get("actors", ()),
        writers=people.get("writers", ()),
        directors=people.get("directors", ()),
        modified=_MODIFIED,
    )


_NORTHERN_LIGHTS = _film(
    *("f7b27b06-9979-5e55-b20d-2c1eb4cc3ceb", "Northern Lights", "movie", date(2001, 5, 4), 8.1, (_DRAMA,)),
    actors=(_ADA,),
    directors=(_BEN,),
)
_PAPER_MOONS = _film(
    *("cfe80252-2bab-5d4c-ba39-0c43ae9d27a7", "Paper Moons", "movie", None, None, (_COMEDY, _DRAMA)),
    actors=(_ADA,),
    writers=(_ADA,),
)
_HARBOUR_STREET = _film(
    *("ca21a668-36e1-551e-9adf-1439032c84d6", "Harbour Street", "tv_show", date(2015, 1, 1), 6.4, (_CRIME,)),
    actors=(_CEM,),
    writers=(_BEN,),
)
_QUIET_ENGINE = _film(
    *("ffff346e-1898-5ec1-ba49-dd33eb2cb9eb", "Quiet Engine", "movie", date(1977, 11, 20), 7.0), directors=(_DORA,)
)
_SNOWY_PATH = _film(
    *("dc73fc79-c31f-55e5-ab47-8a08cbd57833", "Снежный путь", "movie", date(1983, 2, 2), 7.7, (_DRAMA,)),
    actors=(_ANNA,),
)
_HALFWAY_HOUSE = _film(
    *("8213c6a9-7d23-51ad-8c99-849704a42338", "Halfway House", "tv_show", date(2019, 9, 9), 5.5, (_COMEDY,)),
    actors=(_DORA,),
    directors=(_CEM,),
)
_FILMS = (_NORTHERN_LIGHTS, _PAPER_MOONS, _HARBOUR_STREET, _QUIET_ENGINE, _SNOWY_PATH, _HALFWAY_HOUSE)

# The films that differ from the six, or None if one is rejected, and what a load says of it.
_DIFFERENCES: dict[str, tuple[dict[Film, Film | None], str]] = {
    "04-one-rating-of-73": (
        {_NORTHERN_LIGHTS: _NORTHERN_LIGHTS._replace(imdb_rating=None)},
        "left out 1: film_work.rating: a rating that is not from 0 to 10",
    ),
    "07-roles-upper-case-and-a-producer": (
        {_HARBOUR_STREET: _HARBOUR_STREET._replace(writers=())},
        "left out 1: credits in a role that is not kept: PRODUCER",
    ),
    "08-an-empty-title": ({_QUIET_ENGINE: None}, "left out 1: film_work.title: no title"),
}

# SQLite has no schemas, materialized views, inheritance, or type of UUIDs, by which a person of two tables or two forms
# is one.
_OF_POSTGRESQL = (
    "views-over-quoted-names",
    "a-cast-and-a-crew-of-people",
    "a-table-of-people-for-each-role",
    "writers-by-ids-in-objects",
    "uuids-as-texts-and-bytes",
    "people-in-another-schema",
    "tables-that-inherit-from-films",
)
_IN_SQLITE = [path for path in _CHANGES if path.stem not in _OF_POSTGRESQL]
# Those of which only keys and references tell what the columns mean.
_OF_KEYS = (
    *("a-cast-with-parts-that-come-again", "columns-of-names-that-say-little", "foreign-keys-to-other-columns"),
    *("links-of-both-kinds-in-one-table", "names-in-rows-of-cast-and-crew", "tables-of-other-names"),
)
_TOLD_WITHOUT_KEYS = [path for path in _IN_SQLITE if path.stem not in _OF_KEYS]


@pytest.fixture(scope="module")
def server_url(postgres: str) -> Iterator[str]:
    with new_database(postgres) as url:
        yield url


@pytest_asyncio.fixture
async def client(engine: AsyncElasticsearch) -> AsyncIterator[AsyncElasticsearch]:
    yield engine
    await remove_all(engine)


@pytest.fixture(params=_SCHEMAS, ids=lambda path: path.stem)
def schema(request: pytest.FixtureRequest, server_url: str) -> str:
    """The name of each schema in turn, which the database then has."""
    file: Path = request.param
    _make(server_url, file)
    return file.stem


@pytest.fixture(params=_CHANGES, ids=lambda path: path.stem)
def changes(request: pytest.FixtureRequest, server_url: str) -> str:
    """The name of each of the changed schemas in turn, which the database then has."""
    file: Path = request.param
    _make(server_url, _CHANGED, file)
    return file.stem


async def test_a_database_loads_as_it_is(
    server_url: str, client: AsyncElasticsearch, schema: str, tmp_path: Path
) -> None:
    request = SourceRequest(Settings(postgres_url=server_url, etl_rejects=str(tmp_path / "rejects")))
    said = io.StringIO()
    await load_source(client, SOURCES["postgres"], request, stream=said)

    changed, line = _DIFFERENCES.get(schema, ({}, ""))
    films = [film for film in (changed.get(film, film) for film in _FILMS) if film is not None]
    assert await _documents(client, "movies") == _sent(film_document, films)
    assert await _documents(client, "genres") == _sent(genre_document, _genres_of(films))
    assert await _documents(client, "persons") == _sent(person_document, _persons_of(films))
    assert line in said.getvalue()
    assert ("left out" in said.getvalue()) == (schema in _DIFFERENCES)
    assert ("on a scale of 100" in said.getvalue()) == (schema == "05-ratings-0-to-100")


async def test_a_database_of_another_shape_loads_as_it_is(
    server_url: str, client: AsyncElasticsearch, changes: str, tmp_path: Path
) -> None:
    request = SourceRequest(Settings(postgres_url=server_url, etl_rejects=str(tmp_path / "rejects")))
    said = io.StringIO()
    await load_source(client, SOURCES["postgres"], request, stream=said)

    films = [_of_names(film) for film in _FILMS] if changes.startswith("names-in") else _FILMS
    assert await _documents(client, "movies") == _sent(film_document, films)
    assert await _documents(client, "genres") == _sent(genre_document, _genres_of(films))
    assert await _documents(client, "persons") == _sent(person_document, _persons_of(films))
    assert "left out" not in said.getvalue()


@pytest.mark.parametrize("changes", _IN_SQLITE, ids=lambda path: path.stem, indirect=True)
async def test_a_sqlite_file_of_another_shape_is_read_as_it_is(server_url: str, changes: str, tmp_path: Path) -> None:
    file, mapping = copy_to_sqlite(server_url, tmp_path / "a.db"), tmp_path / "catalogue.toml"
    films, rejects = await read_sqlite(file)

    expected = [_of_names(film) for film in _FILMS] if changes.startswith("names-in") else _FILMS
    assert {film.id: film for film in films} == {film.id: film for film in expected}
    assert not rejects.counts
    assert await inspect_database(SOURCES["sqlite"], sqlite_request(file), io.StringIO(), mapping)
    assert (await read_sqlite(file, mapping=str(mapping)))[0] == films


@pytest.mark.parametrize("changes", _TOLD_WITHOUT_KEYS, ids=lambda path: path.stem, indirect=True)
async def test_a_sqlite_file_without_keys_is_read_as_with_them(server_url: str, changes: str, tmp_path: Path) -> None:
    films, rejects = await read_sqlite(copy_to_sqlite(server_url, tmp_path / "a.db", has_keys=False))

    expected = [_of_names(film) for film in _FILMS] if changes.startswith("names-in") else _FILMS
    assert {film.id: film for film in films} == {film.id: film for film in expected}
    assert not rejects.counts


def test_a_first_start_serves_the_database_of_the_user(server_url: str, tmp_path: Path) -> None:
    _make(server_url, _CHANGED)
    settings: dict[str, Any] = {"POSTGRES_URL": server_url, "ELASTICSEARCH_URL": f"embedded:{tmp_path}/catalogue"}
    port = free_port()
    with served(["python", "app.py"], tmp_path / "log", port, PORT=str(port), WORKERS="1", **settings) as server:
        status, _, body = server.get("/api/v1/films?sort=title&fields=title")

    assert status == 200
    assert [film["title"] for film in json.loads(body)["items"]] == sorted(film.title for film in _FILMS)


def test_there_are_nine_schemas() -> None:
    assert len(_SCHEMAS) == 9
    assert set(_DIFFERENCES) < {schema.stem for schema in _SCHEMAS}


def _make(server_url: str, *files: Path) -> None:
    """Make the database that SQL files describe, in place of what is there."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute("DROP SCHEMA IF EXISTS content CASCADE; DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute("CREATE SCHEMA public")
        for file in files:
            connection.execute(file.read_bytes())


def _of_names(film: Film) -> Film:
    """A film whose genres and people have ids that are made of their names."""
    genres = tuple(genre._replace(id=stable_id("genre", genre.name)) for genre in film.genres)

    def people(of: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(person._replace(id=stable_id("person", person.full_name)) for person in of)

    return film._replace(
        genres=genres, actors=people(film.actors), writers=people(film.writers), directors=people(film.directors)
    )


def _genres_of(films: Sequence[Film]) -> Iterator[GenreStats]:
    for genre in {genre for film in films for genre in film.genres}:
        yield GenreStats(genre, sum(genre in film.genres for film in films), _MODIFIED)


def _persons_of(films: Sequence[Film]) -> Iterator[CreditedPerson]:
    for person in {person for film in films for person in (*film.actors, *film.writers, *film.directors)}:
        acted = {film.id for film in films if person in film.actors}
        wrote = {film.id for film in films if person in film.writers}
        directed = {film.id for film in films if person in film.directors}
        roles = {"actor": acted, "writer": wrote, "director": directed}
        if credited := acted | wrote | directed:
            known: Any = tuple(role for role, of in roles.items() if of)
            yield CreditedPerson(person, known, len(credited), _MODIFIED)


def _sent(to_document: Callable[[Any], Mapping[str, Any]], rows: Iterable[Any]) -> dict[str, Any]:
    """The documents of rows as an engine takes them."""
    documents = [json.loads(orjson.dumps(to_document(row), option=orjson.OPT_UTC_Z)) for row in rows]
    return {document["id"]: document for document in documents}


async def _documents(client: AsyncElasticsearch, index: str) -> dict[str, Any]:
    answer = await client.search(index=index, size=100)
    return {hit["_id"]: hit["_source"] for hit in answer["hits"]["hits"]}
