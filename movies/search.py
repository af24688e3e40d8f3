"""The search over everything: films, persons and genres at once, and the best match of all."""

from collections.abc import Mapping
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from elasticsearch import AsyncElasticsearch
from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from catalogue.documents import FilmDocument
from movies import genres, persons
from movies.films import SUMMARY_EXAMPLE, FilmCore, FilmSearch
from movies.genres import Genre, GenreSearch
from movies.http.endpoint import operation
from movies.http.engine_requests import Match, search_several
from movies.http.partial_model import partial_model
from movies.http.response_models import DocumentId
from movies.http.responses import answer_json
from movies.http.services import services_of
from movies.persons import Person, PersonSearch
from search_queries import DeclaredSearch, SearchQuery, Words
from search_queries.words.fields import is_called

Item = TypeVar("Item", bound=BaseModel)
Kind = Literal["film", "person", "genre"]

_MOST_ITEMS = 5


class EverythingSearch(DeclaredSearch, document=FilmDocument):
    """Words for films, persons and genres alike, each of which searches them as its own list does."""

    query = Words(
        titles=("names.title",),
        all_titles="names.titles",
        whole="names.whole",
        length="names.length",
        required=True,
        doc=(
            "Words, as the lists of films, persons and genres take them. Of each, those that have all words are found; "
            "if none has, the closest."
        ),
        example="akira kurosawa",
    )


class BestMatch(BaseModel):
    """What is meant most likely."""

    kind: Kind
    id: DocumentId
    name: str = Field(description="The title of a film, the name of a person or of a genre.")
    is_exact: bool = Field(description="Whether it is called exactly so, apart from case, accents and signs.")


class _Matches(BaseModel, Generic[Item]):
    items: list[Item] = Field(description=f"The first {_MOST_ITEMS} at most, the best first.")
    total: int = Field(description="The number of all that match.")
    match: Match | None = Field(
        description="Whether they have all words, or come closest because none has; null if nothing was found."
    )


class FilmMatches(_Matches[partial_model(FilmCore)]):  # type: ignore[misc]  # made when it runs
    """The films that match."""


class PersonMatches(_Matches[partial_model(Person)]):  # type: ignore[misc]  # made when it runs
    """The persons who match."""


class GenreMatches(_Matches[partial_model(Genre)]):  # type: ignore[misc]  # made when it runs
    """The genres that match."""


class Everything(BaseModel):
    """What was found of each kind."""

    best: BestMatch | None = Field(
        description=(
            "A person, else a genre, else a film that is called exactly so; else the first film. If no film was found, "
            "the first person or genre; null if nothing was found."
        )
    )
    films: FilmMatches
    persons: PersonMatches
    genres: GenreMatches


class _Searched(NamedTuple):
    """One index, what is shown of its hits, and the fields that hold their names, of which the first is shown."""

    kind: Kind
    search: type[SearchQuery]
    model: type[BaseModel]
    names: tuple[str, ...]

    def fields(self) -> list[str]:
        return list(dict.fromkeys((*self.model.model_fields, *self.names)))


# In the order in which an exact name is looked for: a title that is also somebody's name is mostly about them.
_SEARCHED = {
    "persons": _Searched("person", PersonSearch, Person, ("full_name",)),
    "genres": _Searched("genre", GenreSearch, Genre, ("name",)),
    "films": _Searched("film", FilmSearch, FilmCore, ("title", "original_title", "alternative_titles")),
}
# The order in which the first hit is taken if nothing is called exactly so.
_FIRST_OF = ("films", "persons", "genres")

_EXAMPLE = {
    "best": {
        "kind": "person",
        "id": persons.EXAMPLE["id"],
        "name": persons.EXAMPLE["full_name"],
        "is_exact": True,
    },
    "films": {"items": [SUMMARY_EXAMPLE], "total": 6, "match": "all_words"},
    "persons": {"items": [persons.EXAMPLE], "total": 1, "match": "all_words"},
    "genres": {"items": [genres.EXAMPLE], "total": 1, "match": "closest"},
}

blueprint = Blueprint("search", url_prefix="/api/v1/search")


@blueprint.get("/")
@operation(
    "search_everything",
    query=EverythingSearch,
    answer=Everything,
    example=_EXAMPLE,
    problems=(503,),
    cached=True,
)
async def search_everything(request: Request, query: EverythingSearch) -> HTTPResponse:
    """Films, persons and genres by the same words, and the best match of all.

    Each kind is searched as its own list searches it, which also has the rest of what is found here.
    """
    found = await _search_each(services_of(request).engine, query)
    body = {name: {**matches, "items": [hit["_source"] for hit in matches["hits"]]} for name, matches in found.items()}
    return answer_json(Everything.model_validate({"best": _best(query.query or "", found), **body}))


async def _search_each(engine: AsyncElasticsearch, query: EverythingSearch) -> Mapping[str, Any]:
    """What each index has, by one call to the engine, and a second for those in which nothing has all words.

    `{"films": {"hits": [{"_source": {...}}], "total": 1, "match": "all_words"}, ...}`. Raises UnavailableError.
    """
    raw = f"{query.canonical()}&page_size={_MOST_ITEMS}".encode()
    searches = {name: searched.search.parse(raw) for name, searched in _SEARCHED.items()}
    fields = {name: searched.fields() for name, searched in _SEARCHED.items()}
    first = {name: search.build(fields=fields[name]) for name, search in searches.items()}
    found = await _find_each(engine, first, "all_words")
    empty = [name for name, matches in found.items() if not matches["total"]]
    asked = {name: searches[name].build_closest(fields=fields[name]) for name in empty}
    closest = {name: search for name, search in asked.items() if search is not None}
    if closest:
        found |= await _find_each(engine, closest, "closest")
    return found


async def _find_each(engine: AsyncElasticsearch, searches: Mapping[str, Any], match: Match) -> dict[str, Any]:
    answers = await search_several(engine, searches.values())
    found = {}
    for name, answer in zip(searches, answers, strict=True):
        total = answer["hits"]["total"]["value"]
        found[name] = {"hits": answer["hits"]["hits"], "total": total, "match": match if total else None}
    return found


def _best(text: str, found: Mapping[str, Any]) -> BestMatch | None:
    """What is called exactly so; else the first of those that have all words, else of those that come closest."""
    for name, searched in _SEARCHED.items():
        for hit in found[name]["hits"]:
            if is_called(text, _names(searched, hit["_source"])):
                return _match_of(searched, hit["_source"], is_exact=True)
    for match in ("all_words", "closest"):
        for name in _FIRST_OF:
            if found[name]["match"] == match:
                return _match_of(_SEARCHED[name], found[name]["hits"][0]["_source"], is_exact=False)
    return None


def _match_of(searched: _Searched, source: Mapping[str, Any], *, is_exact: bool) -> BestMatch:
    return BestMatch(kind=searched.kind, id=source["id"], name=source[searched.names[0]], is_exact=is_exact)


def _names(searched: _Searched, source: Mapping[str, Any]) -> list[str]:
    """Each of the names of a document, whose fields have one, several or none."""
    values = [source.get(field) for field in searched.names]
    return [name for value in values for name in ([value] if isinstance(value, str) else value or [])]
