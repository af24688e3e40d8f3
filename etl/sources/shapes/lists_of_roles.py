"""Links that hold all roles of a person in one list, `roles text[]` or "actor, writer": as a row for each role."""

from collections.abc import Sequence
from typing import Final

from etl.sources.reading.list_texts import SEPARATORS
from etl.sources.reading.values import ValueReader
from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import TEXT_KINDS
from etl.sources.schema.known_values import ROLE_NAMES
from etl.sources.schema.matching import known_columns, links_people
from etl.sources.schema.tables import Column, Table, quoted, text_of

# A column with more values is none of roles.
_MOST_ROLES: Final = 100
_read: Final = ValueReader(ROLE_NAMES, {}).read


async def with_lists_of_roles(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those with a list that is called like a role with its items as `roles.item`. Raises SourceError."""
    return [await _with_list_of_roles(database, table) for table in tables]


async def _with_list_of_roles(database: Database, table: Table) -> Table:
    lists = known_columns("film_person", "role", [each for each in table.columns if each.kind in ("array", "json")])
    if known_columns("film", "title", [column for column in table.columns if column.name not in table.references]):
        return table
    if not lists and links_people(table):
        texts = known_columns("film_person", "role", [each for each in table.columns if each.kind in TEXT_KINDS])
        lists = [each for each in texts if await _lists_roles(database, table, each)]
    if len(lists) != 1:
        return table
    items = database.dialect.list_items(f"t.{quoted(lists[0].name)}", lists[0].kind)
    role = Column(f"{lists[0].name}.item", "text", lists[0].is_readable, known_as="role")
    return table.with_values({role: f"trim({items.item})"}, f" LEFT JOIN {items.source} ON true")


async def _lists_roles(database: Database, table: Table, column: Column) -> bool:
    """Whether some text of a column names a role among others, and the texts are few, as those of roles are."""
    if not column.is_readable:
        return False
    texts = await distinct_texts(database, table, text_of(column), _MOST_ROLES)
    parts = (SEPARATORS.split(text) for text in texts)
    return len(texts) < _MOST_ROLES and any(len(roles) > 1 and any(map(_read, roles)) for roles in parts)
