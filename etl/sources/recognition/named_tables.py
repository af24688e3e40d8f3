"""Which tables may hold films, genres and people: those of the best known names that have the columns needed."""

from collections.abc import Sequence
from typing import Final

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import FILM_WORDS, LAST_TABLES, OTHER_TABLES, TABLES, TableName
from etl.sources.schema.matching import referred_to, tables_about, tables_named
from etl.sources.schema.tables import Table

# Of these a table has some that is not called as films are, yet holds films.
_OF_FILMS: Final = ("rating", "release_date", "release_year")


def tables_of_films(tables: Sequence[Table], columns: KnownColumns) -> Sequence[Table]:
    """The tables of films, those first that have what films need: a `person_film_work` has not."""
    about = [table for table in tables_about(tables, FILM_WORDS) if _is_about_films(table, columns)]
    others = tables_named(tables, OTHER_TABLES["film"])
    # `media` may be the pictures of `titles`
    others = [table for table in others if _is_about_films(table, columns)] or others
    groups = [tables_named(tables, TABLES["film"]), others, about]
    return _first_complete("film", groups, columns) or next(filter(None, groups), [])


def tables_beside_films(
    name: TableName, beside: Sequence[Table], made: Sequence[Table], columns: KnownColumns
) -> Sequence[Table]:
    """The tables of genres or of people beside that of films; else those `made` of what the films hold."""
    groups = [tables_named(beside, TABLES[name])]
    if not groups[0]:
        groups = [tables_named(beside, known[name]) for known in (OTHER_TABLES, LAST_TABLES)]
        groups.append([*referred_to(name, columns.found["film"], beside)])
    in_films = [table for table in made if table.known_as == name]
    return _first_complete(name, groups, columns) or in_films or groups[0]


def _first_complete(name: TableName, groups: Sequence[Sequence[Table]], columns: KnownColumns) -> Sequence[Table]:
    """The tables with the columns that are needed of the first group that has such."""
    complete = ([table for table in group if columns.has_required(name, table)] for group in groups)
    return next(filter(None, complete), [])


def _is_about_films(table: Table, columns: KnownColumns) -> bool:
    """Whether a table has titles and what else films have: a `movie_theatre` has a name too."""
    return columns.has("film", table, "title") and any(columns.has("film", table, ours) for ours in _OF_FILMS)
