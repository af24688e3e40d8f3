"""Finds the tables and columns of films, genres, people and their links among those of a database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from etl.sources.recognition.recognised import Recognised, Rivals
from etl.sources.recognition.unread_keys import keys_unread
from etl.sources.schema.fitting import Fitting, KnownColumns
from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import (
    COLUMNS,
    FILM_WORDS,
    LAST_TABLES,
    LINKS,
    NAME_PARTS,
    OTHER_TABLES,
    ROLE_NAMES,
    ROLE_TABLES,
    TABLES,
    TableName,
    letters_of,
    name_key,
    words_of_table,
)
from etl.sources.schema.mapping import NO_TABLE, DatabaseMapping
from etl.sources.schema.matching import (
    keys_in_rows,
    known_columns,
    primary_keys,
    referred_to,
    role_in,
    tables_about,
    tables_named,
    type_in,
)
from etl.sources.schema.tables import Column, Table, listed
from etl.sources.shapes.details import with_details
from etl.sources.shapes.first_names import with_first_names
from etl.sources.shapes.joined import RolePart, joined_by_role, links_of_rows
from etl.sources.shapes.lookups import with_lookups
from etl.sources.shapes.people_by_role import PeopleOfRole, people_by_role, people_of_role
from etl.sources.shapes.roles_of_people import with_role_of_person
from etl.sources.shapes.types_beside import with_types_beside

_REQUIRED: Final[dict[TableName, tuple[str, ...]]] = {
    "film": ("id", "title"),
    "genre": ("id", "name"),
    "person": ("id", "full_name"),
    "film_genre": ("film", "genre"),
    "film_person": ("film", "person"),
}
# Of these a table has some that is not called as films are, yet holds films.
_OF_FILMS: Final = ("rating", "release_date", "release_year")
# Columns that may have no values where one of a less known name has.
_OFTEN_EMPTY: Final = ("description", "type", "rating", "votes", "release_date", "release_year", "modified")
# Columns that do in place of one that is required.
_INSTEAD: Final[dict[str, tuple[str, ...]]] = {"full_name": NAME_PARTS}


def recognise(tables: Sequence[Table], given: DatabaseMapping) -> Recognised:
    """Recognise whatever `given`, the mapping file, does not say. Never fails: all problems are listed together."""
    whole = with_types_beside(with_details(with_lookups(tables)))
    return _Recognition(with_first_names(whole), given).run()


@dataclass
class _Recognition:
    tables: Sequence[Table]
    given: DatabaseMapping
    problems: list[str] = field(default_factory=list)
    found: dict[TableName, Table] = field(default_factory=dict)
    unlinked: set[TableName] = field(default_factory=set)
    rivals: list[Rivals] = field(default_factory=list)

    @property
    def columns(self) -> KnownColumns:
        """The columns of tables, given those that are found."""
        return KnownColumns(self.given, self.found)

    def run(self) -> Recognised:
        self._find_tables()
        parts: dict[str, Any] = {"schema": self.given.schema_}
        if "film" in self.found:
            parts["schema"] = self.found["film"].schema
        for name in TABLES:
            parts[name] = self._part(name)
        mapping = DatabaseMapping.model_validate({**parts, "values": self.given.values.model_dump()})
        rights = tuple(self._missing_rights(mapping))
        return Recognised(mapping, self.found, tuple(self.problems), rights, self.unlinked, tuple(self.rivals))

    def _find_tables(self) -> None:
        tables = [table for table in self.tables if self.given.schema_ in ("", table.schema) and not table.made_of]
        if self.given.schema_ and not tables:
            schemas = ", ".join(sorted({table.schema for table in self.tables})) or "none"
            self.problems.append(f"schema: there is no schema '{self.given.schema_}' with tables; there are: {schemas}")
            return
        film = self._choose("film", tables, self._films_among(tables))
        if film is None:
            return
        # what is known as something is part of a table that was made
        beside = [table for table in tables if table.schema == film.schema and table is not film and not table.known_as]
        made = self._made_of_films()
        by_role: list[Table] = []
        for name in ("genre", "person"):
            named = [*self._plausible(name, tables_named(beside, TABLES[name]))]
            if not named:
                others = tables_named(beside, OTHER_TABLES[name])
                named = [*self._plausible(name, others)]
                last_named = tables_named(beside, LAST_TABLES[name])
                # of all of them: nobody is left out because the names of a table are not known
                by_role = self._people_by_role(others, last_named, beside) if name == "person" else []
                if not any(self._is_complete(name, table) for table in named):
                    last = last_named, referred_to(name, film, beside)
                    complete = ([table for table in those if self._is_complete(name, table)] for those in last)
                    named = next(filter(None, complete), named)
            if not any(self._is_complete(name, table) for table in named):
                named = [table for table in made if table.known_as == name] or named
            chosen = self._choose(name, [*beside, *made, *by_role[:1]], by_role[:1] or named)
            if chosen is None and not self.given.part(name).table and (problem := keys_unread(name, film, tables)):
                self._add_unless_said(f"{name}.table", problem)
        beside = [table for table in beside if table not in self.found.values()]
        for name, (_, end) in LINKS.items():
            if end in self.found and self.found[end].made_of:
                self._choose_made(name, [*made, *by_role])
            elif end in self.found:
                self._find_links(name, end, beside)

    def _find_links(self, name: TableName, end: TableName, tables: Sequence[Table]) -> None:
        if end == "person":
            tables = [self._with_role_of_person(table) for table in tables]
        in_rows = self._links_of_rows(self.found[end])
        joined = self._joined_by_role(tables, in_rows) if name == "film_person" else []
        if name == "film_genre" and not self._links(name, tables, []):
            joined = list(in_rows.values())
        candidates = self._links(name, [*tables, *joined], joined)
        made = self._made_of_films()
        names = [table for table in made if table.known_as == end]
        if end == "genre" and names and not self.given.part(end).table:
            if not candidates:
                # names in the films, beside a table of genres that nothing links to them
                self.found[end] = names[0]
                self._choose_made(name, made)
                return
            # the links may be empty
            self.rivals.append(Rivals((*candidates, names[0])))
        self._choose(name, [*tables, *joined], candidates)
        if not candidates and not self.given.part(name).table:
            self.unlinked.add(name)
            self.problems.append(
                f"{name}.table: no table links {self.found[end]} to {self.found['film']}; name it with its columns, "
                f'or set {name}.table = "{NO_TABLE}" to load films without'
            )

    def _choose_made(self, name: TableName, made: Sequence[Table]) -> None:
        """The links that were made together with the table that they lead to."""
        tables = [table for table in made if table.known_as == name]
        end = self.found[LINKS[name][1]]
        self._choose(name, tables, [table for table in tables if table.made_of == end.made_of])

    def _choose(self, name: TableName, tables: Sequence[Table], candidates: Sequence[Table]) -> Table | None:
        """The table that the mapping file names, else the only candidate; more than one is a problem."""
        given = self.given.part(name).table
        if given == NO_TABLE and name != "film":
            return None
        if given:
            candidates = [table for table in tables if table.name == given]
            if not candidates:
                self.problems.append(f"{name}.table: there is no table '{given}'; there are: {listed(tables)}")
        elif not candidates and name == "film":
            known = ", ".join(TABLES["film"])
            seen = f"there are: {listed(tables)}" if tables else "the database has no tables"
            self.problems.append(f"film.table: no table of films was found (known names: {known}); {seen}")
        # a view shows what tables hold
        candidates = [table for table in candidates if not table.is_view] or candidates
        if len(candidates) > 1:
            self.rivals.append(Rivals(tuple(candidates)))
            where = "schema or film.table" if name == "film" else f"{name}.table"
            self.problems.append(f"{where}: more than one table fits: {listed(candidates)}; choose one")
        if len(candidates) != 1:
            return None
        self.found[name] = candidates[0]
        return candidates[0]

    def _films_among(self, tables: Sequence[Table]) -> Sequence[Table]:
        """The tables of the best known names, those first that have what films need: a `person_film_work` has not."""
        about = [table for table in tables_about(tables, FILM_WORDS) if self._is_about_films(table)]
        others = tables_named(tables, OTHER_TABLES["film"])
        # `media` may be the pictures of `titles`
        others = [table for table in others if self._is_about_films(table)] or others
        groups = [tables_named(tables, TABLES["film"]), others, about]
        complete = ([table for table in group if self._is_complete("film", table)] for group in groups)
        return next(filter(None, (*complete, *groups)), [])

    def _plausible(self, name: TableName, tables: Sequence[Table]) -> Sequence[Table]:
        """Those of several tables that have the columns which are needed, if any has."""
        return [table for table in tables if self._is_complete(name, table)] or tables

    def _is_complete(self, name: TableName, table: Table) -> bool:
        return all(self._has(name, table, ours) for ours in _REQUIRED[name])

    def _has(self, name: TableName, table: Table, ours: str) -> bool:
        """Whether a table has a column that is needed, or what does in place of it."""
        is_keyed = ours == "id" and len(table.primary_key) == 1
        return is_keyed or any(any(self.columns.fitting(name, table, one)) for one in (ours, *_INSTEAD.get(ours, ())))

    def _is_about_films(self, table: Table) -> bool:
        """Whether a table has titles and what else films have: a `movie_theatre` has a name too."""
        return self._has("film", table, "title") and any(self._has("film", table, ours) for ours in _OF_FILMS)

    def _links_of_rows(self, target: Table) -> dict[str, Table]:
        """The links that columns of the films hold, foreign keys or lists of ids, by their names: `director_id`."""
        film = self.found["film"]
        end: TableName = "genre" if target is self.found.get("genre") else "person"
        keys = [each for each in primary_keys(film, [*self.columns.fitting("film", film, "id")]) if each == film.key]
        ids = {column.kind for column in (*self.columns.known(end, target, "id"), *primary_keys(target, ()))}
        named = [table.name for table in self.tables if table.schema == film.schema]
        referring = keys_in_rows(target, film, ids, named if end == "person" else None)
        found = {column.name: links_of_rows(end, film, key, column) for key in keys for column in referring}
        for table in self._made_of_films():
            if table.known_as == f"ids of {end}" and role_in(target.name) in (None, role_in(table.name)):
                found[table.name.removeprefix(f"{film.name}.")] = table
        return found

    def _made_of_films(self) -> list[Table]:
        """The tables that columns of the films hold."""
        film = self.found["film"]
        return [table for table in self.tables if (table.schema, table.made_of) == (film.schema, film.name)]

    def _with_role_of_person(self, links: Table) -> Table:
        """A table of links that says no role, with that which the table of people says."""
        people = self.found["person"]
        roles = known_columns(
            "film_person", "role", [column for column in people.columns if column.kind in KINDS["role"]]
        )
        if len(roles) != 1 or role_in(links.name) or not self._linking("film_person", [links], self.columns.fitting):
            return links
        persons = [*self.columns.fitting("film_person", links, "person")]
        keys = primary_keys(people, [*self.columns.fitting("person", people, "id")])
        if len(persons) != 1 or len(keys) != 1 or any(self.columns.fitting("film_person", links, "role")):
            return links
        return with_role_of_person(links, persons[0], people, keys[0], roles[0])

    def _joined_by_role(self, tables: Sequence[Table], in_rows: Mapping[str, Table]) -> list[Table]:
        """One table in place of several that hold a role each, such as `film_actors` and `film_directors`."""
        parts: list[RolePart] = []
        for table in self._linking("film_person", tables, self.columns.known):
            found = {ours: list(self.columns.known("film_person", table, ours)) for ours in COLUMNS["film_person"]}
            columns = {ours: fitting[0] for ours, fitting in found.items() if len(fitting) == 1}
            parts.append(RolePart(table, columns, role_in(table.name) or table.name))
        for name, table in in_rows.items():
            if (role := role_in(name)) is not None:
                columns = {column.name: column for column in table.columns}
                parts.append(RolePart(table, columns, role))
        by_name = [part.role for part in parts if "role" not in part.columns and part.role in ROLE_NAMES]
        by_column = [part for part in parts if "role" in part.columns]
        if not by_name or len(by_name) > len(set(by_name)) or len(by_name) + len(by_column) + len(in_rows) < 2:
            return []
        is_complete = all({"film", "person"} <= part.columns.keys() for part in parts)
        return [joined_by_role(parts)] if is_complete else []

    def _people_by_role(self, named: Sequence[Table], last: Sequence[Table], beside: Sequence[Table]) -> list[Table]:
        """The people of tables such as `actors` and `directors` as one, and their links; none if one is not clear.

        Those of `last`, such as `cast_members`, are among them if they have links and another role.
        """
        parts = [part for table in named if (part := self._people_of_role(table, beside)) is not None]
        roles = {part.links.role for part in parts}
        if len(parts) != len(named) or len(roles) != len(named):
            return []
        others = [part for table in last if (part := self._people_of_role(table, beside)) is not None]
        others = [part for part in others if part.links.role not in roles]
        are_clear = len(others) == len({part.links.role for part in others}) and len(parts + others) > 1
        return people_by_role([*parts, *others]) if are_clear else []

    def _people_of_role(self, people: Table, beside: Sequence[Table]) -> PeopleOfRole | None:
        return people_of_role(people, [*beside, *self._links_of_rows(people).values()], self.columns)

    def _links(self, name: TableName, tables: Sequence[Table], joined: Sequence[Table]) -> Sequence[Table]:
        """The tables that link films to genres or people: by both names, else `joined`, else by their columns."""
        first, second = LINKS[name]
        firsts, seconds = ((*TABLES[end], self.found[end].name) for end in (first, second))
        pairs = {name_key(one) + name_key(other) for one in firsts for other in seconds}
        pairs |= {name_key(other) + name_key(one) for one in firsts for other in seconds}
        linking = self._linking(name, tables, self.columns.fitting)
        named = [table for table in linking if name_key("_".join(words_of_table(table.name))) in pairs]
        found = named or joined or tables_named(linking, TABLES[name]) or linking
        return found if name != "film_person" or any(map(self._says_roles, found)) else self._of_roles(linking) or found

    def _of_roles(self, links: Sequence[Table]) -> list[Table]:
        """Those called after roles that say them, as `person_role(film_id, person_id, role)` beside `film_persons`."""
        return [table for table in links if name_key(table.name).endswith(ROLE_TABLES) and self._says_roles(table)]

    def _says_roles(self, links: Table) -> bool:
        columns = (column.name for column in self.columns.fitting("film_person", links, "person"))
        by_name = any(map(role_in, (links.name, self.found["person"].name, *columns)))
        return by_name or any(self.columns.fitting("film_person", links, "role"))

    def _linking(self, name: TableName, tables: Sequence[Table], fitting: Fitting) -> list[Table]:
        """The tables with columns that lead to both."""
        return [table for table in tables if all(any(fitting(name, table, end)) for end in LINKS[name])]

    def _part(self, name: TableName) -> dict[str, Any]:
        given = self.given.part(name)
        part: dict[str, Any] = {**given.model_dump(), "columns": {}}
        table = self.found.get(name)
        if table is None:
            # links are open as long as what they lead to is
            open_parts = tuple(f"{part}." for part in (name, *LINKS.get(name, ())))
            is_open = any(problem.startswith((*open_parts, "schema")) for problem in self.problems)
            part["table"] = part["table"] or ("" if is_open else NO_TABLE)
            return part
        part["table"] = table.name
        part["columns"] = {ours: self._column(name, table, ours) for ours in COLUMNS[name]}
        for ours in _REQUIRED[name]:
            instead = _INSTEAD.get(ours, ())
            if part["columns"][ours]:
                part["columns"].update(dict.fromkeys(instead, ""))
            elif not any(part["columns"][one] for one in instead):
                if ours not in given.columns and (only := self._only_text(name, table, part["columns"])):
                    part["columns"][ours] = only
                    continue
                known = COLUMNS[name][ours] or (f"{ours}_id",)
                self._add_unless_said(
                    f"{name}.columns.{ours}",
                    f"{table} has no such column (known names: {', '.join(known)}); it has {_named_columns(table)}",
                )
        if name == "film" and not part["columns"]["type"]:
            part["type"] = part["type"] or type_in(table.name)
        if name == "film_person":
            film = self.found["film"]
            for role, column in self.given.film_person.in_films.items():
                if column and film.column(column) is None:
                    self.problems.append(f"film_person.in_films.{role}: {film} has no column '{column}'")
        if name == "film_person" and not part["columns"]["role"]:
            said = (table.name, self.found["person"].name, part["columns"]["person"])
            part["role"] = part["role"] or next(filter(None, map(role_in, said)), None)
            if part["role"] is None:
                self._add_unless_said(
                    "film_person.columns.role",
                    f"{table} has no column of roles; it has {_named_columns(table)}. "
                    'If all are actors, set film_person.role = "actor"',
                )
        return part

    def _only_text(self, name: TableName, table: Table, known: Mapping[str, str]) -> str | None:
        """The only text of a table of genres or people that is nothing else, whatever it is called: their names."""
        taken = {*known.values(), *table.primary_key, *table.references}
        texts = [column.name for column in table.columns if column.kind == "text" and column.name not in taken]
        return texts[0] if len(texts) == 1 and name in ("genre", "person") else None

    def _column(self, name: TableName, table: Table, ours: str) -> str:
        """The name of a column, "" if the table has none."""
        given = self.given.part(name).columns
        path = f"{name}.columns.{ours}"
        if ours in given:
            if given[ours] and table.column(given[ours]) is None:
                self.problems.append(f"{path}: {table} has no column '{given[ours]}'; it has {_named_columns(table)}")
            return given[ours]
        taken = set(given.values())
        fitting: Sequence[Column] = [each for each in self.columns.fitting(name, table, ours) if each.name not in taken]
        if ours == "id":
            fitting = self.columns.keys(name, table, fitting)
        if ours in ("rating", "votes") and len(fitting) > 1:
            # a text beside a number says who may watch: "PG-13"
            fitting = [column for column in fitting if column.kind in ("integer", "number")] or fitting
            fitting = [column for column in fitting if "imdb" in letters_of(column.name)] or fitting
        candidates = [column.name for column in fitting]
        if len(candidates) == 1 and ours in _OFTEN_EMPTY and (others := self.columns.less_known(name, table, ours)):
            self.rivals.append(Rivals((table,), (*fitting, *others), ours))
        if len(candidates) > 1:
            self.rivals.append(Rivals((table,), tuple(fitting), ours))
            self.problems.append(f"{path}: more than one column of {table} fits: {', '.join(candidates)}; choose one")
            return ""
        return candidates[0] if candidates else ""

    def _add_unless_said(self, path: str, problem: str) -> None:
        if not any(each.startswith(f"{path}:") for each in self.problems):
            self.problems.append(f"{path}: {problem}")

    def _missing_rights(self, mapping: DatabaseMapping) -> Iterator[str]:
        for name, table in self.found.items():
            read = set(mapping.part(name).columns.values())
            if any(column.name in read and not column.is_readable for column in table.columns):
                yield (
                    f"no right to read {table}; its owner can give it: "
                    f"GRANT USAGE ON SCHEMA {table.path[0]} TO ...; GRANT SELECT ON {table} TO ..."
                )


def _named_columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns) or "no columns"
