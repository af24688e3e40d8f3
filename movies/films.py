"""Films: the search, the response models and the paths."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from sanic import Blueprint, HTTPResponse, Request

from catalogue.documents import FilmDocument
from catalogue.model import FilmType
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
from movies.http.responses import answer_json, answer_list, answer_one, answer_suggestions, find_similar
from search_queries import (
    DeclaredSearch,
    Facets,
    Highlight,
    HistogramFacet,
    NamedFacet,
    Page,
    Range,
    RangesFacet,
    SearchQuery,
    ShownFields,
    Similar,
    SimilarQuery,
    Size,
    Sort,
    Suggest,
    SuggestQuery,
    Terms,
    TermsFacet,
    Words,
)

# The examples are from the sample, so that whoever tries them finds something.
_DRAMA = {"id": "73e68242-8e5f-5086-b576-a5e6ca2d5da3", "name": "Drama"}
_MIFUNE = {"id": "fd587680-a1d1-5721-a5ce-0327ff725861", "full_name": "Toshiro Mifune"}
_KUROSAWA = {"id": "66f36ec1-b175-5748-9d57-df8f68494eaf", "full_name": "Akira Kurosawa"}


# What people add to a title, and what is in the names of files besides. A word that titles have too, such as "full",
# counts only beside others: "full moon" is not Moon.
_NOISE = "|".join(
    (
        "(watch )?(full )?(movie|film)s?( online)?( free)?( (by|with))?",
        "(watch )?online( free)?|free online|tv (series|show)|trailer|imdb|streaming|download|torrent|(in )?hd",
        "(with )?((english|eng|russian|rus) )?(subs|subbed|subtitles|subtitled|dubbed)|in (english|russian)",
        "all (seasons|episodes)|complete (series|season( [0-9]+)?)",
        "(season [0-9]+|s[0-9]+)( ?e[0-9]+| episode [0-9]+)?|(part|chapter|episode|volume)(?= [0-9])",
        "(directors|extended|final|theatrical) cut|(anniversary|extended|special) edition|remastered",
        "(смотреть )?((фильм|сериал)ы?|кино)( про)?( онлайн)?( бесплатно)?|смотреть|онлайн( бесплатно)?|трейлер",
        "скачать( торрент)?|торрент|мультик|мультфильм|в хорошем качестве|на русском( языке)?|все (сезоны|серии)",
        "([0-9]+(st|nd|rd|th)? )?сезон( [0-9]+)?( [0-9]+ серия)?|(часть|глава|эпизод|том)(?= [0-9])",
        "[0-9]{3,4}[ip]|4k|uhd|hdr|blu ?ray|dvd|(bd|br|dvd|hd|web) ?rip|web ?dl|hdtv|[hx] ?26[45]|hevc|xvid|divx|remux",
        "aac|ac3|dts|avi|mkv|mp4",
    )
)
_WORDS: dict[str, Any] = {
    "titles": ("names.title", "names.other_titles"),
    "all_titles": "names.titles",
    "whole": "names.whole",
    "length": "names.length",
    "people": ("names.people",),
    "sounds": "names.sounds",
    "year": "release_year",
    "renown": "renown",
}


class FilmSearch(SearchQuery, document=FilmDocument):
    """Films by words, genres, people, type, rating and year."""

    query = Words(
        **_WORDS,
        text="description",
        noise=_NOISE,
        doc=(
            "Words of the titles, the people or the description, all of which a film must have; the best match first. "
            'A title before its year, or beside words such as "full movie", is enough. '
            "If no film has all of them, the closest: typing errors, half a last word, a word too many, another "
            "keyboard layout or alphabet, titles and names spelled by ear, in Russian letters too. "
            '"A phrase" stands together, a -word must be missing.'
        ),
        example="star wars",
    )
    highlight = Highlight(
        titles=("title", "original_title", "alternative_titles"),
        people=("directors.full_name", "actors.full_name", "writers.full_name"),
        text="description",
    )
    genre = Terms("genres.name.raw", prefix=True, doc="Genre names", example="Drama")
    genre_id = Terms("genres.id", of=UUID, doc="Genre ids", example=_DRAMA["id"])
    person = Terms(
        "actors.full_name.raw",
        "writers.full_name.raw",
        "directors.full_name.raw",
        prefix=True,
        doc="Names of people in any role",
        example="Toshiro Mifune",
    )
    person_id = Terms(
        "actors.id",
        "writers.id",
        "directors.id",
        of=UUID,
        doc="Ids of people in any role",
        example=_MIFUNE["id"],
    )
    actor = Terms("actors.full_name.raw", prefix=True, doc="Names of actors", example="Toshiro Mifune")
    actor_id = Terms("actors.id", of=UUID, doc="Ids of actors", example=_MIFUNE["id"])
    writer = Terms("writers.full_name.raw", prefix=True, doc="Names of writers", example="Akira Kurosawa")
    writer_id = Terms("writers.id", of=UUID, doc="Ids of writers", example=_KUROSAWA["id"])
    director = Terms("directors.full_name.raw", prefix=True, doc="Names of directors", example="Akira Kurosawa")
    director_id = Terms("directors.id", of=UUID, doc="Ids of directors", example=_KUROSAWA["id"])
    type = Terms("type", of=FilmType, all_of=False, doc="Kinds of film", example="movie")
    imdb_rating = Range("imdb_rating", ge=0, le=10, doc="Rating", example=7.5)
    release_year = Range("release_year", ge=1800, le=2200, doc="Year of the first release", example=1950)
    facets = Facets(
        genre=NamedFacet("genre_facet", name="genre", id="genre_id", size=50),
        decade=HistogramFacet("release_year", interval=10),
        type=TermsFacet("type"),
        rating=RangesFacet("imdb_rating", bounds=(5, 6, 7, 8, 9)),
        # 10,000 values of each shard would take several times as long, since there are far more people than genres
        director=NamedFacet("director_facet", name="director", id="director_id", shard_size=500),
    )
    sort = Sort(
        "imdb_rating",
        "release_year",
        "release_date",
        "votes",
        title="title.raw",
        default="-imdb_rating",
        tie_breaker="id_hash",
    )
    page = Page(size=50, max_size=100)


class FilmSuggest(SuggestQuery, document=FilmDocument):
    """Films that may be meant while a client types."""

    query = Suggest(
        **_WORDS,
        tie_breaker="id_hash",
        doc=(
            "The start of a title, or words of it or of a name, the last one half typed; a year picks one of several. "
            "An error is forgiven; if nothing starts so, what comes closest."
        ),
        example="star w",
    )


class FilmSimilar(SimilarQuery, document=FilmDocument):
    """Films like one film."""

    like = Similar(
        title="title",
        titles=("names.title", "names.other_titles"),
        all_titles="names.titles",
        whole="names.whole",
        # A director makes films of a kind, while actors play in all kinds.
        people=("directors.id^2", "writers.id", "actors.id"),
        genres="genres.id",
        renown="renown",
        tie_breaker="id_hash",
    )
    page_size = Size(default=10, most=50)


class GenreInFilm(BaseModel):
    """A genre of a film."""

    id: DocumentId
    name: str


class PersonInFilm(BaseModel):
    """A person credited in a film."""

    id: DocumentId
    full_name: str


class FilmCore(BaseModel):
    """What every film shows."""

    id: DocumentId
    title: str
    original_title: str | None = Field(default=None, description="Null if it is the same as `title`.")
    type: FilmType
    release_year: int | None = Field(default=None, description="Null if it is not known.")
    imdb_rating: float | None = Field(default=None, ge=0, le=10, description="Null if nobody has rated it.")
    genres: list[GenreInFilm]
    directors: list[PersonInFilm]


class FilmSummary(Highlighted, FilmCore):
    """A film in a list."""


class FilmSuggestion(BaseModel):
    """A film that may be meant."""

    id: DocumentId
    title: str
    release_year: int | None = Field(default=None, description="Null if it is not known.")


class Film(FilmCore):
    """A film with everything that is known about it; people are in credit order."""

    alternative_titles: list[str] = Field(description="Titles in other countries, and other spellings.")
    description: str | None = None
    votes: int | None = Field(default=None, description="The number of people who rated it; null if it is not known.")
    release_date: date | None = Field(default=None, description="The first release; null if the day is not known.")
    actors: list[PersonInFilm]
    writers: list[PersonInFilm]
    modified: datetime = Field(description="When the entry was last changed, in UTC.")


class SimilarFilms(BaseModel):
    """Films like another one."""

    items: list[partial_model(FilmCore)] = Field(description="The most alike first.")  # type: ignore[valid-type]  # made when it runs


class FilmList(FilmSearch, document=FilmDocument):
    """Films, and which fields of each are shown."""

    fields = ShownFields(*FilmSummary.document_fields(), doc="Only these fields of each film.")


class FilmRead(DeclaredSearch, document=FilmDocument):
    """One film, and which of its fields are shown."""

    fields = ShownFields(*Film.model_fields, doc="Only these fields.")


SUMMARY_EXAMPLE = {
    "id": "b3e7b4a5-89bb-54d2-881b-7a57c658ed4e",
    "title": "Seven Samurai",
    "original_title": "七人の侍",
    "type": "movie",
    "release_year": 1954,
    "imdb_rating": 8.6,
    "genres": [_DRAMA],
    "directors": [_KUROSAWA],
}
_FILM_EXAMPLE = SUMMARY_EXAMPLE | {
    "alternative_titles": ["Семь самураев", "Shichinin no Samurai"],
    "description": "Farmers tired of being robbed by bandits hire seven masterless warriors.",
    "votes": 375000,
    "release_date": "1954-04-26",
    "actors": [_MIFUNE],
    "writers": [_KUROSAWA],
    "modified": "2026-11-01T00:00:00Z",
}
_LIST_EXAMPLE = example_list(SUMMARY_EXAMPLE, total=61) | {
    "page": {
        "number": 1,
        "size": 50,
        "next": "?facets=decade,genre&page_number=2",
        "previous": None,
        "next_cursor": "h_39twNiWzEsImIxNzhiZTE5MjFiYjI1MWMiLDguNiwxMTc2NTQ3MzgxXQ",
    },
    "facets": {
        "decade": [
            {
                "from": 1950,
                "to": 1959,
                "count": 37,
                "selected": False,
                "query": "release_year__gte=1950&release_year__lte=1959",
            }
        ],
        "genre": [
            {
                "value": "Drama",
                "id": _DRAMA["id"],
                "count": 61,
                "selected": False,
                "query": f"genre_id={_DRAMA['id']}",
            }
        ],
    },
}

blueprint = Blueprint("films", url_prefix="/api/v1/films")


@blueprint.get("/")
@operation(
    "list_films",
    query=FilmList,
    answer=listing_of(FilmSummary),
    example=_LIST_EXAMPLE,
    problems=(503,),
    cached=True,
)
async def list_films(request: Request, query: FilmList) -> HTTPResponse:
    """Films that match all words and all filters.

    Separate several ids or types by commas, or repeat the parameter; repeat it for several names, which may contain
    commas. The order of parameters and of their values does not matter. `facets` counts all films that are found by
    their values; a value's `query`, added to the request, asks for the films that have it.
    """
    return await answer_list(request, query, FilmSummary)


@blueprint.get("/suggest")
@operation(
    "suggest_films",
    query=FilmSuggest,
    answer=suggestions_of(FilmSuggestion),
    example=example_suggestions(FilmSuggestion, SUMMARY_EXAMPLE),
    problems=(503,),
    cached=True,
)
async def suggest_films(request: Request, query: FilmSuggest) -> HTTPResponse:
    """At most ten films that may be meant, for the text typed so far."""
    return await answer_suggestions(request, query, FilmSuggestion)


@blueprint.get("/<film_id:str>")
@operation(
    "get_film", query=FilmRead, answer=partial_model(Film), example=_FILM_EXAMPLE, problems=(404, 503), cached=True
)
async def get_film(request: Request, film_id: str, query: FilmRead) -> HTTPResponse:
    """One film with its people, titles and description."""
    return await answer_one(request, FilmDocument, film_id, query, Film)


@blueprint.get("/<film_id:str>/similar")
@operation(
    "list_similar_films",
    query=FilmSimilar,
    answer=SimilarFilms,
    example={"items": [SUMMARY_EXAMPLE]},
    problems=(404, 503),
    cached=True,
)
async def list_similar_films(request: Request, film_id: str, query: FilmSimilar) -> HTTPResponse:
    """Films like this one, without itself.

    The other parts of its series come first, then films that share its people, genres and words of its title.
    """
    found = await find_similar(request, FilmDocument, film_id, query, list(FilmCore.model_fields))
    return answer_json(SimilarFilms.model_validate({"items": found}))
