"""What a table such as `title_ratings` or `movie_details` has of each film in one row: as columns of the films."""

from collections.abc import Sequence
from typing import Final

from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import (
    FILM_TABLES,
    FILM_WORDS,
    LAST_TABLES,
    OTHER_TABLES,
    TABLES,
    letters_of,
    name_key,
)
from etl.sources.schema.matching import has_titles, keys_to, known_in, tables_about, tables_named
from etl.sources.schema.tables import Column, Table, leads_to, quoted

# What the names of such tables end with.
_TABLES: Final = (
    *("detail", "info", "information", "stat", "statistic", "meta", "metadata", "extra", "rating", "score", "imdb"),
    *("tmdb", "kinopoisk", "description", "plot", "overview", "release", "premiere", "boxoffice"),
)
_ENDS: Final = tuple(map(name_key, _TABLES))
_READ: Final = (
    *("original_title", "alternative_titles", "description", "type", "rating", "votes", "release_date"),
    "release_year",
)
_OTHERS: Final = [name for known in (TABLES, OTHER_TABLES, LAST_TABLES) for name in (*known["genre"], *known["person"])]


def with_details(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles with what they lack and the only other table has which has a row for each."""
    named = [table for table in tables if name_key(table.name).endswith(_ENDS)]
    return [_with_details(table, [other for other in named if other.schema == table.schema]) for table in tables]


def _with_details(titles: Table, others: Sequence[Table]) -> Table:
    key = titles.key
    if key is None or not has_titles(titles):
        return titles
    values, joins = dict[Column, str](), list[str]()
    keys = [(other, held) for other in others if other is not titles and (held := _key(titles, other)) is not None]
    for ours in _READ:
        found = [(place, column) for place, (table, _) in enumerate(keys) for column in _known(table, ours)]
        if ours in ("rating", "votes") and len(found) > 1:
            found = [(place, column) for place, column in found if _is_of_imdb(keys[place][0], column)]
        if _known(titles, ours) or len(found) != 1:
            continue
        (place, column), (table, held) = found[0], keys[found[0][0]]
        join = f" LEFT JOIN {table.relation} AS d{place} ON {leads_to(f'd{place}', held, key)}"
        joins += [] if join in joins else [join]
        path = f"{table.name}.{column.name}"
        made = Column(path, column.kind, column.is_readable and held.is_readable, known_as=ours)
        values[made] = f"d{place}.{quoted(column.name)}"
    if not joins:
        return titles
    return titles.with_values(values, "".join(joins))


def _key(titles: Table, table: Table) -> Column | None:
    """The column that leads to the titles from the only row for each; None if a table has no such column."""
    # the `id` of what a genre is called is not that of a film
    named = (*titles.primary_key, *TABLES["film"]) if _may_be_films(titles) else ()
    keys = keys_to(titles, table, named)
    if len(keys) > 1:
        # beside a `film_id` the `id` is its own
        keys = [key for key in keys if name_key(key.name) != "id"]
    if len(keys) != 1:
        return None
    # without any key a count of votes says that no row is that of one user
    is_counted = not table.primary_key and bool(_known(table, "votes"))
    is_of_one = keys[0] == table.key or keys[0].name in table.unique or is_counted
    return keys[0] if is_of_one else None


def _may_be_films(titles: Table) -> bool:
    is_about_films = tables_about([titles], FILM_WORDS) and not tables_named([titles], _OTHERS)
    return bool(tables_named([titles], FILM_TABLES) or is_about_films)


def _is_of_imdb(table: Table, column: Column) -> bool:
    return "imdb" in letters_of(table.name + column.name)


def _known(table: Table, ours: str) -> list[Column]:
    """The columns of a table that are known under a name of `ours` of a film."""
    return known_in("film", ours, table, [column for column in table.columns if column.kind in KINDS[ours]])
