"""Elasticsearch lets the service in no more, or what is in its place, such as a proxy, answers something else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
import structlog
from elasticsearch import AsyncElasticsearch
from sanic_testing.testing import SanicASGITestClient as Client

from movies.cache.catalogue_version import CatalogueVersion

_ID = "b1821dcf-0da6-5e6f-99a9-cef808664455"
_PATHS = (
    "/health/ready",
    "/api/v1/films",
    "/api/v1/films/suggest?query=war",
    "/api/v1/search?query=war",
    f"/api/v1/films/{_ID}",
    f"/api/v1/films/{_ID}/similar",
    f"/api/v1/persons/{_ID}/films",
)
_OF_ELASTICSEARCH = (
    "X-Elastic-Product: Elasticsearch\r\nContent-Type: application/vnd.elasticsearch+json;compatible-with=8"
)
_OF_A_PROXY = "Content-Type: text/html"
_FAILED = b'{"error": {"root_cause": [{"type": "i_o_exception"}], "type": "i_o_exception"}, "status": 500}'
_THREE_FAILED = b'{"responses": [%b, %b, %b]}' % (_FAILED, _FAILED, _FAILED)
_SOON_S = 30.0


@dataclass
class Impostor:
    """A server at a URL that answers each request with the same bytes."""

    url: str = ""
    answer: bytes = b""

    def say(self, body: bytes, headers: str = _OF_ELASTICSEARCH, status: str = "200 OK") -> None:
        self.answer = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length or 0))
                writer.write(self.answer)
        except asyncio.IncompleteReadError:
            writer.close()


@pytest_asyncio.fixture
async def impostor() -> AsyncIterator[Impostor]:
    made = Impostor()
    made.say(b"{}")
    async with await asyncio.start_server(made.handle, "127.0.0.1", 0) as server:
        made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield made


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        *((body, _OF_ELASTICSEARCH, "200 OK") for body in (b"{}", b"[]", b"null", b"5", b'{"responses":[5]}', b"")),
        (b"<html>", _OF_A_PROXY, "200 OK"),
        (b'{"hits":', _OF_ELASTICSEARCH, "200 OK"),
        *((b"<html>", _OF_A_PROXY, status) for status in ("404 Not Found", "405 Not Allowed", "501 Not Implemented")),
        (b"<html>", _OF_A_PROXY, "502 Bad Gateway"),
        (_FAILED, _OF_ELASTICSEARCH, "500 Internal Server Error"),
        (_THREE_FAILED, _OF_ELASTICSEARCH, "200 OK"),
        (b'{"error": {"type": "security_exception"}, "status": 401}', _OF_ELASTICSEARCH, "401 Unauthorized"),
        (b'{"error": {"type": "security_exception"}, "status": 403}', _OF_ELASTICSEARCH, "403 Forbidden"),
    ],
)
async def test_the_service_is_unavailable(
    make_client: Callable[..., Client], impostor: Impostor, body: bytes, headers: str, status: str
) -> None:
    client = make_client(elasticsearch_url=impostor.url)
    impostor.say(body, headers, status)
    answers = {}
    for path in _PATHS:
        _, answer = await client.get(path)
        answers[path] = answer.status

    assert answers == dict.fromkeys(_PATHS, 503)


async def test_the_log_says_why_one_of_several_searches_failed(
    make_client: Callable[..., Client], impostor: Impostor
) -> None:
    client = make_client(elasticsearch_url=impostor.url)
    impostor.say(_THREE_FAILED)
    with structlog.testing.capture_logs() as lines:
        await client.get("/health/ready")

    (cause,) = [line["cause"] for line in lines if line["event"] == "engine unavailable"]
    assert "i_o_exception" in str(cause)


async def test_the_catalogue_version_is_read_again_afterwards(impostor: Impostor) -> None:
    async with AsyncElasticsearch(impostor.url) as engine:
        version = CatalogueVersion(engine, ["movies"])
        impostor.say(b"[]")
        await version.read()
        assert version.current is None
        impostor.say(b'{"movies-1": {"aliases": {"movies": {}}}}')
        await version.read()

    assert version.current == "movies-1"


async def test_an_outage_is_one_line_and_its_end_another(impostor: Impostor) -> None:
    async with AsyncElasticsearch(impostor.url) as engine:
        version = CatalogueVersion(engine, ["movies"])
        with structlog.testing.capture_logs() as lines:
            for body in (b"{}", b"[]", b"<html>", b"[]", b"{}", b"{}"):
                impostor.say(body)
                await version.read()

    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("warning", "the search engine fails; searches get 503 or old answers until it is back"),
        ("info", "the search engine is back"),
    ]
