# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""People of whom some stand in a table with links to films, and others as names in columns of the films: as one table.

A name in a column such as `director` is the person of this name, if the table has one of that name; else one more.
"""

from dataclasses import dataclass, replace

from catalogue.model import ROLES, Role
from etl.sources.reading.queries import Queries
from etl.sources.recognition.survey import count_roles
from etl.sources.schema.database import Database, Dialect
from etl.sources.schema.known_names import NAME_PARTS, TableName
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Column, Table, quoted
from etl.sources.shapes.joined import RolePart, joined_by_role, marks_of, selected_mark
from etl.sources.shapes.lists import names_of_people, people_columns


@dataclass(frozen=True)
class Reading:
    """The tables that are read, some of which may be made of several, and the mapping of their columns."""

    mapping: DatabaseMapping
    tables: dict[TableName, Table]


async def complete_in_films(
    database: Database, mapping: DatabaseMapping, tables: dict[TableName, Table]
) -> DatabaseMapping:
    """The mapping with the columns of films that hold the people of roles which the links lack. Raises SourceError."""
    film, links, given = tables["film"], tables.get("film_person"), mapping.film_person.in_films
    columns = people_columns(film)
    # all people may be names in the films, or none may be known
    if links is None or "person" not in tables or links.made_of == film.name or not (columns or given):
        return mapping
    roles = await count_roles(database, mapping, Queries(mapping, tables, database.dialect))
    linked: set[Role | None] = {*(roles.known or [mapping.film_person.role])}
    found = {role: "" if role in linked else column.name for role, column in columns.items()}
    in_films = {role: name for role in ROLES if (name := {**found, **given}.get(role)) is not None}
    return mapping.model_copy(update={"film_person": mapping.film_person.model_copy(update={"in_films": in_films})})


def with_people_in_films(mapping: DatabaseMapping, tables: dict[TableName, Table], dialect: Dialect) -> Reading:
    """What is read: people and links with those of the columns of films that the mapping names."""
    film = tables["film"]
    columns = {role: column for role, name in mapping.film_person.in_films.items() if (column := film.column(name))}
    if not columns or "person" not in tables or "film_person" not in tables:
        return Reading(mapping, tables)
    key = _columns(mapping, tables, "film")["id"]
    named = names_of_people(film, key, columns, dialect)
    people = tables["person"]
    of_people = _columns(mapping, tables, "person")
    known = f"SELECT {_name(of_people)} AS name, min({_id(of_people)}) AS id FROM {people.relation} AS p"
    known += " GROUP BY 1 HAVING count(*) = 1"
    found = replace(
        named,
        query=(
            "SELECT n.film, coalesce(k.id, n.person) AS person, n.position, n.role, n.person AS name, k.id AS known_id "
            f"FROM {named.relation} AS n LEFT JOIN ({known}) AS k ON k.name = n.person"
        ),
    )
    marks = marks_of([of_people])
    own = [f"{_id(of_people)} AS id", f"{_name(of_people)} AS full_name"]
    own += [selected_mark(mark, of_people) for mark in marks]
    others = ["person", "name", *("NULL" for _ in marks)]
    all_people = Table(
        people.schema,
        f"{people.name} + {named.name}",
        tuple(Column(name, "text") for name in ("id", "full_name", *marks)),
        query=(
            f"SELECT {', '.join(own)} FROM {people.relation} AS p UNION ALL "
            f"SELECT DISTINCT {', '.join(others)} FROM {found.relation} AS n WHERE known_id IS NULL"
        ),
    )
    own_links = RolePart(
        tables["film_person"], _columns(mapping, tables, "film_person"), str(mapping.film_person.role or "")
    )
    in_films = RolePart(found, {column.name: column for column in found.columns}, "")
    return _reading(mapping, {**tables, "person": all_people, "film_person": joined_by_role([own_links, in_films])})


def _reading(mapping: DatabaseMapping, tables: dict[TableName, Table]) -> Reading:
    """The mapping of tables whose columns have our names."""
    parts = {
        name: mapping.part(name).model_copy(
            update={"table": tables[name].name, "columns": {each.name: each.name for each in tables[name].columns}}
        )
        for name in ("person", "film_person")
    }
    return Reading(mapping.model_copy(update=parts), tables)


def _columns(mapping: DatabaseMapping, tables: dict[TableName, Table], name: TableName) -> dict[str, Column]:
    """What we call a column that is read -> that column."""
    found = {ours: tables[name].column(theirs) for ours, theirs in mapping.part(name).names()}
    return {ours: column for ours, column in found.items() if column is not None}


def _id(of_people: dict[str, Column]) -> str:
    return f"CAST({quoted(of_people['id'].name)} AS text)"


def _name(of_people: dict[str, Column]) -> str:
    parts = [of_people[ours] for ours in ("full_name", *NAME_PARTS) if ours in of_people]
    joined = " || ' ' || ".join(f"coalesce(CAST({quoted(part.name)} AS text), '')" for part in parts)
    # without a middle name
    return f"trim(replace({joined}, '  ', ' '))"
