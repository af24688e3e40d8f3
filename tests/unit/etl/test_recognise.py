"""Tables and columns under other names are recognised; more than one candidate is a problem that lists them."""

from dataclasses import replace
from typing import Any

import pytest

from etl.sources.known_names import TABLES
from etl.sources.mapping import DatabaseMapping
from etl.sources.recognise import Recognised, recognise
from etl.sources.tables import Column, Kind, Table

FILM = "id:uuid title:text description:text creation_date:date rating:number type:text created:date modified:date"
LINK = "id:uuid film_work_id:uuid"


def table(name: str, columns: str, schema: str = "content", **others: Any) -> Table:
    """`table("genre", "id:uuid name:text")`."""
    pairs = (column.partition(":") for column in columns.split())
    return Table(schema, name, tuple(Column(column, kind) for column, _, kind in pairs), **others)  # type: ignore[arg-type]


def course(schema: str = "content") -> list[Table]:
    """The schema of the course."""
    return [
        table("film_work", FILM, schema),
        table("genre", "id:uuid name:text description:text created:date modified:date", schema),
        table("person", "id:uuid full_name:text created:date modified:date", schema),
        table("genre_film_work", f"{LINK} genre_id:uuid created:date", schema),
        table("person_film_work", f"{LINK} person_id:uuid role:text created:date", schema),
    ]


def renamed(
    tables: list[Table], *, names: dict[str, str] | None = None, columns: dict[str, str] | None = None
) -> list[Table]:
    new_names, new_columns = names or {}, columns or {}
    return [
        replace(
            each,
            name=new_names.get(each.name, each.name),
            columns=tuple(replace(column, name=new_columns.get(column.name, column.name)) for column in each.columns),
        )
        for each in tables
    ]


def given(**parts: Any) -> DatabaseMapping:
    return DatabaseMapping.model_validate(parts)


def solved(tables: list[Table], mapping: DatabaseMapping | None = None) -> Recognised:
    recognised = recognise(tables, mapping or DatabaseMapping())
    assert recognised.problems == recognised.missing_rights == ()
    return recognised


def found(recognised: Recognised) -> dict[str, str]:
    return {name: recognised.mapping.part(name).table for name in TABLES}


@pytest.mark.parametrize(
    "names",
    [
        ("film_work", "genre", "person", "genre_film_work", "person_film_work"),
        ("filmwork", "genre", "person", "genre_filmwork", "person_filmwork"),
        ("film_work", "genre", "person", "film_work_genre", "film_work_person"),
        ("FilmWork", "Genre", "Person", "GenreFilmWork", "PersonFilmWork"),
        ("films", "genres", "people", "film_genres", "film_people"),
        ("movie", "genre", "persons", "movie_genre", "movie_person"),
        ("Movies", "Genres", "People", "MovieGenres", "cast"),
        ("movies_filmwork", "movies_genre", "movies_person", "movies_genrefilmwork", "movies_personfilmwork"),
        ("film_work", "genre", "person", "a_to_b", "c_to_d"),
        tuple(f"movies_admin_{name}" for name in ("filmwork", "genre", "person", "genrefilmwork", "personfilmwork")),
        ("film", "category", "actor", "film_category", "film_actor"),
    ],
)
def test_tables_are_known_by_many_names(names: tuple[str, ...]) -> None:
    tables = course()
    changed = renamed(tables, names={each.name: name for each, name in zip(tables, names, strict=True)})

    assert found(solved(changed)) == dict(
        zip(("film", "genre", "person", "film_genre", "film_person"), names, strict=True)
    )


