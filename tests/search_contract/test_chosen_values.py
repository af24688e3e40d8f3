"""Facets of a search that has chosen values of theirs, on both engines: each is shown, and finds what it counts."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from movies.films import FilmSearch
from search_queries import join_name_and_id
from tests.fixtures.films import Film, film
from tests.fixtures.generated_films import id_of
from tests.fixtures.indices import create_films
from tests.search_contract.test_facets import AWKWARD, find_facets, totals


def film_of(film_id: str, names: Sequence[str], **known: Any) -> Film:
    """A film whose genres and directors have these names, and ids as a client may ask for them."""
    made = film(film_id, "A", genres=names, directors=names, **known)
    for field in ("genres", "directors"):
        for each, name in zip(made[field], names, strict=True):
            each["id"] = id_of(name)
    joined = [join_name_and_id(name, id_of(name)) for name in names]
    return {**made, "genre_facet": joined, "director_facet": joined}


@pytest_asyncio.fixture
async def awkward(engine: AsyncElasticsearch, new_name: Callable[[str], str]) -> str:
    """Each awkward name in one film more than the last, and a film of none, on three shards."""
    films = [film_of(f"{place}-{number}", [name]) for place, name in enumerate(AWKWARD) for number in range(place + 1)]
    await create_films(engine, new_name("films"), [*films, film("none", "B")], shards=3)
    return new_name("films")


@pytest.mark.parametrize("facet", ["genre", "director"])
async def test_the_query_of_a_value_of_any_kind_chooses_that_value(
    engine: AsyncElasticsearch, awkward: str, facet: str
) -> None:
    before = (await find_facets(engine, awkward, FilmSearch.parse(f"facets={facet}".encode())))[facet]

    assert {bucket.value for bucket in before} == set(AWKWARD)
    for bucket in before:
        search = FilmSearch.parse(f"facets={facet}&{bucket.query}".encode())
        after = (await find_facets(engine, awkward, search))[facet]

        assert [each.value for each in after if each.selected] == [bucket.value]
        assert [(each.value, each.count) for each in after] == [(each.value, each.count) for each in before]
        assert await totals(engine, awkward, [search]) == [bucket.count]


@pytest.mark.parametrize("name", AWKWARD)
async def test_a_name_of_any_kind_is_chosen_as_it_is_typed(engine: AsyncElasticsearch, awkward: str, name: str) -> None:
    search = FilmSearch.parse(urlencode({"facets": "genre", "genre": name}).encode())
    after = (await find_facets(engine, awkward, search))["genre"]
    selected = [each for each in after if each.selected]

    # a name and the same one in capitals are typed alike
    assert {each.value.upper() for each in selected} == {name.upper()}
    assert [sum(each.count for each in selected)] == await totals(engine, awkward, [search])


@pytest.mark.parametrize(
    ("query", "facet", "shown"),
    [
        ("type=tv_show", "type", ("tv_show", 0)),
        ("type=tv_show,movie", "type", ("tv_show", 0)),
        ("genre=no+such+genre", "genre", ("no such genre", 0)),
        ("genre__all=Western&genre__all=Drama", "genre", ("Western", 0)),
        (f"genre_id={id_of('Western')}", "genre", ("Western", 0)),
        (f"director_id={id_of('Western')}", "director", ("Western", 0)),
        ("release_year__gte=1850&release_year__lt=1860", "decade", (1850, 0)),
        ("release_year=1857", "decade", (1857, 0)),
        ("release_year__lt=1800", "decade", (None, 0)),
        ("imdb_rating__gte=9", "rating", (9.0, 0)),
        ("imdb_rating__gt=7.3&imdb_rating__lt=7.4", "rating", (7.3, 0)),
    ],
)
async def test_a_chosen_value_that_nothing_has_is_shown_with_the_others_as_they_are(
    engine: AsyncElasticsearch, new_name: Callable[[str], str], query: str, facet: str, shown: tuple[Any, int]
) -> None:
    films = [film_of(f"{year}", ["Drama"], year=year, rating=7.3) for year in (1960, 1961, 1977)]
    # left out by the other filters, so that its genre is one without hits
    other = film_of("other", ["Western"], kind="tv_show", year=1850, rating=9.5)
    await create_films(engine, new_name("films"), [*films, other])
    others = "release_year__gte=1900" if facet != "decade" else "type=movie"
    before, after = [
        (await find_facets(engine, new_name("films"), FilmSearch.parse(f"facets={facet}&{others}{more}".encode())))[
            facet
        ]
        for more in ("", f"&{query}")
    ]

    def keyed(buckets: Sequence[Any]) -> dict[Any, int]:
        return {(getattr(each, "value", None), getattr(each, "start", None)): each.count for each in buckets}

    value, count = shown
    found = {getattr(each, "value", None) or getattr(each, "start", None): each for each in after if each.selected}
    assert found[value].count == count
    assert {key: number for key, number in keyed(after).items() if number} == {
        key: number for key, number in keyed(before).items() if number
    }


async def test_no_value_beside_a_chosen_one_counts_more_than_there_are_films_that_have_either(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    pairs = (["War Film", "Film"], ["War Film", "War"], ["War", "War", "Film"], ["War"], ["war film"])
    await create_films(engine, new_name("films"), [film_of(f"{place}", pair) for place, pair in enumerate(pairs)])
    expected = {"War": 3, "Film": 2, "War Film": 2, "war film": 1}
    for query, total in (
        ("", 5),
        ("genre=war&genre=film", 4),
        ("genre__all=war&genre__all=film", 1),
        ("genre=war+film&genre=war", 5),
        ("genre__all=war+film&genre__all=war", 1),
        (f"genre_id={id_of('War')},{id_of('War Film')}", 4),
        (f"genre_id__all={id_of('War')},{id_of('War Film')}", 1),
    ):
        search = FilmSearch.parse(f"facets=genre&{query}".rstrip("&").encode())
        found = (await find_facets(engine, new_name("films"), search))["genre"]

        assert {bucket.value: bucket.count for bucket in found} == expected
        assert await totals(engine, new_name("films"), [search]) == [total]


async def test_a_facet_counts_the_films_that_have_no_value_nowhere(
    engine: AsyncElasticsearch, new_name: Callable[[str], str]
) -> None:
    await create_films(engine, new_name("films"), [film("a", "A"), film("b", "B")])
    search = FilmSearch.parse(b"facets=genre,director,decade,rating,type")
    found = await find_facets(engine, new_name("films"), search)

    assert (found["genre"], found["director"], found["decade"]) == ([], [], [])
    assert {bucket.count for bucket in found["rating"]} == {0}
    assert [(bucket.value, bucket.count) for bucket in found["type"]] == [("movie", 2)]
