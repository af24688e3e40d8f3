# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""People in a table for each role, such as `actors` and `directors`, as one table with one table of links.

Who stands in two of them is two people: nothing but a name says that they are one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.sources.joined import RolePart, joined_by_role, marks_of, selected_mark
from etl.sources.tables import Column, Kind, Table, quoted


@dataclass(frozen=True)
class PeopleOfRole:
    """A table of people, the columns of its ids and its names, and the links to films; the role is that of `links`.

    `marks` are its columns of DELETION.
    """

    people: Table
    key: Column
    names: Sequence[Column]
    marks: Mapping[str, Column]
    links: RolePart


def people_by_role(parts: Sequence[PeopleOfRole]) -> list[Table]:
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


def _selected(part: PeopleOfRole, marks: Sequence[str]) -> str:
    """The query of one part."""
    key = part.links.person_key(quoted(part.key.name))
    names = " || ' ' || ".join(f"coalesce(CAST({quoted(column.name)} AS text), '')" for column in part.names)
    values = [f"{key} AS id", f"{names} AS full_name", *(selected_mark(mark, part.marks) for mark in marks)]
    return f"SELECT {', '.join(values)} FROM {part.people.relation} AS p"
