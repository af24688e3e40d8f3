"""Columns are recognised under other names; of several that may be meant the best counts."""

from dataclasses import replace
from typing import Any

import pytest

from etl.sources.recognition.recognise import recognise
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Kind
from tests.fixtures.tables import FILM, LINK, course, found, given, renamed, solved, table


@pytest.mark.parametrize(
    ("place", "ours", "old", "new"),
    [
        *(("film", "modified", "modified", name) for name in ("updated_at", "updatedAt", "last_modified", "Modified")),
        *(("film", "created", "created", name) for name in ("created_at", "createdAt", "date_created")),
        *(("film", "title", "title", name) for name in ("name", "Title", "film_title")),
        *(("film", "rating", "rating", name) for name in ("imdb_rating", "imdbRating", "score")),
        *(("film", "release_date", "creation_date", name) for name in ("release_date", "releaseDate", "premiere_date")),
        *(("film", "type", "type", name) for name in ("film_type", "kind", "type_of_work", "media_kind")),
        *(
            ("film", "release_date", "creation_date", name)
            for name in (
                "date_premier",
                "premierDate",
                "date_of_premiere",
                "launched_on",
                "dt_release",
                "original_release_date",
                "date_published",
            )
        ),
        *(("film", "modified", "modified", name) for name in ("last_edit", "row_updated", "update_ts", "dt_modified")),
        *(("film", "rating", "rating", name) for name in ("raiting", "imdb_raiting", "kinopoisk_rating", "mean_score")),
        *(("film", "description", "description", name) for name in ("short_desc", "discription", "filmText")),
        *(
            ("film_genre", "film", "film_work_id", name)
            for name in ("filmwork_id", "film_id", "movie_id", "FilmWorkId", "film")
        ),
        *(("film_genre", "genre", "genre_id", name) for name in ("genre", "genreId", "genre_uuid")),
        *(("film_person", "person", "person_id", name) for name in ("person", "people_id", "personId")),
        *(("film_person", "role", "role", name) for name in ("roles", "job", "person_role")),
        ("person", "full_name", "full_name", "name"),
        ("person", "full_name", "full_name", "fullName"),
        ("person", "full_name", "full_name", "person"),
    ],
)
def test_columns_are_known_by_many_names(place: Any, ours: str, old: str, new: str) -> None:
    assert solved(renamed(course(), columns={old: new})).mapping.part(place).columns[ours] == new


def test_a_column_of_an_unfitting_type_is_no_candidate() -> None:
    tables = course()
    tables[0] = table("film_work", f"{FILM} score:enum released:enum votes:date")
    columns = solved(tables).mapping.film.columns

    assert (columns["rating"], columns["votes"]) == ("rating", "")


@pytest.mark.parametrize(("kind", "rating"), [("number", "rank"), ("integer", "")])
def test_a_rank_is_a_rating_unless_it_counts_places(kind: str, rating: str) -> None:
    recognised = solved([table("movies", f"id:integer name:text year:integer rank:{kind}")])

    assert recognised.mapping.film.columns["rating"] == rating


def test_a_first_and_a_last_name_do_where_there_is_no_full_name() -> None:
    tables = course()
    assert solved(
        [*tables[:2], table("person", "id:uuid full_name:text surname:text"), *tables[3:]]
    ).mapping.person.columns == {
        "id": "id",
        "full_name": "full_name",
        **dict.fromkeys(("first_name", "middle_name", "last_name", "deleted", "deleted_at", "active"), ""),
    }
    tables[2] = table("person", "id:uuid given_name:text surname:text")
    assert dict(solved(tables).mapping.person.names()) == {
        "id": "id",
        "first_name": "given_name",
        "last_name": "surname",
    }


def test_the_names_of_a_role_may_stand_in_a_column_that_is_called_after_it() -> None:
    tables = renamed(course(), names={"person": "directors", "person_film_work": "film_directors"})
    changed = renamed(tables, columns={"full_name": "director", "person_id": "director_id", "role": "note"})

    assert solved(changed).mapping.person.columns["full_name"] == "director"


def test_a_name_beside_a_surname_is_a_first_name() -> None:
    tables = course()
    tables[2] = table("person", "id:uuid name:text surname:text")
    recognised = solved(tables)

    names = {"id": "id", "first_name": "name", "last_name": "surname"}
    assert dict(recognised.mapping.person.names()) == names
    assert solved(tables, recognised.mapping).mapping == recognised.mapping


@pytest.mark.parametrize("key", ["fk_{}", "{}_fk", "fkFilmId", "id_{}"])
def test_a_key_may_say_before_or_behind_the_name_that_it_is_one(key: str) -> None:
    names = {f"{name}_id": key.replace("Film", name.title()).format(name) for name in ("genre", "person")}
    tables = renamed(course(), columns={"film_work_id": key.format("film"), **names})

    assert solved(tables).mapping.film_person.columns["film"] == key.format("film")


