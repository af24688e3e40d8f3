"""The names under which databases hold films: our name of a thing -> the names that databases give it.

Letter case, underscores and a plural s do not matter: `film_work` also matches `FilmWorks`. A new name is a new word
in these tables and nothing else.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

from catalogue.model import Role
from etl.sources.schema.paired_names import CHANGES, CREATIONS, DESCRIPTIONS, POSITIONS, RATINGS, RELEASES, TYPES

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
PersonColumn = Literal["id", "full_name", "first_name", "middle_name", "last_name", MarkColumn]
FilmGenreColumn = Literal["id", "film", "genre", "position", "created", MarkColumn]
FilmPersonColumn = Literal["id", "film", "person", "role", "position", "created", MarkColumn]

# What the tables hold, in words for the user.
NOUNS: Final[Mapping[TableName, str]] = {
    "film": "films",
    "genre": "genres",
    "person": "people",
    "film_genre": "genres of films",
    "film_person": "people of films",
}

# PostgreSQL writes `tblMovie` as `tblmovie`.
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+|(?<=[a-z0-9])(?=[A-Z])|(?<=^tbl)(?=[a-z])|(?<=^TBL)(?=[A-Z])")

# The parts of a name, in their order.
NAME_PARTS: Final = ("first_name", "middle_name", "last_name")

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
        *("title_principal", "cast_info", "casting", "appearance", "filmography", "filmographies"),
        *("film_participant", "movie_participant", "film_participation", "movie_participation", "movie_personnel"),
        *("film_staff", "movie_staff", "participation", "principal"),
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
    "person": (
        *("staff", "cast", "crew", "cast_member", "crew_member", "filmmaker", "creator", "performer", "contributor"),
        *("talent", "personality", "personalities", "film_worker", "movie_worker", "name"),
    ),
    "film_genre": (),
    "film_person": (),
}

# What the names of tables may end with that says no more: `person_tbl`, `films_table`, `movie_entity`.
TABLE_ENDS: Final = ("tbl", "table", "tab", "entity", "model")

# All names of tables of films.
FILM_TABLES: Final = (*TABLES["film"], *OTHER_TABLES["film"])
# Words in the names of tables of films if none has such a name: `movie_metadata`, `imdb_top_1000`.
FILM_WORDS: Final = ("film", "movie", "video", "imdb", "tmdb", "omdb", "kinopoisk", "netflix", "letterboxd")
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
_OTHER_CREATED = ("creation_timestamp", *CREATIONS)
_OTHER_POSITION = (
    *("sort", "ord", "nr_order", "order_in_credits", "ranking", "seq", "seq_no", "number", "num", "idx", "index"),
    "place",
    *POSITIONS,
)
# Columns that mark a row as deleted though it is there: a flag, a time that only such rows have, the opposite of both.
DELETION: Final[Mapping[str, tuple[str, ...]]] = {
    "deleted": ("is_deleted", "deleted", "is_removed", "removed"),
    "deleted_at": (
        *("deleted_at", "deleted_on", "date_deleted", "deletion_date", "delete_time", "removed_at", "discarded_at"),
    ),
    "active": ("is_active", "active"),
}

# Of the columns of roles the one that counts only where no job is said.
DEPARTMENT: Final = "department"

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
        "release_year": ("release_year", "year", "creation_year", "production_year", "year_released"),
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
        "middle_name": ("middle_name", "patronymic"),
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
        "title": (
            *("film", "movie", "caption", "primary_title", "series_title", "main_title", "full_title", "display_title"),
            "title_name",
        ),
        "original_title": (
            *("orig_title", "title_orig", "orig_name", "name_orig", "origin_title", "origin_name", "native_title"),
            "title_native",
        ),
        "alternative_titles": ("alternative_title", "alternate_titles", "alternate_title", "alt_titles", "alt_title"),
        "description": (
            *("storyline", "story", "annotation", "descr", "desc", "content", "text", "abstract", "logline"),
            *("discription", "desription", "synopsys", *DESCRIPTIONS),
        ),
        "type": ("type_name", "kind_name", "dtype", *TYPES),
        "rating": (
            *("rate", "imdb", "rating_value", "rating_num", "tmdb_vote_average", "average_vote", "votes_average"),
            *("vote_avg", "avg_vote", "rating_score", "grade", "rank", "raiting", "reiting", *RATINGS),
        ),
        "release_date": (
            *("date", "release", "data_release", "world_premiere", "theatrical_release", "cinema_release", "premier"),
            *("world_release", "first_aired", "debut", "date_published", *RELEASES),
        ),
        "release_year": (
            *("start_year", "year_of_release", "year_of_production", "prod_year", "released_year", "title_year"),
            *("year_of_issue", "issue_year", "release_yr", "rel_year", "copyright_year", "premiere_year"),
            *("launch_year", "yr", "publish_year", "published_year", "publication_year"),
        ),
        "votes": (
            *("no_of_votes", "number_of_votes", "votes_number", "tmdb_vote_count", "num_voted_users", "total_votes"),
            *("votes_imdb", "imdb_vote_count", "imdb_votes_count", "imdb_num_votes", "ratings_count", "num_ratings"),
            *("number_of_ratings", "total_ratings", "rating_votes", "votes_total", "votes_num", "voters"),
            *("voters_count", "votes_kp", "kp_votes", "tmdb_votes", "rating_imdb_vote_count"),
            "rating_kinopoisk_vote_count",
        ),
        "created": _OTHER_CREATED,
        "modified": ("changed", "edited", "mtime", *CHANGES),
    },
    "genre": {"name": ("genre_title", "category", "category_name", "genre_type"), "description": ("desc",)},
    "person": {
        "full_name": (
            *("actor_name", "primary_name", "person", "artist_name", "celebrity_name", "star_name", "director_name"),
            *("writer_name", "crew_name", "cast_name", "staff_name", "complete_name", "stage_name"),
        ),
        "first_name": ("fname", "forename", "name_first"),
        "last_name": ("second_name", "lname", "name_last"),
    },
    "film_genre": {"position": _OTHER_POSITION, "created": _OTHER_CREATED},
    "film_person": {
        "position": _OTHER_POSITION,
        "created": _OTHER_CREATED,
        "role": (
            *("job", "profession", "film_role", "job_title", "occupation", "part", "type", "person_type"),
            *("credit_type", "role_in_film", "position", "career", "job_function", "profession_key", "role_code"),
            "role_title",
            *("participant_role", "participant_type", "participation_type", "specialization", "cast_type", "cast_role"),
            *("crew_role", "crew_type", "credit_role", "credit_kind", "role_kind", "contribution", "responsibility"),
            *("capacity", "function", "production_role", "designation", DEPARTMENT),
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
LOOKUP_NAMES: Final = ("name", "title", "type", "role", "kind", "slug", "value", "label", "code")

# What the names of tables of roles end with.
ROLE_TABLES: Final = ("role", "profession", "job")

# Columns of films that hold names, if no table does: arrays, JSON lists, or texts such as "Drama, Comedy".
GENRE_LISTS: Final = ("genres", "genre", "genre_names", "genres_names", "genre_list", "categories", "listed_in")
PEOPLE_LISTS: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": (
        *("actors", "actor", "actors_names", "actor_names", "cast", "stars", "starring", "cast_names", "cast_name"),
        *("cast_members", "cast_member", "main_cast", "main_actors", "lead_actors", "star_names", "star_name"),
    ),
    "writer": (
        *("writers", "writer", "writers_names", "writer_names", "screenwriters", "screenwriter", "authors"),
        *("written_by", "screenplay_by"),
    ),
    "director": ("directors", "director", "directors_names", "director_names", "directed_by"),
}

# Columns that may hold people with their jobs, as JSON.
CREW_LISTS: Final = (
    *("crew", "movie_crew", "film_crew", "persons", "people", "participants", "credits", "cast_and_crew", "staff"),
)
# The keys of names in the objects of a list, of which the first counts that has one.
NAME_KEYS: Final = (
    *("name", "full_name", "fullName", "genre", "actor", "director", "writer", "person", "nameEn", "name_en", "enName"),
    *("nameRu", "name_ru", "display_name", "displayName", "Name", "FullName", "title", "label"),
)
# Those that may lead to an object with the name in its turn, `{"person": {"name": "Ada Moor"}}`.
NESTED_NAME_KEYS: Final = ("genre", "actor", "director", "writer", "person")
# The keys of their jobs, of which the first counts that is there.
JOB_KEYS: Final = ("job", "role", "profession", "professionKey")
# Columns of films that hold lists of ids of the tables of genres and people. Those from above may hold ids too.
GENRE_ID_LISTS: Final = ("genre_ids", "genres_ids", "genre_id_list", "category_ids")
PEOPLE_ID_LISTS: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("actor_ids", "actors_ids", "cast_ids", "star_ids", "stars_ids"),
    "writer": ("writer_ids", "writers_ids", "screenwriter_ids"),
    "director": ("director_ids", "directors_ids"),
}

# What the names of tables and of columns contain that hold a role, `film_actors` or `movie_direction`.
ROLES_IN_NAMES: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("actor", "actress", "cast", "acting", "acted", "acts_in", "performer", "star", "актер", "актрис"),
    "writer": ("writer", "screenplay", "scenarist", "author", "writing", "wrote", "written", "сценарист", "автор"),
    "director": ("direct", "режиссер", "режисер"),
}


# a database has few names, each of which is compared with all that are known
_remembered = lru_cache(maxsize=50_000)


@_remembered
def letters_of(name: str) -> str:
    """A name without letter case and underscores: `FilmWorks` is `filmworks`."""
    return "".join(filter(str.isalnum, name.casefold().replace("ё", "е")))


@_remembered
def words_of(name: str) -> Sequence[str]:
    """The words of a name, `tbl` and `Film` of `tblFilm`."""
    return tuple(_BETWEEN_WORDS.split(name))


def words_of_table(name: str) -> Sequence[str]:
    """The words of the name of a table, without one of TABLE_ENDS."""
    words = words_of(name)
    return words[:-1] if len(words) > 1 and words[-1].casefold() in TABLE_ENDS else words


@_remembered
def name_key(name: str) -> str:
    """What is compared of a name: `FilmWorks` and `film_work` are `filmwork`."""
    letters = letters_of(name)
    return letters[:-1] if len(letters) > 3 and letters.endswith("s") and not letters.endswith("ss") else letters
