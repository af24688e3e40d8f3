# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Films in one table and series in another, each with links of its own or with a column of the same ones: read as one.

Each is recognised as if the other were not there. Ids of series get `tv_show/` before them if they may be those of
films too, as numbers are; UUIDs and texts stay.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final

from etl.sources.reading.values import ValueReader
from etl.sources.recognition.recognise import recognise
from etl.sources.recognition.recognised import Recognised
from etl.sources.schema.database import Database, Dialect, distinct_texts
from etl.sources.schema.known_names import (
    COLUMNS,
    FILM_TABLES,
    LINKS,
    SERIES_TABLES,
    TABLES,
    TableName,
    name_key,
    words_of,
)
from etl.sources.schema.known_values import TYPE_NAMES
from etl.sources.schema.mapping import NO_TABLE, DatabaseMapping, FilmMapping, TableMapping
from etl.sources.schema.matching import has_titles, keys_to, known_in
from etl.sources.schema.tables import Table, quoted, text_of
from etl.sources.shapes.stacked import StackedPart, stacked

_PREFIX: Final = "tv_show/"
_BETWEEN: Final = " + "
# A column with more values is none of types.
_MOST_TYPES: Final = 100


async def recognise_films_and_series(database: Database, tables: Sequence[Table], given: DatabaseMapping) -> Recognised:
    """Recognise a database as `recognise` does, with the series in a table beside the films. Raises SourceError."""
    # with a table of films alone that the mapping file names, series are not read
    films, _, series_too = given.film.table.partition(_BETWEEN)
    recognised = recognise(tables, _given_for(films, given, tables) if series_too else given)
    film = recognised.tables.get("film")
    series = _series_beside(film, tables) if film is not None and (series_too or not films) else None
    if film is None or series is None or await _has_series(database, recognised.mapping, film):
        return recognised
    return _Pair(tables, given, database.dialect, film, series).recognise()


async def _has_series(database: Database, mapping: DatabaseMapping, film: Table) -> bool:
    """Whether some of the films are series by their type."""
    column = film.column(mapping.film.columns.get("type", ""))
    if column is None or not column.is_readable:
        return False
    read = ValueReader(TYPE_NAMES, mapping.values.types).read
    return "tv_show" in map(read, await distinct_texts(database, film, text_of(column), _MOST_TYPES))


def _series_beside(film: Table, tables: Sequence[Table]) -> Table | None:
    """The only table of series beside that of films which has nothing to do with it."""
    before = _words_before(film, FILM_TABLES)
    if before is None or _words_before(film, SERIES_TABLES) is not None:
        return None
    beside = [table for table in tables if (table.schema, table.made_of) == (film.schema, "")]
    found = [
        table
        for table in beside
        if _words_before(table, SERIES_TABLES) == before
        and has_titles(table)
        and (len(table.primary_key) == 1 or known_in("film", "id", table))
        # films may be parts of a series, or have a row there with more about them
        and not (keys_to(table, film, SERIES_TABLES) or keys_to(film, table, TABLES["film"]))
        and not any(_is_link_of_both(each, film, table) for each in beside)
    ]
    return found[0] if len(found) == 1 else None


def _keys(table: Table, film: Table, series: Table) -> tuple[set[str], set[str]]:
    """The names of the columns that lead to films, and of those that lead to series."""
    films, all_series = keys_to(film, table, TABLES["film"]), keys_to(series, table, SERIES_TABLES)
    return {column.name for column in films}, {column.name for column in all_series}


def _is_link_of_both(table: Table, film: Table, series: Table) -> bool:
    """Whether a table says which films are parts of which series, and has no key of anything else."""
    film_keys, series_keys = _keys(table, film, series)
    ids = {column.name for column in table.columns if name_key(column.name).endswith("id")}
    others = ids - film_keys - series_keys - {"id", *([] if len(table.primary_key) > 1 else table.primary_key)}
    return bool(film_keys and series_keys) and not others and not table.references.keys() - film_keys - series_keys


def _words_before(table: Table, names: Sequence[str]) -> str | None:
    """What stands before one of these names in that of a table, `catalog` in `catalog_series`; None without a name."""
    keys, words = set(map(name_key, names)), words_of(table.name)
    places = (place for place in range(len(words)) if name_key("_".join(words[place:])) in keys)
    place = next(places, None)
    return None if place is None else "_".join(words[:place]).casefold()


def _given_for(film: str, given: DatabaseMapping, tables: Sequence[Table]) -> DatabaseMapping:
    """What the mapping file says that goes for one of two tables of titles: nothing that it says of both as one."""
    own, parts = {NO_TABLE, *(table.name for table in tables)}, dict[str, Any]()
    for name in TABLES:
        part, empty = given.part(name), DatabaseMapping().part(name)
        if name in LINKS:
            is_of_other = bool(part.table) and part.table not in own and _BETWEEN not in part.table
            table = NO_TABLE if is_of_other else part.table
            parts[name] = empty.model_copy(update={"table": table if table in own else ""})
        else:
            parts[name] = part if part.table in own else empty
    return given.model_copy(update={**parts, "film": FilmMapping(table=film)})


