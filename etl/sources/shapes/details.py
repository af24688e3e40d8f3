"""What a table such as `title_ratings` or `movie_details` has of each film in one row: as columns of the films."""

from collections.abc import Sequence
from typing import Final

from etl.sources.schema.kinds import KINDS
from etl.sources.schema.known_names import (
    FILM_TABLES,
    FILM_WORDS,
    LAST_TABLES,
    OTHER_TABLES,
    SERIES_TABLES,
    TABLES,
    letters_of,
    name_key,
)
from etl.sources.schema.matching import has_titles, keys_to, known_in, of_names, tables_about, tables_named
from etl.sources.schema.tables import Column, Table, leads_to, quoted

# What the names of such tables end with.
_TABLES: Final = (
    *("detail", "info", "information", "stat", "statistic", "meta", "metadata", "extra", "rating", "score", "imdb"),
    *("tmdb", "kinopoisk", "description", "plot", "overview", "release", "premiere", "boxoffice"),
)
_ENDS: Final = tuple(map(name_key, _TABLES))
# What ratings may be called in a table of ratings, if nothing else there is one.
_RATINGS: Final = ("average", "avg", "mean", "value")
_READ: Final = (
    *("original_title", "alternative_titles", "description", "type", "rating", "votes", "release_date"),
    "release_year",
)
_OTHERS: Final = [name for known in (TABLES, OTHER_TABLES, LAST_TABLES) for name in (*known["genre"], *known["person"])]


def with_details(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of titles with what they lack and the only other table has which has a row for each."""
    others = details_among(tables)
    return [_with_details(table, details_beside(table, others)) for table in tables]


def details_among(tables: Sequence[Table]) -> list[Table]:
    """The tables that may have more about others, by their names or as parts of them."""
    return [table for table in tables if _is_called_so(table) or _may_be_part(table)]


def details_beside(titles: Table, others: Sequence[Table]) -> list[Table]:
    """Those of `details_among` that may have more about titles."""
    beside = [table for table in others if table is not titles and table.schema == titles.schema]
    return [table for table in beside if _is_called_so(table) or key_of_part(table, titles)]


def _is_called_so(table: Table) -> bool:
    return name_key(table.name).endswith(_ENDS) or _are_counted_reviews(table)


def _may_be_part(table: Table) -> bool:
    """Whether a table is called after films or series, and its key is a foreign key: an `oscar` has another year."""
    is_keyed = table.key is not None and table.key.name in table.references
    return is_keyed and bool(tables_named([table], (*FILM_TABLES, *SERIES_TABLES)))


def key_of_part(table: Table, titles: Table) -> Column | None:
    """The primary key of a table, if it is that of the titles too, and the table has no titles of its own."""
    key = table.key
    if key is None or table.references.get(key.name) != titles.name or has_titles(table):
        return None
    return key


def _are_counted_reviews(table: Table) -> bool:
    """Whether a table of reviews, which are mostly those of users, counts votes."""
    return name_key(table.name).endswith("review") and bool(known_detail(table, "votes"))


def key_of_each(titles: Table) -> Column | None:
    """The primary key of titles; of a table without any, as a CSV file makes it, what is known as the id of a film."""
    return titles.key if titles.primary_key else next(iter(known_in("film", "id", titles)), None)


def _with_details(titles: Table, others: Sequence[Table]) -> Table:
    key = key_of_each(titles)
    if key is None or not has_titles(titles):
        return titles
    values, joins = dict[Column, str](), list[str]()
    keys = [
        (other, held) for other in others if (held := key_of_titles(titles, other)) and is_one_for_each(other, held)
    ]
    for ours in _READ:
        found = [(place, column) for place, (table, _) in enumerate(keys) for column in known_detail(table, ours)]
        # a table with such a name counts before a part of the titles
        found = [(place, column) for place, column in found if _is_called_so(keys[place][0])] or found
        in_parts = _are_in_parts(titles, [keys[place][0] for place, _ in found])
        if ours in ("rating", "votes") and len(found) > 1 and not in_parts:
            found = [(place, column) for place, column in found if _is_of_imdb(keys[place][0], column)]
        if known_detail(titles, ours) or not (len(found) == 1 or in_parts):
            continue
        for place, _ in found:
            table, held = keys[place]
            join = f" LEFT JOIN {table.relation} AS d{place} ON {leads_to(f'd{place}', held, key)}"
            joins += [] if join in joins else [join]
        path = " + ".join(f"{keys[place][0].name}.{column.name}" for place, column in found)
        is_readable = all(column.is_readable and keys[place][1].is_readable for place, column in found)
        paths = [f"d{place}.{quoted(column.name)}" for place, column in found]
        if len(found) == 1:
            values[Column(path, found[0][1].kind, is_readable, known_as=ours)] = paths[0]
        else:
            texts = ", ".join(f"CAST({each} AS text)" for each in paths)
            values[Column(path, "text", is_readable, known_as=ours)] = f"COALESCE({texts})"
    if not joins:
        return titles
    return titles.with_values(values, "".join(joins))


def _are_in_parts(titles: Table, tables: Sequence[Table]) -> bool:
    """Whether several parts of the titles, such as `movies` and `series`, have one column each of what is sought."""
    are_parts = all(key_of_part(table, titles) for table in tables)
    return are_parts and 1 < len(tables) == len({table.place for table in tables})


def key_of_titles(titles: Table, table: Table) -> Column | None:
    """The only column of a table that leads to the titles."""
    # the `id` of what a genre is called is not that of a film
    key = key_of_each(titles)
    named = (*([key.name] if key else ()), *TABLES["film"]) if _may_be_films(titles) else ()
    keys = keys_to(titles, table, named)
    if len(keys) > 1 or _are_counted_reviews(table):
        # beside a `film_id` the `id` is its own, and that of a review is none of a film
        keys = [key for key in keys if name_key(key.name) != "id"]
    return keys[0] if len(keys) == 1 else None


def is_one_for_each(table: Table, key: Column) -> bool:
    """Whether a constraint says that no two rows of a table have the same key."""
    return key == table.key or key.name in table.unique


def _may_be_films(titles: Table) -> bool:
    is_about_films = tables_about([titles], FILM_WORDS) and not tables_named([titles], _OTHERS)
    return bool(tables_named([titles], FILM_TABLES) or is_about_films)


def _is_of_imdb(table: Table, column: Column) -> bool:
    return "imdb" in letters_of(table.name + column.name)


def known_detail(table: Table, ours: str) -> list[Column]:
    """The columns of a table that are known under a name of `ours` of a film; `average` of ratings is one too."""
    fitting = [column for column in table.columns if column.kind in KINDS[ours]]
    found = known_in("film", ours, table, fitting)
    if not found and ours == "rating" and name_key(table.name).endswith("rating"):
        return of_names(fitting, _RATINGS)
    return found