@pytest.mark.parametrize("name", ["on_air:integer", "last_seen:date", "age_rating:text", "total_ratings:integer"])
def test_names_that_are_made_of_other_words_are_not_known(name: str) -> None:
    columns = solved([table("movies", f"id:integer title:text {name}")]).mapping.film.columns

    assert [ours for ours in ("release_date", "modified", "created", "rating") if columns[ours]] == []


def test_a_rating_that_is_a_number_counts_before_a_text() -> None:
    tables = course()
    tables[0] = table("film_work", f"{FILM.replace('rating:number', 'rating:text')} imdb_score:number")

    assert solved(tables).mapping.film.columns["rating"] == "imdb_score"


def test_of_several_ratings_that_of_imdb_counts() -> None:
    tables = course()
    tables[0] = table("film_work", f"{FILM} imdb_rating:number")
    assert solved(tables).mapping.film.columns["rating"] == "imdb_rating"

    tables[0] = table("film_work", f"{FILM} score:number")
    assert "film.columns.rating: more than one" in recognise(tables, DatabaseMapping()).problems[0]


def test_a_primary_key_is_the_id_whatever_it_is_called() -> None:
    tables = course()
    tables[0] = table("film_work", f"{FILM} uuid:uuid", primary_key=("uuid",))
    tables[1] = table("genre", "code:integer name:text", primary_key=("code",))
    mapping = solved(tables).mapping

    assert (mapping.film.columns["id"], mapping.genre.columns["id"]) == ("uuid", "code")


def test_the_id_is_the_column_to_which_foreign_keys_lead() -> None:
    tables = course()
    tables[0] = table("film_work", f"{FILM} imdb_id:text", primary_key=("id",), unique=("id", "imdb_id"))
    references = {"imdb_id": "film_work", "genre_id": "genre"}
    tables[3] = table("film_genre", "imdb_id:text genre_id:uuid", references=references, targets={"imdb_id": "imdb_id"})
    tables[4] = replace(tables[3], name="film_person", columns=(*tables[3].columns[:1], *tables[4].columns[2:]))
    columns = solved(tables).mapping

    assert (columns.film.columns["id"], columns.film_person.columns["film"]) == ("imdb_id", "imdb_id")
    assert columns.genre.columns["id"] == "id"


def test_a_link_without_a_role_takes_it_from_names_or_the_mapping_file() -> None:
    tables = course()
    tables[4] = table("film_directors", "film_id:uuid person_id:uuid")
    assert solved(tables).mapping.film_person.role == "director"

    tables[4] = table("movie_cast", "film_id:uuid person_id:uuid")
    assert solved(tables).mapping.film_person.role == "actor"

    tables[4] = table("appearances", "film_id:uuid actor_id:uuid")
    assert solved(tables).mapping.film_person.role == "actor"

    tables[4] = table("film_people", "film_id:uuid person_id:uuid")
    (problem,) = recognise(tables, DatabaseMapping()).problems
    assert problem.startswith(
        "film_person.columns.role: content.film_people has no column of roles; it has film_id, person_id."
    )
    assert solved(tables, given(film_person={"role": "actor"})).mapping.film_person.role == "actor"

    tables[2] = table("writers", "id:uuid full_name:text")
    tables[4] = table("credits", "film_id:uuid writer_id:uuid number:integer")
    assert solved(tables).mapping.film_person.role == "writer"


def test_a_link_without_a_role_takes_it_from_the_table_of_people() -> None:
    people = [
        table("people", "id:integer name:text profession:text"),
        table("movie_people", "movie_id:uuid person_id:uuid"),
    ]
    recognised = solved([table("movies", FILM), *people])

    assert recognised.mapping.film_person.columns["role"] == "people.profession"
    assert 'ON CAST(p."id" AS text) = CAST(t."person_id" AS text)' in recognised.tables["film_person"].query
    actors = replace(people[1], name="movie_actors")
    assert solved([table("movies", FILM), people[0], actors]).mapping.film_person.role == "actor"


def test_the_key_of_a_role_or_a_type_is_read_as_the_word_for_it() -> None:
    tables = renamed(course(), columns={"role": "role_id", "type": "type_id"})
    tables += [table("person_role", "id:integer name:text"), table("film_type", "type_id:integer type:text")]
    recognised = solved([replace(tables[0], references={"type_id": "film_type"}), *tables[1:]])

    assert recognised.mapping.film_person.columns["role"] == "role_id.name"
    assert recognised.mapping.film.columns["type"] == "type_id.type"
    assert recognise(tables, recognised.mapping).mapping == recognised.mapping


@pytest.mark.parametrize(("columns", "role"), [("role:text type:text", "role"), ("type:text", "type")])
def test_a_name_of_the_second_choice_counts_only_without_one_of_the_first(columns: str, role: str) -> None:
    tables = [*course()[:4], table("person_film_work", f"{LINK} person_id:uuid {columns}")]

    assert solved(tables).mapping.film_person.columns["role"] == role


