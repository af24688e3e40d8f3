"""Foreign keys to parts of people or of films without keys of their own, `actors(person_id)`: as keys of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from etl.sources.schema.matching import has_titles, known_columns
from etl.sources.schema.tables import Table


def with_keys_of_parts(tables: Sequence[Table]) -> list[Table]:
    """The tables, those that refer to a part of another, whose primary key is that of the other, refer to the whole."""
    parts = {table.place: table for table in tables if _is_part(table)}
    return [_with_wholes(table, parts) if parts else table for table in tables]


def _is_part(table: Table) -> bool:
    """Whether a table has the primary key of another, and no titles or names of its own."""
    key = table.key
    if key is None or key.name not in table.references or key.name in table.beyond or has_titles(table):
        return False
    return not known_columns("person", "full_name", table.columns)


def _with_wholes(table: Table, parts: Mapping[tuple[str, str], Table]) -> Table:
    references, targets = dict(table.references), dict(table.targets)
    for column, name in table.references.items():
        part = parts.get((table.schema, name))
        if part is None or part.key is None or targets.get(column, part.key.name) != part.key.name:
            continue
        references[column] = part.references[part.key.name]
        targets.pop(column, None)
        if (target := part.targets.get(part.key.name)) is not None:
            targets[column] = target
    return replace(table, references=references, targets=targets)