@pytest.mark.parametrize(
    ("place", "ours", "old", "new"),
    [
        *(("film", "modified", "modified", name) for name in ("updated_at", "updatedAt", "last_modified", "Modified")),
        *(("film", "created", "created", name) for name in ("created_at", "createdAt", "date_created")),
        *(("film", "title", "title", name) for name in ("name", "Title", "film_title")),
        *(("film", "rating", "rating", name) for name in ("imdb_rating", "imdbRating", "score")),
        *(("film", "release_date", "creation_date", name) for name in ("release_date", "releaseDate", "premiere_date")),
        *(("film", "type", "type", name) for name in ("film_type", "kind")),
        *(
            ("film_genre", "film", "film_work_id", name)
            for name in ("filmwork_id", "film_id", "movie_id", "FilmWorkId", "film")
        ),
        *(("film_genre", "genre", "genre_id", name) for name in ("genre", "genreId", "genre_uuid")),
        *(("film_person", "person", "person_id", name) for name in ("person", "people_id", "personId")),
        *(("film_person", "role", "role", name) for name in ("roles", "job", "person_role")),
        ("person", "full_name", "full_name", "name"),
        ("person", "full_name", "full_name", "fullName"),
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


def test_keys_in_films_that_no_reference_declares_are_those_of_roles() -> None:
    columns = "id:integer title:text director_id:integer author_id:integer writer_id:text"
    film = table("movies", columns, primary_key=("id",))
    recognised = solved([film, table("people", "id:integer name:text", primary_key=("id",))])

    assert recognised.mapping.film_person.table == "movies.director_id"


@pytest.mark.parametrize(
    "columns", ["id:integer name:text city:text", "id:integer title:text", "id:integer year:integer"]
)
def test_a_table_with_a_word_for_films_and_no_more_holds_none(columns: str) -> None:
    (problem,) = recognise([table("movie_theatres", columns)], DatabaseMapping()).problems

    assert problem.startswith("film.table: no table of films was found")


def test_films_without_all_that_may_lack_are_recognised() -> None:
    recognised = solved([table("films", "id:integer title:text")])

    assert found(recognised) == {"film": "films", "genre": "-", "person": "-", "film_genre": "-", "film_person": "-"}
    assert dict(recognised.mapping.film.names()) == {"id": "id", "title": "title"}


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


def test_a_name_beside_a_surname_is_a_first_name() -> None:
    tables = course()
    tables[2] = table("person", "id:uuid name:text surname:text")
    recognised = solved(tables)

    names = {"id": "id", "first_name": "name", "last_name": "surname"}
    assert dict(recognised.mapping.person.names()) == names
    assert solved(tables, recognised.mapping).mapping == recognised.mapping


def test_a_foreign_key_to_a_third_table_leads_to_no_person() -> None:
    tables = renamed(course(), names={"person": "actor", "person_film_work": "film_actor"}, columns={"role": "note"})
    stars = table("rating", "id:uuid film_work_id:uuid star_id:uuid", references={"star_id": "rating_star"})
    tables[2] = replace(tables[2], primary_key=("id",))

    assert found(solved([*tables, stars]))["film_person"] == "film_actor"


@pytest.mark.parametrize("people", ["staff", "casts"])
def test_tables_that_may_be_of_others_are_those_of_people_if_nothing_else_is(people: str) -> None:
    tables = [*course()[:2], table(people, "id:uuid name:text")]
    tables += [course()[3], table("film_actors", f"{LINK} {people.removesuffix('s')}_id:uuid")]

    assert found(solved(tables))["person"] == people
    actors = [table("actor", "id:uuid name:text"), table("film_actors", f"{LINK} actor_id:uuid")]
    assert found(solved([*tables[:4], *actors]))["person"] == "actor"


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


def test_a_foreign_key_leads_to_its_table_whatever_the_column_is_called() -> None:
    tables = course()
    tables[3] = table("tags", "a:uuid b:uuid", references={"a": "genre", "b": "film_work"})

    assert dict(solved(tables).mapping.film_genre.names()) == {"film": "b", "genre": "a"}


def test_a_primary_key_is_the_id_whatever_it_is_called() -> None:
    tables = course()
    tables[0] = table("film_work", f"{FILM} uuid:uuid", primary_key=("uuid",))
    tables[1] = table("genre", "code:integer name:text", primary_key=("code",))
    mapping = solved(tables).mapping

    assert (mapping.film.columns["id"], mapping.genre.columns["id"]) == ("uuid", "code")


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


@pytest.mark.parametrize(("name", "film_type"), [("tv_shows", "tv_show"), ("app_series", "tv_show"), ("title", None)])
def test_films_without_a_type_take_it_from_the_name_of_their_table(name: str, film_type: str | None) -> None:
    assert solved([table(name, "id:integer title:text")]).mapping.film.type == film_type
    assert solved([table(name, "id:integer title:text type:text")]).mapping.film.type is None


def test_tables_of_links_of_one_role_each_are_read_as_one() -> None:
    links = [table(f"film_work_{role}s", "film_work_id:uuid person_id:uuid") for role in ("actor", "director")]
    crew = table("film_crew", "film_id:uuid person_id:uuid job:text")
    recognised = solved([*course()[:4], *links, crew])

    assert found(recognised)["film_person"] == "film_work_actors + film_work_directors + film_crew"
    assert recognised.mapping.film_person.columns["role"] == "role"
    assert recognise([*course()[:4], *links, crew], recognised.mapping) == recognised


def test_foreign_keys_of_the_films_are_links() -> None:
    genre, person = course()[1:3]
    columns = "film_id:integer title:text genre_id:uuid director_id:uuid"
    references = {"genre_id": "genre", "director_id": "person"}
    tables = [table("film", columns, primary_key=("film_id",), references=references), genre, person]
    actors = table("film_actors", "film_id:integer person_id:uuid")
    recognised = solved([*tables, actors])

    assert found(recognised)["film_genre"] == "film.genre_id"
    assert found(recognised)["film_person"] == "film_actors + film.director_id"
    assert found(solved(tables))["film_person"] == "film.director_id"
    assert recognise([*tables, actors], recognised.mapping) == recognised


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


def test_people_in_a_table_for_each_role_are_listed_as_candidates() -> None:
    tables = [table("movies", FILM), *(table(name, "id:integer name:text") for name in ("actors", "directors"))]
    (problem,) = recognise(tables, DatabaseMapping()).problems

    assert problem == "person.table: more than one table fits: content.actors, content.directors; choose one"


def test_people_in_a_table_for_each_role_with_its_own_links_are_read_as_one() -> None:
    people = [table(name, "id:integer name:text", primary_key=("id",)) for name in ("actors", "directors")]
    links = [table("movie_actors", "movie_id:uuid actor_id:integer"), table("d", "movie_id:uuid directors_id:integer")]
    tables = [table("movies", FILM), *people, *links]
    recognised = solved(tables)

    assert found(recognised)["person"] == "actors + directors"
    assert found(recognised)["film_person"] == "movie_actors + d"
    assert "'director/' || CAST(\"id\" AS text)" in recognised.tables["person"].query
    assert "'director/' || CAST(\"directors_id\" AS text)" in recognised.tables["film_person"].query
    assert recognise(tables, recognised.mapping) == recognised


def test_people_of_a_role_whose_names_are_not_known_are_not_left_out_unsaid() -> None:
    names = {"actor": "name", "director": "name", "writer": "nom"}
    people = [table(role, f"id:integer {name}:text") for role, name in names.items()]
    links = [table(f"film_{role}", f"film_id:uuid {role}_id:integer") for role in names]
    (problem,) = recognise([table("film", FILM), *people, *links], DatabaseMapping()).problems

    assert problem.startswith("person.table: more than one table fits: ")


def test_ratings_of_a_table_with_a_row_for_each_film_are_read_and_those_of_users_are_not() -> None:
    film = table("movies", "id:integer title:text", primary_key=("id",))
    of_users = table(
        "user_ratings", "user_id:integer movie_id:integer rating:number", primary_key=("user_id", "movie_id")
    )
    of_films = table("ratings", "movie_id:integer rating:number votes:integer", primary_key=("movie_id",))

    assert solved([film, of_users]).mapping.film.columns["rating"] == ""
    columns = solved([film, of_users, of_films]).mapping.film.columns
    assert (columns["rating"], columns["votes"]) == ("ratings.rating", "ratings.votes")


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
        ("position:enum", "position", ""),
        ("category:text job:text", "category", ""),
    ],
)
def test_a_position_is_a_role_if_it_is_no_number(columns: str, role: str, position: str) -> None:
    tables = [*course()[:4], table("person_film_work", f"{LINK} person_id:uuid {columns}")]
    found_columns = solved(tables).mapping.film_person.columns

    assert (found_columns["role"], found_columns["position"]) == (role, position)


