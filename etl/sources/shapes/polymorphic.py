# ruff: noqa: S608 - the only foreign strings are names and types, and `quoted` and `literal` make any safe
"""Keys that lead to the table that a column beside them names, `creditable_type` and `creditable_id`: a key for each.

Rails and Laravel have such pairs; Django has a `content_type_id`, which leads to the name, beside an `object_id`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from etl.sources.reading.values import ValueReader
from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import WORD_KINDS
from etl.sources.schema.known_names import (
    FILM_TABLES,
    LAST_TABLES,
    OTHER_TABLES,
    SERIES_TABLES,
    TABLES,
    letters_of,
    name_key,
    words_of,
)
from etl.sources.schema.known_values import TYPE_NAMES
from etl.sources.schema.matching import ID_KINDS, OTHERS, has_titles, keys_of, keys_to, names_of_titles, tables_named
from etl.sources.schema.tables import Column, Table, literal, quoted, text_of

# Django's table of the names of its tables.
_CONTENT_TYPES: Final = "django_content_type"
_LINKED: Final = [name for known in (TABLES, OTHER_TABLES, LAST_TABLES) for name in (*known["genre"], *known["person"])]
# A column with more values is none of types.
_MOST_TYPES: Final = 100
_type_of: Final = ValueReader(TYPE_NAMES, {}).read
# What stands before the name of a class: `App\Models\Movie`.
_BEFORE_CLASS: Final = re.compile(r".*[\\.:/]")


class _Pair(NamedTuple):
    """The columns of the type and of the key, the type as a text, and where all types are found: a text of a table."""

    said: Column
    key: Column
    type: str
    types: Table
    text: str


async def with_key_for_each(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, those of links by such keys with the rows of films and series alone. Raises SourceError."""
    titles = [each for each in tables if has_titles(each) and tables_named([each], (*FILM_TABLES, *SERIES_TABLES))]
    return [await _with_keys(database, table, tables, titles) if _may_link(table) else table for table in tables]


async def _with_keys(database: Database, table: Table, tables: Sequence[Table], titles: Sequence[Table]) -> Table:
    beside = [each for each in titles if each.schema == table.schema and each is not table]
    if any(keys_to(each, table, names_of_titles(each)) for each in beside):
        # beside a key of films, that of genres with a `genre_type` is one of genres
        return table
    for pair in _pairs(table, tables):
        types = await distinct_texts(database, pair.types, pair.text, _MOST_TYPES)
        named = {text: _named(text, beside) for text in types}
        # without a table of series or shorts, those with a `media_type` of `tv` or `short` are among the films
        are_among_films = any(_type_of(_class_in(text)) is not None for text in types if named[text] is None)
        of_titles = [(each, [text for text in types if named[text] is each]) for each in beside]
        of_titles = [(each, texts) for each, texts in of_titles if texts]
        if of_titles and not are_among_films:
            return _with_key_for_each(table, pair, of_titles)
    return table


def _may_link(table: Table) -> bool:
    """Whether a table has a key of something that may be genres or people, and not of users alone, who comment."""
    unreferring = replace(table, references={})
    named = keys_of(unreferring, unreferring, table.columns, _LINKED)
    about = [*table.references.values(), *(column.name for column in named)]
    return any(OTHERS.isdisjoint(map(name_key, words_of(name))) for name in about if name != _CONTENT_TYPES)


def _pairs(table: Table, tables: Sequence[Table]) -> Iterator[_Pair]:
    own = {letters_of(column.name): column for column in table.columns if column.is_readable}
    for letters, said in own.items():
        name, _, end = letters.rpartition("type")
        key = own.get(f"{name}id") if name and not end else None
        if key is not None and said.kind in WORD_KINDS and key.kind in ID_KINDS:
            yield _Pair(said, key, text_of(said), table, text_of(said))
    if (of_django := own.get("contenttypeid")) is not None and (key := own.get("objectid")) is not None:
        readable = [each for each in tables if all(column.is_readable for column in each.columns)]
        for types in (each for each in readable if each.place == (table.schema, _CONTENT_TYPES)):
            model = f"(SELECT c.model FROM {types.relation} AS c WHERE c.id = t.{quoted(of_django.name)})"
            yield _Pair(of_django, key, model, types, "t.model")


def _class_in(text: str) -> str:
    """The name of the class or of the table that a type is."""
    return _BEFORE_CLASS.sub("", text)


def _named(text: str, titles: Sequence[Table]) -> Table | None:
    """The only table that is called as a type or a class says; else the only one of such titles, of `tv` any series."""
    key = name_key(_class_in(text))
    called = [each for each in titles if key in (name_key(each.name), name_key(words_of(each.name)[-1]))]
    named = called or [each for each in titles if key in map(name_key, names_of_titles(each))]
    return named[0] if len(named) == 1 else None


def _with_key_for_each(table: Table, pair: _Pair, of_titles: Sequence[tuple[Table, list[str]]]) -> Table:
    """A table of such keys with a column such as `creditable_id.movies` in place of both."""
    made, conditions, values, references = list[Column](), list[str](), list[str](), dict(table.references)
    for titles, types in of_titles:
        column = replace(pair.key, name=f"{pair.key.name}.{titles.name}")
        conditions.append(f"{pair.type} IN ({', '.join(map(literal, types))})")
        values.append(f"CASE WHEN {conditions[-1]} THEN t.{quoted(pair.key.name)} END AS {quoted(column.name)}")
        made.append(column)
        references[column.name] = titles.name
    query = f"SELECT t.*, {', '.join(values)} FROM {table.relation} AS t WHERE {' OR '.join(conditions)}"
    own = (column for column in table.columns if column not in (pair.said, pair.key))
    return replace(table, columns=(*own, *made), references=references, query=query)
