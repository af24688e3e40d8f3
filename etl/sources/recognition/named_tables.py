"""Which tables may hold films, genres and people: those of the best known names that have the columns needed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import FILM_WORDS, LAST_TABLES, OTHER_TABLES, TABLES, TableName
from etl.sources.schema.matching import keys_to, referred_to, tables_about, tables_named
from etl.sources.schema.tables import Table
from etl.sources.shapes.lookups import without_words

# Of these a table has some that is not called as films are, yet holds films.
_OF_FILMS: Final = ("rating", "release_date", "release_year")


def tables_of_films(tables: Sequence[Table], columns: KnownColumns) -> Sequence[Table]:
    """The tables of films, those first that have what films need: a `person_film_work` has not."""
    about = [table for table in tables_about(tables, FILM_WORDS) if is_about_films(table, columns)]
    others = tables_named(tables, OTHER_TABLES["film"])
    # `media` may be the pictures of `titles`
    others = [table for table in others if is_about_films(table, columns)] or others
    groups = [tables_named(tables, TABLES["film"]), others, about]
    return _first_complete("film", groups, columns) or next(filter(None, groups), [])


def tables_beside_films(
    name: TableName, beside: Sequence[Table], made: Sequence[Table], columns: KnownColumns
) -> Sequence[Table]:
    """The tables of genres or of people beside that of films; else those `made` of what the films hold."""
    named = tables_named(beside, TABLES[name])
    groups = [named]
    if all(_is_link(name, table, columns) for table in named):
        groups = [tables_named(beside, known[name]) for known in (OTHER_TABLES, LAST_TABLES)]
        groups.append([*referred_to(name, columns.found["film"], beside)])
    in_films = [table for table in made if table.known_as == name]
    return _first_complete(name, groups, columns) or in_films or named


def _is_link(name: TableName, table: Table, columns: KnownColumns) -> bool:
    """Whether a table leads to films and is no whole one of genres or people: `film_genres` beside `categories`."""
    films = {column.name for column in keys_to(columns.found["film"], table, TABLES["film"])}
    own = without_words(table)
    own = replace(own, columns=tuple(each for each in own.columns if each.name not in {*films, *table.references}))
    return bool(films) and not columns.has_required(name, own)


def _first_complete(name: TableName, groups: Sequence[Sequence[Table]], columns: KnownColumns) -> Sequence[Table]:
    """The tables with the columns that are needed of the first group that has such."""
    complete = ([table for table in group if columns.has_required(name, table)] for group in groups)
    return next(filter(None, complete), [])


def is_about_films(table: Table, columns: KnownColumns) -> bool:
    """Whether a table has titles and what else films have: a `movie_theatre` has a name too."""
    return columns.has("film", table, "title") and any(columns.has("film", table, ours) for ours in _OF_FILMS)
