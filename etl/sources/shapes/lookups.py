"""Columns that hold the key of a type or a role, as `role_id` does: the table's word for it as one more column."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.sources.schema.known_names import (
    COLUMNS,
    LOOKUP_KEYS,
    LOOKUP_NAMES,
    OTHER_COLUMNS,
    ROLE_TABLES,
    name_key,
    words_of,
)
from etl.sources.schema.matching import common_words
from etl.sources.schema.tables import Column, Table, leads_to, quoted

# What may be held as a key, with the names that its column has besides `_id`.
_LOOKED_UP = (
    *(*COLUMNS["film"]["type"], *OTHER_COLUMNS["film"]["type"]),
    *(*COLUMNS["film_person"]["role"], *OTHER_COLUMNS["film_person"]["role"]),
)


def with_lookups(tables: Sequence[Table]) -> list[Table]:
    """The tables, each with a column such as `role_id.name` for each of its columns that leads to types or roles."""
    return [_with_lookups(table, [other for other in tables if other.schema == table.schema]) for table in tables]


def with_word(table: Table, column: Column, tables: Sequence[Table]) -> tuple[Table, Column] | None:
    """The table with the word for what a foreign key holds, and its column; None if no word is known."""
    found = _lookup(table, column, "", [other for other in tables if other.schema == table.schema])
    return _joined(table, [found]) if found is not None else None


def looked_up(column: Column, table: Table) -> str | None:
    """The name of what a column may hold the key of: `role` of `role_id`, and of a `role` that is a foreign key.

    So may a `role` that is a whole number, if a table is called so.
    """
    key = name_key(column.known_as or column.name)
    for name in _LOOKED_UP:
        if key == name_key(name) + "id" or (
            key == name_key(name) and (column.name in table.references or column.kind == "integer")
        ):
            return name
    # a foreign key of any name, `rid`, to `movie_roles`
    return "role" if name_key(table.references.get(column.name, "")).endswith(ROLE_TABLES) else None


@dataclass(frozen=True)
class _Lookup:
    """The table to which a column leads, its key, and its column of words; `name` is the name of what it holds."""

    column: Column
    name: str
    target: Table
    key: Column
    word: Column


def _with_lookups(table: Table, others: Sequence[Table]) -> Table:
    named = ((column, name) for column in table.columns if (name := looked_up(column, table)) is not None)
    found = [lookup for column, name in named if (lookup := _lookup(table, column, name, others)) is not None]
    return _joined(table, found)[0] if found else table


def _lookup(table: Table, column: Column, name: str, others: Sequence[Table]) -> _Lookup | None:
    target = _target(column, name, table, others)
    if target is None:
        return None
    key = _first(target, target.primary_key if len(target.primary_key) == 1 else LOOKUP_KEYS)
    word = _first(target, LOOKUP_NAMES)
    return _Lookup(column, name, target, key, word) if key is not None and word is not None else None


def _joined(table: Table, lookups: Sequence[_Lookup]) -> tuple[Table, Column]:
    """The table with the words, and the column of the last of them."""
    values, joins = dict[Column, str](), list[str]()
    for place, each in enumerate(lookups):
        alias, path = f"l{place}", f"{each.column.name}.{each.word.name}"
        joins.append(f" LEFT JOIN {each.target.relation} AS {alias} ON {leads_to(alias, each.key, each.column)}")
        is_readable = all(column.is_readable for column in (each.column, each.key, each.word))
        values[Column(path, each.word.kind, is_readable, known_as=each.name)] = f"{alias}.{quoted(each.word.name)}"
    joined = table.with_values(values, "".join(joins))
    return joined, joined.columns[-1]


def _target(column: Column, name: str, table: Table, others: Sequence[Table]) -> Table | None:
    """The table that a foreign key leads to, else the one that is named after the column."""
    if column.name in table.references:
        return next((other for other in others if other.name == table.references[column.name]), None)
    named = [other for other in others if name_key(other.name) == name_key(name)]
    ending = [other for other in others if name_key(words_of(other.name)[-1]) == name_key(name)]
    # `kind_type` of the public dumps of IMDb
    typed = [other for other in others if name_key(other.name) == name_key(name) + "type"]
    found = named or ending or typed
    return found[0] if len(found) == 1 else None


def _first(table: Table, names: Sequence[str]) -> Column | None:
    """The column of the first of these names that a table has."""
    keys = {name_key(column.name): column for column in table.columns}
    own = (*names, *(f"{before}{name}" for before in (f"{table.name}_", *common_words(table)) for name in names))
    return next((keys[key] for key in map(name_key, own) if key in keys), None)
