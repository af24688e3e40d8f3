"""Random film searches, each of which has to find the same on both engines, in the same order but for relevance."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from movies.films import FilmSearch
from tests.fixtures.engines import Engines, both_engines
from tests.fixtures.generated_films import DAYS, GENRES, PEOPLE, RATINGS, VOTES, WORDS, YEARS, generate, id_of
from tests.search_contract.random_searches import Values, assert_same, bounded, find, searches

_FILMS = 3_000
_SEARCHES = 300
_WALKS = 25

_genres = st.sampled_from((*GENRES, "drama", "ELOCHNYJ", "елочный", "cafe  society", "No Such Genre"))
_people = st.sampled_from((*PEOPLE, "her", "STANISLAW LEM", "алена бабенко", "Nobody"))
_genre_ids = st.sampled_from([id_of(name) for name in (*GENRES, "No Such Genre")])
_person_ids = st.sampled_from([id_of(name) for name in (*PEOPLE, "Nobody")])
_word = st.sampled_from((*WORDS, *(part for name in PEOPLE for part in name.split())))
_words = st.one_of(_word, st.sampled_from(PEOPLE), st.lists(_word, min_size=2, max_size=3).map(" ".join))
# Numbers are mostly such as films have, so that bounds fall on ties.
VALUES: Values = {
    "query": st.one_of(_words, _words.map(str.upper), _words.map(str.lower)),
    "genre": _genres,
    "genre_id": _genre_ids,
    **dict.fromkeys(("person", "actor", "writer", "director"), _people),
    **dict.fromkeys(("person_id", "actor_id", "writer_id", "director_id"), _person_ids),
    "imdb_rating": st.one_of(st.sampled_from(RATINGS), st.floats(0, 10)),
    "release_year": st.one_of(st.sampled_from(YEARS), st.integers(1800, 2200)),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def loaded(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """The same films on both, to be read only."""
    async with both_engines(tmp_path_factory.mktemp("both"), elasticsearch_url) as engines:
        # Some of another seed first, which those of the same numbers then replace.
        await engines.create_films([*generate(_FILMS // 10, seed=2), *generate(_FILMS)])
        yield engines


@pytest.mark.asyncio(loop_scope="module")
@bounded(_SEARCHES)
@given(search=searches(FilmSearch, VALUES, words="query"))
async def test_a_search_finds_the_same_on_both_engines(loaded: Engines, search: FilmSearch) -> None:
    await assert_same(loaded, search)


@pytest.mark.asyncio(loop_scope="module")
@bounded(_WALKS)
@given(search=searches(FilmSearch, VALUES, words="query", most=2), size=st.integers(1, 100))
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
