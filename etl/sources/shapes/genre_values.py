"""Tables of genres by their values though not by their names, such as `film_kinds` with Drama and Comedy."""

from collections.abc import Sequence
from typing import Final

from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import WORD_KINDS
from etl.sources.schema.known_names import letters_of
from etl.sources.schema.matching import known_in, may_link_people, tables_called
from etl.sources.schema.tables import Column, Table, filled_text_of

# Genres that nearly every catalogue has, by which tables of them are known; other names may stand beside these.
_GENRES: Final = (
    *("action", "adventure", "animation", "biography", "comedy", "crime", "documentary", "drama", "family", "fantasy"),
    *("history", "horror", "music", "musical", "mystery", "romance", "science fiction", "sci-fi", "thriller", "war"),
    *("children", "children's", "film-noir", "short", "sport", "western"),
    *("анимация", "биография", "боевик", "боевики", "вестерн", "военный", "детектив", "детективы", "документальный"),
    *("драма", "драмы", "история", "исторический", "комедия", "комедии", "криминал", "мелодрама", "мелодрамы"),
    *("мультфильм", "мюзикл", "приключения", "семейный", "триллер", "триллеры", "ужасы", "фантастика", "фэнтези"),
)
GENRE_KEYS: Final = frozenset(map(letters_of, _GENRES))
# A column with more values is none of genres.
_MOST_GENRES: Final = 500
# Rows that are looked at.
_SAMPLE: Final = 100_000
_LEAST_KNOWN: Final = 3


async def with_genres(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables; of a schema without a table called after genres with the names known that are. Raises SourceError."""
    called = {table.schema for table in tables_called("genre", tables)}
    linked = {(table.schema, name) for table in tables if may_link_people(table) for name in table.references.values()}
    return [
        await _with_genres(database, table) if table.schema not in called and table.place in linked else table
        for table in tables
    ]


async def _with_genres(database: Database, table: Table) -> Table:
    columns = [column for column in table.columns if column.kind in WORD_KINDS and column.is_readable]
    named = known_in("genre", "name", table, columns)
    if len(named) != 1 or not await _are_genres(database, table, named[0]):
        return table
    return table.with_known({named[0]: "genre"})


async def _are_genres(database: Database, table: Table, column: Column) -> bool:
    """Whether a third of the names are known, and several are."""
    values = await distinct_texts(database, table.first_rows(_SAMPLE), filled_text_of(column), _MOST_GENRES)
    known = [value for value in values if letters_of(value) in GENRE_KEYS]
    return len(values) < _MOST_GENRES and len(known) >= max(_LEAST_KNOWN, len(values) / 3)
