"""The searches that people reported: each finds one of the expected films high enough, on both engines."""

import io
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from zlib import crc32

import pytest
import pytest_asyncio
from sanic_testing.testing import SanicASGITestClient as Client

from benchmarks.relevance.asking import FIRST_PAGE, search_target
from benchmarks.relevance.films import Case, read_cases, read_real_films, titles_of
from catalogue.engine import connect
from catalogue.model import Film
from etl.films import load_films
from tests.fixtures.catalogues import remove_all

_CASES = read_cases().cases
_FILMS = 3_000
_TIMEOUT_S = 60


def confusable_films(films: Sequence[Film], count: int) -> list[Film]:
    """The films that answer a case, then those whose titles share words with one, then others; always the same."""
    expected = {film.title for case in _CASES for film in case.expect}
    words = set(_words([*expected, *(case.query for case in _CASES)]))

    def order(film: Film) -> tuple[bool, int, int]:
        shared = len(words.intersection(_words(titles_of(film))))
        return film.title not in expected, -shared, crc32(film.id.bytes)

    return sorted(films, key=order)[:count]


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from re.findall(r"\w+", text.casefold())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cases_url(engine_url: str) -> AsyncIterator[str]:
    """The URL of each engine in turn with films in it that the cases may be confused with."""
    films = confusable_films(read_real_films(), _FILMS)
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await load_films(engine, films, total=len(films), stream=io.StringIO())
    yield engine_url
    async with connect(engine_url, timeout_s=_TIMEOUT_S) as engine:
        await remove_all(engine)


@pytest.mark.parametrize("case", _CASES, ids=[case.query for case in _CASES])
async def test_a_reported_search_finds_what_was_meant(
    make_client: Callable[..., Client], cases_url: str, case: Case
) -> None:
    client = make_client(elasticsearch_url=cases_url)

    _, answer = await client.get(search_target(case.query))

    found = [(film["title"], film["release_year"]) for film in answer.json["items"]]
    assert len(found) <= FIRST_PAGE
    assert any(case.is_answered_by(*film) for film in found[: case.within]), found
