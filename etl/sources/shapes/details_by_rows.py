# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Tables of details, `ratings(id, movie_id, rating)`, whose rows, not constraints, say that there is one for each film.

Ratings of users, of which a film may have one by chance, are none: they say of whom they are, or leave most films out.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.known_names import FILM_WORDS, letters_of, name_key, words_of
from etl.sources.schema.matching import KEY_ENDS, OTHERS, film_tables, has_titles
from etl.sources.schema.tables import Column, Table, quoted
from etl.sources.shapes.details import (
    details_among,
    details_beside,
    is_one_for_each,
    key_of_each,
    key_of_titles,
    known_detail,
)

# Rows in which a key mostly comes again, if it does.
_SAMPLE: Final = 10_000
# What the names of columns consist of that say of whom a rating is, or what someone thinks: `user`, `critic_name`.
_OF_USERS: Final = {
    *(*OTHERS, "reviewer", "author", "critic", "voter", "rater", "username", "session", "ip", "email", "login"),
    *("nick", "comment", "review", "opinion", "text", "note", "message", "feedback"),
}
# What times are called at which someone rated a film.
_TIMES_OF_USERS: Final = {"ratedat", "ratedon", "daterated", "watchedat", "watchedon", "datewatched", "timestamp"}


async def with_details_by_rows(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; a key of films in one of details is unique if no film comes twice there. Raises SourceError."""
    films = film_tables(tables)
    others = details_among(tables)
    unique: dict[tuple[str, str], list[str]] = {}
    for titles in (table for table in tables if table in films and has_titles(table)):
        for table in details_beside(titles, others):
            key = key_of_titles(titles, table)
            if key is not None and _may_be_of_one(table, key) and await _is_of_one(database, titles, table, key):
                unique.setdefault(table.place, []).append(key.name)
    return [replace(each, unique=(*each.unique, *unique.get(each.place, ()))) for each in tables]


def _may_be_of_one(table: Table, key: Column) -> bool:
    """Whether a table has no constraint that says it, no key of anything but the film and itself, and no user."""
    # an `id` may be that of the row
    is_own = name_key(key.name) == "id" and not known_detail(table, "votes")
    if not key.is_readable or is_own or is_one_for_each(table, key) or len(table.primary_key) > 1:
        return False
    others = [column for column in table.columns if column.name not in (key.name, "id", *table.primary_key)]
    return not any(column.name in table.references or _is_of_users(column) for column in others)


def _is_of_users(column: Column) -> bool:
    """Whether a column says of whom a row is, or leads to something; an `imdb_id` is one more of the film."""
    words = {*map(name_key, words_of(column.name))} - {"name"}
    is_of_users = (bool(words) and words <= _OF_USERS) or letters_of(column.name) in _TIMES_OF_USERS
    return is_of_users or (letters_of(column.name).endswith(KEY_ENDS) and words.isdisjoint(FILM_WORDS))


async def _is_of_one(database: Database, titles: Table, table: Table, key: Column) -> bool:
    """Whether no key comes twice, and the rows are of most films or have votes, which are of all who rated."""
    for rows in (table.first_rows(_SAMPLE), table):
        held = f"SELECT count(t.{quoted(key.name)}) AS held, count(DISTINCT t.{quoted(key.name)}) AS different"
        ((held_keys, different),) = await all_rows(database, f"{held} FROM {rows.relation} AS t")
        if not held_keys or different < held_keys:
            return False
    if known_detail(table, "votes"):
        return True
    film_id = key_of_each(titles)
    if film_id is None or not film_id.is_readable:
        return False
    ((films,),) = await all_rows(database, f"SELECT count(t.{quoted(film_id.name)}) FROM {titles.relation} AS t")
    return bool(2 * held_keys >= films)
