# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""The role of a person, if the table of people says it and that of their links does not: as a column of the links."""

from dataclasses import replace

from etl.sources.tables import Column, Table, leads_to, quoted


def with_role_of_person(links: Table, person: Column, people: Table, key: Column, role: Column) -> Table:
    """The links with the column `people.role`; their column `person` leads to `key`."""
    path = f"{people.name}.{role.name}"
    query = (
        f"SELECT t.*, p.{quoted(role.name)} AS {quoted(path)} FROM {links.relation} AS t "
        f"LEFT JOIN {people.relation} AS p ON {leads_to('p', key, person)}"
    )
    is_readable = all(column.is_readable for column in (person, key, role))
    return replace(links, columns=(*links.columns, Column(path, role.kind, is_readable, known_as="role")), query=query)
