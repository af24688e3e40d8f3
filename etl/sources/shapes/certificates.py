"""Columns of films such as `rating` that hold no number, since they say who may watch: "PG-13", "16+", "TV-MA"."""

from collections.abc import Sequence
from typing import Final

from etl.sources.schema.database import Database, has_row
from etl.sources.schema.kinds import TEXT_KINDS
from etl.sources.schema.matching import film_tables, known_in
from etl.sources.schema.tables import Column, Table, filled_text_of
from etl.sources.shapes.numbers import has_numbers

_KNOWN_AS: Final = "certificate"


async def with_certificates(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of films with such columns known as something else than ratings. Raises SourceError."""
    films = film_tables(tables)
    return [await _with_certificates(database, table) if table in films else table for table in tables]


async def _with_certificates(database: Database, table: Table) -> Table:
    columns = [each for each in known_in("film", "rating", table) if each.is_readable and not each.known_as]
    return table.with_known({each: _KNOWN_AS for each in columns if await _is_certificate(database, table, each)})


async def _is_certificate(database: Database, table: Table, column: Column) -> bool:
    """Whether a column has values, and no number among them."""
    if column.kind not in TEXT_KINDS:
        return False
    is_filled = await has_row(database, table, f"{filled_text_of(column)} IS NOT NULL")
    return is_filled and not await has_numbers(database, table, column, "rating")
