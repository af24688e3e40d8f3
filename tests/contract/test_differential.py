"""Random film searches, each of which has to find the same on both engines, in the same order but for relevance."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from movies.films import FilmSearch
from search_queries import InvalidQueryError
from tests.contract.engines import Engines
from tests.contract.generated_films import DAYS, GENRES, PEOPLE, RATINGS, VOTES, WORDS, YEARS, generate, id_of

_FILMS = 3_000
_SEARCHES = 300
_WALKS = 25

_genres = st.sampled_from((*GENRES, "drama", "ELOCHNYJ", "елочный", "cafe  society", "No Such Genre"))
_people = st.sampled_from((*PEOPLE, "her", "STANISLAW LEM", "алена бабенко", "Nobody"))
_genre_ids = st.sampled_from([id_of(name) for name in (*GENRES, "No Such Genre")])
_person_ids = st.sampled_from([id_of(name) for name in (*PEOPLE, "Nobody")])
_word = st.sampled_from((*WORDS, *(part for name in PEOPLE for part in name.split())))
_words = st.one_of(_word, st.sampled_from(PEOPLE), st.lists(_word, min_size=2, max_size=3).map(" ".join))
# What a text parameter is asked for, by the part of its name before the lookup.
_TEXTS: dict[str, st.SearchStrategy[str]] = {
    "query": st.one_of(_words, _words.map(str.upper), _words.map(str.lower)),
    "genre": _genres,
    "genre_id": _genre_ids,
    **dict.fromkeys(("person", "actor", "writer", "director"), _people),
    **dict.fromkeys(("person_id", "actor_id", "writer_id", "director_id"), _person_ids),
}
# What a number is asked for: mostly what films have, so that bounds fall on ties.
_NUMBERS: dict[str, st.SearchStrategy[int | float]] = {
    "imdb_rating": st.one_of(st.sampled_from(RATINGS), st.floats(0, 10)),
    "release_year": st.one_of(st.sampled_from(YEARS), st.integers(1800, 2200)),
    "page_number": st.one_of(st.integers(1, 4), st.integers(1, 100)),
    "page_size": st.one_of(st.sampled_from((1, 2, 10, 100)), st.integers(1, 100)),
}
# The most values of a list, by the lookup.
_MOST_VALUES = {"": 8, "all": 2, "not": 3}


def _values(name: str, schema: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    """Values of a parameter, as its declaration has them."""
    base, _, lookup = name.partition("__")
    if schema["type"] == "array":
        items = schema["items"]
        choices = items.get("enum")
        each = st.sampled_from(choices) if choices else _TEXTS[base]
        if name == "sort":
            keys = st.lists(each, min_size=1, max_size=3, unique_by=lambda key: key.removeprefix("-"))
            return keys.map(lambda chosen: [",".join(chosen)])
        return st.lists(each, min_size=1, max_size=_MOST_VALUES[lookup])
    if schema["type"] == "boolean":
        return st.sampled_from((["true"], ["false"]))
    return (_NUMBERS if schema["type"] in ("integer", "number") else _TEXTS)[base].map(lambda value: [value])


_PARAMETERS = {declared["name"]: declared["schema"] for declared in FilmSearch.openapi_parameters()}


@st.composite
def searches(draw: st.DrawFn, most: int = 3) -> FilmSearch:
    """A film search of some of the parameters that the declaration has."""
    names = draw(st.lists(st.sampled_from(sorted(_PARAMETERS.keys() - {"query"})), max_size=most - 1, unique=True))
    if draw(st.booleans()):
        names.append("query")
    pairs = [(name, value) for name in names for value in draw(_values(name, _PARAMETERS[name]))]
    try:
        return FilmSearch.parse(urlencode(pairs).encode())
    except InvalidQueryError:
        assume(False)
        raise


class Found(NamedTuple):
    """What of an answer has to be the same."""

    ids: list[str]
    sort_values: list[Any]
    total: Any


async def find(engine: AsyncElasticsearch, index: str, search: FilmSearch, **page: int) -> Found:
    body = {**search.build().to_dict(), "_source": False, **page}
    answer = (await engine.search(index=index, body=body))["hits"]
    return Found([hit["_id"] for hit in answer["hits"]], [hit["sort"] for hit in answer["hits"]], answer["total"])


def is_by_relevance(search: FilmSearch) -> bool:
    return "_score" in search.build().to_dict()["sort"][0]


@pytest_asyncio.fixture
async def loaded(engines: Engines) -> Engines:
    # Some of another seed first, which those of the same numbers then replace.
    await engines.create_films([*generate(_FILMS // 10, seed=2), *generate(_FILMS)])
    return engines


def bounded(examples: int) -> settings:
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


@bounded(_SEARCHES)
@given(search=searches())
async def test_a_search_finds_the_same_on_both_engines(loaded: Engines, search: FilmSearch) -> None:
    embedded, elasticsearch = await loaded.both(lambda engine: find(engine, loaded.index, search))
    all_embedded, all_elasticsearch = await loaded.both(
        lambda engine: find(engine, loaded.index, search, **{"from": 0, "size": 10_000})
    )

    assert sorted(all_embedded.ids) == sorted(all_elasticsearch.ids)
    assert embedded.total == elasticsearch.total == {"value": len(all_elasticsearch.ids), "relation": "eq"}
    if not is_by_relevance(search):
        assert all_embedded == all_elasticsearch
        assert embedded == elasticsearch


@bounded(_WALKS)
@given(search=searches(most=2), size=st.integers(1, 100))
async def test_a_walk_over_the_pages_neither_repeats_nor_skips(loaded: Engines, search: FilmSearch, size: int) -> None:
    for engine in (loaded.embedded, loaded.elasticsearch):
        whole = await find(engine, loaded.index, search, **{"from": 0, "size": 10_000})
        size = max(size, len(whole.ids) // 10)  # so that no walk is of more than some ten pages
        walked: list[str] = []
        for start in range(0, len(whole.ids) + size, size):
            walked += (await find(engine, loaded.index, search, **{"from": start, "size": size})).ids

        assert walked == whole.ids
        assert len(walked) == len(set(walked))


def test_the_generated_films_are_as_awkward_as_they_are_meant_to_be() -> None:
    films = generate(_FILMS)
    titles = [film["title"] for film in films]

    assert len(set(titles)) < len(titles) - 500
    for field, values in (("imdb_rating", RATINGS), ("votes", VOTES), ("release_date", DAYS)):
        assert {film.get(field) for film in films} == {None, *values}
    assert len({film["id"] for film in films}) == _FILMS
