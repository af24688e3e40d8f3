"""Which tables are chosen of those that fit, and what only a user can choose."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.sources.recognition.recognised import Rivals
from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import TABLES, TableName
from etl.sources.schema.mapping import NO_TABLE, DatabaseMapping
from etl.sources.schema.tables import Table, listed


@dataclass
class Choices:
    """What the mapping file says, the tables `found` so far, and the rest of what will be `Recognised`."""

    given: DatabaseMapping
    found: dict[TableName, Table] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unlinked: set[TableName] = field(default_factory=set)
    rivals: list[Rivals] = field(default_factory=list)

    @property
    def columns(self) -> KnownColumns:
        """The columns of tables, given those that are found."""
        return KnownColumns(self.given, self.found)

    def choose(self, name: TableName, tables: Sequence[Table], candidates: Sequence[Table]) -> Table | None:
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

    def add_unless_said(self, path: str, problem: str) -> None:
        """Add a problem, unless there is one of the same table or column."""
        if not any(each.startswith(f"{path}:") for each in self.problems):
            self.problems.append(f"{path}: {problem}")
