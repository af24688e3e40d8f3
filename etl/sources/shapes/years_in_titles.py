"""Years behind titles, "Heat (1995)", as MovieLens has them: as a column of years, and the titles without."""

import re
from collections.abc import Sequence
from typing import Final

from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import TEXT_KINDS
from etl.sources.schema.matching import film_tables, known_in
from etl.sources.schema.tables import Column, Table, filled_text_of
from etl.sources.shapes.details import with_details

_TITLE: Final = re.compile(r".+ \((18[7-9]|19\d|20\d)\d\)", re.DOTALL)
# Titles that are looked at, and the share of them that must have a year: of a title it may be a part.
_SAMPLE: Final = 1_000
_LEAST_SHARE: Final = 0.9
# What the column of titles with years is known as.
_WITH_YEARS: Final = "a title with a year"


async def with_years_in_titles(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of films without any other years with such columns. Raises SourceError."""
    films = film_tables(tables)
    return [await _with_years(database, table, tables) if table in films else table for table in tables]


async def _with_years(database: Database, table: Table, tables: Sequence[Table]) -> Table:
    titles = known_in("film", "title", table)
    if len(titles) != 1 or _has_years(table):
        return table
    (title,) = titles
    if title.kind not in TEXT_KINDS or not title.is_readable or title.known_as:
        return table
    text = filled_text_of(title)
    found = await distinct_texts(database, table.first_rows(_SAMPLE), text, _SAMPLE)
    if not found or sum(_TITLE.fullmatch(each) is not None for each in found) < _LEAST_SHARE * len(found):
        return table
    if any(_has_years(whole) for whole in with_details(tables) if whole.place == table.place):
        return table
    year = f"substr({text}, length({text}) - 4, 4)"
    has_year = f"{text} LIKE '% (____)' AND {year} BETWEEN '1870' AND '2099'"
    values = {
        "title": f"CASE WHEN {has_year} THEN trim(substr({text}, 1, length({text}) - 6)) ELSE {text} END",
        "release_year": f"CASE WHEN {has_year} THEN {year} END",
    }
    made = {Column(f"{title.name}.{ours}", "text", known_as=ours): value for ours, value in values.items()}
    return table.with_known({title: _WITH_YEARS}).with_values(made)


def _has_years(table: Table) -> bool:
    return any(known_in("film", ours, table) for ours in ("release_date", "release_year"))
