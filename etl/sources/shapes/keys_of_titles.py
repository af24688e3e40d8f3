"""Tables of titles without a primary key or an `id`, as files of others leave them: their key is called `show_id`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.matching import ID_KINDS, film_tables, has_titles, known_in, of_names
from etl.sources.schema.tables import Column, Table

# What the key may be called, the first of which counts; pandas writes the number of a row as `index`.
_KEYS: Final = (
    *("show_id", "title_id", "series_id", "media_id", "content_id", "imdb_title_id", "imdb_id", "tmdb_id"),
    *("kinopoisk_id", "kp_id", "mid", "const", "index"),
)


def with_keys(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles without a key with the one that they have by name."""
    films = film_tables(tables)
    return [_with_key(table) if table in films else table for table in tables]


def _with_key(table: Table) -> Table:
    if table.primary_key or known_in("film", "id", table) or not has_titles(table):
        return table
    columns = [column for column in table.columns if column.kind in ID_KINDS and column.name not in table.references]
    found: list[Column] = [column for name in _KEYS for column in of_names(columns, (name,))]
    return replace(table, primary_key=(found[0].name,)) if found else table
