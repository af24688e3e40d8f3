# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""Columns of films that are called like ratings and say who may watch: "PG-13", "16+", "TV-MA", or keys of these."""

import re
from collections.abc import Sequence
from typing import Final

from etl.sources.schema.database import Database, distinct_texts, has_row
from etl.sources.schema.kinds import TEXT_KINDS, WORD_KINDS
from etl.sources.schema.matching import film_tables, keys_to, known_columns, known_in
from etl.sources.schema.tables import Column, Table, filled_text_of, quoted
from etl.sources.shapes.numbers import has_numbers

_KNOWN_AS: Final = "certificate"
# The words by which tables of certificates are known: those of the MPA, of television, and ages.
_WORD: Final = re.compile(r"G|PG|PG-?13|R|NC-?17|X|U|UA|NR|TV-?(Y7?|G|PG|14|MA)|\d{1,2}\s?\+", re.IGNORECASE)
# There are two at least, and few; a table that may hold them is known by its first rows.
_LEAST_WORDS: Final = 2
_MOST_WORDS: Final = 30
_SAMPLE: Final = 1_000


async def with_certificates(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of films with such columns known as something else than ratings. Raises SourceError."""
    films = film_tables(tables)
    return [await _with_certificates(database, table, tables) if table in films else table for table in tables]


async def _with_certificates(database: Database, table: Table, tables: Sequence[Table]) -> Table:
    columns = [each for each in known_in("film", "rating", table) if each.is_readable and not each.known_as]
    beside = [each for each in tables if each.schema == table.schema and each != table]
    return table.with_known(
        {
            each: _KNOWN_AS
            for each in columns
            if await _is_certificate(database, table, each) or await _holds_keys(database, table, each, beside)
        }
    )


async def _is_certificate(database: Database, table: Table, column: Column) -> bool:
    """Whether a column has values, and no number among them."""
    if column.kind not in TEXT_KINDS:
        return False
    is_filled = await has_row(database, table, f"{filled_text_of(column)} IS NOT NULL")
    return is_filled and not await has_numbers(database, table, column, "rating")


async def _holds_keys(database: Database, films: Table, column: Column, beside: Sequence[Table]) -> bool:
    """Whether all values of a column are keys of a table of certificates, to which no other column of films leads."""
    own = f"t.{quoted(column.name)}"
    if column.kind != "integer" or not await has_row(database, films, f"{own} IS NOT NULL"):
        return False
    for table in beside:
        key = table.key or next(iter(known_columns("genre", "id", table.columns)), None)
        if key is None or key.kind != "integer" or any(each != column for each in keys_to(table, films, ())):
            continue
        keys = f"SELECT {quoted(key.name)} FROM {table.relation} AS c"
        if await _are_certificates(database, table) and not await has_row(database, films, f"{own} NOT IN ({keys})"):
            return True
    return False


async def _are_certificates(database: Database, table: Table) -> bool:
    """Whether most words in a column of a table, which are few, are certificates."""
    rows = table.first_rows(_SAMPLE)
    for column in table.columns:
        if column.kind in WORD_KINDS and column.is_readable:
            texts = await distinct_texts(database, rows, filled_text_of(column), _MOST_WORDS)
            known = sum(_WORD.fullmatch(text) is not None for text in texts)
            if _LEAST_WORDS <= len(texts) < _MOST_WORDS and 2 * known > len(texts):
                return True
    return False
