"""The response models that resources share, with their examples: pages of lists, suggestions, facets, highlights."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from movies.http.engine_requests import Match
from movies.http.partial_model import partial_model
from search_queries import Highlights

Item = TypeVar("Item", bound=BaseModel)
# The text as the index has it, which is a UUID in its canonical form: an object of each takes half the time of a page.
DocumentId = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})]


class PageLinks(BaseModel):
    """The page, with relative links to its neighbours."""

    number: int | None = Field(description="The number of this page, from 1; null if it was asked for by a cursor.")
    size: int = Field(description="The greatest number of items on a page.")
    next: str | None = Field(description="The next page; null on the last page.", examples=["?page_number=2"])
    previous: str | None = Field(description="The nearest earlier page that has items; null on the first page.")
    next_cursor: str | None = Field(
        description="`cursor` of the next page; null on the last page, and in order of relevance."
    )


class FacetValue(BaseModel):
    """The items that have a value."""

    value: str
    id: DocumentId | None = Field(description="Null if its kind of value has no ids.")
    count: int = Field(description="The number of items, whatever other values of this facet are asked for.")
    selected: bool = Field(description="Whether the request asks for this value.")
    query: str = Field(description="The query string that asks for this value.")


class FacetRange(BaseModel):
    """The items with a number in a range."""

    model_config = ConfigDict(serialize_by_alias=True)

    start: int | float | None = Field(alias="from", description="Null if the range has no lower end.")
    end: int | float | None = Field(
        alias="to",
        description=(
            "The last number of a range of whole numbers, else the first number after the range; null if it has no "
            "upper end."
        ),
    )
    count: int = Field(description="The number of items, whatever other range of this facet is asked for.")
    selected: bool = Field(description="Whether the request asks for this range.")
    query: str = Field(description="The query string that asks for this range.")


FacetsFound = dict[str, list[FacetValue] | list[FacetRange]]


class Listing(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    total: int = Field(description="The number of items on all pages.")
    total_is_exact: bool = Field(description="False if there are `total` items or more.")
    match: Match | None = Field(
        description=(
            "How the items match the words of `query`: they have all of them, or, if nothing has, they come closest. "
            "Null without words, and if nothing was found."
        )
    )
    page: PageLinks
    facets: FacetsFound = Field(
        default={},
        exclude_if=lambda facets: not facets,
        description="What the parameter `facets` asks for, by its name; absent without it.",
    )


@cache
def listing_of(model: type[BaseModel]) -> type[BaseModel]:
    """A page of a list whose items may lack what a client did not ask for; OpenAPI has it as `FilmList`."""
    listing: Any = Listing
    return create_model(f"{model.__name__}List", __base__=listing[partial_model(model)])


class Highlighted(BaseModel):
    """An item of a list that shows where the words of the search were found."""

    highlights: Highlights | None = Field(
        default=None,
        description=(
            "With `highlight=true` and a `query`: the texts of the item in which words were found, by field, as HTML: "
            "escaped, with `<mark>` around what was found. Of a list only the texts with a word are there; the "
            "description is cut to an excerpt around its first word. Null otherwise."
        ),
    )

    @classmethod
    def document_fields(cls) -> list[str]:
        """The fields that an item takes from a document."""
        return [name for name in cls.model_fields if name != "highlights"]


class Suggestions(BaseModel, Generic[Item]):
    """What may be meant, the best first."""

    items: list[Item]


def suggestions_of(model: type[BaseModel]) -> type[BaseModel]:
    """Suggestions of one kind; OpenAPI has them as `FilmSuggestions`."""
    suggestions: Any = Suggestions
    return create_model(f"{model.__name__}s", __base__=suggestions[model])


def example_list(item: Mapping[str, Any], *, total: int) -> dict[str, Any]:
    """The first of `total` items, as OpenAPI shows a list; without words."""
    page = PageLinks(number=1, size=50, next=None, previous=None, next_cursor=None)
    return {
        "items": [{**item, "highlights": None}],
        "total": total,
        "total_is_exact": True,
        "match": None,
        "page": page.model_dump(),
    }


def example_suggestions(model: type[BaseModel], item: Mapping[str, Any]) -> dict[str, Any]:
    """The one suggestion that OpenAPI shows, of an item that has the fields of the model among others."""
    return {"items": [{name: item[name] for name in model.model_fields}]}
