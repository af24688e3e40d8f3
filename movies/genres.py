"""Genres: the search, the response models and the paths."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from catalogue.documents import GenreDocument
from movies.http.endpoint import operation
from movies.http.responses import Listing, answer_list, answer_one
from search_queries import FuzzyText, Page, Range, SearchQuery, Sort


class GenreSearch(SearchQuery, document=GenreDocument):
    """Genres by name and number of films."""

    name = FuzzyText(
        "name.prefix", exact=("name.raw",), doc="Words of the name, typing errors forgiven.", example="dramma"
    )
    films_count = Range("films_count", ge=0, doc="Number of films", example=12)
    sort = Sort("films_count", name="name.raw", default="name", tie_breaker="id_hash")
    page = Page(size=50, max_size=100)


class Genre(BaseModel):
    """A genre that films have."""

    id: UUID
    name: str
    description: str | None = Field(default=None, description="Null if the source has none.")
    films_count: int = Field(description="The number of films that have it.")
    modified: datetime = Field(description="When any film of this genre was last changed, in UTC.")


_EXAMPLE = {
    "id": "73e68242-8e5f-5086-b576-a5e6ca2d5da3",
    "name": "Drama",
    "description": "Serious conflicts between people, or within one.",
    "films_count": 301,
    "modified": "2026-11-01T00:00:00Z",
}
_LIST_EXAMPLE = {
    "items": [_EXAMPLE],
    "total": 21,
    "total_is_exact": True,
    "page": {"number": 1, "size": 50, "next": None, "previous": None},
}

blueprint = Blueprint("genres", url_prefix="/api/v1/genres")


@blueprint.get("/")
@operation("list_genres", query=GenreSearch, answer=Listing[Genre], example=_LIST_EXAMPLE, problems=(503,), cached=True)
async def list_genres(request: Request, query: GenreSearch) -> HTTPResponse:
    """Genres by name, even if it is misspelled."""
    return await answer_list(request, query, Genre)


@blueprint.get("/<genre_id:str>")
@operation("get_genre", answer=Genre, example=_EXAMPLE, problems=(404, 503), cached=True)
async def get_genre(request: Request, genre_id: str) -> HTTPResponse:
    """One genre."""
    return await answer_one(request, GenreDocument, genre_id, Genre)
