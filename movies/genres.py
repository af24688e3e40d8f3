"""Genres: the search, the response models and the paths."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from catalogue.documents import GenreDocument
from movies.http.endpoint import operation
from movies.http.partial_model import partial_model
from movies.http.response_models import (
    DocumentId,
    Highlighted,
    example_list,
    example_suggestions,
    listing_of,
    suggestions_of,
)
from movies.http.responses import answer_list, answer_one, answer_suggestions
from search_queries import (
    DeclaredSearch,
    Highlight,
    Page,
    Range,
    SearchQuery,
    ShownFields,
    Sort,
    Suggest,
    SuggestQuery,
    Words,
)

_WORDS: dict[str, Any] = {"titles": ("names.title",), "whole": "names.whole", "length": "names.length"}


class GenreSearch(SearchQuery, document=GenreDocument):
    """Genres by name and number of films."""

    query = Words(
        **_WORDS,
        text="description",
        doc=(
            "Words of the name or the description, all of which a genre must have; the best match first. "
            "If none has all of them, the closest: typing errors, half a last word, another alphabet. "
            '"A phrase" stands together, a -word must be missing.'
        ),
        example="drama",
    )
    highlight = Highlight(titles=("name",), text="description")
    films_count = Range("films_count", ge=0, doc="Number of films", example=12)
    sort = Sort("films_count", name="name.raw", default="name", tie_breaker="id_hash")
    page = Page(size=50, max_size=100)


class GenreSuggest(SuggestQuery, document=GenreDocument):
    """Genres that may be meant while a client types."""

    query = Suggest(
        **_WORDS,
        tie_breaker="id_hash",
        doc="The start of a name, or words of it, the last one half typed; an error is forgiven. "
        "If nothing starts so, what comes closest.",
        example="sci",
    )


class Genre(BaseModel):
    """A genre that films have."""

    id: DocumentId
    name: str
    description: str | None = Field(default=None, description="Null if the source has none.")
    films_count: int = Field(description="The number of films that have it.")
    modified: datetime = Field(description="When any film of this genre was last changed, in UTC.")


class GenreSummary(Highlighted, Genre):
    """A genre in a list."""


class GenreSuggestion(BaseModel):
    """A genre that may be meant."""

    id: DocumentId
    name: str


class GenreList(GenreSearch, document=GenreDocument):
    """Genres, and which fields of each are shown."""

    fields = ShownFields(*Genre.model_fields, doc="Only these fields of each genre.")


class GenreRead(DeclaredSearch, document=GenreDocument):
    """One genre, and which of its fields are shown."""

    fields = ShownFields(*Genre.model_fields, doc="Only these fields.")


EXAMPLE = {
    "id": "73e68242-8e5f-5086-b576-a5e6ca2d5da3",
    "name": "Drama",
    "description": "Serious conflicts between people, or within one.",
    "films_count": 301,
    "modified": "2026-11-01T00:00:00Z",
}

blueprint = Blueprint("genres", url_prefix="/api/v1/genres")


@blueprint.get("/")
@operation(
    "list_genres",
    query=GenreList,
    answer=listing_of(GenreSummary),
    example=example_list(EXAMPLE, total=21),
    problems=(503,),
    cached=True,
)
async def list_genres(request: Request, query: GenreList) -> HTTPResponse:
    """Genres by name, even if it is misspelled."""
    return await answer_list(request, query, GenreSummary)


@blueprint.get("/suggest")
@operation(
    "suggest_genres",
    query=GenreSuggest,
    answer=suggestions_of(GenreSuggestion),
    example=example_suggestions(GenreSuggestion, EXAMPLE),
    problems=(503,),
    cached=True,
)
async def suggest_genres(request: Request, query: GenreSuggest) -> HTTPResponse:
    """At most ten genres that may be meant, for the text typed so far."""
    return await answer_suggestions(request, query, GenreSuggestion)


@blueprint.get("/<genre_id:str>")
@operation("get_genre", query=GenreRead, answer=partial_model(Genre), example=EXAMPLE, problems=(404, 503), cached=True)
async def get_genre(request: Request, genre_id: str, query: GenreRead) -> HTTPResponse:
    """One genre."""
    return await answer_one(request, GenreDocument, genre_id, query, Genre)
