"""What cannot be recognised, or in more than one way, is a problem that says its remedy."""

from dataclasses import replace
from typing import Any

import pytest

from etl.sources.recognition.recognise import recognise
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Column, Table
from tests.fixtures.tables import FILM, LINK, course, found, given, solved, table


def test_people_in_a_table_for_each_role_are_listed_as_candidates() -> None:
    tables = [table("movies", FILM), *(table(name, "id:integer name:text") for name in ("actors", "directors"))]
    (problem,) = recognise(tables, DatabaseMapping()).problems

    assert problem == "person.table: more than one table fits: content.actors, content.directors; choose one"


def test_people_of_a_role_whose_names_are_not_known_are_not_left_out_unsaid() -> None:
    names = {"actor": "name", "director": "name", "writer": "nom"}
    people = [table(role, f"id:integer {name}:text") for role, name in names.items()]
    links = [table(f"film_{role}", f"film_id:uuid {role}_id:integer") for role in names]
    (problem,) = recognise([table("film", FILM), *people, *links], DatabaseMapping()).problems

    assert problem.startswith("person.table: more than one table fits: ")


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


def test_links_are_open_as_long_as_the_table_of_people_is() -> None:
    mapping = recognise([*course()[:2], table("beings", "id:uuid nom:text"), *course()[3:]], DatabaseMapping()).mapping

    assert (mapping.person.table, mapping.film_person.table, mapping.film_genre.table) == ("", "", "genre_film_work")


def test_people_in_no_table_that_is_known_are_not_left_out_unsaid() -> None:
    tables = [*course()[:2], table("beings", "id:uuid nom:text"), *course()[3:]]

    assert recognise(tables, DatabaseMapping()).problems == (
        "person.table: no table of people was found, but there are keys of them: content.person_film_work.person_id; "
        'name the table with its columns, or set person.table = "-" and film_person.table = "-" to load films without',
    )
    named = {"table": "beings", "columns": {"full_name": "nom"}}
    assert found(solved(tables, given(person=named)))["film_person"] == "person_film_work"
    assert found(solved(tables, given(person={"table": "-"})))["film_person"] == "-"


@pytest.mark.parametrize(("key", "references"), [("g", {"g": "styles"}), ("genre_key", {}), ("genres_id", {})])
def test_genres_in_no_table_that_is_known_are_not_left_out_unsaid(key: str, references: dict[str, str]) -> None:
    styles = table("styles", "id:uuid nom:text")
    links = table("genre_film_work", f"{LINK} {key}:uuid", references=references)
    (problem,) = recognise([course()[0], styles, course()[2], links, course()[4]], DatabaseMapping()).problems

    assert problem.startswith("genre.table: no table of genres was found, but there are keys of them")


def test_people_among_users_whose_names_are_not_known_are_not_left_out_unsaid() -> None:
    users = table("users", "id:uuid login:text")
    links = table("person_film_work", f"{LINK} person_id:uuid role:text", references={"person_id": "users"})
    (problem,) = recognise([*course()[:2], users, course()[3], links], DatabaseMapping()).problems

    assert problem.startswith("person.table: no table of people was found, but there are keys of them")


@pytest.mark.parametrize(
    "other",
    [
        table("reviews", "id:uuid film_work_id:uuid person_id:integer", references={"person_id": "auth_user"}),
        table("visits", "id:uuid person_id:uuid seen:date"),
        table("notes", "id:uuid film_work_id:uuid actor:text"),
        # nobody has a name
        table("film_credits", "film_work_id:uuid actor_id:integer"),
    ],
)
def test_films_without_people_may_have_tables_of_users_notes_and_keys(other: Table) -> None:
    assert found(solved([course()[0], other]))["film_person"] == "-"


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
