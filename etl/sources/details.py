# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""What a table has of each film in a row of its own, such as `movie_details`: as columns of the films."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.kinds import KINDS
from etl.sources.known_names import TABLES, name_key
from etl.sources.matching import keys_to, known_columns
from etl.sources.tables import Column, Table, leads_to, quoted

# What the names of such tables end with.
_TABLES: Final = (
    *("detail", "info", "information", "stat", "statistic", "meta", "metadata", "extra", "rating", "score", "imdb"),
    *("tmdb", "kinopoisk", "description", "plot", "overview", "release", "premiere", "boxoffice"),
)
_ENDS: Final = tuple(map(name_key, _TABLES))
_READ: Final = (
    *("original_title", "alternative_titles", "description", "type", "rating", "votes", "release_date"),
    "release_year",
)


def with_details(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles with what they lack and the only other table has whose key is theirs."""
    return [_with_details(table, [other for other in tables if other.schema == table.schema]) for table in tables]


def _with_details(titles: Table, others: Sequence[Table]) -> Table:
    key = titles.column(titles.primary_key[0]) if len(titles.primary_key) == 1 else None
    if key is None or not known_columns("film", "title", titles.columns):
        return titles
    columns, values, joins = list(titles.columns), ["t.*"], list[str]()
    details = [other for other in others if other is not titles and _is_of(titles, other)]
    for ours in _READ:
        found = [(table, column) for table in details for column in _known(table, ours)]
        if _known(titles, ours) or len(found) != 1:
            continue
        table, column = found[0]
        alias = f"d{details.index(table)}"
        join = f" LEFT JOIN {table.relation} AS {alias} ON {leads_to(alias, _key(table), key)}"
        joins += [] if join in joins else [join]
        path = f"{table.name}.{column.name}"
        values.append(f"{alias}.{quoted(column.name)} AS {quoted(path)}")
        columns.append(Column(path, column.kind, column.is_readable and _key(table).is_readable, known_as=ours))
    if not joins:
        return titles
    query = f"SELECT {', '.join(values)} FROM {titles.relation} AS t{''.join(joins)}"
    return replace(titles, columns=tuple(columns), query=query)


def _is_of(titles: Table, table: Table) -> bool:
    """Whether a table has one row for each of the titles."""
    if len(table.primary_key) != 1 or not name_key(table.name).endswith(_ENDS):
        return False
    keys = keys_to(titles, table, (*titles.primary_key, *TABLES["film"]))
    return [key.name for key in keys] == [*table.primary_key]


def _key(table: Table) -> Column:
    return next(column for column in table.columns if column.name == table.primary_key[0])


def _known(table: Table, ours: str) -> list[Column]:
    """The columns of a table that are known under a name of `ours` of a film."""
    return known_columns("film", ours, [column for column in table.columns if column.kind in KINDS[ours]])
