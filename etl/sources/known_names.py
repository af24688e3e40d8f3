"""The names under which databases hold films: our name of a thing -> the names that databases give it.

Letter case, underscores and a plural s do not matter: `film_work` also matches `FilmWorks`. A new name is a new word
in these tables and nothing else.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from catalogue.model import FilmType, Role

TableName = Literal["film", "genre", "person", "film_genre", "film_person"]
# What marks a row as deleted though it is there.
MarkColumn = Literal["deleted", "deleted_at", "active"]
FilmColumn = Literal[
    "id",
    "title",
    "original_title",
    "alternative_titles",
    "description",
    "type",
    "rating",
    "votes",
    "release_date",
    "release_year",
    "created",
    "modified",
    MarkColumn,
]
GenreColumn = Literal["id", "name", "description", MarkColumn]
PersonColumn = Literal["id", "full_name", "first_name", "last_name", MarkColumn]
FilmGenreColumn = Literal["id", "film", "genre", "position", "created", MarkColumn]
FilmPersonColumn = Literal["id", "film", "person", "role", "position", "created", MarkColumn]

# What the tables of links link.
LINKS: Final[dict[TableName, tuple[TableName, TableName]]] = {
    "film_genre": ("film", "genre"),
    "film_person": ("film", "person"),
}

# A table that links two others is known by both of their names in either order, `person_film_work` or `movie_people`,
# by the names here, or by columns that lead to both.
TABLES: Final[Mapping[TableName, tuple[str, ...]]] = {
    "film": ("film_work", "film", "movie", "motion_picture", "movie_work", "cinema_work"),
    "genre": ("genre",),
    "person": ("person", "people", "participant"),
    "film_genre": (),
    "film_person": (
        *("cast", "credit", "film_cast", "movie_cast", "film_credit", "movie_credit", "film_crew", "movie_crew"),
        *("title_principal", "cast_info"),
    ),
}

# These stand for the table only if no table has a name from above: `category` may also hold something else.
OTHER_TABLES: Final[Mapping[TableName, tuple[str, ...]]] = {
    "film": (
        *("title", "title_basics", "tv_show", "show", "tv_series", "series", "serial", "media", "media_item"),
        *("picture", "content"),
    ),
    "genre": ("category", "categories"),
    "person": (
        *("actor", "director", "writer", "screenwriter", "artist", "celebrity", "celebrities", "star", "name_basics"),
    ),
    "film_genre": (),
    "film_person": (),
}

# These stand for the table only if there is none of either: `staff` is first of all that of a shop, `cast` links.
LAST_TABLES: Final[Mapping[TableName, tuple[str, ...]]] = {
    "film": (),
    "genre": (),
    "person": ("staff", "cast", "crew", "cast_member", "crew_member", "filmmaker", "creator", "performer"),
    "film_genre": (),
    "film_person": (),
}

# All names of tables of films.
FILM_TABLES: Final = (*TABLES["film"], *OTHER_TABLES["film"])
# Tables of series beside one of films.
SERIES_TABLES: Final = ("tv_show", "show", "tv_series", "series", "serial", "tv_serial", "tv", "web_series")

_CREATED = (*("created", "created_at", "created_on", "date_created", "create_date", "creation_time"),)
_MODIFIED = (
    *("modified", "modified_at", "updated", "updated_at", "updated_on", "changed_at", "last_modified", "last_update"),
    *("date_modified", "date_updated", "modification_date", "update_date"),
)
_POSITION = (
    *("position", "credit_order", "cast_order", "billing", "billing_order", "billing_position", "order", "ordinal"),
    *("ordering", "sort_order", "sequence", "rank"),
)
# Columns that mark a row as deleted though it is there: a flag, a time that only such rows have, the opposite of both.
DELETION: Final[Mapping[str, tuple[str, ...]]] = {
    "deleted": ("is_deleted", "deleted", "is_removed", "removed"),
    "deleted_at": (
        *("deleted_at", "deleted_on", "date_deleted", "deletion_date", "delete_time", "removed_at", "discarded_at"),
    ),
    "active": ("is_active", "active"),
}

# A column that leads to a film, `film` below, is also one that references its table, or is named after it:
# `film_work_id`, `movie_id`, `film_uuid`, `movie`, Django's `film_work_id_id`. The same goes for `genre` and `person`.
COLUMNS: Final[Mapping[TableName, Mapping[str, tuple[str, ...]]]] = {
    "film": {
        "id": ("id", "uuid", "film_work_id", "film_id", "movie_id", "film_uuid", "movie_uuid", "tconst"),
        "title": ("title", "name", "film_title", "movie_title", "film_name", "movie_name"),
        "original_title": ("original_title", "title_original", "original_name", "name_original"),
        "alternative_titles": ("alternative_titles", "alternative_names", "other_titles", "aka", "akas"),
        "description": ("description", "plot", "overview", "synopsis", "summary", "about"),
        "type": ("type", "film_type", "film_work_type", "movie_type", "kind"),
        "rating": ("rating", "imdb_rating", "rating_imdb", "imdb_score", "score", "vote_average", "average_rating"),
        "votes": ("votes", "vote_count", "votes_count", "num_votes", "imdb_votes", "rating_count"),
        "release_date": (
            *("creation_date", "release_date", "released", "released_at", "released_on", "date_released"),
            *("premiere_date", "premiere", "premiered", "premiered_at"),
        ),
        "release_year": ("release_year", "year", "creation_year", "production_year", "year_released", "start_year"),
        "created": _CREATED,
        "modified": _MODIFIED,
        **DELETION,
    },
    "genre": {
        "id": ("id", "uuid", "genre_id", "genre_uuid", "category_id"),
        "name": ("name", "title", "genre", "genre_name", "label"),
        "description": ("description", "about", "summary"),
        **DELETION,
    },
    "person": {
        "id": ("id", "uuid", "person_id", "person_uuid", "people_id", "participant_id", "actor_id", "nconst"),
        "full_name": ("full_name", "name", "person_name", "display_name", "fio"),
        # together, if there is no full name
        "first_name": ("first_name", "given_name"),
        "last_name": ("last_name", "surname", "family_name"),
        **DELETION,
    },
    "film_genre": {
        "id": ("id", "uuid"),
        "film": ("tconst",),
        "genre": (),
        "position": _POSITION,
        "created": _CREATED,
        **DELETION,
    },
    "film_person": {
        "id": ("id", "uuid"),
        "film": ("tconst",),
        "person": ("nconst",),
        "role": ("role", "person_role", "role_name", "role_type", "category"),
        "position": _POSITION,
        "created": _CREATED,
        **DELETION,
    },
}

# These stand for a column only if the table has none of a name from above: beside a `role`, a `type` is something else.
OTHER_COLUMNS: Final[Mapping[TableName, Mapping[str, tuple[str, ...]]]] = {
    "film": {
        "title": ("film", "movie", "caption", "primary_title", "series_title"),
        "description": (
            *("storyline", "annotation", "film_description", "movie_description", "descr", "plot_summary", "content"),
            *("plot_outline", "short_description", "desc"),
        ),
        "type": ("film_kind", "title_type", "media_type", "type_name", "content_type", "video_type", "show_type"),
        "rating": (
            *("avg_rating", "film_rating", "movie_rating", "rate", "imdb", "user_rating", "rating_kp", "kp_rating"),
            *("rating_value", "tmdb_rating", "tmdb_vote_average", "imdb_rate"),
        ),
        "release_date": (
            *("date_of_release", "date_release", "first_air_date", "publication_date", "production_date"),
            *("date_of_creation", "date", "release", "data_release", "open_date", "world_premiere", "dt_rel"),
            *("first_release_date", "air_date", "aired_at"),
        ),
        "release_year": ("year_of_release", "year_of_production", "prod_year", "released_year"),
        "votes": ("no_of_votes", "number_of_votes", "votes_number", "tmdb_vote_count"),
        "created": ("created_date", "create_time", "added_at", "inserted_at", "creation_timestamp"),
        "modified": (
            *("updated_date", "modified_on", "modified_date", "update_time", "changed", "edited_at", "update_at"),
        ),
    },
    "genre": {"name": ("category", "category_name"), "description": ("desc",)},
    "person": {
        "full_name": ("actor_name", "primary_name", "person"),
        "first_name": ("fname",),
        "last_name": ("second_name", "lname"),
    },
    "film_genre": {},
    "film_person": {
        "role": (
            *("job", "profession", "film_role", "job_title", "occupation", "part", "type", "person_type"),
            *("credit_type", "role_in_film", "position", "career", "job_function", "profession_key", "role_code"),
            "role_title",
            *("participant_role", "participant_type", "participation_type", "specialization"),
        ),
    },
}

# What columns of names in several languages end or begin with, `title_en`, `nameRu`; the first of a row counts.
LANGUAGES: Final = (
    *(("en", "eng", "english"), ("ru", "rus", "russian"), ("uk", "ua", "ukr"), ("kk", "kz"), ("uz",)),
    *(("de", "german"), ("fr", "french"), ("es", "spanish"), ("it", "italian"), ("pt", "br"), ("pl",), ("tr",)),
    *(("zh", "cn", "chinese"), ("ja", "jp", "japanese"), ("ko", "kr", "korean"), ("vi", "vn"), ("local",)),
)

# The columns of a table of types or of roles to which `type_id` or `role_id` leads.
LOOKUP_KEYS: Final = ("id", "uuid", "code", "type_id", "role_id")
LOOKUP_NAMES: Final = ("name", "title", "type", "role", "slug", "value", "label", "code")

# Columns of films that hold names, if no table does: arrays, JSON lists, or texts such as "Drama, Comedy".
GENRE_LISTS: Final = ("genres", "genre", "genre_names", "genres_names", "genre_list", "categories", "listed_in")
PEOPLE_LISTS: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("actors", "actor", "actors_names", "actor_names", "cast", "stars", "starring"),
    "writer": ("writers", "writer", "writers_names", "writer_names", "screenwriters", "screenwriter"),
    "director": ("directors", "director", "directors_names", "director_names"),
}

# Columns that may hold people with their jobs, as JSON.
CREW_LISTS: Final = ("crew", "movie_crew", "film_crew")
# Columns of films that hold lists of ids of the tables of genres and people. Those from above may hold ids too.
GENRE_ID_LISTS: Final = ("genre_ids", "genres_ids", "genre_id_list", "category_ids")
PEOPLE_ID_LISTS: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("actor_ids", "actors_ids", "cast_ids", "star_ids", "stars_ids"),
    "writer": ("writer_ids", "writers_ids", "screenwriter_ids"),
    "director": ("director_ids", "directors_ids"),
}

# Flags in place of a type or a role.
TYPE_FLAGS: Final[Mapping[FilmType, tuple[str, ...]]] = {
    "movie": ("is_movie", "is_film", "is_feature_film"),
    "tv_show": ("is_series", "is_serial", "is_tv_show", "is_tv_series", "is_show", "is_tv"),
}
ROLE_FLAGS: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("is_actor", "is_cast", "is_star", "acted"),
    "writer": ("is_writer", "is_screenwriter", "is_author", "wrote"),
    "director": ("is_director", "directed"),
}

TYPE_NAMES: Final[Mapping[FilmType, tuple[str, ...]]] = {
    "movie": (
        *("movie", "film", "mov", "mv", "mo", "m", "f", "feature", "feature_film", "tv_movie", "tv_film", "short"),
        *("short_film", "animated_film", "cartoon", "documentary", "tv_short", "tv_special", "video", "мультфильм"),
        *("filme", "pelicula", "película"),
        *("фильм", "фильмы", "кино", "кинофильм", "полнометражный фильм", "короткометражный фильм"),
        "художественный фильм",
    ),
    "tv_show": (
        *("tv_show", "tvsh", "show", "tv", "tvs", "t", "s", "series", "tv_series", "serial", "tv_serial"),
        *("mini_series", "tv_mini_series", "web_series", "tv_program", "tv_programme", "animated_series"),
        *("limited_series", "série", "séries"),
        *("мультсериал", "сериал", "сериалы", "телесериал", "мини-сериал", "тв", "шоу", "телешоу"),
    ),
}
ROLE_NAMES: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("actor", "actress", "cast", "acting", "performer", "star", "a", "act", "актер", "актеры", "актриса"),
    "writer": (
        *("writer", "screenwriter", "screenplay", "scriptwriter", "scenarist", "author", "writing", "w", "wr", "scr"),
        *("сценарист", "сценаристы", "сценарий", "автор", "автор сценария"),
    ),
    "director": (
        *("director", "directing", "film_director", "movie_director", "d", "dir"),
        *("режиссер", "режиссеры", "режиссер-постановщик", "режисер", "режисеры"),
    ),
}


def letters_of(name: str) -> str:
    """A name without letter case and underscores: `FilmWorks` is `filmworks`."""
    return "".join(filter(str.isalnum, name.casefold().replace("ё", "е")))


# a database has few names, each of which is compared with all that are known
@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """What is compared of a name: `FilmWorks` and `film_work` are `filmwork`."""
    letters = letters_of(name)
    return letters[:-1] if len(letters) > 3 and letters.endswith("s") and not letters.endswith("ss") else letters