def test_what_was_recognised_is_recognised_again_without_looking() -> None:
    mapping = solved(course()).mapping

    assert solved(course(), mapping).mapping == mapping


@pytest.mark.parametrize(
    ("tables", "problem", "solution"),
    [
        (
            [*course(), *course("public")],
            "schema or film.table: more than one table fits: content.film_work, public.film_work; choose one",
            {"schema": "public"},
        ),
        (
            [*course(), table("movies", "id:uuid title:text")],
            "schema or film.table: more than one table fits: content.film_work, content.movies; choose one",
            {"film": {"table": "film_work"}},
        ),
        (
            [*course(), table("film_work_genre", f"{LINK} genre_id:uuid")],
            "film_genre.table: more than one table fits: content.film_work_genre, content.genre_film_work; choose one",
            {"film_genre": {"table": "genre_film_work"}},
        ),
        (
            [table("film_work", f"{FILM} release_date:date"), *course()[1:]],
            "film.columns.release_date: more than one column of content.film_work fits: "
            "creation_date, release_date; choose one",
            {"film": {"columns": {"release_date": "creation_date"}}},
        ),
        (
            [table("film_work", f"{FILM} updated_at:date"), *course()[1:]],
            "film.columns.modified: more than one column of content.film_work fits: modified, updated_at; choose one",
            {"film": {"columns": {"modified": ""}}},
        ),
    ],
)
def test_more_than_one_candidate_is_listed_and_solved_by_the_mapping_file(
    tables: list[Table], problem: str, solution: dict[str, Any]
) -> None:
    assert recognise(tables, DatabaseMapping()).problems == (problem,)
    solved(tables, given(**solution))


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        ({"schema": "other"}, "schema: there is no schema 'other' with tables; there are: content"),
        (
            {"film": {"table": "films"}},
            "film.table: there is no table 'films'; there are: content.film_work, content.genre, ",
        ),
        ({"person": {"table": "actor"}}, "person.table: there is no table 'actor'; there are: content.genre, "),
        (
            {"film": {"columns": {"title": "titel"}}},
            "film.columns.title: content.film_work has no column 'titel'; it has id, title, description, ",
        ),
        ({"film": {"columns": {"id": ""}}}, "film.columns.id: content.film_work has no such column (known names: id, "),
    ],
)
def test_a_mapping_file_that_does_not_fit_the_database_is_told_by_its_path(
    mapping: dict[str, Any], problem: str
) -> None:
    first = recognise(course(), given(**mapping)).problems[0]

    assert first.startswith(problem)


