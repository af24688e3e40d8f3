"""What an explanation says of scores is true on each engine: the parts make up what the engine says itself."""

from collections.abc import Callable
from typing import Any

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from catalogue.engine import client_options
from movies.explain.clauses import Part, parts_of, score_clauses
from movies.explain.in_process import answer_in_process
from movies.explain.recording import RecordingEngine

_TARGETS = [
    "/api/v1/films?query=star+wars",
    "/api/v1/films?query=the+man&genre=drama&page_number=2&page_size=5",
    "/api/v1/films?query=%22star+wars%22+1977+-jedi",
    "/api/v1/films?query=matrux",
    "/api/v1/films?query=vfnhbwf",
    "/api/v1/films?query=teh+godfahter+par&facets=genre&type=movie",
    "/api/v1/films/suggest?query=the+god",
    "/api/v1/films/b3e7b4a5-89bb-54d2-881b-7a57c658ed4e/similar",
    "/api/v1/persons?query=kurosava",
    "/api/v1/persons/66f36ec1-b175-5748-9d57-df8f68494eaf/films?query=samurai",
    "/api/v1/search?query=drama",
]


@pytest.mark.parametrize("target", _TARGETS)
async def test_the_parts_of_each_score_add_up_to_it(sample_url: str, target: str) -> None:
    engine = RecordingEngine(**client_options(sample_url, timeout_s=60))
    explained = 0
    async with engine:
        await answer_in_process(target, engine, one_shard=True)
        for asked in [search for call in tuple(engine.calls) for search in call.searches()]:
            hits = asked.answer["hits"]["hits"]
            ids = [hit["_id"] for hit in hits]
            scores = await score_clauses(engine, asked.of, asked.body["query"], ids, asked.parameters)
            for hit in hits:
                check(parts_of(asked.body["query"], scores, hit["_id"], hit["_score"]))
                explained += 1

    assert explained > 0


def check(part: Part) -> None:
    """See that the score of a clause is what its parts make of it, and so for each of them."""
    assert part.score > 0
    parts = [each.score for each in part.parts]
    if part.clause.startswith("sum of"):
        assert parts
        factor = float(part.clause.partition(", times ")[2] or 1)
        assert part.score == pytest.approx(factor * sum(parts), rel=1e-4)
    elif part.clause.startswith("best of"):
        assert parts
        share = float(part.clause.removeprefix("best of").removeprefix(", and ").removesuffix(" of the others") or 0)
        assert part.score == pytest.approx(max(parts) + share * (sum(parts) - max(parts)), rel=1e-4)
    elif part.clause.startswith("times "):
        (scored,) = parts
        assert part.score == pytest.approx(float(part.clause.split()[1]) * scored, rel=1e-2)
    else:
        assert not parts
    for each in part.parts:
        check(each)


@pytest.mark.parametrize("target", _TARGETS)
async def test_an_explained_request_asks_the_engine_what_a_served_one_asks(
    make_client: Callable[..., Client], sample_url: str, target: str, recorded: list[RecordingEngine]
) -> None:
    _, response = await make_client(elasticsearch_url=sample_url).get(target)
    explaining = RecordingEngine(**client_options(sample_url, timeout_s=60))
    async with explaining:
        answered = await answer_in_process(target, explaining, one_shard=True)

    assert answered.response.body == response.content
    assert asked_by(explaining) == asked_by(*recorded)


def asked_by(*engines: RecordingEngine) -> list[tuple[Any, ...]]:
    """What was asked for a request; a service asks for the version of the catalogue besides."""
    calls = [call for engine in engines for call in engine.calls if "/_alias" not in call.path]
    return [(call.method, call.path, call.parameters, call.body) for call in calls]
