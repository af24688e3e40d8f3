"""The shape of the answers changes with their bytes, and with nothing else."""

from typing import Any, Generic, TypeVar

import pytest
from pydantic import BaseModel, Field, create_model

from catalogue.documents import GenreDocument
from movies.http.answer_shape import shape_of_answers
from movies.http.endpoint import Operation
from search_queries import Page, SearchQuery, Sort

Item = TypeVar("Item")


class Items(BaseModel, Generic[Item]):
    """Several."""

    items: list[Item]


def shape(answer: type[BaseModel], query: type[SearchQuery] | None = None, *, is_cached: bool = True) -> str:
    return shape_of_answers([Operation("list_films", answer, {}, query, (), is_cached, lambda _raw, _path: {})])


def film(**fields: Any) -> type[BaseModel]:
    """A film with a title and these other fields."""
    return create_model("Film", title=(str, ...), **fields)


def search(*, default: str = "films_count", size: int = 10) -> type[SearchQuery]:
    class GenreSearch(SearchQuery, document=GenreDocument):
        sort = Sort("films_count", name="name.raw", default=default, tie_breaker="id_hash")
        page = Page(size=size)

    return GenreSearch


@pytest.mark.parametrize(
    "reworded",
    [
        Field(description="How many people rated it."),
        Field(title="The votes"),
        Field(examples=[375_000]),
        Field(deprecated=True),
    ],
)
@pytest.mark.parametrize("within", [lambda model: model, lambda model: Items[model]])  # type: ignore[valid-type]
def test_what_is_said_to_people_does_not_count(reworded: Any, within: Any) -> None:
    assert shape(within(film(votes=(int, reworded)))) == shape(within(film(votes=(int, ...))))


def test_the_docstring_of_a_model_does_not_count() -> None:
    documented = create_model("Film", __doc__="A film or a series.", title=(str, ...))

    assert shape(documented) == shape(film())


@pytest.mark.parametrize(
    "changed",
    [
        film(),
        film(votes=(int, ...), description=(str, ...)),
        film(votes=(int, ...), examples=(list[str], ...)),
        film(rating=(int, ...)),
        film(votes=(float, ...)),
        film(votes=(int | None, ...)),
        film(votes=(list[int], ...)),
        create_model("Film", votes=(int, ...), title=(str, ...)),
    ],
    ids=["removed", "added", "added under the name of a keyword", "renamed", "retyped", "nullable", "many", "moved"],
)
@pytest.mark.parametrize("within", [lambda model: model, lambda model: Items[model]])  # type: ignore[valid-type]
def test_a_field_that_differs_counts(changed: type[BaseModel], within: Any) -> None:
    assert shape(within(changed)) != shape(within(film(votes=(int, ...))))


@pytest.mark.parametrize("changed", [search(default="-films_count"), search(size=20)])
def test_another_default_counts_since_keys_leave_defaults_out(changed: type[SearchQuery]) -> None:
    assert shape(film(), changed) != shape(film(), search())
    assert shape(film(), search()) == shape(film(), search())


def test_an_operation_that_is_not_cached_does_not_count() -> None:
    assert shape(film(), is_cached=False) == shape(film(votes=(int, ...)), is_cached=False)
