"""The mapping file: TOML <-> DatabaseMapping."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from etl.errors import SourceError
from etl.sources.schema.known_names import COLUMNS, TABLES, TableName
from etl.sources.schema.mapping import DatabaseMapping

_HEAD = """\
# Where this database holds films, written by `python -m etl inspect --write-mapping`. Name this file in ETL_MAPPING.
#
# Lines may be left out: what they say is then recognised. "" is a column that is not read, "-" a table that is not."""

_ABOUT: dict[TableName, str] = {
    "film": "Films and series.",
    "genre": "Genres.",
    "person": "People.",
    "film_genre": "The genres of a film, in the order of position, then of created.",
    "film_person": "The people of a film, in the order of position, then of created.",
}


def read_mapping(path: Path) -> DatabaseMapping:
    """Read a mapping file. Raises SourceError, which names every fault by its path: `film.columns.titel`."""
    try:
        # editors of Windows put a mark before the text
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot read the mapping file {path} (ETL_MAPPING): {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"the mapping file {path} (ETL_MAPPING) is not UTF-8") from error
    return parse_mapping(text, str(path))


def parse_mapping(text: str, name: str) -> DatabaseMapping:
    """Read the text of a mapping file called `name`. Raises SourceError."""
    try:
        return DatabaseMapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"the mapping file {name} is not valid TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(_fault(fault) for fault in error.errors(include_url=False))
        raise SourceError(f"the mapping file {name}: {faults}") from error


def write_mapping(mapping: DatabaseMapping, problems: Sequence[str] = ()) -> str:
    """The text of a commented mapping file; `problems` are listed at its head, each to be solved by a line of it."""
    lines = [_HEAD]
    if problems:
        lines += ["#", "# To be completed:", *(f"#   {problem}" for problem in problems)]
    lines += ["", f"schema = {toml(mapping.schema_)}"]
    for name in TABLES:
        lines += ["", *_table(mapping, name)]
    return "\n".join([*lines, "", *_values(mapping)]) + "\n"


def _table(mapping: DatabaseMapping, name: TableName) -> Iterator[str]:
    part = mapping.part(name)
    yield f"[{name}]  # {_ABOUT[name]}"
    yield f"table = {toml(part.table)}"
    if name == "film":
        if mapping.film.type:
            yield f"type = {toml(mapping.film.type)}"
        else:
            yield '# type = "tv_show"  # the type of all, if no column says it; a movie otherwise'
        yield f"alternative_titles_separator = {toml(mapping.film.alternative_titles_separator)}  # in a text: " + (
            '"|" for "Heat|Жара"; lists and JSON need none'
        )
    if name == "film_person":
        if mapping.film_person.role:
            yield f"role = {toml(mapping.film_person.role)}"
        else:
            yield '# role = "actor"  # the role of all, if no column says it'
    if name == "film_person" and mapping.film_person.in_films:
        yield "[film_person.in_films]  # columns of films with names of people"
        yield from (f"{role} = {toml(column)}" for role, column in mapping.film_person.in_films.items())
    if part.columns:
        yield f"[{name}.columns]"
    for ours, theirs in part.columns.items():
        known = COLUMNS[name][ours]
        note = f"  # not found; known names: {', '.join(known)}" if known and not theirs else ""
        yield f"{ours} = {toml(theirs)}{note}"


def _values(mapping: DatabaseMapping) -> Iterator[str]:
    values = mapping.values
    yield "[values]  # In any letter case."
    if values.rating_scale is None:
        yield "# rating_scale = 100  # the rating that means 10"
    else:
        yield f"rating_scale = {values.rating_scale:.12g}  # the rating that means 10"
    yield f"roles_left_out = {toml(values.roles_left_out)}"
    yield "[values.types]"
    yield from (f"{meaning} = {toml(texts)}" for meaning, texts in values.types.items())
    yield "[values.roles]"
    yield from (f"{meaning} = {toml(texts)}" for meaning, texts in values.roles.items())


def toml(value: str | Sequence[str]) -> str:
    """A basic string of TOML, or a list of them: those of JSON, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fault(fault: Any) -> str:
    """`film.columns.titel: Input should be 'id', 'title' or 'rating'`."""
    path = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    message = "unknown" if fault["type"] == "extra_forbidden" else fault["msg"].removeprefix("Value error, ")
    return f"{path}: {message}" if path else message
