"""Columns that hold the key of a type or a role, as `role_id` does: the table's word for it as one more column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.sources.schema.kinds import WORD_KINDS
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

# What may be held as a key, by what is compared of the names that its column has besides `_id`.
_LOOKED_UP: Final = {
    name_key(name): name
    for known in (COLUMNS, OTHER_COLUMNS)
    for name in (*known["film"]["type"], *known["film_person"]["role"])
}
# Words in the names of tables that a column may lead to without a foreign key; `kind_type` is one of IMDb's dumps.
_TARGETS: Final = {*_LOOKED_UP, *(f"{key}type" for key in _LOOKED_UP)}


def with_lookups(tables: Sequence[Table]) -> list[Table]:
    """The tables, each with a column such as `role_id.name` for each of its columns that leads to types or roles."""
    named = [table for table in tables if not _TARGETS.isdisjoint(_called(table))]
    return [_with_lookups(table, tables, named) for table in tables]


def with_word(table: Table, column: Column, tables: Sequence[Table]) -> tuple[Table, Column] | None:
    """The table with the word for what a foreign key holds, and its column; None if no word is known."""
    found = _lookup(column, "", _referred(table, column, tables))
    return _joined(table, [found]) if found is not None else None


def looked_up(column: Column, table: Table) -> str | None:
    """The name of what a column may hold the key of: `role` of `role_id`, and of a `role` that is a foreign key.

    So may a `role` that is a whole number, if a table is called so.
    """
    key = name_key(column.known_as or column.name)
    is_key = key.endswith("id") or column.name in table.references or column.kind == "integer"
    if is_key and (name := _LOOKED_UP.get(key.removesuffix("id"))):
        return name
    # a foreign key of any name, `rid`, to `movie_roles`
    return "role" if name_key(table.references.get(column.name, "")).endswith(ROLE_TABLES) else None


def without_words(table: Table) -> Table:
    """The table without the words for keys that it holds, `category_id.name`."""
    own = (each for each in table.columns if table.column(each.name.partition(".")[0]) in (None, each))
    return replace(table, columns=tuple(own))


@dataclass(frozen=True)
class _Lookup:
    """The table to which a column leads, its key, and its column of words; `name` is the name of what it holds."""

    column: Column
    name: str
    target: Table
    key: Column
    word: Column


def _with_lookups(table: Table, tables: Sequence[Table], named: Sequence[Table]) -> Table:
    found: list[_Lookup] = []
    for column in table.columns:
        if (name := looked_up(column, table)) is not None:
            is_referring = column.name in table.references
            target = _referred(table, column, tables) if is_referring else _named(table, name, named)
            found += filter(None, [_lookup(column, name, target)])
    return _joined(table, found)[0] if found else table


def _lookup(column: Column, name: str, target: Table | None) -> _Lookup | None:
    if target is None:
        return None
    key = target.key or _first(target, LOOKUP_KEYS)
    word = _first(target, LOOKUP_NAMES) or _only_word(target)
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


def _referred(table: Table, column: Column, tables: Sequence[Table]) -> Table | None:
    """The table of the same schema that a foreign key leads to."""
    place = table.schema, table.references[column.name]
    return next((other for other in tables if other.place == place), None)


def _named(table: Table, name: str, tables: Sequence[Table]) -> Table | None:
    """The only table of the same schema with the best name for what a column holds."""
    beside, key = [other for other in tables if other.schema == table.schema], name_key(name)
    whole, ending, typed = (
        [other for other in beside if _called(other)[place] == called]
        for place, called in ((0, key), (1, key), (0, f"{key}type"))
    )
    found = whole or ending or typed
    return found[0] if len(found) == 1 else None


def _called(table: Table) -> tuple[str, str]:
    """What is compared of the name of a table, and of its last word."""
    return name_key(table.name), name_key(words_of(table.name)[-1])


def _first(table: Table, names: Sequence[str]) -> Column | None:
    """The column of the first of these names that a table has."""
    keys = {name_key(column.name): column for column in table.columns}
    own = (*names, *(f"{before}{name}" for before in (f"{table.name}_", *common_words(table)) for name in names))
    return next((keys[key] for key in map(name_key, own) if key in keys), None)


def _only_word(table: Table) -> Column | None:
    """The only text of a table besides its key, whatever it is called."""
    words = [column for column in table.columns if column.kind in WORD_KINDS and column.name not in table.primary_key]
    return words[0] if len(words) == 1 else None
