"""The search for films like one, whole."""

from typing import Any

import pytest

from movies.films import FilmSimilar

_PEOPLE = ("directors.id", "writers.id", "actors.id")
_TITLES = ("names.title", "names.other_titles")


def constant(paths: tuple[str, ...], value: str, score: float) -> dict[str, Any]:
    """Any of the fields has the value."""
    terms = [{"term": {path: {"value": value}}} for path in paths]
    found = {"bool": {"should": terms, "minimum_should_match": 1}} if len(terms) > 1 else terms[0]
    return {"constant_score": {"filter": found, "boost": score}}


def test_the_whole_search() -> None:
    film = {
        "id": "brother-2",
        "title": "Brother 2",
        "genres": [{"id": "crime", "name": "Crime"}],
        "directors": [{"id": "balabanov", "full_name": "Aleksei Balabanov"}],
        "writers": [{"id": "balabanov", "full_name": "Aleksei Balabanov"}],
        "actors": [{"id": "bodrov", "full_name": "Sergei Bodrov"}],
    }
    search = FilmSimilar.parse(b"page_size=3")

    assert search.needed == ["id", "title", "genres", "directors", "writers", "actors"]
    assert search.build(film).to_dict() == {
        "query": {
            "bool": {
                "must": [
                    {
                        "bool": {
                            "should": [
                                {
                                    "constant_score": {
                                        "filter": {
                                            "bool": {
                                                "filter": [
                                                    {"term": {"names.whole.prefix": {"value": "brother"}}},
                                                    {
                                                        "bool": {
                                                            "should": [
                                                                {
                                                                    "match": {
                                                                        path: {"query": "brother", "operator": "and"}
                                                                    }
                                                                }
                                                                for path in _TITLES
                                                            ],
                                                            "minimum_should_match": 1,
                                                        }
                                                    },
                                                ]
                                            }
                                        },
                                        "boost": 200.0,
                                    }
                                },
                                constant(("names.titles",), "brother", 3.0),
                                constant(_PEOPLE, "balabanov", 6.0),
                                constant(_PEOPLE, "bodrov", 3.0),
                                constant(("genres.id",), "crime", 2.0),
                            ],
                            "minimum_should_match": 1,
                            "must_not": [{"term": {"id": {"value": "brother-2"}}}],
                        }
                    }
                ]
            }
        },
        "sort": [
            {"_score": {"order": "desc"}},
            {"renown": {"order": "desc", "missing": "_last"}},
            {"id_hash": {"order": "asc"}},
        ],
        "track_total_hits": False,
        "from": 0,
        "size": 3,
    }


@pytest.mark.parametrize("title", [{"title": "..."}, {"title": []}, {}])
def test_a_film_of_which_nothing_tells_is_like_none(title: dict[str, Any]) -> None:
    query = FilmSimilar.parse(b"").build({"id": "a", **title}).to_dict()["query"]

    assert query == {"bool": {"must": [{"match_none": {}}]}}


def test_of_several_titles_the_first_tells() -> None:
    one, several = (
        FilmSimilar.parse(b"").build({"id": "a", "title": title}).to_dict()
        for title in ("Brother 2", ["Brother 2", "Heat"])
    )
    assert one == several
