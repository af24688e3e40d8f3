"""Names that stand in a column each, such as `Star1` and `Star2` or `actor_1_name`: as one column with their list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from etl.sources.schema.database import Dialect
from etl.sources.schema.kinds import WORD_KINDS
from etl.sources.schema.known_names import GENRE_LISTS, PEOPLE_LISTS, letters_of, name_key
from etl.sources.schema.matching import has_titles
from etl.sources.schema.tables import Column, Table, text_of

_LISTS: Final = (GENRE_LISTS, *PEOPLE_LISTS.values())
_NUMBERED: Final = re.compile(r"(\D+)(\d{1,2})(\D*)")


def with_numbered(tables: Iterable[Table], dialect: Dialect) -> list[Table]:
    """The tables, those of titles with a column `Star1, Star2` for each kind of names that have numbers."""
    return [_with_numbered(table, dialect) for table in tables]


def _with_numbered(table: Table, dialect: Dialect) -> Table:
    if not has_titles(table):
        return table
    made, taken = dict[Column, str](), set[Column]()
    for names in _LISTS:
        columns = _columns(table, set(map(name_key, names)))
        if len(columns) > 1:
            is_readable = all(column.is_readable for column in columns)
            name = ", ".join(column.name for column in columns)
            # with nothing but NULLs a text would not look like a list
            texts = [f"COALESCE({text_of(column)}, '')" for column in columns]
            made[Column(name, "text", is_readable, known_as=names[0])] = dialect.texts_as_list(texts)
            taken |= {*columns}
    if not made:
        return table
    own = tuple(column for column in table.columns if column not in taken)
    return replace(table, columns=own).with_values(made)


def _columns(table: Table, keys: set[str]) -> Sequence[Column]:
    """The columns of one kind of names by their numbers, first one without a number; none beside a list."""
    numbered: list[tuple[int, Column]] = []
    for column in table.columns:
        if column.kind not in WORD_KINDS or column.name in table.references:
            continue
        letters = letters_of(column.name)
        if found := _NUMBERED.fullmatch(letters):
            if name_key(found[1] + found[3]) in keys:
                numbered.append((int(found[2]), column))
        elif name_key(letters) in keys:
            if letters.endswith("s"):
                return []
            numbered.append((0, column))
    ordered = sorted(numbered, key=lambda pair: pair[0])
    places = [place for place, _ in ordered]
    return [column for _, column in ordered] if len(places) == len(set(places)) else []