@dataclass
class _Pair:
    """The tables, what the mapping file says, and those of the tables that hold films and series."""

    tables: Sequence[Table]
    given: DatabaseMapping
    dialect: Dialect
    film: Table
    series: Table

    def recognise(self) -> Recognised:
        halves = [self._half(self.film, self.series), self._half(self.series, self.film)]
        of_films, of_series = (half.unlinked for half in halves)
        for place, names in enumerate((of_films - of_series, of_series - of_films)):
            if names:
                # that only films have genres, or people, loses nothing
                own, other = (self.film, self.series)[:: -1 if place else 1]
                halves[place] = self._half(own, other, names)
        films, series = halves
        if series.problems and not films.problems:
            films = replace(films, problems=(self._problem("; ".join(series.problems)),))
        if films.problems:
            return films
        return self._joined(films, series)

    def _half(self, own: Table, other: Table, without: Set[TableName] = frozenset()) -> Recognised:
        """What is recognised of the films or the series alone, without the links of these names."""
        tables = [*self._tables_of(own, other)]
        given = _given_for(own.name, self.given, tables)
        if own is self.film and not self.given.film.table:
            given = self.given.model_copy(update={"film": self.given.film.model_copy(update={"table": own.name})})
        no_links: dict[str, Any] = {name: given.part(name).model_copy(update={"table": NO_TABLE}) for name in without}
        return recognise(tables, given.model_copy(update=no_links))

    def _tables_of(self, own: Table, other: Table) -> Iterator[Table]:
        """The tables without the other of the two, its links and columns that lead to it."""
        for table in self.tables:
            if other.name in (table.name, table.made_of) and table.schema == other.schema:
                continue
            film_keys, series_keys = _keys(table, self.film, self.series)
            own_keys, other_keys = (film_keys, series_keys) if own is self.film else (series_keys, film_keys)
            if table.schema != own.schema or table.made_of or not other_keys - own_keys:
                yield table
            elif own_keys - other_keys:
                columns = tuple(column for column in table.columns if column.name not in other_keys - own_keys)
                are_own = " OR ".join(f"t.{quoted(name)} IS NOT NULL" for name in sorted(own_keys - other_keys))
                query = f"SELECT t.* FROM {table.relation} AS t WHERE {are_own}"
                yield replace(table, columns=columns, query=query)

    def _joined(self, films: Recognised, series: Recognised) -> Recognised:
        problems: list[str] = []
        tables: dict[TableName, Table] = {"film": self._stacked("film", [films, series])}
        parts: dict[str, Any] = {}
        for name, (_, end) in LINKS.items():
            halves = [half for half in (films, series) if {name, end} <= half.tables.keys()]
            ends = [half.tables[end] for half in halves]
            if not halves:
                continue
            if all(table == ends[0] for table in ends):
                tables[end], parts[end] = ends[0], halves[0].mapping.part(end)
            elif all(table.made_of for table in ends):
                tables[end] = self._stacked(end, halves)
            else:
                problems.append(self._problem(f"their links lead to {ends[1]}, those of films to {ends[0]}"))
                continue
            tables[name] = self._stacked(name, halves)
        for name in TABLES:
            parts.setdefault(name, self._part(name, tables.get(name), problems))
        mapping = films.mapping.model_copy(update=parts)
        return Recognised(mapping, tables, tuple(problems), (*films.missing_rights, *series.missing_rights))

    def _stacked(self, name: TableName, halves: Sequence[Recognised]) -> Table:
        parts = [self._stacked_part(name, half) for half in halves]
        # a name may be among those of both
        return stacked(parts, COLUMNS[name], self.dialect, distinct=name not in ("film", *LINKS))

    def _stacked_part(self, name: TableName, half: Recognised) -> StackedPart:
        table, mapping = half.tables[name], half.mapping
        columns = {ours: column for ours, theirs in mapping.part(name).names() if (column := table.column(theirs))}
        constants: dict[str, str] = {}
        if name == "film" and "type" not in columns:
            constants["type"] = mapping.film.type or "movie"
        if name == "film_person" and "role" not in columns:
            constants["role"] = mapping.film_person.role or ""
        film = half.tables["film"]
        key = film.column(mapping.film.columns["id"])
        prefixes: dict[str, str] = {}
        if name in ("film", *LINKS) and film.name == self.series.name and key and key.kind not in ("uuid", "text"):
            prefixes["id" if name == "film" else "film"] = _PREFIX
        return StackedPart(table, columns, constants, prefixes)

    def _part(self, name: TableName, table: Table | None, problems: list[str]) -> TableMapping[Any]:
        """The mapping of a table with our names, but for columns of which the mapping file says something else."""
        given = self.given.part(name)
        if table is None:
            return given.model_copy(update={"table": NO_TABLE, "columns": {}})
        columns = {ours: ours if table.column(ours) else "" for ours in COLUMNS[name]}
        if given.table == table.name:
            columns |= given.columns
            problems += [
                f"{name}.columns.{ours}: {table} has no column '{theirs}'"
                for ours, theirs in given.columns.items()
                if theirs and table.column(theirs) is None
            ]
        return given.model_copy(update={"table": table.name, "columns": columns})

    def _problem(self, why: str) -> str:
        return (
            f"film.table: series are in {self.series} beside the films of {self.film}, but {why}; "
            f'set film.table = "{self.film.name}" to load the films alone'
        )
