"""Which tables may hold films, genres and people: those of the best known names that have the columns needed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import (
    FILM_TABLES,
    FILM_WORDS,
    LAST_TABLES,
    OTHER_TABLES,
    TABLES,
    TableName,
    name_key,
    words_of_table,
)
from etl.sources.schema.matching import keys_of_films, keys_to, known_in, referred_to, tables_about, tables_named
from etl.sources.schema.tables import Table
from etl.sources.shapes.lookups import without_words

# Of these a table has some that is not called as films are, yet holds films.
_OF_FILMS: Final = ("rating", "release_date", "release_year")


def tables_of_films(tables: Sequence[Table], columns: KnownColumns) -> Sequence[Table]:
    """The tables of films, those first that have what films need: a `person_film_work` has not.

    Of tables without the very name those with ratings, dates or years come first: `movies_data`, not `watched_movies`.
    """
    groups = [tables_named(tables, known["film"]) for known in (TABLES, OTHER_TABLES)]
    groups.append([table for table in tables_about(tables, FILM_WORDS) if is_about_films(table, columns)])
    named, others, about = ([table for table in group if columns.has_required("film", table)] for group in groups)
    if any(_has_very_name(table) for table in named):
        return named
    # `media` may be the pictures of `titles`
    if not named and (of_films := [table for table in others if is_about_films(table, columns)]):
        return of_films
    found = named or others
    if not found:
        return about or _referred_as_films(tables, columns) or next(filter(None, groups), [])
    rivals = [table for table in about if table not in found and not any(_is_part(table, each) for each in found)]
    return _found_or_rivals(found, rivals, tables, columns)


def _found_or_rivals(
    found: Sequence[Table], rivals: Sequence[Table], tables: Sequence[Table], columns: KnownColumns
) -> Sequence[Table]:
    """Of tables found by their names and rivals about films: the only ones that others refer to, else any about films.

    Those found remain if none is about films.
    """
    targets = {target for table in tables for target in table.references.values()}
    is_found_referred_to = any(table.name in targets for table in found)
    rivals_referred_to = [table for table in rivals if table.name in targets]
    if is_found_referred_to and not rivals_referred_to:
        return found
    if rivals_referred_to and not is_found_referred_to:
        return rivals_referred_to
    return [*(table for table in found if is_about_films(table, columns)), *rivals] or found


def _referred_as_films(tables: Sequence[Table], columns: KnownColumns) -> list[Table]:
    """The tables of any name to which foreign keys lead that are called like those of films, `film_id`."""
    places = {
        (each.schema, each.references[column.name])
        for each in tables
        for column in keys_of_films(each)
        if column.name in each.references
    }
    return [table for table in tables if table.place in places and is_about_films(table, columns)]


def _has_very_name(table: Table) -> bool:
    """Whether a table is called as films are, without words before, which say which films they are."""
    return name_key("_".join(words_of_table(table.name))) in set(map(name_key, TABLES["film"]))


def _is_part(table: Table, titles: Table) -> bool:
    """Whether a table has more about titles, `app_movie_event`, or is a copy of them, `app_movie_old`."""
    keys = {column.name for column in keys_to(titles, table, FILM_TABLES)} - {*table.primary_key}
    keys -= {column.name for column in known_in("film", "title", table)}
    return name_key(titles.name) in name_key(table.name) or bool(keys)


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
