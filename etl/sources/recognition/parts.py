"""Which columns of the chosen tables are read: the parts of the mapping, and the problems with them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from etl.sources.recognition.choices import Choices
from etl.sources.recognition.recognised import Rivals
from etl.sources.schema.fitting import INSTEAD, REQUIRED
from etl.sources.schema.known_names import COLUMNS, LINKS, TableName, letters_of
from etl.sources.schema.mapping import NO_TABLE
from etl.sources.schema.matching import role_in, type_in
from etl.sources.schema.tables import Column, Table

# Columns that may have no values where one of a less known name has.
_OFTEN_EMPTY: Final = ("description", "type", "rating", "votes", "release_date", "release_year", "modified")


def part_of(name: TableName, choices: Choices) -> dict[str, Any]:
    """The part of the mapping that a table has; what it lacks is one more problem."""
    given = choices.given.part(name)
    part: dict[str, Any] = {**given.model_dump(), "columns": {}}
    table = choices.found.get(name)
    if table is None:
        # links are open as long as what they lead to is
        open_parts = tuple(f"{part}." for part in (name, *LINKS.get(name, ())))
        is_open = any(problem.startswith((*open_parts, "schema")) for problem in choices.problems)
        part["table"] = part["table"] or ("" if is_open else NO_TABLE)
        return part
    columns = {ours: _column(name, table, ours, choices) for ours in COLUMNS[name]}
    for ours in REQUIRED[name]:
        _complete(name, table, ours, columns, choices)
    part |= {"table": table.name, "columns": columns}
    if name == "film" and not columns["type"]:
        part["type"] = part["type"] or type_in(table.name)
    if name == "film_person":
        _check_in_films(choices)
        if not columns["role"]:
            part["role"] = part["role"] or _role_of_all(table, columns, choices)
    return part


def _column(name: TableName, table: Table, ours: str, choices: Choices) -> str:
    """The name of a column, "" if the table has none."""
    given, known = choices.given.part(name).columns, choices.columns
    path = f"{name}.columns.{ours}"
    if ours in given:
        if given[ours] and table.column(given[ours]) is None:
            choices.problems.append(f"{path}: {table} has no column '{given[ours]}'; it has {_named_columns(table)}")
        return given[ours]
    taken = set(given.values())
    fitting: Sequence[Column] = [each for each in known.fitting(name, table, ours) if each.name not in taken]
    if ours == "id":
        fitting = known.keys(name, table, fitting)
    if ours in ("rating", "votes") and len(fitting) > 1:
        # a text beside a number says who may watch: "PG-13"
        fitting = [column for column in fitting if column.kind in ("integer", "number")] or fitting
        fitting = [column for column in fitting if "imdb" in letters_of(column.name)] or fitting
    if len(fitting) == 1 and ours in _OFTEN_EMPTY and (others := known.less_known(name, table, ours)):
        choices.rivals.append(Rivals((table,), (*fitting, *others), ours))
    if len(fitting) > 1:
        choices.rivals.append(Rivals((table,), tuple(fitting), ours))
        names = ", ".join(column.name for column in fitting)
        choices.problems.append(f"{path}: more than one column of {table} fits: {names}; choose one")
    return fitting[0].name if len(fitting) == 1 else ""


def _complete(name: TableName, table: Table, ours: str, columns: dict[str, str], choices: Choices) -> None:
    """Complete the columns of a table by what does in place of one that is required; without that it is a problem."""
    instead = INSTEAD.get(ours, ())
    if columns[ours]:
        columns.update(dict.fromkeys(instead, ""))
    elif not any(columns[one] for one in instead):
        is_open = ours not in choices.given.part(name).columns
        if is_open and (only := _only_text(name, table, columns)):
            columns[ours] = only
            return
        known = COLUMNS[name][ours] or (f"{ours}_id",)
        choices.add_unless_said(
            f"{name}.columns.{ours}",
            f"{table} has no such column (known names: {', '.join(known)}); it has {_named_columns(table)}",
        )


def _only_text(name: TableName, table: Table, known: Mapping[str, str]) -> str | None:
    """The only text of a table of genres or people that is nothing else, whatever it is called: their names."""
    taken = {*known.values(), *table.primary_key, *table.references}
    texts = [column.name for column in table.columns if column.kind == "text" and column.name not in taken]
    return texts[0] if len(texts) == 1 and name in ("genre", "person") else None


def _check_in_films(choices: Choices) -> None:
    film = choices.found["film"]
    for role, column in choices.given.film_person.in_films.items():
        if column and film.column(column) is None:
            choices.problems.append(f"film_person.in_films.{role}: {film} has no column '{column}'")


def _role_of_all(links: Table, columns: Mapping[str, str], choices: Choices) -> str | None:
    """The role that a name says of all links without a column of roles."""
    said = (links.name, choices.found["person"].name, columns["person"])
    role = next(filter(None, map(role_in, said)), None)
    if role is None:
        choices.add_unless_said(
            "film_person.columns.role",
            f"{links} has no column of roles; it has {_named_columns(links)}. "
            'If all are actors, set film_person.role = "actor"',
        )
    return role


def _named_columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns) or "no columns"
