"""What was recognised of a database."""

from collections.abc import Set
from dataclasses import dataclass

from etl.sources.schema.known_names import TableName
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Column, Table


@dataclass(frozen=True)
class Rivals:
    """Tables of which more than one fits, or the columns of one table that may be what we call `ours`."""

    tables: tuple[Table, ...]
    columns: tuple[Column, ...] = ()
    ours: str = ""


@dataclass(frozen=True)
class Recognised:
    """What was recognised.

    A load cannot begin with `problems`, which a mapping file solves, or `missing_rights`: lines for the user. Those
    links are `unlinked` for which no table was found, which is one of the problems. `rivals` are the tables, and the
    columns of tables, of which more than one fits, and those that do in place of one without values.
    """

    mapping: DatabaseMapping
    tables: dict[TableName, Table]
    problems: tuple[str, ...]
    missing_rights: tuple[str, ...]
    unlinked: Set[TableName] = frozenset()
    rivals: tuple[Rivals, ...] = ()
