# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Columns with a second key of films, genres or people, such as their `imdb_id`: as the key that these are read by.

A `movie_id` may hold the `tmdb_id` of the films, and an `imdb_id` stand in its place. Their values say it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.known_names import TABLES, TableName, letters_of, name_key, words_of
from etl.sources.schema.matching import ID_KINDS, NAMES_OF, keys_to, known_in, tables_called
from etl.sources.schema.tables import Column, Table, leads_to, quoted, text_of

# Words in the names of such keys, of sites and of others.
_WORDS: Final = {
    *("imdb", "tmdb", "omdb", "tvdb", "kinopoisk", "kp", "douban", "trakt", "external", "ext", "tconst", "nconst"),
    "slug",
}
_ENDS: Final[tuple[TableName, ...]] = ("film", "genre", "person")
# What is asked of a table with such a key: what we call its names.
_NAMES: Final[Mapping[TableName, str]] = {"film": "title", **NAMES_OF}
# Rows that are looked at.
_SAMPLE: Final = 10_000


async def with_second_keys(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those that lead by second keys with the first ones, `imdb_id.movies`. Raises SourceError."""
    targets = [*_targets(tables)]
    places = {target.table.place for target in targets}
    found = [*tables]
    for target in targets:
        for index, table in enumerate(found):
            is_beside = table.schema == target.table.schema and table.place not in places
            if is_beside and target.table.name not in table.references.values():
                found[index] = await _with_first_key(database, table, target)
    return found


class _Target(NamedTuple):
    """A table of films, genres or people, its key, and its second ones."""

    end: TableName
    table: Table
    key: Column
    others: Sequence[Column]


def _targets(tables: Sequence[Table]) -> Iterator[_Target]:
    for end in _ENDS:
        for table in tables_called(end, tables):
            key = table.key or next(iter(known_in(end, "id", table)), None)
            if key is None or table.is_view or not key.is_readable or not known_in(end, _NAMES[end], table):
                continue
            columns = [each for each in table.columns if each.kind in ID_KINDS and each.is_readable and each != key]
            if others := [each for each in columns if _is_key(each) and each.name not in table.references]:
                yield _Target(end, table, key, others)


def _is_key(column: Column) -> bool:
    return not _WORDS.isdisjoint(word.casefold() for word in words_of(column.name))


async def _with_first_key(database: Database, table: Table, target: _Target) -> Table:
    """A table, with the key of the target in place of a second one if more of its values are such."""
    named = keys_to(target.table, table, TABLES[target.end])
    if len(named) > 1:
        return table
    for other in target.others:
        for held in (*named, *_called(table, target, other)):
            if await _holds(database, table, held, target, other, is_named=held in named):
                return _with_key(table, held, target, other)
    return table


def _called(table: Table, target: _Target, other: Column) -> Iterator[Column]:
    """The column that is called as a second key, `imdb_id` or `movie_imdb_id`, of no copy of the target.

    A number such as a `tmdb_id` is not enough beside an id: it may be that of the row, as of a company.
    """
    if name_key(target.table.name) in name_key(table.name) and known_in(target.end, _NAMES[target.end], table):
        return
    letters = letters_of(other.name)
    longer = {before(target.table.name) + letters for before in (name_key, letters_of)}
    is_enough = other.kind == "text" or not known_in(target.end, "id", table)
    for column in table.columns:
        if letters_of(column.name) in longer or (letters_of(column.name) == letters and is_enough):
            yield column


async def _holds(
    database: Database, table: Table, held: Column, target: _Target, other: Column, *, is_named: bool
) -> bool:
    """Whether most values of a column are those of a second key, which are all different, and few of the first."""
    if not held.is_readable or held.kind != other.kind or held.name in table.references:
        return False
    second = f"t.{quoted(other.name)}"
    are_unique = f"SELECT count({second}) = count(DISTINCT {second}) FROM {target.table.relation} AS t"
    ((is_unique,),) = await all_rows(database, are_unique)
    if not is_unique:
        return False
    rows = f"SELECT DISTINCT {text_of(held)} AS held FROM {table.first_rows(_SAMPLE).relation} AS t"
    query = (
        f"SELECT count(r.held), count(s.held), count(f.held) FROM ({rows}) AS r"
        f" LEFT JOIN (SELECT {text_of(other)} AS held FROM {target.table.relation} AS t) AS s ON s.held = r.held"
        f" LEFT JOIN (SELECT DISTINCT {text_of(target.key)} AS held FROM {target.table.relation} AS t) AS f"
        " ON f.held = r.held"
    )
    ((values, of_second, of_first),) = await all_rows(database, query)
    return bool(values < 2 * of_second and (2 * of_first < of_second or not is_named))


def _with_key(table: Table, held: Column, target: _Target, other: Column) -> Table:
    """A table with a column such as `imdb_id.movies` in place of one that holds a second key."""
    column = replace(target.key, name=f"{held.name}.{target.table.name}")
    join = f" LEFT JOIN {target.table.relation} AS k ON {leads_to('k', other, held)}"
    joined = table.with_values({column: f"k.{quoted(target.key.name)}"}, join)

    def renamed(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(column.name if name == held.name else name for name in names)

    return replace(
        joined,
        columns=tuple(each for each in joined.columns if each != held),
        primary_key=renamed(table.primary_key),
        unique=renamed(table.unique),
        references={**table.references, column.name: target.table.name},
    )