@pytest.mark.parametrize(
    ("columns", "year"), [("year:integer start_year:integer", "year"), ("start_year:integer", "start_year")]
)
def test_the_first_year_of_a_series_counts_where_no_other_is(columns: str, year: str) -> None:
    recognised = solved([table("films", f"id:integer title:text {columns} end_year:integer")])

    assert recognised.mapping.film.columns["release_year"] == year


def test_ratings_of_a_table_with_a_row_for_each_film_are_read_and_those_of_users_are_not() -> None:
    film = table("movies", "id:integer title:text", primary_key=("id",))
    of_users = table(
        "user_ratings", "user_id:integer movie_id:integer rating:number", primary_key=("user_id", "movie_id")
    )
    of_films = table("ratings", "movie_id:integer rating:number votes:integer", primary_key=("movie_id",))

    assert solved([film, of_users]).mapping.film.columns["rating"] == ""
    columns = solved([film, of_users, of_films]).mapping.film.columns
    assert (columns["rating"], columns["votes"]) == ("ratings.rating", "ratings.votes")


@pytest.mark.parametrize(("unique", "rating"), [(("movie_id",), "movie_rating.rating"), ((), ""), (("id",), "")])
def test_ratings_with_an_id_of_their_own_are_read_if_no_film_has_two(unique: tuple[str, ...], rating: str) -> None:
    film = table("movies", "id:uuid title:text", primary_key=("id",))
    ratings = table("movie_rating", "id:integer movie_id:uuid rating:number", primary_key=("id",), unique=unique)

    assert solved([film, ratings]).mapping.film.columns["rating"] == rating


def test_of_ratings_in_several_tables_that_of_imdb_counts() -> None:
    columns = "movie_id:uuid rating:number"
    ratings = [table(f"{name}_rating", columns, primary_key=("movie_id",)) for name in ("kp", "imdb", "tmdb")]
    film = table("movies", "id:uuid title:text", primary_key=("id",))

    assert solved([film, *ratings]).mapping.film.columns["rating"] == "imdb_rating.rating"
    assert solved([film, *ratings[::2]]).mapping.film.columns["rating"] == ""


@pytest.mark.parametrize(("genre", "details"), [("genre", "movie_details"), ("movies_genre", "movies_filminfo")])
def test_what_is_known_of_a_film_is_not_what_is_known_of_the_genre_of_its_id(genre: str, details: str) -> None:
    tables = [
        table("movies_film", "id:integer title:text", primary_key=("id",)),
        table(genre, "id:integer name:text", primary_key=("id",)),
        table("film_genre", "film_id:integer genre_id:integer"),
        table(details, "id:integer film_id:integer description:text", primary_key=("id",), unique=("film_id",)),
        table("film_info", "id:integer votes:integer", primary_key=("id",)),
    ]
    recognised = solved(tables)

    assert recognised.mapping.film.columns["description"] == f"{details}.description"
    assert recognised.mapping.genre.columns["description"] == ""


@pytest.mark.parametrize(
    ("columns", "ours", "name"),
    [
        ("id:uuid title:text ratings:text imdb_rating:number", "rating", "imdb_rating"),
        ("id:uuid title:text movie_desc:text", "description", "movie_desc"),
        ("mov_id:uuid mov_title:text mov_year:integer", "release_year", "mov_year"),
    ],
)
def test_a_column_is_known_by_its_spelling_and_behind_the_words_of_its_table(
    columns: str, ours: Any, name: str
) -> None:
    films = table("movies", columns, primary_key=(columns.partition(":")[0],))

    assert solved([films]).mapping.film.columns[ours] == name


@pytest.mark.parametrize(
    ("columns", "role", "position"),
    [
        ("role:text position:integer", "role", "position"),
        ("role:text writersOrder:integer", "role", "writersOrder"),
        ("role:text person_ord:number", "role", "person_ord"),
        ("position:enum", "position", ""),
        ("category:text job:text", "category", ""),
    ],
)
def test_a_position_is_a_role_if_it_is_no_number(columns: str, role: str, position: str) -> None:
    tables = [*course()[:4], table("person_film_work", f"{LINK} person_id:uuid {columns}")]
    found_columns = solved(tables).mapping.film_person.columns

    assert (found_columns["role"], found_columns["position"]) == (role, position)


@pytest.mark.parametrize("kind", ["uuid", "integer", "text", "other"])
def test_ids_are_of_any_kind(kind: Kind) -> None:
    tables = [
        replace(
            each,
            columns=tuple(
                replace(column, kind=kind) if column.name.endswith("id") else column for column in each.columns
            ),
        )
        for each in course()
    ]

    assert found(solved(tables))["film_person"] == "person_film_work"
