"""What the indices are created with."""

from typing import Any

import pytest
from elasticsearch.dsl import AsyncDocument

from catalogue.documents import FilmDocument, GenreDocument, PersonDocument
from movies.films import FilmList
from movies.genres import GenreSearch
from movies.persons import PersonSearch
from search_queries import SearchQuery


@pytest.mark.parametrize(
    ("document", "search"),
    [(FilmDocument, FilmList), (GenreDocument, GenreSearch), (PersonDocument, PersonSearch)],
)
def test_an_index_has_the_order_of_its_list(document: type[AsyncDocument], search: type[SearchQuery]) -> None:
    # else Elasticsearch looks at each document for the first page of a list with facets
    kept: dict[str, Any] = document._index.to_dict()["settings"]["sort"]
    keys = zip(kept["field"], kept["order"], kept["missing"], strict=True)
    asked = search.parse(b"").build().to_dict()["sort"]

    assert [{field: {"order": order, "missing": missing}} for field, order, missing in keys] == [
        {field: {"missing": "_last", **options}} for key in asked for field, options in key.items()
    ]
