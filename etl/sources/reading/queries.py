# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""A mapping -> the queries that read it: films, and the links to genres and people, all in the order of the film's id.

Ids come as they are, so that a UUID stays one; all else is cast to text, since columns are of any type.
"""

from dataclasses import dataclass
from typing import Final

from etl.sources.schema.database import Dialect
from etl.sources.schema.known_names import COLUMNS, DELETION, LINKS, NAME_PARTS, TableName
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Kind, Table, is_set, quoted

# The columns of the query of films behind the id; FilmBuilder takes them by this order.
FILM_VALUES: Final = tuple(ours for ours in COLUMNS["film"] if ours != "id" and ours not in DELETION)


@dataclass(frozen=True)
class Queries:
    """Builds the queries of one mapping; `tables` are those that it names."""

    mapping: DatabaseMapping
    tables: dict[TableName, Table]
    dialect: Dialect

    def films(self) -> str:
        """`id, *FILM_VALUES`."""
        film_id = self._id("film", "id", "film")
        values = ", ".join(self._text("film", column) for column in FILM_VALUES)
        return (
            f"SELECT {film_id}, {values} FROM {self._relation('film')}{_where(self._kept('film'))} ORDER BY {film_id}"
        )

    def genres(self) -> str | None:
        """`film id, genre id, whether the genre exists, id of the link, name, description`; None without genres."""
        values = [self._text("genre", "name"), self._text("genre", "description")]
        return self._links("film_genre", "genre", values, self.dialect.text_order(values[0]))

    def people(self) -> str | None:
        """`film id, person id, whether the person exists, id of the link, full_name, role`; None without people.

        Links that are numbered as they were written, most often in the order of credits, come in that order.
        """
        values = [self._full_name(), self._text("film_person", "role")]
        number = self._column("film_person", "id") if self._kind("film_person", "id") == "integer" else None
        return self._links("film_person", "person", values, *filter(None, [number]))

    def count(self, name: TableName) -> str:
        """How many rows a table has, without those that are marked as deleted."""
        return f"SELECT count(*) FROM {self._relation(name)}{_where(self._kept(name))}"

    def count_deleted(self, name: TableName) -> str | None:
        """How many rows of a table are marked as deleted; None if no column says it."""
        conditions = self._deleted(name)
        return f"SELECT count(*) FROM {self._relation(name)} WHERE {' OR '.join(conditions)}" if conditions else None

    def distinct(self, name: TableName, column: str) -> str | None:
        """`value, count` of a column, the most frequent first; None if there is no such column."""
        if name not in self.tables or not self.mapping.part(name).columns.get(column):
            return None
        source = f"{self._relation(name)}{_where(self._kept(name))}"
        return f"SELECT {self._text(name, column)}, count(*) FROM {source} GROUP BY 1 ORDER BY 2 DESC, 1"

    def dates(self, column: str, most: int) -> str | None:
        """`value, release year` of at most so many films with a value in a column of dates; None without the column."""
        if self._column("film", column) is None:
            return None
        text = self._text("film", column)
        source = f"{self._relation('film')}{_where([f'{text} IS NOT NULL'])}"
        return f"SELECT {text}, {self._text('film', 'release_year')} FROM {source} LIMIT {most}"

    def _links(self, links: TableName, end: TableName, values: list[str], *order: str) -> str | None:
        if links not in self.tables or end not in self.tables:
            return None
        film_id, end_id, target_id = (
            self._id(links, "film", "film"),
            self._id(links, end, end),
            self._id(end, "id", end),
        )
        positions = [self._column(links, column) for column in ("position", "created")]
        keys = [film_id, *(f"{column} NULLS LAST" for column in positions if column is not None), *order, end_id]
        found, link_id = f"{target_id} IS NOT NULL", self._text(links, "id")
        joins = f"LEFT JOIN {self._relation(end)} ON {target_id} = {end_id}"
        kept = self._kept(links, end)
        if of_film := self._deleted("film"):
            # joined, for a SQLite file without keys has an index for a join alone
            deleted = f"SELECT DISTINCT {self._id('film', 'id', 'film')} AS id FROM {self._relation('film')}"
            joins += (
                f" LEFT JOIN ({deleted} WHERE {' OR '.join(of_film)}) AS deleted_film ON deleted_film.id = {film_id}"
            )
            kept.append("deleted_film.id IS NULL")
        return (
            f"SELECT {film_id}, {end_id}, {found}, {link_id}, {', '.join(values)} FROM {self._relation(links)} "
            f"{joins}{_where(kept)} ORDER BY {', '.join(keys)}"
        )

    def _kept(self, *names: TableName) -> list[str]:
        """The conditions that are all true of rows which are read: those that are not marked as deleted."""
        kept = [f"NOT ({condition})" for name in names for condition in self._deleted(name)]
        links = [self.tables[name].place for name in LINKS if name in self.tables]
        if len(links) > len(set(links)):
            # a row of such a table links a film to one of them
            kept += [f"{self._column(name, LINKS[name][1])} IS NOT NULL" for name in names if name in LINKS]
        return kept

    def _deleted(self, name: TableName) -> list[str]:
        """The conditions, each true or false, one of which is true of a row that is marked as deleted."""
        columns = {ours: column for ours in DELETION if (column := self._column(name, ours)) is not None}
        return [is_set(column, if_null=ours == "active", negated=ours == "active") for ours, column in columns.items()]

    def _full_name(self) -> str:
        if self._column("person", "full_name") is not None:
            return self._text("person", "full_name")
        return " || ' ' || ".join(f"coalesce({self._text('person', part)}, '')" for part in NAME_PARTS)

    def _relation(self, name: TableName) -> str:
        return f"{self.tables[name].relation} AS {name}"

    def _column(self, name: TableName, column: str) -> str | None:
        of_table = self.mapping.part(name).columns.get(column)
        return f"{name}.{quoted(of_table)}" if of_table and name in self.tables else None

    def _text(self, name: TableName, column: str) -> str:
        expression = self._column(name, column)
        if expression is None:
            return "NULL"
        if self._kind(name, column) == "array":
            expression = self.dialect.list_as_text(expression)
        return f"CAST({expression} AS text)"

    def _id(self, name: TableName, column: str, of: TableName) -> str:
        """The id of a film, a genre or a person, in the form and the order that all columns of such ids share."""
        kinds = (self._kind(of, "id"), *(self._kind(links, of) for links in ("film_genre", "film_person")))
        return self.dialect.key(str(self._column(name, column)), {kind for kind in kinds if kind is not None})

    def _kind(self, name: TableName, column: str) -> Kind | None:
        table = self.tables.get(name)
        found = table.column(self.mapping.part(name).columns.get(column, "")) if table else None
        return found.kind if found else None


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
