"""The cache as clients see it, on the real server and each engine: every path, and loads in between."""

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from catalogue.documents import DOCUMENTS, index_alias
from catalogue.engine import connect
from etl.engine_requests import served_indices
from etl.films import load_films as load_into
from etl.sources.generator import generate_films
from harness.api_server import Server, free_port, served
from movies.http.swagger import OPENAPI_FILE
from tests.fixtures.catalogues import load_sample

# Longer than anything takes if all is well, and far below the lifetime of an answer, 300 s.
_SOON_S = 60.0

# Each path with two spellings of one request, which no other test sends.
_SPELLINGS = {
    "/api/v1/films": (
        "/films?genre=drama&genre=Crime&page_size=3&sort=title",
        "/films?sort=title&page_size=3&genre=crime&genre=drama",
    ),
    "/api/v1/films/{film_id}": ("/films/{film}", "/films/{FILM}"),
    "/api/v1/films/{film_id}/similar": ("/films/{film}/similar?page_size=3", "/films/{FILM}/similar?page_size=3"),
    "/api/v1/films/suggest": ("/films/suggest?query=star+wa", "/films/suggest?query=STAR%20wa"),
    "/api/v1/genres": ("/genres?films_count__gte=1&page_size=3", "/genres?page_size=3&films_count__gte=1"),
    "/api/v1/genres/{genre_id}": ("/genres/{genre}", "/genres/{GENRE}"),
    "/api/v1/genres/suggest": ("/genres/suggest?query=dra", "/genres/suggest?query=Dra"),
    "/api/v1/persons": ("/persons?role=actor,writer&page_size=3", "/persons?page_size=3&role=writer&role=actor"),
    "/api/v1/persons/{person_id}": ("/persons/{person}", "/persons/{PERSON}"),
    "/api/v1/persons/suggest": ("/persons/suggest?query=akira+ku", "/persons/suggest?query=Akira%20Ku"),
    "/api/v1/persons/{person_id}/films": (
        "/persons/{person}/films?sort=title&page_size=3",
        "/persons/{PERSON}/films?page_size=3&sort=title",
    ),
    "/api/v1/search": ("/search?query=drama+star", "/search?query=DRAMA%20star"),
}


@dataclass
class Service:
    """The API on one worker, over a catalogue of its own."""

    api: Server
    engine_url: str

    def ask(self, path: str, **headers: str) -> "Answer":
        status, answered, body = self.api.get(f"/api/v1{path}", **headers)
        assert status in (200, 304), body
        return Answer(status, answered["X-Cache"], answered["ETag"], int(answered["X-Engine-Calls"]), body)

    def ask_until(self, path: str, is_so: Callable[["Answer"], bool]) -> "Answer":
        """The first answer for which `is_so` holds, which must come soon."""
        deadline_s = time.monotonic() + _SOON_S
        while not is_so(answer := self.ask(path)):
            assert time.monotonic() < deadline_s, answer
        return answer

    def id_of(self, path: str, number: int = 0) -> str:
        """The id of an item of a list."""
        return str(self.ask(path).items[number]["id"])


@dataclass
class Answer:
    """An answer as far as it matters here; `engine_calls` counts those of all requests so far."""

    status: int
    state: str
    etag: str
    engine_calls: int
    body: bytes

    @property
    def is_hit(self) -> bool:
        return self.state == "HIT"

    @property
    def items(self) -> list[Any]:
        return list(json.loads(self.body)["items"])

    @property
    def total(self) -> int:
        return int(json.loads(self.body)["total"])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    port = free_port()
    log_file = tmp_path_factory.mktemp("cached") / "log"
    async with connect(engine_url, timeout_s=_SOON_S) as engine:
        await load_sample(engine, stream=io.StringIO())
        command = ["python", "-m", "benchmarks.counting_app", str(port)]
        settings: dict[str, Any] = {
            "ELASTICSEARCH_URL": engine_url,
            "ELASTICSEARCH_TIMEOUT_S": str(_SOON_S),
            "REDIS_URL": "",
        }
        with served(command, log_file, port, **settings) as api:
            yield Service(api, engine_url)
        for document in DOCUMENTS:
            for index in await served_indices(engine, index_alias(document)):
                await engine.indices.delete(index=index)


def data_paths() -> list[str]:
    documented = json.loads(OPENAPI_FILE.read_bytes())["paths"]
    return [path for path in documented if path.startswith("/api/")]


@pytest.mark.parametrize("path", data_paths())
def test_the_second_request_is_a_hit_however_it_is_spelled(service: Service, path: str) -> None:
    film, genre, person = (service.id_of(f"/{name}?page_size=1") for name in ("films", "genres", "persons"))
    ids = {"film": film, "FILM": film.upper(), "genre": genre, "GENRE": genre.upper()}
    first, second = (spelled.format(**ids, person=person, PERSON=person.upper()) for spelled in _SPELLINGS[path])
    missed = service.ask(first)
    hit = service.ask_until(first, lambda answer: answer.is_hit)
    same = service.ask(second)
    again = service.ask(second, **{"If-None-Match": hit.etag})

    assert missed.state == "MISS"
    assert hit.engine_calls == same.engine_calls == again.engine_calls
    assert {(each.body, each.etag) for each in (missed, hit, same)} == {(missed.body, missed.etag)}
    assert (again.status, again.body, again.etag) == (304, b"", missed.etag)


def test_different_lists_and_lists_of_different_persons_have_entries_of_their_own(service: Service) -> None:
    persons = [service.id_of("/persons?page_size=2", number) for number in (0, 1)]
    paths = ["/films", "/genres", "/persons", *(f"/persons/{person}/films" for person in persons)]
    kept = [service.ask_until(f"{path}?page_size=2", lambda answer: answer.is_hit).body for path in paths]

    assert len(set(kept)) == len(paths)


def test_a_load_shows_at_once_despite_the_cache(service: Service) -> None:
    path = "/films?page_size=1"
    before = service.ask_until(path, lambda answer: answer.is_hit)
    count = before.total + 1
    asyncio.run(load_films(service.engine_url, count))

    shown = service.ask_until(path, lambda answer: answer.total == count)
    assert shown.etag != before.etag
    assert service.ask_until(path, lambda answer: answer.is_hit).total == count


async def load_films(engine_url: str, count: int) -> None:
    async with connect(engine_url, timeout_s=_SOON_S) as engine:
        await load_into(engine, generate_films(count), total=count, stream=io.StringIO())
