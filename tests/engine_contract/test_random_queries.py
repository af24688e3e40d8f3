"""Random queries made of constants: both engines find the same documents, and score them alike."""

from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.engines import Engines
from tests.fixtures.generated_films import PEOPLE, WORDS, generate
from tests.search_contract.random_searches import bounded

_FILMS = 400
_QUERIES = 250

_FIELDS = (
    "title",
    "names.titles",
    "title.raw",
    "names.titles",
    "actors.full_name",
    "directors.full_name.raw",
)
# Fields without stems, since those of words that nobody has differ: tests/engine_contract/divergences.py.
_TEXTS = ("names.titles", "names.titles", "alternative_titles.prefix")
_words = st.sampled_from([*WORDS, *(part for name in PEOPLE for part in name.split())])
_tokens = st.one_of(_words.map(str.lower), _words)


@st.composite
def _misspelt(draw: st.DrawFn) -> str:
    """A word, half of one, or one with a letter or two changed, left out or swapped."""
    word = draw(_tokens)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, max(len(word) - 1, 0)))
        rest = word[place + 1 :]
        word = word[:place] + draw(
            st.sampled_from([rest, f"x{rest}", rest[:1] + word[place : place + 1] + rest[1:], ""])
        )
    return word


_texts = st.lists(st.one_of(_words, _misspelt()), min_size=1, max_size=4).map(" ".join)
_fuzziness = st.sampled_from([0, 1, 2, "AUTO", "AUTO:4,8", "AUTO:1,3"])
_most = {"max_expansions": 1_000}
_boosts = st.sampled_from([0.0, 0.5, 1.0, 2.4, 12.0])

_leaves = st.one_of(
    st.builds(lambda field, value: {"term": {field: value}}, st.sampled_from(_FIELDS), _tokens),
    st.builds(lambda field, value: {"prefix": {field: value}}, st.sampled_from(_FIELDS), _misspelt()),
    st.builds(
        lambda field, value, fuzziness, swaps: {
            "fuzzy": {field: {"value": value, "fuzziness": fuzziness, "transpositions": swaps, **_most}}
        },
        st.sampled_from(_FIELDS),
        _misspelt(),
        _fuzziness,
        st.booleans(),
    ),
    st.builds(
        lambda field, text, fuzziness, operator: {
            "match": {field: {"query": text, "fuzziness": fuzziness, "operator": operator, **_most}}
        },
        st.sampled_from(_TEXTS),
        _texts,
        _fuzziness,
        st.sampled_from(["and", "or"]),
    ),
    st.builds(
        lambda field, text, minimum: {"match": {field: {"query": text, "minimum_should_match": minimum}}},
        st.sampled_from(_TEXTS),
        _texts,
        st.integers(-3, 4),
    ),
    st.builds(lambda field, text: {"match_phrase": {field: text}}, st.sampled_from(_TEXTS), _texts),
    st.builds(lambda name: {"exists": {"field": name}}, st.sampled_from(["votes", "original_title", "writers"])),
    st.just({"match_none": {}}),
)
_constants = st.builds(lambda query, boost: {"constant_score": {"filter": query, "boost": boost}}, _leaves, _boosts)


def _combine(queries: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some, any_number = st.lists(queries, min_size=1, max_size=4), st.lists(queries, max_size=3)
    return st.one_of(
        st.builds(
            lambda inner, tie_breaker, boost: {
                "dis_max": {"queries": inner, "tie_breaker": tie_breaker, "boost": boost}
            },
            some,
            st.sampled_from([0.0, 0.5, 1.0]),
            _boosts,
        ),
        st.builds(
            lambda must, filters, should, must_not, minimum, boost: {
                "bool": {
                    "must": must,
                    "filter": filters,
                    "should": should,
                    "must_not": must_not,
                    "boost": boost,
                    **({} if minimum is None else {"minimum_should_match": minimum}),
                }
            },
            any_number,
            any_number,
            any_number,
            any_number,
            st.one_of(st.none(), st.integers(-2, 3)),
            _boosts,
        ),
    )


_queries = st.recursive(_constants, _combine, max_leaves=8)


@pytest_asyncio.fixture
async def loaded(engines: Engines) -> Engines:
    await engines.create_films(generate(_FILMS))
    return engines


@bounded(_QUERIES)
@given(query=_queries)
async def test_constants_find_and_score_the_same_on_both_engines(loaded: Engines, query: dict[str, Any]) -> None:
    async def find(engine: AsyncElasticsearch) -> dict[str, float]:
        answer = await engine.search(index=loaded.index, query=query, size=_FILMS, source=False)
        return {hit["_id"]: hit["_score"] for hit in answer["hits"]["hits"]}

    embedded, elasticsearch = await loaded.both(find)

    assert embedded == pytest.approx(elasticsearch, rel=1e-5, abs=1e-6)
