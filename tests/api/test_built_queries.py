"""What each parameter asks the engine: whole searches against literals, a row for each parameter."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from movies.films import FilmSearch, FilmSimilar
from movies.genres import GenreSearch
from movies.persons import PersonSearch
from search_queries import SearchQuery
from search_queries.querystring import read_pairs

_ID = "66f36ec1-b175-5748-9d57-df8f68494eaf"
_TIES = {"id_hash": {"order": "asc"}}


def downwards(field: str, *, missing: Any = "_last") -> list[dict[str, Any]]:
    return [{field: {"order": "desc", "missing": missing}}, {"id_hash": {"order": "desc"}}]


def upwards(field: str) -> list[dict[str, Any]]:
    return [{field: {"order": "asc", "missing": "_last"}}, _TIES]


def search(query: Mapping[str, Any], sort: list[dict[str, Any]], *, start: int = 0, size: int = 50) -> dict[str, Any]:
    return {"query": query, "sort": sort, "from": start, "size": size, "track_total_hits": True}


_ALL: dict[str, Any] = {"match_all": {}}
_DEFAULT_ORDERS: dict[type[SearchQuery], list[dict[str, Any]]] = {
    FilmSearch: downwards("imdb_rating"),
    GenreSearch: upwards("name.raw"),
    PersonSearch: downwards("films_count"),
}


def not_any(query: Mapping[str, Any]) -> dict[str, Any]:
    return {"bool": {"must_not": [query]}}


def starting(field: str, *starts: str) -> list[dict[str, Any]]:
    return [{"prefix": {field: {"value": start}}} for start in starts]


def in_any_role(field: str, *values: str) -> dict[str, Any]:
    roles = ("actors", "writers", "directors")
    return {
        "bool": {
            "should": [{"terms": {f"{role}.{field}": list(values)}} for role in roles],
            "minimum_should_match": 1,
        }
    }


_NUMBER_OF_SHARDS = {"sampler": {"shard_size": 1}, "aggs": {"all": {"filter": {"match_all": {}}}}}


def counts_of(field: str, size: int, *, shard_size: int = 10_000) -> dict[str, Any]:
    options = {"size": size, "shard_size": shard_size, "show_term_doc_count_error": True}
    return {"terms": {"field": field, **options}}


# Each query string with the filters that it comes to, in the default order.
_FILTERS: list[tuple[type[SearchQuery], str, list[dict[str, Any]]]] = [
    (FilmSearch, "genre=Drama&genre=crime", [{"terms": {"genres.name.raw": ["crime", "drama"]}}]),
    (FilmSearch, "genre__all=B&genre__all=a", [{"terms": {"genres.name.raw": [name]}} for name in "ab"]),
    (FilmSearch, "genre__not=a&genre__not=b", [not_any({"terms": {"genres.name.raw": ["a", "b"]}})]),
    (FilmSearch, "genre__prefix=DRA", starting("genres.name.raw", "dra")),
    (FilmSearch, f"genre_id={_ID}", [{"terms": {"genres.id": [_ID]}}]),
    (FilmSearch, f"genre_id__all={_ID}", [{"terms": {"genres.id": [_ID]}}]),
    (FilmSearch, f"genre_id__not={_ID}", [not_any({"terms": {"genres.id": [_ID]}})]),
    (FilmSearch, "person=b&person=a", [in_any_role("full_name.raw", "a", "b")]),
    (FilmSearch, "person__all=b&person__all=a", [in_any_role("full_name.raw", name) for name in "ab"]),
    (FilmSearch, "person__not=b&person__not=a", [not_any(in_any_role("full_name.raw", "a", "b"))]),
    (
        FilmSearch,
        "person__prefix=b&person__prefix=a",
        [
            {
                "bool": {
                    "should": [
                        *starting("actors.full_name.raw", "a", "b"),
                        *starting("writers.full_name.raw", "a", "b"),
                        *starting("directors.full_name.raw", "a", "b"),
                    ],
                    "minimum_should_match": 1,
                }
            }
        ],
    ),
    (FilmSearch, f"person_id={_ID}", [in_any_role("id", _ID)]),
    (FilmSearch, f"person_id__all={_ID}", [in_any_role("id", _ID)]),
    (FilmSearch, f"person_id__not={_ID}", [not_any(in_any_role("id", _ID))]),
    (FilmSearch, "actor=a", [{"terms": {"actors.full_name.raw": ["a"]}}]),
    (FilmSearch, "actor__all=a", [{"terms": {"actors.full_name.raw": ["a"]}}]),
    (FilmSearch, "actor__not=a", [not_any({"terms": {"actors.full_name.raw": ["a"]}})]),
    (FilmSearch, "actor__prefix=Aki++K", starting("actors.full_name.raw", "aki k")),
    (FilmSearch, f"actor_id={_ID}", [{"terms": {"actors.id": [_ID]}}]),
    (FilmSearch, f"actor_id__all={_ID}", [{"terms": {"actors.id": [_ID]}}]),
    (FilmSearch, f"actor_id__not={_ID}", [not_any({"terms": {"actors.id": [_ID]}})]),
    (FilmSearch, "writer=a", [{"terms": {"writers.full_name.raw": ["a"]}}]),
    (FilmSearch, "writer__all=a", [{"terms": {"writers.full_name.raw": ["a"]}}]),
    (FilmSearch, "writer__not=a", [not_any({"terms": {"writers.full_name.raw": ["a"]}})]),
    (FilmSearch, "writer__prefix=Aki++K", starting("writers.full_name.raw", "aki k")),
    (FilmSearch, f"writer_id={_ID}", [{"terms": {"writers.id": [_ID]}}]),
    (FilmSearch, f"writer_id__all={_ID}", [{"terms": {"writers.id": [_ID]}}]),
    (FilmSearch, f"writer_id__not={_ID}", [not_any({"terms": {"writers.id": [_ID]}})]),
    (FilmSearch, "director=a", [{"terms": {"directors.full_name.raw": ["a"]}}]),
    (FilmSearch, "director__all=a", [{"terms": {"directors.full_name.raw": ["a"]}}]),
    (FilmSearch, "director__not=a", [not_any({"terms": {"directors.full_name.raw": ["a"]}})]),
    (FilmSearch, "director__prefix=Aki++K", starting("directors.full_name.raw", "aki k")),
    (FilmSearch, f"director_id={_ID}", [{"terms": {"directors.id": [_ID]}}]),
    (FilmSearch, f"director_id__all={_ID}", [{"terms": {"directors.id": [_ID]}}]),
    (FilmSearch, f"director_id__not={_ID}", [not_any({"terms": {"directors.id": [_ID]}})]),
    (FilmSearch, "type=tv_show,movie", [{"terms": {"type": ["movie", "tv_show"]}}]),
    (FilmSearch, "type__not=movie", [not_any({"terms": {"type": ["movie"]}})]),
    (FilmSearch, "imdb_rating=7.5", [{"range": {"imdb_rating": {"gte": 7.5, "lte": 7.5}}}]),
    (FilmSearch, "imdb_rating__gte=7.5", [{"range": {"imdb_rating": {"gte": 7.5}}}]),
    (FilmSearch, "imdb_rating__lte=7.5", [{"range": {"imdb_rating": {"lte": 7.5}}}]),
    (FilmSearch, "imdb_rating__gt=7.5", [{"range": {"imdb_rating": {"gt": 7.5}}}]),
    (FilmSearch, "imdb_rating__lt=7.5", [{"range": {"imdb_rating": {"lt": 7.5}}}]),
    (FilmSearch, "imdb_rating__gte=7&imdb_rating__gt=7", [{"range": {"imdb_rating": {"gt": 7.0}}}]),
    (FilmSearch, "imdb_rating__exists=true", [{"exists": {"field": "imdb_rating"}}]),
    (FilmSearch, "imdb_rating__exists=false", [not_any({"exists": {"field": "imdb_rating"}})]),
    (FilmSearch, "release_year=1950", [{"range": {"release_year": {"gte": 1950, "lte": 1950}}}]),
    (FilmSearch, "release_year__gte=1950", [{"range": {"release_year": {"gte": 1950}}}]),
    (FilmSearch, "release_year__lte=1950", [{"range": {"release_year": {"lte": 1950}}}]),
    (FilmSearch, "release_year__gt=1950", [{"range": {"release_year": {"gte": 1951}}}]),
    (FilmSearch, "release_year__lt=1950", [{"range": {"release_year": {"lte": 1949}}}]),
    (FilmSearch, "release_year__exists=true", [{"exists": {"field": "release_year"}}]),
    (
        FilmSearch,
        "release_year__lte=1950&genre=a&imdb_rating__gte=8",
        [
            {"terms": {"genres.name.raw": ["a"]}},
            {"range": {"imdb_rating": {"gte": 8.0}}},
            {"range": {"release_year": {"lte": 1950}}},
        ],
    ),
    (GenreSearch, "films_count=3", [{"range": {"films_count": {"gte": 3, "lte": 3}}}]),
    (GenreSearch, "films_count__gte=3", [{"range": {"films_count": {"gte": 3}}}]),
    (GenreSearch, "films_count__lte=3", [{"range": {"films_count": {"lte": 3}}}]),
    (GenreSearch, "films_count__gt=3", [{"range": {"films_count": {"gte": 4}}}]),
    (GenreSearch, "films_count__lt=3", [{"range": {"films_count": {"lte": 2}}}]),
    (GenreSearch, "films_count__exists=true", [{"exists": {"field": "films_count"}}]),
    (PersonSearch, "role=writer,actor", [{"terms": {"roles": ["actor", "writer"]}}]),
    (PersonSearch, "role__all=writer,actor", [{"terms": {"roles": [role]}} for role in ("actor", "writer")]),
    (PersonSearch, "role__not=writer", [not_any({"terms": {"roles": ["writer"]}})]),
    (PersonSearch, "films_count=3", [{"range": {"films_count": {"gte": 3, "lte": 3}}}]),
    (PersonSearch, "films_count__gte=3", [{"range": {"films_count": {"gte": 3}}}]),
    (PersonSearch, "films_count__lte=3", [{"range": {"films_count": {"lte": 3}}}]),
    (PersonSearch, "films_count__gt=3", [{"range": {"films_count": {"gte": 4}}}]),
    (PersonSearch, "films_count__lt=3", [{"range": {"films_count": {"lte": 2}}}]),
    (PersonSearch, "films_count__exists=true", [{"exists": {"field": "films_count"}}]),
]

# Each query string with the whole search that it comes to.
_SEARCHES: list[tuple[type[SearchQuery], str, dict[str, Any]]] = [
    (FilmSearch, "", search(_ALL, downwards("imdb_rating"))),
    (FilmSearch, "sort=imdb_rating", search(_ALL, upwards("imdb_rating"))),
    (FilmSearch, "sort=release_year", search(_ALL, upwards("release_year"))),
    (FilmSearch, "sort=-release_date", search(_ALL, downwards("release_date", missing=-(2**63)))),
    (FilmSearch, "sort=-votes", search(_ALL, downwards("votes"))),
    (FilmSearch, "sort=title", search(_ALL, upwards("title.raw"))),
    (
        FilmSearch,
        "sort=-release_year,title",
        search(_ALL, [downwards("release_year")[0], *upwards("title.raw")]),
    ),
    (
        FilmSearch,
        "facets=genre,decade,type,rating,director&type=movie&actor=a&sort=title",
        {
            **search({"bool": {"filter": [{"terms": {"actors.full_name.raw": ["a"]}}]}}, upwards("title.raw")),
            "post_filter": {"terms": {"type": ["movie"]}},
            "aggs": {
                "type": counts_of("type", 100),
                "type chosen": {"filters": {"filters": {"0": {"terms": {"type": ["movie"]}}}}},
                "narrowed by type": {
                    "filter": {"terms": {"type": ["movie"]}},
                    "aggs": {
                        "genre": counts_of("genre_facet", 250),
                        "decade": {"histogram": {"field": "release_year", "interval": 10, "min_doc_count": 1}},
                        "rating": {
                            "range": {
                                "field": "imdb_rating",
                                "ranges": [
                                    {"to": 5},
                                    {"from": 5, "to": 6},
                                    {"from": 6, "to": 7},
                                    {"from": 7, "to": 8},
                                    {"from": 8, "to": 9},
                                    {"from": 9},
                                ],
                            }
                        },
                        "director": {
                            **counts_of("director_facet", 100, shard_size=500),
                            "aggs": {"shards": _NUMBER_OF_SHARDS},
                        },
                        "director shards": _NUMBER_OF_SHARDS,
                        "director by text": {
                            "terms": {
                                "field": "director_facet",
                                "size": 100,
                                "shard_size": 100,
                                "order": {"_key": "asc"},
                            }
                        },
                    },
                },
            },
        },
    ),
    (FilmSearch, "page_number=3&page_size=20", search(_ALL, downwards("imdb_rating"), start=40, size=20)),
    (GenreSearch, "", search(_ALL, upwards("name.raw"))),
    (GenreSearch, "sort=-name", search(_ALL, downwards("name.raw"))),
    (GenreSearch, "sort=-films_count", search(_ALL, downwards("films_count"))),
    (GenreSearch, "page_number=2&page_size=10", search(_ALL, upwards("name.raw"), start=10, size=10)),
    (PersonSearch, "", search(_ALL, downwards("films_count"))),
    (PersonSearch, "sort=films_count", search(_ALL, upwards("films_count"))),
    (PersonSearch, "sort=full_name", search(_ALL, upwards("full_name.raw"))),
    (
        PersonSearch,
        "facets=role",
        {**search(_ALL, downwards("films_count")), "aggs": {"role": counts_of("roles", 100)}},
    ),
    (PersonSearch, "page_number=2&page_size=10", search(_ALL, downwards("films_count"), start=10, size=10)),
]


@pytest.mark.parametrize(("kind", "raw", "filters"), _FILTERS)
def test_filters(kind: type[SearchQuery], raw: str, filters: list[dict[str, Any]]) -> None:
    built = kind.parse(raw.encode()).build().to_dict()

    assert built == search({"bool": {"filter": filters}}, _DEFAULT_ORDERS[kind])


@pytest.mark.parametrize(("kind", "raw", "expected"), _SEARCHES)
def test_searches(kind: type[SearchQuery], raw: str, expected: dict[str, Any]) -> None:
    assert kind.parse(raw.encode()).build().to_dict() == expected


def test_words_with_an_order_are_sorted_by_it_alone() -> None:
    built = FilmSearch.parse(b"query=star&sort=-imdb_rating").build().to_dict()

    assert built["sort"] == downwards("imdb_rating")


@pytest.mark.parametrize("kind", [FilmSearch, GenreSearch, PersonSearch])
def test_every_parameter_has_a_row(kind: type[SearchQuery]) -> None:
    rows = [raw for other, raw, _ in (*_FILTERS, *_SEARCHES) if other is kind]

    asked = {name for raw in rows for name, _ in read_pairs(raw.encode())[0]}
    # what words come to is in test_built_words.py
    assert asked | {"query", "highlight", "cursor"} == set(kind._url_parameters)


@pytest.mark.parametrize(
    ("kind", "raw", "values", "sort"),
    [
        (FilmSearch, "", [7.3, 4711], downwards("imdb_rating")),
        (FilmSearch, "sort=title", ["amelie", 4711], upwards("title.raw")),
        (FilmSearch, "sort=-release_date", [-(2**63), 4711], downwards("release_date", missing=-(2**63))),
        (GenreSearch, "", ["drama", -4711], upwards("name.raw")),
        (PersonSearch, "", [3, 0], downwards("films_count")),
    ],
)
def test_a_cursor_asks_for_the_page_after_its_values(
    kind: type[SearchQuery], raw: str, values: list[Any], sort: list[dict[str, Any]]
) -> None:
    after = kind.parse(raw.encode()).after(values)
    assert after is not None

    assert kind.parse(after.canonical().encode()).build().to_dict() == {
        "query": _ALL,
        "sort": sort,
        "size": 51,
        "search_after": values,
        "track_total_hits": True,
    }


def test_each_search_asks_the_index_of_its_document() -> None:
    indices = {kind: kind.parse(b"").build()._index for kind in _DEFAULT_ORDERS}

    assert indices == {FilmSearch: ["movies"], GenreSearch: ["genres"], PersonSearch: ["persons"]}


def test_all_pages_of_a_search_prefer_the_same_replica() -> None:
    first, second, counted, other = (
        FilmSearch.parse(raw).build()._params
        for raw in (b"genre=a", b"genre=A&page_number=2", b"genre=a&facets=genre&page_size=5", b"genre=b")
    )

    assert first == second == counted != other
    # a name of Elasticsearch's own would begin with _
    assert [*first] == ["preference"]
    assert re.fullmatch("[0-9a-f]{16}", first["preference"])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("", "all movies"),
        ("genre=Drama&genre=crime&imdb_rating__gte=8", "movies with genre crime or drama, imdb rating at least 8"),
        (
            "query=war&person__all=b&person__all=a&genre__not=c&actor__prefix=d&release_year=1950&imdb_rating__exists=false",
            'movies with the words "war", genre not c, person a and b, actor starting with d, '
            "imdb rating known: false, release year 1950",
        ),
        ("sort=title&page_number=2", "movies with sort by title, page 2 of 50 each"),
    ],
)
def test_a_search_describes_itself(raw: str, sentence: str) -> None:
    assert FilmSearch.parse(raw.encode()).describe() == sentence


def test_a_search_without_pages_says_how_many_hits_it_asks_for() -> None:
    assert FilmSimilar.parse(b"page_size=3").describe() == "movies with 3 at most"
