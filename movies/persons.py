"""Persons: the search, the response models and the paths."""

from datetime import datetime
from functools import partial
from typing import Any

from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from catalogue.documents import FilmDocument, PersonDocument
from catalogue.model import CREDIT_FIELDS, Role
from movies.films import SUMMARY_EXAMPLE, FilmSearch, FilmSummary
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
from movies.http.responses import Owner, answer_list, answer_list_within, answer_one, answer_suggestions
from search_queries import (
    DeclaredSearch,
    Facets,
    Highlight,
    Page,
    Range,
    SearchQuery,
    ShownFields,
    Sort,
    Suggest,
    SuggestQuery,
    Terms,
    TermsFacet,
    Words,
)

_WORDS: dict[str, Any] = {
    "titles": ("names.title",),
    "whole": "names.whole",
    "length": "names.length",
    "sounds": "names.sounds^5",
    "renown": "renown",
}


class PersonSearch(SearchQuery, document=PersonDocument):
    """Persons by name, role and number of films."""

    query = Words(
        **_WORDS,
        doc=(
            "Words of the name, all of which a person must have; the best match first. "
            "If none has all of them, the closest: typing errors, half a last word, another alphabet, names spelled by "
            "ear, in Russian letters too. "
            '"A phrase" stands together, a -word must be missing.'
        ),
        example="akira kurosawa",
    )
    highlight = Highlight(titles=("full_name",))
    role = Terms("roles", of=Role, doc="Roles that they have in any film", example="director")
    films_count = Range("films_count", ge=0, doc="Number of films", example=3)
    facets = Facets(role=TermsFacet("role"))
    sort = Sort("films_count", full_name="full_name.raw", default="-films_count", tie_breaker="id_hash")
    page = Page(size=50, max_size=100)


class PersonSuggest(SuggestQuery, document=PersonDocument):
    """Persons that may be meant while a client types."""

    query = Suggest(
        **_WORDS,
        tie_breaker="id_hash",
        doc="The start of a name, or words of it, the last one half typed; an error is forgiven. "
        "If nothing starts so, what comes closest.",
        example="akira k",
    )


class Person(BaseModel):
    """A person whom films credit."""

    id: DocumentId
    full_name: str
    roles: list[Role] = Field(description="The roles that they have in any film.")
    films_count: int = Field(description="The number of films that credit them.")
    modified: datetime = Field(description="When any of their films was last changed, in UTC.")


class PersonSummary(Highlighted, Person):
    """A person in a list."""


class PersonSuggestion(BaseModel):
    """A person who may be meant."""

    id: DocumentId
    full_name: str


class PersonFilm(FilmSummary):
    """A film of a person."""

    roles: list[Role] = Field(description="The roles that they have in this film.")


class PersonList(PersonSearch, document=PersonDocument):
    """Persons, and which fields of each are shown."""

    fields = ShownFields(*Person.model_fields, doc="Only these fields of each person.")


class PersonFilmList(FilmSearch, document=FilmDocument):
    """The films of a person, and which fields of each are shown."""

    fields = ShownFields(*PersonFilm.document_fields(), doc="Only these fields of each film.")


class PersonRead(DeclaredSearch, document=PersonDocument):
    """One person, and which of its fields are shown."""

    fields = ShownFields(*Person.model_fields, doc="Only these fields.")


EXAMPLE = {
    "id": "66f36ec1-b175-5748-9d57-df8f68494eaf",
    "full_name": "Akira Kurosawa",
    "roles": ["writer", "director"],
    "films_count": 6,
    "modified": "2026-11-01T00:00:00Z",
}

blueprint = Blueprint("persons", url_prefix="/api/v1/persons")


@blueprint.get("/")
@operation(
    "list_persons",
    query=PersonList,
    answer=listing_of(PersonSummary),
    example=example_list(EXAMPLE, total=1),
    problems=(503,),
    cached=True,
)
async def list_persons(request: Request, query: PersonList) -> HTTPResponse:
    """Persons by name, even if it is misspelled, and by role."""
    return await answer_list(request, query, PersonSummary)


@blueprint.get("/suggest")
@operation(
    "suggest_persons",
    query=PersonSuggest,
    answer=suggestions_of(PersonSuggestion),
    example=example_suggestions(PersonSuggestion, EXAMPLE),
    problems=(503,),
    cached=True,
)
async def suggest_persons(request: Request, query: PersonSuggest) -> HTTPResponse:
    """At most ten persons that may be meant, for the text typed so far."""
    return await answer_suggestions(request, query, PersonSuggestion)


@blueprint.get("/<person_id:str>")
@operation(
    "get_person", query=PersonRead, answer=partial_model(Person), example=EXAMPLE, problems=(404, 503), cached=True
)
async def get_person(request: Request, person_id: str, query: PersonRead) -> HTTPResponse:
    """One person."""
    return await answer_one(request, PersonDocument, person_id, query, Person)


@blueprint.get("/<person_id:str>/films")
@operation(
    "list_person_films",
    query=PersonFilmList,
    within=FilmSearch.person_id.any_of,
    answer=listing_of(PersonFilm),
    example=example_list({**SUMMARY_EXAMPLE, "roles": ["writer", "director"]}, total=1),
    problems=(404, 503),
    cached=True,
)
async def list_person_films(request: Request, person_id: str, query: PersonFilmList) -> HTTPResponse:
    """The films of a person in any role; takes every parameter of the list of films."""
    shown = query.shown(PersonFilm.document_fields())
    fields = [name for name in shown if name != "roles"]
    if "roles" in shown:
        fields += CREDIT_FIELDS.values()
    return await answer_list_within(
        request,
        Owner(PersonDocument, person_id),
        query,
        fields=fields,
        model=PersonFilm,
        read=partial(_with_roles, person_id),
    )


def _with_roles(person_id: str, source: dict[str, Any]) -> dict[str, Any]:
    """A film with the roles of a person in it, as far as its credits were asked for."""
    roles = [role for role, field in CREDIT_FIELDS.items() if any(c["id"] == person_id for c in source.get(field, ()))]
    return {**source, "roles": roles}
