"""Searches by words ask for fields that they require: by any other an engine finds nothing, and raises no error."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movies.films import FilmSearch, FilmSimilar, FilmSuggest
from movies.genres import GenreSearch, GenreSuggest
from movies.persons import PersonSearch, PersonSuggest

_BY_FIELD = {"term", "terms", "match", "match_phrase", "prefix", "fuzzy", "range"}
_WORDS = ("the", "godfathr", "ii", "2", "1972", "'72", "Ford", "v", "dr", "матрица", "ve", '"star wars"', "-lynch")
_letters = st.characters(categories=("L", "N", "P"))
_texts = st.lists(st.sampled_from(_WORDS) | st.text(_letters, max_size=12), max_size=12).map(" ".join)


def fields_in(query: Any) -> Iterator[str]:
    """The fields that an Elasticsearch query asks for."""
    if isinstance(query, list):
        for each in query:
            yield from fields_in(each)
    elif isinstance(query, dict):
        for kind, what in query.items():
            if kind in _BY_FIELD:
                yield from (name for name in what if name not in ("boost", "_name"))
            elif kind == "field_value_factor":
                yield what["field"]
            else:
                yield from fields_in(what)


@pytest.mark.parametrize("search", [FilmSearch, GenreSearch, PersonSearch, FilmSuggest, GenreSuggest, PersonSuggest])
@given(text=_texts)
def test_words_are_looked_for_in_required_fields(search: Any, text: str) -> None:
    asked = search.parse(f"query={quote(f'{text} x')}".encode())
    built = [
        asked.build(),
        *([closest] if search.__name__.endswith("Search") and (closest := asked.build_closest()) else []),
    ]

    assert {field for each in built for field in fields_in(each.to_dict()["query"])} <= search._fields._required


@given(title=_texts)
def test_films_like_one_are_looked_for_in_required_fields(title: str) -> None:
    film = {"id": "a", "title": title, "genres": [{"id": "b"}], "actors": [{"id": "c"}]}

    assert {*fields_in(FilmSimilar.parse(b"").build(film).to_dict()["query"])} <= FilmSimilar._fields._required
