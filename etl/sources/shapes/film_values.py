"""Columns of films that hold descriptions, release dates or ratings though their names are not known.

Sentences are descriptions, dates of many years those of releases; of a rating the name has a word, `critics_score`.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from etl.sources.reading.dates import release_year
from etl.sources.reading.values import UnusableValueError
from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import TEXT_KINDS
from etl.sources.schema.known_names import COLUMNS, words_of
from etl.sources.schema.matching import film_tables, has_titles, known_in
from etl.sources.schema.tables import Column, Kind, Table, filled_text_of
from etl.sources.shapes.details import with_details

# Rows that are looked at, and the different values among them.
_SAMPLE: Final = 10_000
_MOST_VALUES: Final = 1_000
# The least words of a sentence, and its ends.
_SENTENCE: Final = re.compile(r"(?:\S+\s+){5,}\S+[.!?…\"'»”]", re.DOTALL)
# Releases are in as many different years, and as far from each other.
_LEAST_YEARS: Final = 4
_LEAST_SPAN: Final = 15
_RATINGS: Final = {"rating", "score", "imdb"}
# Words in names that say something else of ratings than how high one is.
_NO_RATINGS: Final = {
    *("id", "uuid", "code", "type", "system", "age", "mpaa", "content", "parental", "pg", "count", "counts", "num"),
    *("relevance", "search", "match", "popularity"),
    *("number", "no", "total", "votes", "voters", "users", "sum", "rank", "position", "min", "max", "last", "top"),
}
_IsOne = Callable[[Database, Table, Column], Awaitable[bool]]


async def with_film_values(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of films with what they lack if one column alone may be it. Raises SourceError."""
    films = film_tables(tables)
    return [
        await _with_values(database, table, whole) if table in films else table
        for table, whole in zip(tables, with_details(tables), strict=True)
    ]


async def _with_values(database: Database, table: Table, whole: Table) -> Table:
    """A table of films with what neither it nor `whole`, which has what other tables say of each film, has by name."""
    if not has_titles(table):
        return table
    known = {column for ours in COLUMNS["film"] for column in known_in("film", ours, table)}
    others = [
        column
        for column in table.columns
        if column not in known and column.is_readable and not column.known_as and column.name not in table.references
    ]
    found: dict[Column, str] = {}
    for ours, kinds, instead, is_one in _SOUGHT:
        if not any(known_in("film", name, whole) for name in (ours, *instead)):
            fitting = [column for column in others if column.kind in kinds]
            fitting = [column for column in fitting if await is_one(database, table, column)]
            found |= dict.fromkeys(fitting if len(fitting) == 1 else [], ours)
    return table.with_known(found)


async def _texts(database: Database, table: Table, column: Column) -> list[str]:
    return await distinct_texts(database, table.first_rows(_SAMPLE), filled_text_of(column), _MOST_VALUES)


async def _are_sentences(database: Database, table: Table, column: Column) -> bool:
    """Whether most values of a column are sentences, which hardly come again."""
    texts = await _texts(database, table, column)
    return len(texts) > 1 and 2 * sum(_SENTENCE.fullmatch(text) is not None for text in texts) > len(texts)


async def _are_releases(database: Database, table: Table, column: Column) -> bool:
    """Whether dates are of so many years as only those of releases are: rows are written and shown in a few."""
    years = set()
    for text in await _texts(database, table, column):
        try:
            years.add(release_year(text))
        except UnusableValueError:
            continue
    return len(years) >= _LEAST_YEARS and max(years) - min(years) >= _LEAST_SPAN


async def _is_rating(database: Database, table: Table, column: Column) -> bool:
    """Whether the name of a column with values says that it is a rating."""
    words = {word.casefold() for word in words_of(column.name)}
    is_called = bool(words & _RATINGS) and not words & _NO_RATINGS
    return is_called and bool(await _texts(database, table, column))


_SOUGHT: Final[Sequence[tuple[str, tuple[Kind, ...], tuple[str, ...], _IsOne]]] = (
    ("description", TEXT_KINDS, (), _are_sentences),
    ("release_date", ("date",), ("release_year",), _are_releases),
    ("rating", ("number", "integer"), (), _is_rating),
)
