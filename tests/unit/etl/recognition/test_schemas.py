"""Tables of other schemas belong to those of films by foreign keys."""

from dataclasses import replace

import pytest

from etl.sources.recognition.recognise import recognise
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Table
from etl.sources.shapes.other_schemas import with_other_schemas
from tests.fixtures.tables import FILM, LINK, course, found, solved, table


def spread() -> list[Table]:
    """The schema of the course with people and links in schemas of their own."""
    film, genre, person, genres, people = course()
    to_film, to_person = {"film_work_id": "film_work"}, {"person_id": "person"}
    links = replace(people, schema="links", references=to_film | to_person)
    return [
        *(film, genre, genres, replace(person, schema="people")),
        replace(links, beyond={"film_work_id": "content", "person_id": "people"}),
    ]


def test_tables_to_which_foreign_keys_lead_are_read_from_their_own_schemas() -> None:
    recognised = solved(with_other_schemas(spread()))

    assert found(recognised) == found(solved(course()))
    assert recognised.mapping.schema_ == "content"
    assert recognised.tables["person"].relation == '"people"."person"'
    assert str(recognised.tables["film_person"]) == "links.person_film_work"


def test_the_right_to_read_such_a_table_is_one_of_its_own_schema() -> None:
    tables = spread()
    tables[3] = replace(tables[3], columns=tuple(replace(each, is_readable=False) for each in tables[3].columns))

    assert recognise(with_other_schemas(tables), DatabaseMapping()).missing_rights == (
        "no right to read people.person; its owner can give it: "
        "GRANT USAGE ON SCHEMA people TO ...; GRANT SELECT ON people.person TO ...",
    )


@pytest.mark.parametrize(
    "other",
    [
        # nothing leads from it to films, or from films to it
        table("person", "id:uuid full_name:text", "people"),
        # one of the same name is there
        table("genre", f"{LINK} name:text", "other", references={"film_work_id": "film_work"}),
    ],
)
def test_other_tables_stay_in_their_schemas(other: Table) -> None:
    beyond = replace(other, beyond=dict.fromkeys(other.references, "content"))

    assert with_other_schemas([*course(), beyond]) == [*course(), beyond]


def test_a_table_of_the_films_of_two_schemas_stays() -> None:
    films = [table("film_work", f"{FILM} kind_id:integer", schema) for schema in ("content", "old")]
    films = [replace(film, references={"kind_id": "kinds"}, beyond={"kind_id": "shared"}) for film in films]
    kinds = table("kinds", "id:integer name:text", "shared")

    assert with_other_schemas([*films, kinds])[2] == kinds
