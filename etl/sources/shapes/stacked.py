# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""The rows of several tables under one another, as one table with our names of the columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from etl.sources.schema.database import Dialect
from etl.sources.schema.tables import NUMBERS, Column, Kind, Table, made_of, quoted


@dataclass(frozen=True)
class StackedPart:
    """A table with what we call a column -> that column, or -> the text that all rows have in place of one.

    `prefixes` stand before the values of columns, in our names.
    """

    table: Table
    columns: Mapping[str, Column]
    constants: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)


def stacked(parts: Sequence[StackedPart], names: Collection[str], dialect: Dialect, *, distinct: bool = False) -> Table:
    """The table of the rows of all parts, with those of the columns `names` that some part has."""
    found = [name for name in names if any(name in part.columns or name in part.constants for part in parts)]
    columns = [Column(name, _kind(parts, name), _is_readable(parts, name)) for name in found]
    queries = (
        f"SELECT {', '.join(_value(part, column, dialect) for column in columns)} FROM {part.table.relation} AS t"
        for part in parts
    )
    return Table(
        parts[0].table.schema,
        " + ".join(part.table.name for part in parts),
        tuple(columns),
        query=(" UNION " if distinct else " UNION ALL ").join(queries),
        not_read=tuple(name for part in parts for name in _not_read(part)),
    )


def _kind(parts: Sequence[StackedPart], name: str) -> Kind:
    """The kind that all parts have; numbers of several kinds are numbers, all else is text."""
    kinds = {part.columns[name].kind if name in part.columns else None for part in parts}
    if any(name in part.prefixes or name in part.constants for part in parts):
        return "text"
    known = {kind for kind in kinds if kind is not None}
    if len(known) == 1:
        return known.pop()
    return "number" if known <= {*NUMBERS} else "text"


def _value(part: StackedPart, column: Column, dialect: Dialect) -> str:
    own, name = part.columns.get(column.name), column.name
    if own is None:
        constant = part.constants.get(name)
        return f"'{constant}' AS {name}" if constant else f"NULL AS {name}"
    value = f"t.{quoted(own.name)}"
    if own.kind != column.kind or name in part.prefixes:
        listed = dialect.list_as_text(value) if own.kind == "array" else value
        value = f"CAST({listed} AS {'numeric' if column.kind == 'number' else 'text'})"
    if prefix := part.prefixes.get(name):
        value = f"'{prefix}' || {value}"
    return f"{value} AS {name}"


def _is_readable(parts: Sequence[StackedPart], name: str) -> bool:
    return all(part.columns[name].is_readable for part in parts if name in part.columns)


def _not_read(part: StackedPart) -> list[str]:
    read = {name for column in part.columns.values() for name in made_of(column.name)}
    others = [column.name for column in part.table.columns if not read.issuperset(made_of(column.name))]
    return [*part.table.not_read, *(f"{part.table.name}.{name}" for name in others)]
