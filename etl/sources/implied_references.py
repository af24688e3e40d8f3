"""Keys of tables of unknown names, where no foreign key says what they lead to: `human_id` leads to `humans`.

What leads to tables of known names is found by those.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.known_names import FILM_TABLES, LAST_TABLES, OTHER_TABLES, TABLES, name_key, words_of_table
from etl.sources.matching import keys_of, tables_named
from etl.sources.tables import Column, Table

_KNOWN: Final = [name for known in (TABLES, OTHER_TABLES, LAST_TABLES) for names in known.values() for name in names]


def with_implied_references(tables: Sequence[Table]) -> list[Table]:
    """The tables; in a schema without any foreign keys those with keys of films refer to what the others imply."""
    keyed = {table.schema for table in tables if table.references}
    targets = [table for table in tables if not table.is_view and not tables_named([table], _KNOWN)]
    return [
        _with_references(table, targets) if table.schema not in keyed and _leads_to_films(table) else table
        for table in tables
    ]


def _leads_to_films(table: Table) -> bool:
    return bool(keys_of(table, table, table.columns, FILM_TABLES))


def _with_references(table: Table, targets: Sequence[Table]) -> Table:
    found: dict[str, list[str]] = {}
    for target in targets:
        if target.schema == table.schema and target is not table:
            for column in _keys(target, table):
                found.setdefault(column.name, []).append(target.name)
    return replace(table, references={column: names[0] for column, names in found.items() if len(names) == 1})


def _keys(target: Table, table: Table) -> list[Column]:
    """The columns of a table that are called like a key of another, and are of the kind of its own key."""
    key = target.column(target.primary_key[0]) if len(target.primary_key) == 1 else target.column("id")
    columns = [column for column in table.columns if key is not None and column.kind == key.kind]
    names = {target.name, words_of_table(target.name)[-1]}
    called = keys_of(target, table, columns, names)
    own = {*table.primary_key} if len(table.primary_key) == 1 else set()
    # a column with the name alone may hold a word
    return [each for each in called if each.name not in own and name_key(each.name) not in map(name_key, names)]
