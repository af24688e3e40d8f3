"""What is understood of a database before it is read, as a value and as lines for the user."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.errors import SourceError
from etl.sources.reading.queries import Queries
from etl.sources.reading.values import Meaning
from etl.sources.recognition.filled import recognise_filled, without_empty_films
from etl.sources.recognition.people_in_films import Reading, complete_in_films, with_people_in_films
from etl.sources.recognition.survey import Survey, ValueCounts, complete_values, survey_values
from etl.sources.recognition.unnamed_lists import unnamed_line, unnamed_lists, unnamed_problem
from etl.sources.recognition.unread_keys import links_unread, people_unread
from etl.sources.schema.database import Database
from etl.sources.schema.known_names import DELETION, NOUNS, TABLES, TableName
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.tables import Table, listed, made_of
from etl.sources.shapes.certificates import with_certificates
from etl.sources.shapes.dates_and_years import with_release_dates
from etl.sources.shapes.details_by_rows import with_details_by_rows
from etl.sources.shapes.drafts import without_drafts
from etl.sources.shapes.filled_in_turn import with_filled_in_turn
from etl.sources.shapes.film_values import with_film_values
from etl.sources.shapes.films_without_ids import with_ids
from etl.sources.shapes.flags import with_flags
from etl.sources.shapes.genre_flags import with_genre_flags
from etl.sources.shapes.genre_values import with_genres
from etl.sources.shapes.ids_of_films import with_ids_of_films
from etl.sources.shapes.implied_references import with_implied_references
from etl.sources.shapes.inherited import without_parts
from etl.sources.shapes.json_objects import with_json_objects
from etl.sources.shapes.keys_of_parts import with_keys_of_parts
from etl.sources.shapes.keys_of_titles import with_keys
from etl.sources.shapes.languages import with_languages
from etl.sources.shapes.list_values import with_list_values
from etl.sources.shapes.lists import tables_of_lists
from etl.sources.shapes.lists_of_roles import with_lists_of_roles
from etl.sources.shapes.numbered import with_numbered
from etl.sources.shapes.other_schemas import with_other_schemas
from etl.sources.shapes.polymorphic import with_key_for_each
from etl.sources.shapes.role_values import with_roles
from etl.sources.shapes.rows_of_genres import with_rows_of_genres
from etl.sources.shapes.rows_of_people import with_rows_of_people
from etl.sources.shapes.second_keys import with_second_keys
from etl.sources.shapes.translations import with_translations
from etl.sources.shapes.type_values import with_types
from etl.sources.shapes.views import with_keys_of_views
from etl.sources.shapes.years_in_titles import with_years_in_titles

REMEDY = (
    "state it in a mapping file (ETL_MAPPING), which `python -m etl inspect --write-mapping FILE` writes to begin with"
)


@dataclass(frozen=True)
class Understanding:
    """A database, its complete mapping, what is read by it, and its values.

    With `problems`, which a mapping file solves, or `missing_rights` it cannot be read, and may have no survey.
    `others` are the tables beside that of films which are not read, `unclear` is a line about those that may be needed.
    """

    database: Database
    mapping: DatabaseMapping
    reading: Reading
    survey: Survey | None
    problems: tuple[str, ...]
    missing_rights: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unclear: str | None = None

    @property
    def queries(self) -> Queries:
        """The queries that read it."""
        return Queries(self.reading.mapping, self.reading.tables, self.database.dialect)

    def check(self) -> Survey:
        """The survey. Raises SourceError, which lists all problems and says the remedy."""
        if self.survey is None or self.problems:
            faults = "; ".join((*self.missing_rights, *self.problems))
            remedy = f". Remedy: {REMEDY}" if self.problems else ""
            raise SourceError(f"{self.database.name}: {faults}{remedy}")
        return self.survey

    def lines(self) -> Iterator[str]:
        """A few lines for the user."""
        yield self.database.name + (f", schema {self.mapping.schema_}" if self.mapping.schema_ else "")
        for name in TABLES:
            yield f"  {NOUNS[name] + ':':<17}{self._table(name)}"
        if self.others:
            yield f"  {'other tables:':<17}not read: {listed(self.others)}"
        if self.unclear:
            yield f"  {'please check:':<17}{self.unclear}"
        if self.survey is not None:
            yield f"  {'types:':<17}{_types(self.reading.mapping, self.survey)}"
            yield f"  {'roles:':<17}{_roles(self.reading.mapping, self.survey)}"
            yield f"  {'ratings:':<17}{_ratings(self.reading.mapping, self.survey)}"

    def _table(self, name: TableName) -> str:
        table = self.reading.tables.get(name)
        if table is None:
            return "not found"
        part = self.reading.mapping.part(name)
        count = f", {self.survey.rows[name]:,} rows" if self.survey else ""
        if self.survey and (deleted := self.survey.deleted.get(name)):
            count += f", {deleted:,} more are marked as deleted and not read"
        read = ", ".join(theirs if theirs == ours else f"{theirs} as {ours}" for ours, theirs in part.names())
        elsewhere = {part for each in self.reading.tables.values() for part in each.name.split(" + ")}
        elsewhere |= {theirs for each in TABLES for _, theirs in self.reading.mapping.part(each).names()}
        known = {name for theirs in part.columns.values() for name in made_of(theirs)}
        others = [
            column.name
            for column in table.columns
            if not known.issuperset(made_of(column.name)) and f"{table.name}.{column.name}" not in elsewhere
        ]
        others += [column for column in table.not_read if column not in elsewhere]
        left = f"; not read: {', '.join(others)}" if others else ""
        return f"{table.name}{count} ({read}{left})"


async def understand(database: Database, given: DatabaseMapping) -> Understanding:
    """Look at a database and complete what the mapping file says of it. Raises SourceError if it cannot be asked."""
    stored = without_parts(await database.tables())
    filled = await without_empty_films(database, stored, given)
    tables = await with_keys_of_views(database, filled)
    tables = with_keys_of_parts(with_implied_references(with_other_schemas(tables)))
    tables = await with_key_for_each(database, without_drafts(with_keys(tables)))
    tables = await with_second_keys(database, await with_ids_of_films(database, tables))
    tables = await with_translations(database, tables)
    tables = await with_languages(database, await with_json_objects(database, tables))
    tables = with_numbered(await with_filled_in_turn(database, tables), database.dialect)
    tables = with_genre_flags(await with_years_in_titles(database, tables), database.dialect)
    tables = await with_types(database, tables)
    tables = await with_certificates(database, await with_release_dates(database, tables))
    tables = await with_film_values(database, await with_details_by_rows(database, tables))
    tables = with_ids(tables)
    tables = await with_genres(database, tables)
    tables = await with_list_values(database, await with_roles(database, tables))
    tables = with_rows_of_genres(with_rows_of_people(with_flags(await with_lists_of_roles(database, tables))))
    if not tables:
        raise SourceError(f"{database.name} has no tables: {database.remedy_if_empty}")
    all_tables = [*tables, *tables_of_lists(tables, database.dialect)]
    recognised = await recognise_filled(database, all_tables, given)
    if recognised.problems or recognised.missing_rights:
        problems, rights = recognised.problems, recognised.missing_rights
        reading = Reading(recognised.mapping, recognised.tables)
        return Understanding(database, recognised.mapping, reading, None, problems, rights)
    mapping = await complete_in_films(database, recognised.mapping, recognised.tables)
    reading = with_people_in_films(mapping, recognised.tables, database.dialect)
    survey = await survey_values(database, mapping, Queries(reading.mapping, reading.tables, database.dialect))
    values, open_values = complete_values(mapping.values, survey)
    changes: dict[str, Any] = {"values": values}
    if survey.types.are_blank():
        film = mapping.film
        changes["film"] = film.model_copy(update={"columns": {**film.columns, "type": ""}})
    mapping, read_mapping = (each.model_copy(update=changes) for each in (mapping, reading.mapping))
    reading = replace(reading, mapping=read_mapping)
    empty = [table for table in stored if table not in filled]
    others = _not_read([*tables, *empty], Queries(read_mapping, reading.tables, database.dialect))
    unnamed = await unnamed_lists(database, tables, reading.tables)
    lost = [unnamed_problem(name, columns) for name, columns in unnamed.items() if not survey.rows[name]]
    problems = (*open_values, *_all_deleted(mapping, survey), *_blank_roles(mapping, survey), *lost)
    ends: tuple[TableName, ...] = ("genre", "person")
    missing = [end for end in ends if end not in reading.tables and not given.part(end).table]
    checks = [links_unread(missing, reading.tables["film"], others)]
    if (people := reading.tables.get("person")) is not None:
        checks.append(people_unread(reading.tables["film"], people, others))
    checks += [unnamed_line(columns) for name, columns in unnamed.items() if survey.rows[name]]
    unclear = "; ".join(filter(None, checks)) or None
    return Understanding(
        database, mapping, reading, survey, problems, others=tuple(table.name for table in others), unclear=unclear
    )


def _all_deleted(mapping: DatabaseMapping, survey: Survey) -> Iterator[str]:
    """A problem for each table without any row that is not marked as deleted: the mark may mean something else."""
    for name, deleted in survey.deleted.items():
        if deleted and not survey.rows[name]:
            part = mapping.part(name)
            for ours, theirs in part.names():
                if ours in DELETION:
                    yield (
                        f"{name}.columns.{ours}: all {deleted:,} rows of {part.table} are deleted, says {theirs}; "
                        f'if they are not, set {ours} = ""'
                    )


def _blank_roles(mapping: DatabaseMapping, survey: Survey) -> Iterator[str]:
    """A problem if there are links to people, and none says a role."""
    if survey.roles.are_blank():
        yield (
            f"film_person.columns.role: no row of {mapping.film_person.table} has a role in "
            f'{mapping.film_person.columns["role"]}; if all are actors, set role = "" and film_person.role = "actor"'
        )


def _not_read(tables: Sequence[Table], queries: Queries) -> list[Table]:
    """The tables of the schema that no query names."""
    texts = [query for query in (queries.films(), queries.genres(), queries.people()) if query is not None]
    beside = [table for table in tables if table.schema == queries.mapping.schema_]
    return [table for table in beside if not any(table.relation in text for text in texts)]


def _types(mapping: DatabaseMapping, survey: Survey) -> str:
    if not mapping.film.columns.get("type"):
        return f"no column says it; all are read as {mapping.film.type or 'movie'}"
    return _readings(survey.types, "unknown, these films are rejected")


def _roles(mapping: DatabaseMapping, survey: Survey) -> str:
    if "film_person" not in survey.rows:
        return "none"
    if not mapping.film_person.columns.get("role"):
        return f"no column says it; all are read as {mapping.film_person.role}"
    return _readings(survey.roles, "left out")


def _readings(counts: ValueCounts[Meaning], unknown: str) -> str:
    """`movie: 'MOV' 4, 'film' 2; left out: 'producer' 1`."""
    groups = [*counts.known.items(), *([(unknown, counts.unknown)] if counts.unknown else [])]
    texts = [
        f"{meaning}: " + ", ".join(f"{value!r} {count:,}" for value, count in values.items())
        for meaning, values in groups
    ]
    return "; ".join(texts) or "none"


def _ratings(mapping: DatabaseMapping, survey: Survey) -> str:
    ratings = survey.ratings
    if not ratings.rated:
        return "none"
    scale = mapping.values.rating_scale
    read = f"on a scale of {scale:g}" if scale is not None else "on a scale that is not clear"
    left = f", {ratings.above_ten:,} above 10 left out" if scale == 10 and ratings.above_ten else ""
    asks = scale == 10 and ratings.may_be_of_five()
    asked = "; none is above 5: if that is the best, set values.rating_scale = 5" if asks else ""
    return f"{ratings.rated:,} films are rated, {read}{left}{asked}"
