"""The values that a database holds for types, roles and ratings, counted, and how they are read."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, get_args

from catalogue.model import ROLES, FilmType, Role
from etl.sources.reading import values
from etl.sources.reading.queries import Queries
from etl.sources.reading.values import Meaning, UnusableValueError, ValueReader
from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.known_names import TableName
from etl.sources.schema.known_values import OTHER_ROLE_CODES, ROLE_NAMES, TYPE_NAMES
from etl.sources.schema.mapping import DatabaseMapping, ValueMapping
from etl.sources.schema.mapping_file import toml

# Values of a column that are shown and remembered: a column with more is no column of types or roles.
_SHOWN = 20
# So many ratings tell of what scale they are.
_LEAST_RATED = 20
# Films of unknown types that are rejected one by one; if there are more, and their types come again, these are codes,
# and if none of them has a type, the column of types is not used. A code of roles comes as often.
_LEAST_CODED = 6
# A role that is not known is a code if it has no more letters.
_LONGEST_CODE = 3


@dataclass
class ValueCounts(Generic[Meaning]):
    """The values of a column by what they mean, with how many rows have each: `{"movie": {"MOV": 4}}`."""

    known: dict[Meaning, dict[str, int]] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    total: int = 0
    unknown_total: int = 0

    def are_blank(self) -> bool:
        """Whether there are many rows, none of which has a value."""
        return self.total >= _LEAST_CODED and not self.known and not any(map(str.strip, self.unknown))

    def add(self, value: str | None, meaning: Meaning | None, count: int) -> None:
        """Count a value; only the first few of them are remembered by name."""
        self.total += count
        if meaning is None:
            self.unknown_total += count
        counts = self.unknown if meaning is None else self.known.setdefault(meaning, {})
        if len(counts) < _SHOWN:
            counts[(value or "").encode("utf-8", "replace").decode()] = count


@dataclass
class RatingCounts:
    """How many films have a rating, and how many a rating above 10."""

    rated: int = 0
    above_ten: int = 0
    highest: float = 0

    def add(self, value: str | None, count: int) -> None:
        """Count a rating, unless it is no number: that is rejected when its film is read."""
        try:
            rating, of = values.rated(value or "", 10)
            rating *= 10 / of
        except UnusableValueError:
            return
        self.rated += count
        self.above_ten += count if rating > 10 else 0
        self.highest = max(self.highest, rating)

    def may_be_of_five(self) -> bool:
        """Whether many are rated and none is above 5: films of a whole catalogue are not all as bad."""
        return self.rated >= _LEAST_RATED and self.highest <= 5

    def scale(self) -> float | None:
        """The rating that means 10: 100 if more than half are above 10, 10 if at most 1 % are; None is in between."""
        if 2 * self.above_ten > self.rated:
            return 100
        return 10 if self.above_ten <= max(1, self.rated // 100) else None


@dataclass
class Survey:
    """What a database holds: `rows` are those that are read, `deleted` those that are marked as deleted."""

    rows: dict[TableName, int]
    deleted: dict[TableName, int]
    types: ValueCounts[FilmType]
    roles: ValueCounts[Role]
    ratings: RatingCounts


async def survey_values(database: Database, mapping: DatabaseMapping, queries: Queries) -> Survey:
    """Count films and links, and read every value of types, roles and ratings once. Raises SourceError."""
    rows = {name: await _number(database, queries.count(name)) for name in queries.tables}
    marked = {name: query for name in queries.tables if (query := queries.count_deleted(name)) is not None}
    deleted = {name: await _number(database, query) for name, query in marked.items()}
    types = ValueReader(TYPE_NAMES, mapping.values.types)
    return Survey(
        rows,
        deleted,
        await _count(database, queries.distinct("film", "type"), types),
        await count_roles(database, mapping, queries),
        await _count_ratings(database, queries.distinct("film", "rating")),
    )


async def count_roles(database: Database, mapping: DatabaseMapping, queries: Queries) -> ValueCounts[Role]:
    """Count the roles of the links to people. Raises SourceError."""
    return await _count(
        database, queries.distinct("film_person", "role"), ValueReader(ROLE_NAMES, mapping.values.roles)
    )


def complete_values(given: ValueMapping, survey: Survey) -> tuple[ValueMapping, list[str]]:
    """The readings of all values that were found, and the problems that only a user can solve."""
    scale = given.rating_scale or survey.ratings.scale()
    problems = []
    if scale is None:
        ratings = survey.ratings
        problems.append(
            f"values.rating_scale: {ratings.above_ten:,} of {ratings.rated:,} ratings are above 10, up to "
            f"{ratings.highest:g}; set the rating that means 10, such as rating_scale = 100"
        )
    types = [text for text in survey.types.unknown if text.strip()]
    if types and not survey.types.known and survey.types.unknown_total >= max(_LEAST_CODED, 2 * len(types)):
        problems.append(
            f"values.types: no type is known ({', '.join(map(repr, types))}), so that no film would be loaded; "
            f"say under [values.types] which are which, such as {_lines(get_args(FilmType), types)}"
        )
    left_out = set(map(values.value_key, given.roles_left_out))
    unreadable = [role for role in survey.roles.unknown if role.strip() and values.value_key(role) not in left_out]
    if unreadable and not survey.roles.known:
        problems.append(
            f"values.roles: no role is known ({', '.join(map(repr, unreadable))}), so that no film would have people; "
            f"say under [values.roles] which are which, such as {_lines(ROLES, unreadable)}, {_left_out(unreadable)}"
        )
        unreadable = []  # nothing is left out before the user says so
    codes = [role for role in unreadable if _may_be_of_any_role(values.value_key(role), survey.roles.unknown[role])]
    if codes and (missing := [role for role in ROLES if role not in survey.roles.known]):
        problems.append(
            f"values.roles: no credit is that of {' or '.join(missing)}, which {', '.join(map(repr, codes))} may stand "
            f"for; say under [values.roles] {_lines(missing, codes)}, {_left_out(codes)}"
        )
        unreadable = [role for role in unreadable if role not in codes]
    completed = given.model_copy(
        update={
            "types": _joined(given.types, survey.types.known),
            "roles": _joined(given.roles, survey.roles.known),
            "roles_left_out": list(dict.fromkeys([*given.roles_left_out, *unreadable])),
            "rating_scale": scale,
        }
    )
    return completed, problems


def _lines(meanings: Sequence[str], texts: Sequence[str]) -> str:
    """Lines of the mapping file that give each text a meaning: `movie = ["0"] and tv_show = ["1", "2"]`."""
    last = len(meanings) - 1
    groups = [*(texts[place : place + 1] for place in range(last)), texts[last:]]
    pairs = zip(meanings, groups, strict=True)
    return " and ".join(f"{meaning} = {toml(group)}" for meaning, group in pairs if group)


def _left_out(roles: Sequence[str]) -> str:
    return f"or under [values] roles_left_out = {toml(roles)}"


def _may_be_of_any_role(key: str, count: int) -> bool:
    return count >= _LEAST_CODED and len(key) <= _LONGEST_CODE and key not in OTHER_ROLE_CODES


def _joined(given: dict[Meaning, list[str]], found: dict[Meaning, dict[str, int]]) -> dict[Meaning, list[str]]:
    """What the mapping file says, then what was found besides, each value once."""
    joined = {meaning: list(texts) for meaning, texts in given.items()}
    said = {values.value_key(text) for texts in given.values() for text in texts}
    for meaning, counts in found.items():
        for text in counts:
            if values.value_key(text) not in said:
                joined.setdefault(meaning, []).append(text)
    return joined


async def _count(database: Database, query: str | None, reader: ValueReader[Meaning]) -> ValueCounts[Meaning]:
    counts: ValueCounts[Meaning] = ValueCounts()
    async for value, count in _counted(database, query):
        counts.add(value, reader.read(value), count)
    return counts


async def _count_ratings(database: Database, query: str | None) -> RatingCounts:
    counts = RatingCounts()
    async for value, count in _counted(database, query):
        counts.add(value, count)
    return counts


async def _counted(database: Database, query: str | None) -> AsyncIterator[tuple[str | None, int]]:
    """The values of a column with how many rows have each; none if there is no such column."""
    if query is not None:
        async for rows in database.batches(query):
            for value, count in rows:
                yield value, count


async def _number(database: Database, query: str) -> int:
    ((number,),) = await all_rows(database, query)
    return int(number)
