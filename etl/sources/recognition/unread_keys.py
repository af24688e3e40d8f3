"""Keys of genres or people in tables that lead to films, though no table of genres or people is found.

Nobody is left out because the names of a table are not known, or because it is in another schema.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.sources.schema.kinds import TEXT_KINDS
from etl.sources.schema.known_names import LINKS, NAME_PARTS, NOUNS, TABLES, TableName, letters_of, name_key, words_of
from etl.sources.schema.known_values import ROLE_NAMES
from etl.sources.schema.mapping import NO_TABLE
from etl.sources.schema.matching import (
    ID_KINDS,
    KEY_ENDS,
    OTHERS,
    is_known_link,
    keys_of,
    keys_to,
    known_in,
    role_in,
    says_role,
)
from etl.sources.schema.tables import Table, listed


def keys_unread(end: TableName, film: Table, tables: Sequence[Table]) -> str | None:
    """The problem that tables with keys of films hold keys of genres or people, whose names another table may hold.

    None if there are no such keys, or no table that may hold the names.
    """
    beside = [table for table in tables if table.schema == film.schema and table is not film]
    keys = [f"{table}.{column}" for table in beside for column in _keys(end, film, table)]
    if not keys or not any(_may_hold_names(film, table) for table in tables):
        return None
    links = next(name for name, (_, other) in LINKS.items() if other == end)
    return (
        f"no table of {NOUNS[end]} was found, but there are keys of them: {listed(keys)}; name the table with its "
        f'columns, or set {end}.table = "{NO_TABLE}" and {links}.table = "{NO_TABLE}" to load films without'
    )


def links_unread(missing: Sequence[TableName], film: Table, unread: Sequence[Table]) -> str | None:
    """A line if nothing is found of genres or people, `missing`, and tables that are not read link films to something.

    Users and the like, who rate films, are neither.
    """
    links = [table for table in unread if _links_unknown(film, table)]
    if not missing or not links:
        return None
    nouns = " and no ".join(NOUNS[end] for end in missing)
    parts = [part for end in missing for part in (end, *(name for name, (_, other) in LINKS.items() if other == end))]
    return (
        f"no {nouns} were found, but these tables link films to something: {listed(links)}; if it is them, name the "
        f"tables in a mapping file (ETL_MAPPING) under {', '.join(f'{part}.table' for part in parts)}"
    )


def people_unread(film: Table, people: Table, unread: Sequence[Table]) -> str | None:
    """A line if tables that are not read link films to the people too, or hold people of a role to whom films lead."""
    others = [table for table in unread if not table.is_view]
    found = [table for table in others if _links_people(film, people, table) or _are_people(film, table, others)]
    if not found:
        return None
    return (
        f"people of films may also stand in {listed(found)}, which are not read; if they do, make a view of all such "
        "people and one of their links, and name them in a mapping file (ETL_MAPPING) under person.table, "
        "film_person.table"
    )


def _links_people(film: Table, people: Table, table: Table) -> bool:
    """Whether a table leads to films and to people, and by foreign keys to nothing else, as one of awards does."""
    if people.made_of:
        return False  # no table has a key of people who are known by their names
    leads_on = set(table.references.values()) - {film.name, people.name}
    films, persons = keys_to(film, table, TABLES["film"]), keys_to(people, table, TABLES["person"])
    return not leads_on and bool(films) and bool(persons) and {*films}.isdisjoint(persons)


def _are_people(film: Table, table: Table, others: Sequence[Table]) -> bool:
    """Whether a table that is called after a role has names, and foreign keys lead to it from films or their links."""
    leading = [film, *(each for each in others if keys_to(film, each, TABLES["film"]))]
    is_led_to = any(table.name in each.references.values() for each in leading if each is not table)
    has_names = any(known_in("person", ours, table) for ours in ("full_name", *NAME_PARTS))
    return is_led_to and has_names and role_in(table.name) is not None


def _links_unknown(film: Table, table: Table) -> bool:
    """Whether a table has a key of films and one of something else but users."""
    films = {column.name for column in keys_to(film, table, TABLES["film"])}
    own = set[str]() if len(table.primary_key) > 1 else {*table.primary_key, "id"}
    others = [column for column in table.columns if column.name not in films | own and column.kind in ID_KINDS]
    keys = [each for each in others if each.name in table.references or letters_of(each.name).endswith(KEY_ENDS)]
    about = [f"{each.name} {table.references.get(each.name, '')}" for each in keys]
    return bool(films) and any(OTHERS.isdisjoint(map(name_key, words_of(text))) for text in about)


def _keys(end: TableName, film: Table, table: Table) -> Iterator[str]:
    films = {column.name for column in keys_to(film, table, TABLES["film"])}
    if not films:
        return
    names = (*TABLES[end], *(ROLE_NAMES if end == "person" else ()))
    columns = [column for column in table.columns if column.kind in ID_KINDS and column.name not in films]
    called = keys_of(table, replace(table, references={}), columns, names)
    for column in columns:
        referred = set(map(name_key, words_of(table.references.get(column.name, ""))))
        is_of_others = referred & OTHERS and not says_role(table)
        # the column `genre` may be a name; in `genre_film_work` any key but its own may be that of the genre
        is_key = column in called and letters_of(column.name).endswith(KEY_ENDS)
        leads_on = table.references.get(column.name, film.name) != film.name
        is_key = is_key or (leads_on and is_known_link(end, table))
        if is_key and not is_of_others:
            yield column.name


def _may_hold_names(film: Table, table: Table) -> bool:
    has_texts = any(column.kind in TEXT_KINDS for column in table.columns)
    return table is not film and has_texts and not keys_to(film, table, TABLES["film"])
