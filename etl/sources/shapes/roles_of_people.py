"""The role of a person, if the table of people says it and that of their links does not: as a column of the links."""

from etl.sources.schema.tables import Column, Table, leads_to, quoted


def with_role_of_person(links: Table, person: Column, people: Table, key: Column, role: Column) -> Table:
    """The links with the column `people.role`; their column `person` leads to `key`."""
    path = f"{people.name}.{role.name}"
    is_readable = all(column.is_readable for column in (person, key, role))
    column = Column(path, role.kind, is_readable, known_as="role")
    join = f" LEFT JOIN {people.relation} AS p ON {leads_to('p', key, person)}"
    return links.with_values({column: f"p.{quoted(role.name)}"}, join)
