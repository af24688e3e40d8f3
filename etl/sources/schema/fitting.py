"""Which columns of the tables of a database may be what we call by a name, given the tables that are found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import (
    COLUMNS,
    DEPARTMENT,
    LINKS,
    NAME_PARTS,
    OTHER_COLUMNS,
    OTHER_TABLES,
    TABLES,
    TableName,
    letters_of,
    name_key,
    words_of,
    words_of_table,
)
from etl.sources.schema.known_values import ROLE_NAMES
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.matching import (
    keys_held,
    keys_of,
    known_in,
    less_known_names,
    links_people,
    of_names,
    primary_keys,
    refers_to,
)
from etl.sources.schema.tables import Column, Table

# Columns without which a table is of no use.
REQUIRED: Final[Mapping[TableName, Sequence[str]]] = {
    "film": ("id", "title"),
    "genre": ("id", "name"),
    "person": ("id", "full_name"),
    **LINKS,
}
# Columns that do in place of one that is required.
INSTEAD: Final[Mapping[str, Sequence[str]]] = {"full_name": NAME_PARTS}


@dataclass(frozen=True)
class KnownColumns:
    """The columns under known names, or under those that the mapping file gives; `found` are the tables so far."""

    given: DatabaseMapping
    found: dict[TableName, Table]

    def has_required(self, name: TableName, table: Table) -> bool:
        """Whether a table has all columns that are required."""
        return all(self.has(name, table, ours) for ours in REQUIRED[name])

    def has(self, name: TableName, table: Table, ours: str) -> bool:
        """Whether a table has a column, or what does in place of it."""
        is_keyed = ours == "id" and len(table.primary_key) == 1
        return is_keyed or any(any(self.fitting(name, table, one)) for one in (ours, *INSTEAD.get(ours, ())))

    def linking(self, name: TableName, tables: Sequence[Table], *, known: bool = False) -> list[Table]:
        """The tables with columns that lead to both; if `known`, whatever the mapping file says."""
        fitting = self.known if known else self.fitting
        return [table for table in tables if all(any(fitting(name, table, end)) for end in LINKS[name])]

    def keys(self, name: TableName, table: Table, fitting: Sequence[Column]) -> Sequence[Column]:
        """The columns of a table that may be its id, those first that links hold."""
        for links, ends in LINKS.items():
            found = self.found.get(links)
            if name in ends and found is not None and not found.made_of:
                held = [*self.fitting(links, found, name)]
                targets = (table.column(found.targets.get(column.name, "")) for column in held)
                fitting = [target for target in targets if target is not None] or keys_held(fitting, held)
        return primary_keys(table, fitting)

    def fitting(self, name: TableName, table: Table, ours: str) -> Iterator[Column]:
        """The columns of a table that may be what we call `ours`: the one that the mapping file names, or all known."""
        if given := self.given.part(name).columns.get(ours):
            column = table.column(given)
            return iter([column] if column else [])
        return self.known(name, table, ours)

    def less_known(self, name: TableName, table: Table, ours: str) -> list[Column]:
        """The columns of names that count only without any other, beside one that is known better."""
        others = [column for column in table.columns if column.kind in KINDS[ours] and not column.known_as]
        known = {column.name for column in self.known(name, table, ours)}
        return [each for each in of_names(others, OTHER_COLUMNS[name].get(ours, ())) if each.name not in known]

    def known(self, name: TableName, table: Table, ours: str) -> Iterator[Column]:
        """The columns of a table that are known under a name of `ours`."""
        fitting = [column for column in table.columns if column.kind in KINDS[ours]]
        if name in LINKS and ours in LINKS[name]:
            return self._leading_to(name, ours, table, fitting)
        if ours == "role":
            # a `position` may be the role or the place among the credits
            places = set(self.known(name, table, "position"))
            fitting = [column for column in fitting if column not in places]
        if ours == "rating":
            # as a whole number it is a place, and a key leads to a table of who may watch
            fitting = [column for column in fitting if column.kind != "integer" or name_key(column.name) != "rank"]
            fitting = [column for column in fitting if column.name not in table.references]
        named = known_in(name, ours, table, fitting)
        if not named and ours == "full_name":
            # `directors(id, director)`
            named = of_names(fitting, [words_of_table(table.name)[-1]])
        if ours == "role":
            # an assistant of the department "Directing" directs nothing
            named = [each for each in named if name_key(each.known_as or each.name) != DEPARTMENT] or named
        # the word for a role rather than its key
        return iter([column for column in named if column.known_as] or named)

    def _leading_to(self, name: TableName, end: Any, table: Table, columns: Sequence[Column]) -> Iterator[Column]:
        """The columns that hold the key of the film, the genre or the person of a link."""
        target = self.found[end]
        called = [target.name, *less_known_names(end, target)]
        names = (*TABLES[end], *OTHER_TABLES[end], *called)
        # a `title` or a `category` is something else, unless the column refers to the table, or the table is called so
        # and no key is declared; the `category` of links to people is their role
        are_declared = not {each.name for each in self.found.values()}.isdisjoint(table.references.values())
        is_other = are_declared or (end == "genre" and links_people(table))
        others = set(map(name_key, OTHER_TABLES[end])) - set(map(name_key, () if is_other else called))
        columns = [column for column in columns if refers_to(target, table, column)]
        found = [
            column
            for column in keys_of(target, table, columns, names, COLUMNS[name][end])
            if name_key(column.name) not in others or table.references.get(column.name) == target.name
        ]
        if not found:
            # `CastFilmID` of `tblCast`
            own = name_key(words_of(table.name)[-1])
            named = [column for column in columns if letters_of(column.name).startswith(own)]
            found = keys_of(target, table, named, [own + each for each in names]) if named else []
        if end == "person" and not found:
            found = keys_of(target, table, columns, ROLE_NAMES)
        return iter(found)
