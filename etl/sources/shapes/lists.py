# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Genres and people by their names alone as tables and links of their own.

The names stand in columns of the films, such as "Drama, Comedy", or those of genres in rows such as `movie_id, genre`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from catalogue.model import ROLES, Role
from etl.sources.schema.database import Dialect, ListItems
from etl.sources.schema.kinds import WORD_KINDS
from etl.sources.schema.known_names import (
    COLUMNS,
    CREW_LISTS,
    GENRE_ID_LISTS,
    GENRE_LISTS,
    OTHER_COLUMNS,
    PEOPLE_ID_LISTS,
    PEOPLE_LISTS,
    TABLES,
    letters_of,
    name_key,
    words_of,
)
from etl.sources.schema.known_values import NOTHING
from etl.sources.schema.matching import keys_to, known_in, links_people, own_words
from etl.sources.schema.tables import Column, Kind, Table, quoted
from etl.sources.shapes.rows_of_genres import rows_of_genres
from etl.sources.shapes.rows_of_people import ROWS, RowsOfPeople, rows_of_people

# What a column of people with their jobs is known as.
CREDITS: Final = "people with jobs"
# What the names of tables end with that hold names of genres, or lists of people.
_ENDS: Final = (("genre",), ("credit", "cast", "crew"))
_KINDS: Final = (*WORD_KINDS, "array", "json")
# What names of such columns may end with that says how the list is written: `cast_json`.
_FORMS: Final = ("json", "jsonb", "list", "array")
# Nothing in words, MovieLens's too, and lists and objects without items; in SQL, in lower case.
NOTHING_LISTED: Final = "('{}')".format("', '".join(("", *NOTHING, "(no genres listed)", "[]", "{}", "[{}]", "[null]")))


def tables_of_lists(tables: Sequence[Table], dialect: Dialect) -> Iterator[Table]:
    """For each table of titles with such names: a table of the names, whose ids are the names, and the links.

    `made_of` of both is the name of the table of titles.
    """
    genres_named, credits_named = ([each for each in tables if name_key(each.name).endswith(end)] for end in _ENDS)
    in_rows = [table for table in tables if table.known_as == ROWS]
    for table in tables:
        key = _key(table)
        if key is None or not _columns(table, (*COLUMNS["film"]["title"], *OTHER_COLUMNS["film"]["title"])):
            continue
        titles = _Titles(table, key, table.name, dialect)
        of_genres = [rows for each in genres_named if (rows := rows_of_genres(each, table)) is not None]
        if genres := _columns(table, GENRE_LISTS)[:1]:
            yield from titles.genres(genres[0])
        elif len(of_genres) == 1:
            yield from replace(titles, table=of_genres[0].table, key=of_genres[0].film).genres(of_genres[0].name)
        for source in (titles, *_credits_beside(credits_named, titles)):
            columns, crew = people_columns(source.table), _columns(source.table, (CREDITS,))[:1]
            beside = in_rows if source is titles else []
            found = [part for each in beside if (part := rows_of_people(each, table)) is not None]
            if columns or crew or found:
                yield from source.people(columns, crew, found)
                break
        for end, names in (("genre", GENRE_ID_LISTS), *(("person", names) for names in PEOPLE_ID_LISTS.values())):
            if ids := _columns(table, names):
                yield titles.ids(end, ids)


def list_columns(table: Table) -> Iterator[tuple[Column, str]]:
    """The columns of a table of titles that hold names or ids, each with the name of one that holds ids."""
    for names, ids in ((GENRE_LISTS, GENRE_ID_LISTS), *((PEOPLE_LISTS[role], PEOPLE_ID_LISTS[role]) for role in ROLES)):
        yield from ((column, ids[0]) for column in _columns(table, names))


def crew_columns(table: Table) -> list[Column]:
    """The columns of a table that may hold people with their jobs."""
    return _columns(table, CREW_LISTS)


def people_columns(table: Table) -> dict[Role, Column]:
    """The columns of a table of titles that hold names of people, by their roles."""
    return {role: found[0] for role, names in PEOPLE_LISTS.items() if (found := _columns(table, names))}


def items_of(table: Table, column: Column, dialect: Dialect, role: Role | None = None) -> ListItems:
    """The names in a column of a list, those of people of a role; or the ids, if it is called like a list of ids."""
    path = f"t.{quoted(column.name)}"
    if column.known_as == CREDITS:
        return dialect.list_credits(path, column.kind)
    lists_of_ids = (GENRE_ID_LISTS, *PEOPLE_ID_LISTS.values())
    if any(column in _columns(table, names) for names in lists_of_ids):
        return dialect.list_ids(path, column.kind)
    if role is not None:
        # one of a pair of actors may be a group, "Ada Moor and The Band"
        return dialect.list_people(path, column.kind, may_be_joined=role != "actor")
    return dialect.list_items(path, column.kind)


def names_of_people(table: Table, key: Column, columns: Mapping[Role, Column], dialect: Dialect) -> Table:
    """A table `film, person, position, role` of the names in columns of a table of titles."""
    return _Titles(table, key, table.name, dialect).links(columns)


