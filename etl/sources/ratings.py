# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Ratings and votes that stand in a table of their own, as IMDb's `title_ratings`: as columns of the films."""

from collections.abc import Sequence
from dataclasses import replace

from etl.sources.known_names import name_key
from etl.sources.matching import ID_KINDS, keys_to, known_columns
from etl.sources.tables import Column, Table, quoted

_READ = ("rating", "votes")


def with_ratings(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles without a rating with the columns of the table of ratings that has a row for each."""
    return [_with_ratings(table, [other for other in tables if other.schema == table.schema]) for table in tables]


def _with_ratings(table: Table, others: Sequence[Table]) -> Table:
    if len(table.primary_key) != 1 or not _known(table, "title") or _known(table, "rating"):
        return table
    found = [(other, key) for other in others if (key := _key_of_ratings(other, table)) is not None]
    if len(found) != 1:
        return table
    (ratings, key), columns, values = found[0], list(table.columns), ["t.*"]
    for ours in _READ:
        for column in _known(ratings, ours)[:1]:
            path = f"{ratings.name}.{column.name}"
            columns.append(Column(path, column.kind, column.is_readable and key.is_readable, known_as=ours))
            values.append(f"r.{quoted(column.name)} AS {quoted(path)}")
    join = f"LEFT JOIN {ratings.relation} AS r ON r.{quoted(key.name)} = t.{quoted(table.primary_key[0])}"
    query = f"SELECT {', '.join(values)} FROM {table.relation} AS t {join}"
    return replace(table, columns=tuple(columns), query=query)


def _key_of_ratings(ratings: Table, titles: Table) -> Column | None:
    """The column that leads to the titles from their ratings: one row each, not one for each user who rated."""
    if not name_key(ratings.name).endswith("rating") or len(_known(ratings, "rating")) != 1:
        return None
    keys = keys_to(titles, ratings, (*titles.primary_key,))
    is_of_one = [column.name for column in keys] == [*ratings.primary_key] or not ratings.primary_key
    is_counted = bool(ratings.primary_key) or bool(_known(ratings, "votes"))
    key = keys[0] if len(keys) == 1 and is_of_one and is_counted else None
    same = titles.column(titles.primary_key[0])
    return key if key is not None and key.kind in ID_KINDS and same is not None and same.kind == key.kind else None


def _known(table: Table, ours: str) -> list[Column]:
    """The columns of a table that are known under a name of `ours` of a film."""
    return known_columns("film", ours, table.columns)
