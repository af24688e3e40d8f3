"""Which tables and columns have a known name, and which columns hold the key of another table."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import Final

from catalogue.model import FilmType
from etl.sources.schema.known_names import (
    COLUMNS,
    FILM_TABLES,
    FILM_WORDS,
    LAST_TABLES,
    LINKS,
    OTHER_COLUMNS,
    OTHER_TABLES,
    ROLES_IN_NAMES,
    SERIES_TABLES,
    TABLES,
    TableName,
    letters_of,
    name_key,
    words_of,
    words_of_table,
)
from etl.sources.schema.known_values import ROLE_NAMES, TYPE_NAMES
from etl.sources.schema.tables import Column, Kind, Table

# Of what type the id of something may be.
ID_KINDS: Final[tuple[Kind, ...]] = ("text", "any", "uuid", "integer", "number", "other")

_PEOPLE: Final = (*TABLES["person"], *OTHER_TABLES["person"], *LAST_TABLES["person"], *ROLE_NAMES)
_PEOPLE_KEYS: Final = frozenset(map(name_key, _PEOPLE))
# People of whom films may hold keys: an `author_id` is often that of a user.
_HELD: Final = ("director", "writer", "screenwriter", "actor", "star")
# What we call the names in tables of genres and of people.
NAMES_OF: Final[dict[TableName, str]] = {"genre": "name", "person": "full_name"}
# What tables of something else end with to which credits lead.
_NO_PEOPLE: Final = ("role", "type", "job", "profession", "department", "character", "genre", "episode", "company")
# Words in the names of tables of people who make no films, unless links to them say roles.
OTHERS: Final = {"user", "account", "customer", "client", "member", "profile", "employee"}
# `name` is a table of people, `company_name` is none.
_ALONE: Final = {"name"}
# What the names of keys end with.
KEY_ENDS: Final = ("id", "uuid", "key", "pk", "fk")
_KEY_PREFIXES = ("id", "fk")


def tables_named(tables: Iterable[Table], names: Iterable[str]) -> list[Table]:
    """The tables of one of these names; if there are none, those with the fewest words before it: `cinema_film`.

    Of `film` and `film_entity` it is the former.
    """
    keys = set(map(name_key, names))
    words = [(table, words_of_table(table.name)) for table in tables]
    for before in range(max((len(parts) for _, parts in words), default=0)):
        if found := [(table, parts) for table, parts in words if name_key("_".join(parts[before:])) in keys]:
            whole = [table for table, parts in found if parts == words_of(table.name)]
            return whole or [table for table, _ in found]
        keys -= _ALONE
    return []


@lru_cache(maxsize=10_000)
def endings_of(name: str) -> Sequence[str]:
    """The name of a table, and what is left of it without words before: `app_person` and `person`."""
    words = words_of_table(name)
    return (name, *("_".join(words[place:]) for place in range(1, len(words))))


def less_known_names(name: TableName, table: Table) -> list[str]:
    """The less known names that a table has, maybe behind other words: `staff` of `tbl_staff`."""
    keys = _less_known_keys(name)
    return [ending for ending in endings_of(table.name) if name_key(ending) in keys]


@lru_cache
def _less_known_keys(name: TableName) -> Set[str]:
    return frozenset(map(name_key, (*OTHER_TABLES[name], *LAST_TABLES[name])))


def tables_about(tables: Iterable[Table], words: Iterable[str]) -> list[Table]:
    """The tables with one of these words in their names, `movie_metadata`."""
    keys = set(map(name_key, words))
    return [table for table in tables if not keys.isdisjoint(map(name_key, words_of(table.name)))]


def key_forms(target: Table, names: Iterable[str], *, is_own: bool = False) -> Set[str]:
    """What columns with the key of a table may be called that has one of these names, without case and underscores."""
    has_own_name = not is_own and len(target.primary_key) == 1
    return _key_forms(frozenset(map(name_key, names)), letters_of(target.primary_key[0]) if has_own_name else "")


# each table is compared with the few that hold films, genres and people
@lru_cache(maxsize=1_000)
def _key_forms(keys: Set[str], primary_key: str) -> Set[str]:
    ends = {"", primary_key, *KEY_ENDS, "idid"}
    forms = {key + plural + end for key in keys for plural in ("", "s") for end in ends}
    return forms | {prefix + key + end for key in keys for prefix in _KEY_PREFIXES for end in ("", "id")}


def keys_of(
    target: Table, table: Table, columns: Sequence[Column], names: Iterable[str], known: Iterable[str] = ()
) -> list[Column]:
    """The columns of a table that hold the key of another: a foreign key, or `movie_id`, `writers_id`, `film`.

    So are those that are called after the primary key too, `person_name` of a table whose key is `name`.
    """
    keys = key_forms(target, names, is_own=target is table) | set(map(letters_of, known))
    by_name = [column for column in columns if letters_of(column.name) in keys or name_key(column.name) in keys]
    referring = [column for column in columns if table.references.get(column.name) == target.name]
    return [column for column in referring if column in by_name] or referring or by_name


def keys_to(target: Table, table: Table, names: Iterable[str]) -> list[Column]:
    """The columns of a table that hold the key of another and refer to no third."""
    own = [each for each in table.columns if refers_to(target, table, each) and each.kind in ID_KINDS]
    return keys_of(target, table, own, (*names, *endings_of(target.name)))


def keys_in_rows(
    target: Table, films: Table, kinds: Set[Kind], tables_beside: Sequence[Table] | None = None
) -> list[Column]:
    """The columns of films with a key of another table each: foreign keys, else such as `director_id` of `directors`.

    So are those of a role with people that stand in no table of that name, which are `tables_beside`, and `director`
    alone, if it is a whole number as the ids are.
    """
    referring = [column for column in films.columns if films.references.get(column.name) == target.name]
    if referring:
        return referring
    own = set(map(name_key, endings_of(target.name)))
    # `category_id` of `categories`
    own |= {key.removesuffix("ie") + "y" for key in own if key.endswith("ie")}
    held = () if tables_beside is None else _held_by(target, films, tables_beside)
    found = []
    for column in films.columns:
        letters = letters_of(column.name)
        key = letters.removesuffix("uuid").removesuffix("id")
        is_named = key in own or key in held
        if key == letters:
            # a `star` may be one of five
            is_named = is_named and column.kind == "integer" and (key in own or key != "star")
        if is_named and column.kind in kinds and refers_to(target, films, column):
            found.append(column)
    return found


def _held_by(target: Table, films: Table, beside: Sequence[Table]) -> Set[str]:
    """The roles of people who may stand in a table, since none beside it is called after them.

    One of actors holds others only if no other table may be one of people, and one of directors or writers holds none.
    """
    others = [table for table in beside if table.name != target.name and not table.made_of]
    role = role_in(target.name)
    if role is not None:
        own = [table for table in others if not keys_to(films, table, TABLES["film"])]
        if role != "actor" or any(not _PEOPLE_KEYS.isdisjoint(map(name_key, endings_of(table.name))) for table in own):
            return frozenset()
    return frozenset(_HELD) - {name_key(table.name) for table in others}


def keys_held(ids: Sequence[Column], held: Sequence[Column]) -> Sequence[Column]:
    """Those of several ids that links hold in the columns `held`: of `id` and `uuid` the latter for `film_uuid`."""
    alike = [column for column in ids if {column.kind} == {each.kind for each in held}] or ids
    are_uuids = held and all(name_key(each.name).endswith("uuid") for each in held)
    return [column for column in alike if are_uuids and name_key(column.name) == "uuid"] or alike


def primary_keys(table: Table, ids: Sequence[Column]) -> Sequence[Column]:
    """Those of several ids that are the primary key; that key, whatever it is called, if there are none."""
    keys = [] if table.key is None else [table.key]
    return [column for column in ids if column in keys] or ids or keys


def refers_to(target: Table, table: Table, column: Column) -> bool:
    """Whether a column may hold the key of another table: it is no foreign key to a third.

    A view, which has no primary key, may stand before the table that is referred to.
    """
    return not target.primary_key or table.references.get(column.name, target.name) == target.name


def of_names(columns: Iterable[Column], names: Iterable[str], words: Iterable[str] = ("",)) -> list[Column]:
    """The columns of one of these names; if several, those that are spelled alike: `rating` rather than `ratings`.

    Before the name one of `words` stands.
    """
    keys, spelled = _forms(tuple(names))
    starts = {*map(letters_of, words)}
    named = [column for column in columns if _is_behind(starts, name_key(column.known_as or column.name), keys)]
    alike = [column for column in named if _is_behind(starts, letters_of(column.known_as or column.name), spelled)]
    return alike or named


def _is_behind(starts: Iterable[str], letters: str, names: Set[str]) -> bool:
    return any(letters.startswith(start) and letters[len(start) :] in names for start in starts)


# there are hundreds of names for some columns
@lru_cache(maxsize=1_000)
def _forms(names: tuple[str, ...]) -> tuple[Set[str], Set[str]]:
    return frozenset(map(name_key, names)), frozenset(map(letters_of, names))


def known_columns(name: TableName, ours: str, columns: Sequence[Column]) -> list[Column]:
    """The columns that are known under a name of `ours`; those of the names behind "else" only without any other."""
    return of_names(columns, COLUMNS[name].get(ours, ())) or of_names(columns, OTHER_COLUMNS[name].get(ours, ()))


def known_in(name: TableName, ours: str, table: Table, columns: Sequence[Column] | None = None) -> list[Column]:
    """Those of the columns of a table, or of some of them, that are known as `ours`, alone or behind own words.

    That is `movie_desc` of movies, and `mov_title` if the names of all columns begin with `mov_`.
    """
    columns = table.columns if columns is None else columns
    if named := known_columns(name, ours, columns):
        return named
    names = (*COLUMNS[name].get(ours, ()), *OTHER_COLUMNS[name].get(ours, ()))
    return of_names(columns, names, own_words(name, table))


def film_tables(tables: Iterable[Table]) -> list[Table]:
    """The tables that are called after films, or have a word for them in their names."""
    tables = [*tables]
    return [*tables_named(tables, FILM_TABLES), *tables_about(tables, FILM_WORDS)]


def tables_called(name: TableName, tables: Iterable[Table]) -> list[Table]:
    """The tables of one of the names, well known or less, that what we call `name` has."""
    return tables_named(tables, (*TABLES[name], *OTHER_TABLES[name]))


def has_titles(table: Table) -> bool:
    """Whether a table has a column of titles, as one of films or series has; in one of links it may be a key."""
    return bool(known_in("film", "title", table))


def own_words(name: TableName, table: Table) -> Iterator[str]:
    """What may stand before the names of columns: names of the table, and what all of its columns begin with."""
    yield from (f"{name_key(own)}_" for own in (table.name, *TABLES[name], *less_known_names(name, table)))
    if name not in LINKS:
        yield from common_words(table)


def common_words(table: Table) -> Iterator[str]:
    """What the names of all columns but foreign keys begin with, `mov_`, if there are several."""
    begins = [column.name.partition("_")[0] for column in table.columns if column.name not in table.references]
    if len(begins) > 1 == len(set(begins)):
        yield f"{begins[0]}_"


def links_people(table: Table) -> bool:
    """Whether a table may link films to people, by the names of its columns or of the tables that they refer to."""
    ends = ((FILM_TABLES, COLUMNS["film_person"]["film"]), (_PEOPLE, COLUMNS["film_person"]["person"]))
    without_references = replace(table, references={})
    has_ends = all(
        keys_of(table, without_references, table.columns, names, known)
        or any(_is_called(target, names) for target in table.references.values())
        for names, known in ends
    )
    return has_ends and not _has_titles_of_its_own(table)


def keys_of_films(table: Table) -> list[Column]:
    """The columns of a table that are called like keys of films, whatever they refer to."""
    unreferring = replace(table, references={})
    return keys_of(table, unreferring, table.columns, FILM_TABLES, COLUMNS["film_person"]["film"])


def leads_to_films(table: Table) -> bool:
    """Whether a table has keys of films, by their names or by those of the tables that they refer to."""
    return bool(keys_of_films(table)) or any(_is_called(target, FILM_TABLES) for target in table.references.values())


def may_link_people(table: Table) -> bool:
    """Whether a table leads to films and, by a foreign key, to something else, which may be people of any name."""
    films = {column.name for column in keys_of_films(table)}
    others = {target for column, target in table.references.items() if column not in films}
    if not films:
        others = {target for target in others if not _is_called(target, FILM_TABLES)}
    return bool(others) and leads_to_films(table) and not _has_titles_of_its_own(table)


def _has_titles_of_its_own(table: Table) -> bool:
    """Whether a table has titles that are no keys, so that it is none of links.

    That is less than `has_titles`: in links a film may be known by its title, a foreign key, and a column with the
    name of the table before it, `movie_cast_name`, is none of titles.
    """
    own = [column for column in table.columns if column.name not in table.references]
    return bool(known_columns("film", "title", own))


def _is_called(table: str, names: Iterable[str]) -> bool:
    """Whether a table has one of these names, which may have words before it: `app_cast_member`."""
    keys, words = set(map(name_key, names)), words_of_table(table)
    return any(name_key("_".join(words[place:])) in keys for place in range(len(words)))


def referred_to(end: TableName, film: Table, tables: Sequence[Table]) -> Iterator[Table]:
    """The tables with names to which links with a known name, `movie_cast` or `film_genres`, have a foreign key.

    So are those to which other links have one, if values say it: the names are genres, or the links hold roles.
    """
    genres = {table.name for table in tables if any(column.known_as == "genre" for column in table.columns)}
    names: set[str] = set()
    for table in tables:
        if not keys_to(film, table, TABLES["film"]):
            continue
        referred = {*table.references.values()}
        if is_known_link(end, table):
            names |= referred
        elif end == "genre":
            names |= referred & genres
        elif any(column.known_as == "role" for column in table.columns):
            names |= {name for name in referred if OTHERS.isdisjoint(map(name_key, words_of(name)))}
    for table in tables:
        is_other = name_key(table.name).endswith(_NO_PEOPLE) and end == "person"
        if table.name in names and not is_other and known_in(end, NAMES_OF[end], table):
            yield table


def is_known_link(end: TableName, table: Table) -> bool:
    """Whether a table is called like one that links films to genres or to people."""
    if end == "genre":
        return "genre" in name_key(table.name)
    if role_in(table.name) or tables_named([table], TABLES["film_person"]):
        return True
    people = {name_key(name) for name in TABLES["person"]}
    return says_role(table) and not people.isdisjoint(map(name_key, words_of(table.name)))


def says_role(table: Table) -> bool:
    """Whether a column of a table is called like that of a role, and nothing else."""
    return bool(of_names(table.columns, COLUMNS["film_person"]["role"]))


def role_in(name: str) -> str | None:
    """The role that the name of a table of links or of a column says: `film_actors`, `director_id`."""
    key = name_key(name)
    found = (role for role, names in ROLES_IN_NAMES.items() if any(letters_of(name) in key for name in names))
    return next(found, None)


def names_of_titles(titles: Table) -> tuple[str, ...]:
    """The names by which other tables lead to a table of films or of series."""
    return SERIES_TABLES if type_in(titles.name) else TABLES["film"]


def type_in(name: str) -> FilmType | None:
    """The type that the name of a table of films says, if they are no movies: `tv_shows`, `app_series`."""
    keys = set(map(name_key, TYPE_NAMES["tv_show"]))
    return "tv_show" if name_key(name) in keys or name_key(words_of(name)[-1]) in keys else None
