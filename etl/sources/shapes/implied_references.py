"""Keys of tables of unknown names, where no foreign key says what they lead to: `human_id` leads to `humans`.

What leads to tables of known names is found by those.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from etl.sources.schema.known_names import (
    FILM_TABLES,
    LAST_TABLES,
    OTHER_TABLES,
    TABLES,
    letters_of,
    name_key,
    words_of_table,
)
from etl.sources.schema.matching import key_forms, keys_of, tables_named
from etl.sources.schema.tables import Kind, Table

_KNOWN: Final = [name for known in (TABLES, OTHER_TABLES, LAST_TABLES) for names in known.values() for name in names]


def with_implied_references(tables: Sequence[Table]) -> list[Table]:
    """The tables; in a schema without any foreign keys those with keys of films refer to what the others imply."""
    keyed = {table.schema for table in tables if table.references}
    targets: dict[tuple[str, str], list[Table]] = {}
    for table in tables:
        if table.schema not in keyed and not table.is_view and not tables_named([table], _KNOWN):
            for form in _forms(table):
                targets.setdefault((table.schema, form), []).append(table)
    return [_with_references(table, targets) if table.schema not in keyed else table for table in tables]


def _forms(target: Table) -> Set[str]:
    """What the columns are called that hold the key of a table, but for its name alone, which may be that of a word."""
    names = {target.name, words_of_table(target.name)[-1]}
    return key_forms(target, names) - {name_key(name) + end for name in names for end in ("", "s")}


def _with_references(table: Table, targets: Mapping[tuple[str, str], Sequence[Table]]) -> Table:
    if not keys_of(table, table, table.columns, FILM_TABLES):
        return table
    found: dict[str, str] = {}
    for column in table.columns:
        called = targets.get((table.schema, letters_of(column.name)), ())
        others = [each.name for each in called if each is not table and _key_kind(each) == column.kind]
        if len(others) == 1 and column != table.key:
            found[column.name] = others[0]
    return replace(table, references=found)


def _key_kind(target: Table) -> Kind | None:
    key = target.key or target.column("id")
    return None if key is None else key.kind
