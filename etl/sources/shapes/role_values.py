# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Which columns of links hold roles: their values decide if their names do not, as those of `job` beside `type`.

A `role` in a table of actors may be the name of who is played.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Final

from etl.sources.reading.values import ValueReader
from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.kinds import WORD_KINDS
from etl.sources.schema.known_names import (
    COLUMNS,
    DEPARTMENT,
    LAST_TABLES,
    OTHER_COLUMNS,
    OTHER_TABLES,
    TABLES,
    name_key,
)
from etl.sources.schema.known_values import ROLE_NAMES
from etl.sources.schema.matching import (
    keys_of_films,
    leads_to_films,
    links_people,
    may_link_people,
    of_names,
    role_in,
    tables_named,
)
from etl.sources.schema.tables import Column, Table, filled_text_of, first_filled
from etl.sources.shapes.lookups import looked_up, with_word

# Tables of people, of which `acting_awards` is none.
_PEOPLE: Final = (*OTHER_TABLES["person"], *LAST_TABLES["person"], *TABLES["film_person"])
_NAMES: Final = (*COLUMNS["film_person"]["role"], *OTHER_COLUMNS["film_person"]["role"])
# Rows that are looked at.
_SAMPLE = 100_000
# Of a hundred credits of a crew a few are those of directors and writers; of a hundred played, no "Writer".
_LEAST_KNOWN_SHARE = 0.01
# The same in a table called after a role: of six films of `actors` some may play a director.
_LEAST_KNOWN_OF_ONE = 0.5
# Columns of roles of which any order is tried.
_MOST_ORDERED = 3
_read: Final = ValueReader(ROLE_NAMES, {}).read
_LONGEST_CODE = 3
# A column with more values is none of roles.
_MOST_ROLES = 100
# What stands for a column that holds no roles; it is no known name.
_NO_ROLE = "not a role"

_Rows = Sequence[tuple[tuple[str | None, ...], int]]


