"""Finds the tables and columns of films, genres, people and their links among those of a database."""

from collections.abc import Iterator, Sequence

from etl.sources.recognition.choices import Choices
from etl.sources.recognition.links import choose_links, choose_made_links
from etl.sources.recognition.named_tables import tables_beside_films, tables_of_films
from etl.sources.recognition.parts import part_of
from etl.sources.recognition.recognised import Recognised
from etl.sources.recognition.unread_keys import keys_unread
from etl.sources.schema.known_names import LINKS, TABLES, TableName, name_key
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Table
from etl.sources.shapes.details import with_details
from etl.sources.shapes.first_names import with_first_names
from etl.sources.shapes.links_in_films import made_of_films
from etl.sources.shapes.lookups import with_lookups
from etl.sources.shapes.people_by_role import people_by_role
from etl.sources.shapes.types_beside import with_types_beside


def recognise(tables: Sequence[Table], given: DatabaseMapping) -> Recognised:
    """Recognise whatever `given`, the mapping file, does not say. Never fails: all problems are listed together."""
    tables = with_first_names(with_types_beside(with_details(with_lookups(tables))))
    choices = Choices(given)
    film = _choose_film(tables, choices)
    if film is not None:
        _choose_others(film, tables, choices)
    parts = {name: part_of(name, choices) for name in TABLES}
    schema = given.schema_ if film is None else film.schema
    mapping = DatabaseMapping.model_validate({"schema": schema, **parts, "values": given.values.model_dump()})
    rights = tuple(_missing_rights(mapping, choices.found))
    return Recognised(mapping, choices.found, tuple(choices.problems), rights, choices.unlinked, tuple(choices.rivals))


def _choose_film(tables: Sequence[Table], choices: Choices) -> Table | None:
    schema = choices.given.schema_
    own = _own(tables, schema)
    if schema and not own:
        schemas = ", ".join(sorted({table.schema for table in tables})) or "none"
        choices.problems.append(f"schema: there is no schema '{schema}' with tables; there are: {schemas}")
        return None
    return choices.choose("film", own, tables_of_films(own, choices.columns))


def _choose_others(film: Table, tables: Sequence[Table], choices: Choices) -> None:
    """Choose the tables of genres and people, then those that link them to the films."""
    own = _own(tables, choices.given.schema_)
    # what is known as something is part of a table that was made
    beside = [table for table in own if table.schema == film.schema and table is not film and not table.known_as]
    made, by_role = made_of_films(film, tables), people_by_role(tables, beside, choices.columns)
    ends: tuple[tuple[TableName, Sequence[Table]], ...] = (("genre", ()), ("person", by_role[:1]))
    for end, joined in ends:
        candidates = joined or tables_beside_films(end, beside, made, choices.columns)
        chosen = choices.choose(end, [*beside, *made, *joined], candidates)
        if chosen is None and not choices.given.part(end).table and (problem := keys_unread(end, film, own)):
            choices.add_unless_said(f"{end}.table", problem)
    beside = [table for table in beside if table not in choices.found.values() and not _is_copy(table, film)]
    for name, (_, end) in LINKS.items():
        if end in choices.found and choices.found[end].made_of:
            choose_made_links(name, [*made, *by_role], choices)
        elif end in choices.found:
            choose_links(name, tables, beside, choices)


def _is_copy(table: Table, film: Table) -> bool:
    """Whether a table is called after that of films and has all of its columns, `film_work_old`: it links nothing."""
    columns = {column.name for column in film.columns if not column.known_as}
    return name_key(film.name) in name_key(table.name) and columns <= {column.name for column in table.columns}


def _own(tables: Sequence[Table], schema: str) -> list[Table]:
    """The tables that the database has, in one schema or in all."""
    return [table for table in tables if schema in ("", table.schema) and not table.made_of]


def _missing_rights(mapping: DatabaseMapping, tables: dict[TableName, Table]) -> Iterator[str]:
    for name, table in tables.items():
        read = set(mapping.part(name).columns.values())
        if any(column.name in read and not column.is_readable for column in table.columns):
            yield (
                f"no right to read {table}; its owner can give it: "
                f"GRANT USAGE ON SCHEMA {table.path[0]} TO ...; GRANT SELECT ON {table} TO ..."
            )
