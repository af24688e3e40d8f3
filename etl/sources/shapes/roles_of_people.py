"""The role of a person, if the table of people says it and that of their links does not: as a column of the links."""

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.kinds import KINDS
from etl.sources.schema.matching import known_columns, primary_keys, role_in
from etl.sources.schema.tables import Column, Table, leads_to, quoted


def with_role_of_person(links: Table, people: Table, columns: KnownColumns) -> Table:
    """A table of links that says no role, with the column `people.role`."""
    roles = known_columns("film_person", "role", [each for each in people.columns if each.kind in KINDS["role"]])
    if len(roles) != 1 or role_in(links.name) or not columns.linking("film_person", [links]):
        return links
    persons = [*columns.fitting("film_person", links, "person")]
    keys = primary_keys(people, [*columns.fitting("person", people, "id")])
    if len(persons) != 1 or len(keys) != 1 or any(columns.fitting("film_person", links, "role")):
        return links
    (role,), (person,), (key,) = roles, persons, keys
    is_readable = all(column.is_readable for column in (person, key, role))
    column = Column(f"{people.name}.{role.name}", role.kind, is_readable, known_as="role")
    join = f" LEFT JOIN {people.relation} AS p ON {leads_to('p', key, person)}"
    return links.with_values({column: f"p.{quoted(role.name)}"}, join)
