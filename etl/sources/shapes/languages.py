"""Names and descriptions that stand in a column for each language, such as `title_en` and `title_ru`, as one column.

Of a row the first language of LANGUAGES counts that it has; other titles of a film are alternative ones. Beside a
column in no language, `name`, they count in the rows in which that is blank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.database import Database, has_row
from etl.sources.schema.kinds import TEXT_KINDS
from etl.sources.schema.known_names import COLUMNS, LANGUAGES, letters_of
from etl.sources.schema.matching import NAMES_OF, known_columns, known_in, tables_called
from etl.sources.schema.tables import Column, Table, filled_text_of, first_filled, text_of

# What may stand in several languages: of films, genres and people.
_TITLES: Final = COLUMNS["film"]["title"]
TEXTS: Final = {
    *(*_TITLES, *COLUMNS["film"]["description"]),
    *(*COLUMNS["genre"]["name"], *COLUMNS["genre"]["description"], *COLUMNS["person"]["full_name"]),
}

# What a column in no language is known as that some rows lack.
_SOME_ROWS: Final = "a text of some rows"


async def with_languages(database: Database, tables: Sequence[Table]) -> list[Table]:
    """The tables, each with a column for what it has in several languages, and one for other titles.

    Raises SourceError.
    """
    return [await _with_languages(database, table) for table in tables]


async def _with_languages(database: Database, table: Table) -> Table:
    own = {letters_of(column.name): column for column in table.columns if column.kind in TEXT_KINDS}
    columns, made = list(table.columns), dict[Column, str]()
    for name in sorted(TEXTS):
        plain, translated = own.get(letters_of(name)), _translated(own, name)
        if len(translated) == 1 and name in _TITLES and plain is None:
            # beside a `name` the `title_ru` is another one
            plain = next((own[letters_of(other)] for other in _TITLES if letters_of(other) in own), None)
        if translated and plain is None:
            plain = _called_otherwise(table, name, [column for column in own.values() if column not in translated])
        if len(translated) == 1 and plain is None:
            columns = [replace(column, known_as=name) if column in translated else column for column in columns]
        elif translated:
            read = [plain] if plain else translated
            if plain is not None and await _is_blank_beside(database, table, plain, translated):
                read = [plain, *translated]
                columns = [replace(column, known_as=_SOME_ROWS) if column == plain else column for column in columns]
            title = first_filled(read)
            if len(read) > 1 or plain is None:
                made[_made(read, "first", plain.name if plain else name)] = title
            if name in _TITLES and not known_columns("film", "alternative_titles", table.columns):
                others = [f"NULLIF({text_of(column)}, {title})" for column in translated]
                made[_made(translated, "others", "alternative_titles")] = database.dialect.texts_as_list(others)
    known = replace(table, columns=tuple(columns))
    return known.with_values(made) if made else known


def _called_otherwise(table: Table, name: str, columns: Sequence[Column]) -> Column | None:
    """The name of a genre or a person in no language, as `full_name` beside the `name_ru` of people."""
    for part, ours in NAMES_OF.items():
        if name in COLUMNS[part][ours] and tables_called(part, [table]):
            return next(iter(known_in(part, ours, table, columns)), None)
    return None


async def _is_blank_beside(database: Database, table: Table, plain: Column, translated: Sequence[Column]) -> bool:
    """Whether some row has a text in a language, and none in the column that is in no language."""
    if not all(column.is_readable for column in (plain, *translated)):
        return False
    return await has_row(database, table, f"{filled_text_of(plain)} IS NULL AND {first_filled(translated)} IS NOT NULL")


def _translated(own: Mapping[str, Column], name: str) -> list[Column]:
    """The columns that hold a name in the languages, in their order: `title_en`, `enTitle`, `russian_title`."""
    letters = letters_of(name)
    return [
        own[key]
        for names in LANGUAGES
        for key in [key for each in names for key in (letters + each, each + letters) if key in own][:1]
    ]


def _made(columns: Sequence[Column], what: str, known_as: str) -> Column:
    """A column `title_en + title_ru.first`."""
    name = " + ".join(column.name for column in columns)
    return Column(f"{name}.{what}", "text", all(column.is_readable for column in columns), known_as=known_as)
