# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""People in a table for each role, such as `actors` and `directors`, as one table with one table of links.

Who stands in two of them is two people: nothing but a name says that they are one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import DELETION, LAST_TABLES, NAME_PARTS, OTHER_TABLES, TABLES
from etl.sources.schema.matching import keys_to, names_of_titles, role_in, tables_named
from etl.sources.schema.tables import Column, Kind, Table, quoted
from etl.sources.shapes.joined import RolePart, joined_by_role, marks_of, selected_mark
from etl.sources.shapes.links_in_films import links_in_films


@dataclass(frozen=True)
class _Part:
    """A table of people, the columns of its ids and its names, and the links to films; the role is that of `links`.

    `marks` are its columns of DELETION.
    """

    people: Table
    key: Column
    names: Sequence[Column]
    marks: Mapping[str, Column]
    links: RolePart


def people_by_role(tables: Sequence[Table], beside: Sequence[Table], columns: KnownColumns) -> list[Table]:
    """The table of all people among those beside the films, and that of their links; none if one is not clear.

    Tables of less known names, such as `cast_members`, are among them if they have links and another role. Nobody is
    left out because the names of a table are not known. Beside a table of `people` whose links are all of one role,
    `movie_actors`, those of other roles are among them that have people of their own.
    """
    if people := tables_named(beside, TABLES["person"]):
        of_roles = [table for table in tables_named(beside, OTHER_TABLES["person"]) if _is_apart(table, people)]
        found = [part for each in (*people, *of_roles) if (part := _part(each, tables, beside, columns)) is not None]
        are_of_one_role = len(found) == len(people) + len(of_roles) == len({part.links.role for part in found}) > 1
        # who directs may stand among people of all roles too
        are_of_one_role = are_of_one_role and len(people) == 1 and "role" not in found[0].links.columns
        return _joined(found) if are_of_one_role else []
    named, last = (tables_named(beside, known["person"]) for known in (OTHER_TABLES, LAST_TABLES))
    parts, others = (
        [part for people in group if (part := _part(people, tables, beside, columns)) is not None]
        for group in (named, last)
    )
    roles = {part.links.role for part in parts}
    others = [part for part in others if part.links.role not in roles]
    is_clear = len(parts) == len(named) == len(roles) and len(others) == len({part.links.role for part in others})
    return _joined([*parts, *others]) if is_clear and len(parts + others) > 1 else []


def _is_apart(table: Table, people: Sequence[Table]) -> bool:
    """Whether a table of a role has people of its own: it leads to none of those, as a part of them does."""
    names = {each.name for each in people}
    return role_in(table.name) is not None and names.isdisjoint(table.references.values())


def _part(people: Table, tables: Sequence[Table], beside: Sequence[Table], columns: KnownColumns) -> _Part | None:
    """A table of people with the only table, or column of films, that links it to films; None if that is not clear."""
    film = columns.found["film"]
    role = role_in(people.name)
    names, keys = (list(columns.known("person", people, ours)) for ours in ("full_name", "id"))
    names = names or [column for part in NAME_PARTS for column in columns.known("person", people, part)]
    keys = [people.key] if people.key else keys
    links = []
    for table in (*beside, *links_in_films("person", people, tables, columns).values()):
        films = keys_to(film, table, names_of_titles(film))
        persons = keys_to(people, table, (*TABLES["person"], *([role] if role else [])))
        if table is not people and len(films) == len(persons) == 1:
            links.append((table, {"film": films[0], "person": persons[0]}))
    if not names or len(keys) != 1 or len(links) != 1:
        return None
    table, found = links[0]
    # the links to a `crew` say the role, those to `people` may be called after it
    jobs = [] if role else list(columns.known("film_person", table, "role"))
    if not (role or jobs) and tables_named([people], TABLES["person"]):
        role = role_in(table.name)
    if role is None and len(jobs) != 1:
        return None
    if jobs:
        found["role"] = jobs[0]
    for ours in ("position", "created", *DELETION):
        if known := list(columns.known("film_person", table, ours)):
            found[ours] = known[0]
    marks = {ours: column for ours in DELETION for column in columns.known("person", people, ours)}
    return _Part(people, keys[0], names, marks, RolePart(table, found, role or people.name))


def _joined(parts: Sequence[_Part]) -> list[Table]:
    """The table of all people, with the columns `id` and `full_name`, and that of their links.

    Ids that are UUIDs stay. Others count from 1 in each table, and get the role before them: `director/1`.
    """
    if any(part.key.kind != "uuid" for part in parts):
        parts = [replace(part, links=replace(part.links, person_prefix=f"{part.links.role}/")) for part in parts]
    is_readable = all(column.is_readable for part in parts for column in (part.key, *part.names, *part.marks.values()))
    marks = marks_of(part.marks for part in parts)
    kind: Kind = "uuid" if not parts[0].links.person_prefix else "text"
    people = Table(
        parts[0].people.schema,
        " + ".join(part.people.name for part in parts),
        tuple(Column(name, kind if name == "id" else "text", is_readable) for name in ("id", "full_name", *marks)),
        query=" UNION ".join(_selected(part, marks) for part in parts),
        known_as="person",
    )
    links = joined_by_role([part.links for part in parts])
    return [replace(people, made_of=people.name), replace(links, made_of=people.name, known_as="film_person")]


def _selected(part: _Part, marks: Sequence[str]) -> str:
    """The query of one part."""
    key = part.links.person_key(quoted(part.key.name))
    names = " || ' ' || ".join(f"coalesce(CAST({quoted(column.name)} AS text), '')" for column in part.names)
    values = [f"{key} AS id", f"{names} AS full_name", *(selected_mark(mark, part.marks) for mark in marks)]
    return f"SELECT {', '.join(values)} FROM {part.people.relation} AS p"
