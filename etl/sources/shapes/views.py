# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Views that show rows of one table: with its keys, which views have not, and in its place if they say more.

A view says more if only it has a known name, or one with fewer words before it.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from etl.sources.schema.database import Database, all_rows, has_row
from etl.sources.schema.known_names import LAST_TABLES, OTHER_TABLES, TABLES
from etl.sources.schema.matching import tables_named
from etl.sources.schema.tables import Column, Table, text_of
from etl.sources.shapes.other_schemas import referred_places

_KNOWN: Final = [name for known in (TABLES, OTHER_TABLES, LAST_TABLES) for names in known.values() for name in names]
# Rows of a view that are looked for in a table.
_SAMPLE: Final = 100


async def with_keys_of_views(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; keys that lead to a table lead to the view in place of it. Raises SourceError."""
    stored = [(table, _columns(table)) for table in tables if not table.is_view]
    shown: dict[tuple[str, str], Table] = {}
    in_place: dict[tuple[str, str], str] = {}
    for view in (table for table in tables if table.is_view):
        columns = _columns(view)
        if not columns or len(columns) < len(view.columns):
            # nothing to compare, or not allowed to
            continue
        alike = [table for table, own in stored if table.schema == view.schema and columns <= own]
        found = [table for table in alike if await _shows(database, view, table)]
        if len(found) == 1:
            shown[view.place] = found[0]
            if tables_named([view, *found], _KNOWN) == [view]:
                in_place[found[0].place] = view.name
    keyed = (_with_keys(table, shown[table.place]) if table.place in shown else table for table in tables)
    return [_referring(table, in_place) for table in keyed if table.place not in in_place]


def _columns(table: Table) -> Set[Column]:
    return {column for column in table.columns if column.is_readable}


async def _shows(database: Database, view: Table, table: Table) -> bool:
    """Whether a view has rows, and the first of them are those of a table."""
    texts = ", ".join(map(text_of, view.columns))
    first = f"SELECT {texts} FROM {view.first_rows(_SAMPLE).relation} AS t"
    others = await all_rows(database, f"{first} EXCEPT SELECT {texts} FROM {table.relation} AS t")
    return not others and await has_row(database, view)


def _with_keys(view: Table, table: Table) -> Table:
    columns = {column.name for column in view.columns}

    def kept(values: Mapping[str, str]) -> dict[str, str]:
        return {name: value for name, value in values.items() if name in columns}

    return replace(
        view,
        primary_key=table.primary_key if columns.issuperset(table.primary_key) else (),
        unique=tuple(name for name in table.unique if name in columns),
        references=kept(table.references),
        targets=kept(table.targets),
        beyond=kept(table.beyond),
    )


def _referring(table: Table, in_place: Mapping[tuple[str, str], str]) -> Table:
    places = zip(table.references, referred_places(table), strict=True)
    return replace(table, references={column: in_place.get(place, place[1]) for column, place in places})