@dataclass(frozen=True)
class _Titles:
    """A table with names, the column of the ids of titles in it, and the name of the table of titles."""

    table: Table
    key: Column
    titles: str
    dialect: Dialect

    def genres(self, column: Column) -> Iterator[Table]:
        query = self._items("genre", column)
        yield self._names("genre", "name", [column], query)
        yield self._made("film_genre", [column], query, ("film", "genre", "position"))

    def people(
        self, columns: Mapping[Role, Column], crew: Sequence[Column], rows: Sequence[RowsOfPeople]
    ) -> Iterator[Table]:
        links = self.links(columns, crew, rows)
        query = f"SELECT DISTINCT person AS id, person AS full_name FROM ({links.query}) AS items"
        people = (Column(name, "text", links.columns[0].is_readable) for name in ("id", "full_name"))
        yield replace(links, name=f"names of {links.name}", columns=tuple(people), query=query, known_as="person")
        yield links

    def links(
        self, columns: Mapping[Role, Column], crew: Sequence[Column] = (), rows: Sequence[RowsOfPeople] = ()
    ) -> Table:
        queries = [self._items("person", column, role) for role, column in columns.items()]
        queries += [self._items("person", column) for column in crew]
        queries += [part.query(NOTHING_LISTED) for part in rows]
        names = ("film", "person", "position", "role")
        is_of_one_kind = all(part.film.kind == self.key.kind for part in rows)
        if not is_of_one_kind:
            selected = "SELECT CAST(film AS text) AS film, person, position, role FROM"
            queries = [f"{selected} ({query}) AS part" for query in queries]
        links = self._made("film_person", [*columns.values(), *crew], " UNION ALL ".join(queries), names)
        name = " + ".join(filter(None, (links.name, *(f"{part.table.name}.{part.name.name}" for part in rows))))
        is_readable = links.columns[0].is_readable and all(each.is_readable for part in rows for each in part.columns)
        film = links.columns[0] if is_of_one_kind else replace(links.columns[0], kind="text")
        columns_read = (replace(column, is_readable=is_readable) for column in (film, *links.columns[1:]))
        return replace(links, name=name, columns=tuple(columns_read))

    def ids(self, end: str, columns: Sequence[Column]) -> Table:
        """The links by the ids in columns, with the names of those columns."""
        queries = (self._rows(end, items_of(self.table, column, self.dialect)) for column in columns)
        return self._made(f"ids of {end}", columns, " UNION ALL ".join(queries), ("film", end, "position"))

    def _items(self, end: str, column: Column, role: Role | None = None) -> str:
        """The query of the items of a column, with their jobs as roles if it holds such."""
        items = items_of(self.table, column, self.dialect, role)
        return self._rows(end, items, items.job if column.known_as == CREDITS else f"'{role}'" if role else "")

    def _rows(self, end: str, items: ListItems, role: str = "") -> str:
        roles = f", {role} AS role" if role else ""
        return (
            f"SELECT t.{quoted(self.key.name)} AS film, trim({items.item}) AS {end}, {items.place} AS position{roles} "
            f"FROM {self.table.relation} AS t, {items.source} WHERE lower(trim({items.item})) NOT IN {NOTHING_LISTED}"
        )

    def _names(self, end: str, name: str, columns: Sequence[Column], query: str) -> Table:
        names = f"SELECT DISTINCT {end} AS id, {end} AS {name} FROM ({query}) AS items"
        return self._made(end, columns, names, ("id", name), "names of ")

    def _made(
        self, known_as: str, columns: Sequence[Column], query: str, names: Sequence[str], prefix: str = ""
    ) -> Table:
        is_readable = self.key.is_readable and all(column.is_readable for column in columns)
        kinds: Mapping[str, Kind] = {"film": self.key.kind, "position": "integer"}
        return Table(
            self.table.schema,
            prefix + " + ".join(f"{self.table.name}.{column.name}" for column in columns),
            tuple(Column(name, kinds.get(name, "text"), is_readable) for name in names),
            query=query,
            made_of=self.titles,
            known_as=known_as,
        )


def _key(table: Table) -> Column | None:
    """The column of a table's ids."""
    if table.key is not None:
        return table.key
    return next(iter(known_in("film", "id", table)), None)


def _credits_beside(tables: Sequence[Table], titles: _Titles) -> Iterator[_Titles]:
    """The only table such as `credits(movie_id, cast, crew)`: with names of people, and no keys of them."""
    found = []
    for table in tables:
        is_beside = table.schema == titles.table.schema and table.name != titles.titles
        if is_beside and not links_people(table):
            keys = keys_to(titles.table, table, TABLES["film"])
            keys = keys or [column for column in table.columns if name_key(column.name) == "id"]
            if len(keys) == 1:
                found.append(replace(titles, table=table, key=keys[0]))
    yield from found if len(found) == 1 else ()


def _columns(table: Table, names: Sequence[str]) -> list[Column]:
    """The columns of a table that have one of these names, in their order; else with own words before, `movie_cast`."""
    own = [column for column in table.columns if column.kind in _KINDS and column.name not in table.references]
    keys = {column: name_key(_without_form(column.known_as or column.name)) for column in own}
    words = [
        word for word in own_words("film", table) if any(key.startswith(letters_of(word)) for key in keys.values())
    ]
    longer = [f"{before}{name}" for before in words for name in names]
    for known in (names, longer):
        if found := [column for name in map(name_key, known) for column in own if keys[column] == name]:
            return list(dict.fromkeys(found))
    return []


def _without_form(name: str) -> str:
    """The name of a list without what says how it is written: `cast` of `cast_json`."""
    words = words_of(name)
    return "_".join(words[:-1]) if len(words) > 1 and words[-1].casefold() in _FORMS else name