async def with_roles(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; columns of links that are called like roles and hold none are not known. Raises SourceError."""
    return [await _with_roles(database, table, tables) for table in tables]


async def _with_roles(database: Database, table: Table, tables: Sequence[Table]) -> Table:
    named = [column for column in table.columns if column.kind in WORD_KINDS and column.is_readable]
    named = of_names(named, _NAMES)
    of_one_role = role_in(table.name) is not None and "crew" not in name_key(table.name)
    # `actors(movie_id, name, role)` has rows of people
    has_rows = of_one_role and leads_to_films(table) and bool(tables_named([table], _PEOPLE))
    if not links_people(table) and not (has_rows and named):
        return await _with_unnamed_roles(database, table, tables) if may_link_people(table) else table
    if not named:
        return await _with_unnamed_roles(database, table, tables)
    if len(named) == 1 and not of_one_role:
        return table
    rows = await _values(database, table, named)
    counts = {column: _counted(rows, place) for place, column in enumerate(named)}
    # a cast may hold a whole crew
    least_known = _LEAST_KNOWN_OF_ONE if of_one_role and "cast" not in name_key(table.name) else _LEAST_KNOWN_SHARE
    having = [column for column in named if _are_roles(counts[column], least_known)]
    # an assistant of the department "Directing" directs nothing: it counts where no job is said
    departments = [column for column in having if name_key(column.name) == DEPARTMENT]
    jobs = [column for column in having if column not in departments]
    order = _order(rows, named, jobs) if 1 < len(jobs) <= _MOST_ORDERED else None
    if order is not None and _say_all(rows, named, order[:1], order):
        order = order[:1]
    if order is None and len(jobs) == 1:
        order = jobs
    if order and departments and any(_has_none_of(row, named, order) for row, _ in rows):
        order = [*order, *departments]
    if order is not None and len(order) > 1:
        return _with_first(table, order, named)
    without = set(named) - set(order or jobs or departments)
    if not having:
        is_of_actors = of_one_role and _is_of_actors(table, tables)
        without = {column for column, values in counts.items() if of_one_role and _are_parts(values, is_of_actors)}
    return _without_roles(table, without)


async def _with_unnamed_roles(database: Database, table: Table, tables: Sequence[Table]) -> Table:
    """The links with the only column of roles whose name says nothing; of a key the words count to which it leads."""
    if any(looked_up(column, table) for column in table.columns):
        return table
    found: dict[Column, str] = {}
    films = keys_of_films(table)
    for column in (each for each in table.columns if each not in films):
        is_key = column.name in table.references
        read = with_word(table, column, tables) if is_key else (table, column)
        if read is None or read[1].kind not in WORD_KINDS or not read[1].is_readable:
            continue
        if _are_mostly_roles(_counted(await _values(database, read[0], [read[1]]), 0)):
            found[column] = "role_id" if is_key else "role"
    return table.with_known(found) if len(found) == 1 else table


def _are_mostly_roles(values: Counter[str]) -> bool:
    """Whether most values are of several roles, in words: `A` and `D` may stand for anything."""
    words = {value: count for value, count in values.items() if len(value) > 1 and _read(value) is not None}
    return 2 * sum(words.values()) > values.total() and len(set(map(_read, words))) > 1 and len(values) <= _MOST_ROLES


def _has_none_of(row: tuple[str | None, ...], columns: Sequence[Column], of: Sequence[Column]) -> bool:
    """Whether a row has no value in some of the columns."""
    return all(row[columns.index(column)] is None for column in of)


async def _values(database: Database, table: Table, columns: Sequence[Column]) -> _Rows:
    """The values of the columns in the first rows, with how many have the same ones."""
    names = [f"c{place}" for place in range(len(columns))]
    texts = [f"{filled_text_of(column)} AS {name}" for column, name in zip(columns, names, strict=True)]
    rows = f"SELECT {', '.join(texts)} FROM {table.relation} AS t LIMIT {_SAMPLE}"
    query = f"SELECT {', '.join(names)}, count(*) FROM ({rows}) AS first_rows GROUP BY {', '.join(names)}"
    return [(tuple(values), count) for *values, count in await all_rows(database, query)]


def _counted(rows: _Rows, place: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for values, count in rows:
        if (value := values[place]) is not None:
            counts[value] += count
    return counts


def _order(rows: _Rows, columns: Sequence[Column], having: Sequence[Column]) -> Sequence[Column] | None:
    """In which order the first value of a row is its role; None if some row has two roles, or a role that it hides."""
    orders = map(list, permutations(having))
    return next((order for order in orders if _say_all(rows, columns, order, having)), None)


def _say_all(rows: _Rows, columns: Sequence[Column], order: Sequence[Column], having: Sequence[Column]) -> bool:
    """Whether the first value of each row, in this order of columns, is the only role that is in any of `having`."""
    place = {column: index for index, column in enumerate(columns)}
    for values, _ in rows:
        roles = {role for column in having if (role := _read(values[place[column]])) is not None}
        first = next((value for column in order if (value := values[place[column]]) is not None), None)
        if roles and roles != {_read(first)}:
            return False
    return True


def _with_first(table: Table, order: Sequence[Column], named: Sequence[Column]) -> Table:
    """The table with the first value of each row in one column, such as `job + credit_type.first`."""
    name = " + ".join(column.name for column in order) + ".first"
    return _without_roles(table, named).with_values({Column(name, "text", known_as="role"): first_filled(order)})


def _without_roles(table: Table, without: Iterable[Column]) -> Table:
    return table.with_known(dict.fromkeys(without, _NO_ROLE))


def _are_roles(values: Counter[str], least_known: float) -> bool:
    known = sum(count for value, count in values.items() if _read(value) is not None)
    return known > 0 and known >= least_known * values.total()


def _is_of_actors(table: Table, tables: Sequence[Table]) -> bool:
    """Whether a table that is called after a role is of actors alone: it is no cast, or directors are elsewhere."""
    others = [each for each in tables if each is not table]
    names = [*(each.name for each in others), *(column.name for each in others for column in each.columns)]
    return "cast" not in name_key(table.name) or any("crew" in name or role_in(name) == "director" for name in names)


def _are_parts(values: Counter[str], is_of_actors: bool) -> bool:
    """Whether a column of no known role says what is played: hardly two rows have the same value, or too many have."""
    are_names = 2 * len(values) > values.total() or len(values) > _MOST_ROLES
    return are_names or (is_of_actors and any(len(value) > _LONGEST_CODE for value in values))
