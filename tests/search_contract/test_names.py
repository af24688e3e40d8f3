"""Names with typing errors: what is forgiven, alike on both engines."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from hypothesis import given
from hypothesis import strategies as st

from catalogue.documents import PersonDocument
from movies.persons import PersonSearch
from tests.fixtures.engines import Engines
from tests.fixtures.indices import create_filled, filled_index, found_ids
from tests.fixtures.persons import NAME_PARTS, NAMES, generate_persons, person
from tests.search_contract.random_searches import Values, assert_same, bounded, searches

_SEARCHES = 200
_KUROSAWAS = {"Akira Kurosawa", "Kiyoshi Kurosawa"}
_LETTERS = "abestукао"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def persons_index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of a few persons on each engine in turn; to be read only."""
    async with filled_index(engine_url, "persons", PersonDocument, [person(each) for each in NAMES]) as name:
        yield name


@pytest.mark.parametrize(
    ("idea", "typed", "found"),
    [
        ("as it is", "kurosawa", _KUROSAWAS),
        ("a letter instead of another", "kurosava", _KUROSAWAS),
        ("a letter left out", "kurosaa", _KUROSAWAS),
        ("a letter too many", "kurossawa", _KUROSAWAS),
        ("two neighbours swapped count once", "akria", {"Akira Kurosawa"}),
        ("two errors in a long word", "kurrosava", _KUROSAWAS),
        ("three errors", "currosava", set()),
        ("two errors in a word of five letters", "okiro", set()),
        ("the first letter is no better than others", "zkira", {"Akira Kurosawa"}),
        ("one error in a word of three letters", "len", {"Stanisław Lem", "Ang Lee"}),
        ("none in a word of two letters", "lo", set()),
        ("a word of two letters as it is", "li", {"Li"}),
        ("a short word is found by a longer one", "lii", {"Li"}),
        ("all words must be there", "akira kurosava", {"Akira Kurosawa"}),
        ("in any order", "kurosava akirra", {"Akira Kurosawa"}),
        ("one word too many", "akira kurosawa jr", set()),
        ("near words both", "kubrik", {"Stanley Kubrick", "Brik"}),
        ("accents cost nothing", "toshiro mifune", {"Toshirō Mifune"}),
        ("upper case costs nothing", "BJORK", {"Björk"}),
        ("letters of their own", "stanislaw", {"Stanisław Lem"}),
        ("Cyrillic", "торковский", {"Андрей Тарковский"}),
        ("ё and an error", "алена бобенко", {"Алёна Бабенко"}),
        ("two alphabets, since names are kept in Latin letters too", "андрей tarkovsky", {"Андрей Тарковский"}),
        ("Hangul counts by syllables", "봉준오", {"봉준호"}),
        ("an ideograph is a word of one letter", "黒", {"黒澤 明"}),
        ("another ideograph", "白", set()),
        ("an apostrophe parts words", "obrien", {"Conan O'Brien"}),
        ("a dotted I", "ilker", {"İlker Aksum"}),
        ("a hyphen parts words", "joon ho", {"Bong Joon-ho"}),
        ("no word at all", "!!!", set()),
    ],
)
async def test_typing_errors_are_forgiven(
    engine: AsyncElasticsearch, persons_index: str, idea: str, typed: str, found: set[str]
) -> None:
    asked = await found_ids(engine, persons_index, query=_match(typed, operator="and", fuzziness="AUTO"))

    assert set(asked) == found, idea


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, ["Akira Kurosawa", "Stanley Kubrick"]),
        ({"operator": "or"}, ["Akira Kurosawa", "Stanley Kubrick"]),
        ({"operator": "AND"}, []),
        ({"fuzziness": "AUTO"}, ["Akira Kurosawa", "Stanley Kubrick"]),
        ({"fuzziness": "AUTO", "operator": "and"}, []),
    ],
    ids=str,
)
async def test_words_are_joined_as_asked(
    engine: AsyncElasticsearch, persons_index: str, options: dict[str, Any], found: list[str]
) -> None:
    asked = await found_ids(engine, persons_index, query=_match("akira kubrick", **options))

    assert sorted(asked) == found


async def test_who_is_called_just_that_comes_first(engine: AsyncElasticsearch, persons_index: str) -> None:
    for name in ("Brik", "Li", "Stanley Kubrick", "Алёна Бабенко"):
        search = PersonSearch.parse(f"query={name}".encode()).build().to_dict()

        assert (await found_ids(engine, persons_index, **search))[0] == name


@pytest.mark.parametrize(
    "query",
    [
        {"match": {"names.title.words": {"query": "akira", "nope": 1}}},
        {"match": {"names.title.words": {"operator": "and"}}},
        {"match": {"names.title.words": {"query": "akira", "operator": "nor"}}},
        {"match": {"full_name": "akira", "names.title.words": "akira"}},
        {"match": []},
    ],
    ids=str,
)
async def test_a_match_that_is_wrong_is_refused(
    engine: AsyncElasticsearch, persons_index: str, query: dict[str, Any]
) -> None:
    answer = await engine.options(ignore_status=400).search(index=persons_index, query=query)

    assert answer.meta.status == 400


def _match(text: str, **options: str) -> dict[str, Any]:
    return {"match": {"names.title.words": {"query": text, "max_expansions": 1000, **options}}}


@st.composite
def _mistyped(draw: st.DrawFn) -> str:
    """Parts of names with some letters changed, left out, added or swapped."""
    words = draw(st.lists(st.sampled_from(NAME_PARTS), min_size=1, max_size=2))
    text = " ".join(words)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text) - 1))
        letter = draw(st.sampled_from(("", *_LETTERS)))
        kept = draw(st.sampled_from((text[place], "", text[place : place + 2][::-1])))
        text = (text[:place] + letter + kept + text[place + max(1, len(kept)) :]) or "a"
    return text


_VALUES: Values = {
    "query": _mistyped(),
    "films_count": st.integers(0, 501),
}


@pytest_asyncio.fixture
async def loaded(engines: Engines) -> Engines:
    await engines.both(lambda engine: create_filled(engine, engines.index, PersonDocument, generate_persons()))
    return engines


@bounded(_SEARCHES)
@given(search=searches(PersonSearch, _VALUES, words="query"))
async def test_a_search_of_persons_finds_the_same_on_both_engines(loaded: Engines, search: PersonSearch) -> None:
    await assert_same(loaded, search)
