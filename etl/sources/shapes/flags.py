"""Flags that say a type or a role, such as `is_series` or `is_actor`: as one more column with the word for it."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from catalogue.model import FilmType, Role
from etl.sources.schema.known_names import COLUMNS
from etl.sources.schema.known_values import ROLE_FLAGS, TYPE_FLAGS
from etl.sources.schema.matching import has_titles, links_people, of_names
from etl.sources.schema.tables import Column, Kind, Table, is_set, quoted

Meaning = TypeVar("Meaning", FilmType, Role)

# as a text, such a flag is "True" or "no"
_KINDS: Final[tuple[Kind, ...]] = ("boolean", "integer", "any", "text")


def with_flags(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles and of links that say types and roles by flags alone with a column of words."""
    return [_with_roles(_with_type(table)) for table in tables]


def _with_type(table: Table) -> Table:
    flags = _flags(table, TYPE_FLAGS)
    has_type = bool(of_names(table.columns, COLUMNS["film"]["type"]))
    if not flags or has_type or not has_titles(table):
        return table
    # an unknown title is a movie, as one without a type in a database that has none
    if "tv_show" in flags:
        flag, condition = flags["tv_show"], is_set(f"t.{quoted(flags['tv_show'].name)}")
        word = f"CASE WHEN {condition} THEN 'tv_show' ELSE 'movie' END"
    else:
        flag, condition = flags["movie"], is_set(f"t.{quoted(flags['movie'].name)}", if_null=True)
        word = f"CASE WHEN {condition} THEN 'movie' ELSE 'tv_show' END"
    column = Column(f"{flag.name}.type", "text", flag.is_readable, known_as="type")
    return table.with_values({column: word})


def _with_roles(table: Table) -> Table:
    """A row for each flag that is set; one without a role for a row without any."""
    flags = _flags(table, ROLE_FLAGS)
    if len(flags) < 2 or not links_people(table):
        return table
    name = " + ".join(flag.name for flag in flags.values())
    column = Column(name, "text", all(flag.is_readable for flag in flags.values()), known_as="role")
    roles = " UNION ALL ".join(f"SELECT '{role}' AS role" for role in flags)
    conditions = (f"(r.role = '{role}' AND {is_set(f't.{quoted(flag.name)}')})" for role, flag in flags.items())
    return table.with_values({column: "r.role"}, f" LEFT JOIN ({roles}) AS r ON {' OR '.join(conditions)}")


def _flags(table: Table, names: Mapping[Meaning, Sequence[str]]) -> dict[Meaning, Column]:
    """The flag for each meaning that exactly one column stands for."""
    own = [column for column in table.columns if column.kind in _KINDS and column.name not in table.references]
    found = {meaning: of_names(own, known) for meaning, known in names.items()}
    return {meaning: columns[0] for meaning, columns in found.items() if len(columns) == 1}
