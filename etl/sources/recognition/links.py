"""Which tables link films to genres and to people."""

from collections.abc import Sequence

from etl.sources.recognition.choices import Choices
from etl.sources.recognition.recognised import Rivals
from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.known_names import LINKS, ROLE_TABLES, TABLES, TableName, name_key, words_of_table
from etl.sources.schema.mapping import NO_TABLE
from etl.sources.schema.matching import role_in, tables_named
from etl.sources.schema.tables import Table
from etl.sources.shapes.joined import links_by_role
from etl.sources.shapes.links_in_films import joined_keys, links_in_films, made_of_films
from etl.sources.shapes.roles_of_people import with_role_of_person


def choose_made_links(name: TableName, made: Sequence[Table], choices: Choices) -> None:
    """The links that were made together with the table that they lead to."""
    tables = [table for table in made if table.known_as == name]
    end = choices.found[LINKS[name][1]]
    choices.choose(name, tables, [table for table in tables if table.made_of == end.made_of])


def choose_links(name: TableName, tables: Sequence[Table], beside: Sequence[Table], choices: Choices) -> None:
    """The links among all tables, of which those `beside` films, genres and people may hold them."""
    end, columns = LINKS[name][1], choices.columns
    film, target = choices.found["film"], choices.found[end]
    in_films = links_in_films(end, target, tables, columns)
    joined: Sequence[Table] = []
    if end == "person":
        beside = [with_role_of_person(table, target, columns) for table in beside]
        joined = links_by_role(beside, in_films, columns)
    elif not _candidates(name, beside, [], columns):
        joined = joined_keys([*in_films.values()])
    beside = [*beside, *joined]
    candidates = _candidates(name, beside, joined, columns)
    made = made_of_films(film, tables)
    names = [table for table in made if table.known_as == end]
    if end == "genre" and names and not choices.given.part(end).table:
        if not candidates:
            # names in the films, beside a table of genres that nothing links to them
            choices.found[end] = names[0]
            choose_made_links(name, made, choices)
            return
        # the links may be empty
        choices.rivals.append(Rivals((*candidates, names[0])))
    choices.choose(name, beside, candidates)
    if not candidates and not choices.given.part(name).table:
        choices.unlinked.add(name)
        choices.problems.append(
            f"{name}.table: no table links {target} to {film}; name it with its columns, "
            f'or set {name}.table = "{NO_TABLE}" to load films without'
        )


def _candidates(
    name: TableName, tables: Sequence[Table], joined: Sequence[Table], columns: KnownColumns
) -> Sequence[Table]:
    """The tables that link films to genres or people: by both names, else `joined`, else by their columns."""
    firsts, seconds = ((*TABLES[end], columns.found[end].name) for end in LINKS[name])
    pairs = {(name_key(one), name_key(other)) for one in firsts for other in seconds}
    keys = {first + second for one, other in pairs for first, second in ((one, other), (other, one))}
    linking = columns.linking(name, tables)
    named = [table for table in linking if name_key("_".join(words_of_table(table.name))) in keys]
    if joined and not any(any(columns.fitting("film_person", table, "role")) for table in named):
        # `film_actors` links films to `actors`, and so do `film_directors`
        named = []
    found = named or joined or tables_named(linking, TABLES[name]) or linking
    if name != "film_person" or any(_says_roles(table, columns) for table in found):
        return found
    # `person_role(film_id, person_id, role)` beside `film_persons`
    of_roles = (table for table in linking if name_key(table.name).endswith(ROLE_TABLES))
    return [table for table in of_roles if _says_roles(table, columns)] or found


def _says_roles(links: Table, columns: KnownColumns) -> bool:
    names = (column.name for column in columns.fitting("film_person", links, "person"))
    by_name = any(map(role_in, (links.name, columns.found["person"].name, *names)))
    return by_name or any(columns.fitting("film_person", links, "role"))
