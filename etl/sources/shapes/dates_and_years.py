# ruff: noqa: S608 - the only foreign strings are names, and `quoted` makes any name safe
"""A date beside the year of a film is no release date if it is of other years, such as that of a publication here."""

from collections.abc import Sequence
from typing import Final

from etl.sources.reading.dates import release_date, release_year, writing_of
from etl.sources.reading.values import UnusableValueError
from etl.sources.schema.database import Database, all_rows
from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import COLUMNS, OTHER_COLUMNS
from etl.sources.schema.matching import has_titles, known_in, of_names
from etl.sources.schema.tables import Column, Table, text_of

_DATE: Final = "release_date"
# Rows that are looked at.
_SAMPLE: Final = 10_000
# A film may be released some years after it was made.
_FAR: Final = 3
# What stands for such a date; it is no known name.
_NO_RELEASE: Final = "not a release date"


async def with_release_dates(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; dates of other years than most of the films beside them are not known. Raises SourceError."""
    return [await _with_release_date(database, table) for table in tables]


async def _with_release_date(database: Database, table: Table) -> Table:
    dates = of_names(_fitting(table, _DATE), (*COLUMNS["film"][_DATE], *OTHER_COLUMNS["film"][_DATE]))
    years = known_in("film", "release_year", table, _fitting(table, "release_year"))
    if not dates or len(years) != 1 or not has_titles(table):
        return table
    others = [date for date in dates if await _is_of_other_years(database, table, date, years[0])]
    return table.with_known(dict.fromkeys(others, _NO_RELEASE))


def _fitting(table: Table, ours: str) -> list[Column]:
    return [column for column in table.columns if column.kind in KINDS[ours] and column.is_readable]


async def _is_of_other_years(database: Database, table: Table, date: Column, year: Column) -> bool:
    """Whether most of the dates in the first rows are far from the years."""
    texts = text_of(date), text_of(year)
    both = " AND ".join(f"{text} IS NOT NULL" for text in texts)
    query = f"SELECT {', '.join(texts)} FROM {table.relation} AS t WHERE {both} LIMIT {_SAMPLE}"
    far = near = 0
    rows = await all_rows(database, query)
    writing = writing_of(rows)
    for date_text, year_text in rows:
        try:
            day, of_film = release_date(date_text, writing), release_year(year_text)
        except UnusableValueError:
            continue
        is_far = day is not None and abs(day.year - of_film) > _FAR
        far, near = far + is_far, near + (not is_far)
    return far > near