def test_people_that_nothing_links_to_films_are_not_left_out_unsaid() -> None:
    tables = [*course()[:4], table("jobs", "a:uuid b:uuid role:text")]

    assert recognise(tables, DatabaseMapping()).problems == (
        "film_person.table: no table links content.person to content.film_work; name it with its columns, "
        'or set film_person.table = "-" to load films without',
    )
    assert found(solved(tables, given(film_person={"table": "-"})))["film_person"] == "-"
    named = {"table": "jobs", "columns": {"film": "a", "person": "b"}}
    assert found(solved(tables, given(film_person=named)))["film_person"] == "jobs"


def test_a_database_of_other_tables_is_told_with_what_it_has_and_what_is_known() -> None:
    (problem,) = recognise([table("orders", "id:integer", "public")], DatabaseMapping()).problems

    assert problem.startswith("film.table: no table of films was found (known names: film_work, film, movie, ")
    assert problem.endswith("; there are: public.orders")


def test_a_table_of_films_without_a_title_is_told_with_its_columns() -> None:
    (problem,) = recognise([table("films", "id:integer plot:text")], DatabaseMapping()).problems

    assert problem.startswith("film.columns.title: content.films has no such column (known names: title, name, ")
    assert problem.endswith("; it has id, plot")


def test_a_table_without_the_right_to_read_it_is_told_with_the_remedy() -> None:
    tables = course()
    tables[2] = replace(tables[2], columns=tuple(replace(column, is_readable=False) for column in tables[2].columns))

    assert recognise(tables, DatabaseMapping()).missing_rights == (
        "no right to read content.person; its owner can give it: "
        "GRANT USAGE ON SCHEMA content TO ...; GRANT SELECT ON content.person TO ...",
    )


def test_a_column_that_is_not_read_needs_no_right() -> None:
    tables = course()
    secret = Column("salary", "number", is_readable=False)
    tables[2] = replace(tables[2], columns=(*tables[2].columns, secret))

    solved(tables)


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
