# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Links that stand in several tables, each of one role, or in the rows of films, as one table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import COLUMNS, DELETION, name_key
from etl.sources.schema.known_values import ROLE_NAMES
from etl.sources.schema.matching import role_in
from etl.sources.schema.tables import Column, Table, literal, quoted


@dataclass(frozen=True)
class RolePart:
    """A table of links: what we call a column -> that column; `role` is that of all rows, if no column says it.

    `person_prefix` stands before the ids of its people, which are otherwise those of others too.
    """

    table: Table
    columns: dict[str, Column]
    role: str
    person_prefix: str = ""

    def person_key(self, expression: str) -> str:
        """The id of a person, with the prefix."""
        return f"'{self.person_prefix}' || CAST({expression} AS text)" if self.person_prefix else expression


def links_by_role(tables: Sequence[Table], in_films: Mapping[str, Table], columns: KnownColumns) -> list[Table]:
    """One table in place of several that hold a role each, such as `film_actors` and `film_directors`, or none.

    So it is of a cast and a crew that both say roles. `in_films` are the links that columns of the films hold, by their
    names.
    """
    parts: list[RolePart] = []
    for table in columns.linking("film_person", tables, known=True):
        known = {ours: [*columns.known("film_person", table, ours)] for ours in COLUMNS["film_person"]}
        only = {ours: fitting[0] for ours, fitting in known.items() if len(fitting) == 1}
        parts.append(RolePart(table, only, role_in(table.name) or table.name))
    by_name = [part.role for part in parts if "role" not in part.columns and part.role in ROLE_NAMES]
    by_column = [part for part in parts if "role" in part.columns]
    are_of_a_crew = len(by_column) > 1 and all(_is_of_a_crew(part.table.name) for part in by_column)
    keys: list[str] = []
    for name, table in in_films.items():
        if (role := role_in(name)) is not None:
            parts.append(RolePart(table, {column.name: column for column in table.columns}, role))
            keys.append(role)
    # films may have several keys of actors, `lead_actor_id` and `supporting_actor_id`; an art director is no second one
    by_name += [role for place, role in enumerate(keys) if role != "actor" or role not in keys[:place]]
    if not (by_name or are_of_a_crew) or len(by_name) > len(set(by_name)):
        return []
    if len(by_name) + len(by_column) + len(in_films) < 2:
        return []
    is_complete = all({"film", "person"} <= part.columns.keys() for part in parts)
    return [joined_by_role(parts)] if is_complete else []


def _is_of_a_crew(name: str) -> bool:
    """Whether a table is called after a role, as a `movie_cast` is, or after a crew."""
    return role_in(name) is not None or "crew" in name_key(name)


def joined_by_role(parts: Sequence[RolePart]) -> Table:
    """The table of all rows, with the columns `film`, `person` and `role`, and others that parts have.

    They are `created`, if all have it alike, and `position` and those of DELETION, if one has it. Without a position
    the number of a row says in what order it was written.
    """
    parts = [_numbered(part) for part in parts]
    columns: list[Column] = []
    is_readable = all(column.is_readable for part in parts for column in part.columns.values())
    for name in ("film", "person", "created"):
        kinds = {part.columns[name].kind if name in part.columns else None for part in parts}
        if name == "person" and any(part.person_prefix for part in parts):
            kinds = {"text"}
        kind = next(iter(kinds)) if len(kinds) == 1 else "text"
        # keys of several kinds are compared as texts; an order of several kinds is none
        if kind is not None and (len(kinds) == 1 or name in ("film", "person")):
            columns.append(Column(name, kind, is_readable))
    if any("position" in part.columns for part in parts):
        columns.append(Column("position", "number", is_readable))
    columns += [Column(name, "text", is_readable) for name in marks_of(part.columns for part in parts)]
    return Table(
        parts[0].table.schema,
        " + ".join(part.table.name for part in parts),
        (*columns, Column("role", "text", is_readable)),
        query=" UNION ALL ".join(_selected(part, columns) for part in parts),
    )


def _numbered(part: RolePart) -> RolePart:
    number = part.table.number
    if "position" in part.columns or number is None:
        return part
    return replace(part, columns={**part.columns, "position": number})


def _selected(part: RolePart, columns: Sequence[Column]) -> str:
    """The query of one part."""
    values = []
    for column in columns:
        own = part.columns.get(column.name)
        name = quoted(own.name) if own else "NULL"
        value = part.person_key(name) if column.name == "person" else name
        if value == name and (own is None or own.kind != column.kind):
            value = f"CAST({name} AS {'numeric' if column.kind == 'number' else 'text'})"
        values.append(f"{value} AS {column.name}")
    role = f"CAST({quoted(part.columns['role'].name)} AS text)" if "role" in part.columns else literal(part.role)
    return f"SELECT {', '.join(values)}, {role} AS role FROM {part.table.relation}"


def marks_of(parts: Iterable[Mapping[str, Column]]) -> list[str]:
    """Which columns of DELETION some of several tables have."""
    found = {name for columns in parts for name in columns}
    return [name for name in DELETION if name in found]


def selected_mark(name: str, columns: Mapping[str, Column]) -> str:
    """A column of DELETION as a text; without it a row is not deleted."""
    return f"CAST({quoted(columns[name].name) if name in columns else 'NULL'} AS text) AS {name}"
