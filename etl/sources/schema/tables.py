# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Tables as a database describes them, in the same words for every kind of database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

_NAMED_TABLES = 12

# A flag that is not set, in lower case; as a time, MySQL's zero.
_NOT_SET = "('0', 'f', 'false', 'n', 'no', 'off', 'нет', 'none', 'null', '', '0000-00-00 00:00:00')"

# Where a database keeps no type of its own, as SQLite may, a column is of the kind "any".
Kind = Literal["uuid", "integer", "number", "text", "boolean", "enum", "date", "array", "json", "any", "other"]

# Of two columns of such kinds the same numbers are equal, though not their texts.
NUMBERS: Final[tuple[Kind, ...]] = ("integer", "number")


@dataclass(frozen=True)
class Column:
    """A column of a table or a view; `is_readable` says whether our user has the right to read it.

    `known_as` is the name that decides what it holds, if that is not its own.
    """

    name: str
    kind: Kind
    is_readable: bool = True
    known_as: str = ""


@dataclass(frozen=True)
class Table:
    """A table or a view. `references` leads from a column to the table whose key it holds: `{"film_id": "film"}`.

    `query` makes a table that the database has not, such as one in place of several; one that is read from columns of
    another has the name of that table in `made_of`, and what it holds in `known_as`, such as "film_genre". `not_read`
    are columns of the tables that it is made of, `movies.runtime`, which it does not have.

    `unique` are the columns none of whose values comes twice, `targets` the columns to which references lead, `beyond`
    the schemas of those that lead to another one. `stored_in` is the schema that it is read from, if it is treated as a
    table of another. `part_of` is the table that has all of its rows too, since it inherits from it.
    """

    schema: str
    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    made_of: str = ""
    known_as: str = ""
    not_read: tuple[str, ...] = ()
    is_view: bool = False
    unique: tuple[str, ...] = ()
    targets: Mapping[str, str] = field(default_factory=dict)
    beyond: Mapping[str, str] = field(default_factory=dict)
    stored_in: str = ""
    part_of: str = ""

    def __str__(self) -> str:
        return ".".join(self.path)

    @property
    def place(self) -> tuple[str, str]:
        """Its schema and its name, by which it is told from others."""
        return self.schema, self.name

    @property
    def path(self) -> list[str]:
        """Its schema, if the database has such, and its name, where it is stored."""
        return [name for name in (self.stored_in or self.schema, self.name) if name]

    @property
    def relation(self) -> str:
        """The table as FROM takes it: `"content"."film_work"`."""
        if self.query:
            return f"({self.query})"
        return ".".join(map(quoted, self.path))

    @property
    def key(self) -> Column | None:
        """The primary key, if it is one column."""
        return self.column(self.primary_key[0]) if len(self.primary_key) == 1 else None

    @property
    def number(self) -> Column | None:
        """The primary key, if it numbers the rows as they were written."""
        return self.key if self.key is not None and self.key.kind == "integer" else None

    def column(self, name: str) -> Column | None:
        """The column of exactly this name."""
        return next((column for column in self.columns if column.name == name), None)

    def first_rows(self, count: int) -> "Table":
        """So many rows of it, whichever come first."""
        return replace(self, query=f"SELECT * FROM {self.relation} AS t LIMIT {count}")

    def with_values(self, values: Mapping[Column, str], join: str = "") -> "Table":
        """The table with more columns, each with an expression of `t`, the table, and of what is joined to it."""
        made = "".join(f", {value} AS {quoted(column.name)}" for column, value in values.items())
        query = f"SELECT t.*{made} FROM {self.relation} AS t{join}"
        return replace(self, columns=(*self.columns, *values), query=query)

    def with_known(self, names: Mapping[Column, str]) -> "Table":
        """The table, each of these columns known as something."""
        columns = (replace(each, known_as=names[each]) if each in names else each for each in self.columns)
        return replace(self, columns=tuple(columns))


def quoted(name: str) -> str:
    """A name as SQL takes any."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def literal(text: str) -> str:
    """A text as SQL takes any."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def text_of(column: Column) -> str:
    """The value of a column of `t` as a text."""
    return f"CAST(t.{quoted(column.name)} AS text)"


def filled_text_of(column: Column) -> str:
    """The same without blanks at its ends, NULL if nothing is left."""
    return f"NULLIF(trim({text_of(column)}), '')"


def first_filled(columns: Iterable[Column]) -> str:
    """The first such text of several columns, NULL if there is none."""
    # SQLite takes no COALESCE of one value
    return f"COALESCE({', '.join(map(filled_text_of, columns))}, NULL)"


def is_set(flag: str, *, if_null: bool = False, negated: bool = False) -> str:
    """A condition, true or false and never NULL: whether a flag of any type is set, or is not."""
    default = "true" if if_null else ""
    return f"coalesce(lower(CAST({flag} AS text)), '{default}') {'' if negated else 'NOT '}IN {_NOT_SET}"


def made_of(column: str) -> list[str]:
    """The columns that one is made of which the database has not: of `title_en + title_ru.first`; else the column."""
    return [name.partition(".")[0] for name in column.split(" + ")]


def leads_to(alias: str, key: Column, column: Column) -> str:
    """The condition of a join: a column of `t` holds a key of the table `alias`; keys of two kinds compare as texts."""
    sides = f"{alias}.{quoted(key.name)}", f"t.{quoted(column.name)}"
    if key.kind != column.kind and not {key.kind, column.kind} <= {*NUMBERS}:
        sides = f"CAST({sides[0]} AS text)", f"CAST({sides[1]} AS text)"
    return " = ".join(sides)


def listed(names: Iterable[object]) -> str:
    """The names of tables, of many the first."""
    ordered = sorted(map(str, names))
    shown = ", ".join(ordered[:_NAMED_TABLES]) or "none"
    return f"{shown} and {len(ordered) - _NAMED_TABLES} more" if len(ordered) > _NAMED_TABLES else shown
