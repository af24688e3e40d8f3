# ruff: noqa: S608 - the only foreign strings are names and languages, and `quoted` and `literal` make any safe
"""Texts in a row for each language, such as `movie_translations(movie_id, locale, title)`: as columns, `title_en`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.kinds import TEXT_KINDS, WORD_KINDS
from etl.sources.schema.known_names import COLUMNS, FILM_TABLES, LANGUAGES, TABLES, letters_of, name_key
from etl.sources.schema.matching import keys_to, of_names, primary_keys
from etl.sources.schema.tables import Column, Table, leads_to, literal, quoted, text_of
from etl.sources.shapes.languages import TEXTS

_TABLES: Final = ("translation", "i18n", "l10n", "locale", "localization", "localisation", "lang", "language")
_ENDS: Final = tuple(map(name_key, _TABLES))
_LANGUAGE: Final = ("language", "locale", "lang", "language_code", "lang_code", "culture", "locale_code", "iso_639_1")
_MOST_LANGUAGES: Final = 200
_KEYS: Final = {letters_of(name) for name in TEXTS}


@dataclass(frozen=True)
class _Translations:
    """A table of texts, the column with the key of what they are of, that with the language, and the texts."""

    table: Table
    key: Column
    language: Column
    texts: Sequence[Column]


async def with_translations(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, each with a column for each text and language of its table of translations. Raises SourceError."""
    named = [table for table in tables if name_key(table.name).endswith(_ENDS)]
    return [await _with_translations(database, table, named) for table in tables]


async def _with_translations(database: Database, table: Table, tables: Iterable[Table]) -> Table:
    keys = primary_keys(table, of_names(table.columns, ("id", "uuid")))
    found = [part for other in tables if (part := _translations_of(table, other)) is not None]
    if len(found) != 1 or len(keys) != 1:
        return table
    part = found[0]
    said = await distinct_texts(database, part.table, text_of(part.language), _MOST_LANGUAGES)
    made, values = dict[Column, str](), list[str]()
    for name, texts in _by_language(filter(None, said)):
        for text in part.texts:
            path = f"{text.name}_{name}"
            listed = ", ".join(map(literal, texts))
            values.append(f"max(CASE WHEN {text_of(part.language)} IN ({listed}) THEN {text_of(text)} END)")
            values[-1] += f" AS {quoted(path)}"
            made[Column(path, "text", text.is_readable and part.language.is_readable)] = f"y.{quoted(path)}"
    if not values:
        return table
    grouped = f"SELECT t.{quoted(part.key.name)}, {', '.join(values)} FROM {part.table.relation} AS t GROUP BY 1"
    return table.with_values(made, f" LEFT JOIN ({grouped}) AS y ON {leads_to('y', part.key, keys[0])}")


def _translations_of(table: Table, other: Table) -> _Translations | None:
    if other is table or other.schema != table.schema:
        return None
    names = (*FILM_TABLES, *TABLES["genre"], *TABLES["person"])
    own = [name for name in names if name_key(name) == name_key(table.name)]
    keys = keys_to(table, other, own)
    languages = of_names([column for column in other.columns if column.kind in WORD_KINDS], _LANGUAGE)
    # beside a title its translations are other titles; any other text is there already
    taken = {letters_of(column.name) for column in table.columns} - {*map(letters_of, COLUMNS["film"]["title"])}
    texts = [each for each in other.columns if each.kind in TEXT_KINDS and letters_of(each.name) in _KEYS - taken]
    is_whole = len(keys) == len(languages) == 1 and bool(texts)
    return _Translations(other, keys[0], languages[0], texts) if is_whole else None


def _by_language(said: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The first name of each of LANGUAGES that is said, with how it is said: `en`, `["en-US", "en"]`."""
    of_language = {text: re.split(r"[-_]", text.strip().lower())[0] for text in said}
    known = {name for names in LANGUAGES for name in names}
    for names in LANGUAGES:
        # all others are the last: `local`
        texts = [
            text
            for text, name in of_language.items()
            if name in names or (names == LANGUAGES[-1] and name not in known)
        ]
        if texts:
            yield names[0], sorted(texts)
