# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Rows of people by their names, such as `movie_cast(movie_id, name)` or `credits(movie_id, name, job)`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from etl.sources.schema.kinds import KINDS, TEXT_KINDS
from etl.sources.schema.known_names import LAST_TABLES, OTHER_TABLES, PEOPLE_LISTS, TABLES, name_key
from etl.sources.schema.matching import (
    endings_of,
    keys_to,
    known_columns,
    links_people,
    of_names,
    role_in,
    tables_named,
)
from etl.sources.schema.tables import Column, Table, quoted

# What such a table is known as.
ROWS: Final = "rows of people"
_NAMES: Final = (*TABLES["person"], *OTHER_TABLES["person"], *LAST_TABLES["person"], *TABLES["film_person"])


class RowsOfPeople(NamedTuple):
    """A table of them: the columns of the film, the name, the role and the place; `of_all` is the role without one.

    `is_keyed` says whether it also holds a key of the person, which leads to no table if there is none of people.
    """

    table: Table
    film: Column
    name: Column
    role: Column | None
    position: Column | None
    of_all: str
    is_keyed: bool

    @property
    def columns(self) -> list[Column]:
        """Those that are read."""
        return [column for column in (self.film, self.name, self.role, self.position) if column is not None]

    def query(self, nothing: str) -> str:
        """`film, person, position, role`, without the names in `nothing`."""
        name = f"trim(CAST({quoted(self.name.name)} AS text))"
        role = f"CAST({quoted(self.role.name)} AS text)" if self.role else f"'{self.of_all}'"
        position = quoted(self.position.name) if self.position else "NULL"
        return (
            f"SELECT {quoted(self.film.name)} AS film, {name} AS person, CAST({position} AS integer) AS position, "
            f"{role} AS role FROM {self.table.relation} AS t WHERE lower({name}) NOT IN {nothing}"
        )


def with_rows_of_people(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of such rows known as ROWS: they are neither people nor links."""
    titles = tables_named(tables, TABLES["film"]) or tables_named(tables, OTHER_TABLES["film"])
    has_people = any(_is_of_people(table, each) for table in tables for each in titles)
    marked = []
    for table in tables:
        found = (rows_of_people(table, each) for each in titles)
        rows = [part for part in found if part is not None and not (part.is_keyed and has_people)]
        names = {name_key(part.name.name) for part in rows}
        is_marked = names and names.isdisjoint(_keys(other for other in tables if other is not table))
        marked.append(replace(table, known_as=ROWS) if is_marked else table)
    return marked


def _keys(tables: Iterable[Table]) -> Iterator[str]:
    """What columns with keys of tables are called: `person`, of `app_person` too, and by its key `person_name`."""
    for table in tables:
        for name in endings_of(table.name):
            yield from (name_key("_".join((name, *key))) for key in ((), table.primary_key))


def _is_of_people(table: Table, titles: Table) -> bool:
    """Whether a table has people and no films of theirs."""
    is_named = bool(tables_named([table], (*TABLES["person"], *OTHER_TABLES["person"], *LAST_TABLES["person"])))
    return is_named and not keys_to(titles, table, TABLES["film"])


def rows_of_people(table: Table, titles: Table) -> RowsOfPeople | None:
    """How a table holds people of these titles; None if it does not."""
    films = keys_to(titles, table, TABLES["film"])
    keys = {*table.references, *(column.name for column in films)}
    own = [column for column in table.columns if column.kind in TEXT_KINDS and column.name not in keys]
    names = known_columns("person", "full_name", own)
    names = names or of_names(own, [name for of_role in PEOPLE_LISTS.values() for name in of_role])
    is_named = role_in(table.name) is not None or bool(tables_named([table], _NAMES))
    if table.schema != titles.schema or table.name == titles.name or len(films) != 1 or len(names) != 1 or not is_named:
        return None
    others = tuple(column for column in table.columns if column not in names)
    has_people, titled = links_people(replace(table, columns=others)), [each for each in others if each not in films]
    if known_columns("film", "title", titled) or (has_people and set(table.references) - {films[0].name}):
        return None
    positions = known_columns("film_person", "position", [column for column in others if column.kind == "integer"])
    # a `position` may be the role or the place among the credits
    fitting = [column for column in others if column.kind in KINDS["role"] and column not in positions]
    roles = known_columns("film_person", "role", fitting)
    of_all = role_in(table.name) or role_in(names[0].name) or ""
    if not roles and not of_all:
        return None
    role, position = roles[0] if roles else None, positions[0] if positions else table.number
    return RowsOfPeople(table, films[0], names[0], role, position, of_all, has_people)
