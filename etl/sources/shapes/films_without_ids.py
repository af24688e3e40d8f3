"""Films without any id, such as a CSV file makes: the title and the year are one, `Series_Title + Released_Year.id`."""

from collections.abc import Sequence

from etl.sources.schema.fitting import KnownColumns
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.matching import film_tables, has_titles, known_in
from etl.sources.schema.tables import Column, Table, text_of


def with_ids(tables: Sequence[Table]) -> list[Table]:
    """The tables; if none with titles has an id, the only one of films has its titles and years for ids."""
    columns, titled = KnownColumns(DatabaseMapping(), {}), [table for table in tables if has_titles(table)]
    films = [table for table in titled if film_tables([table])]
    if len(films) != 1 or any(columns.has("film", table, "id") for table in titled):
        return [*tables]
    return [_with_id(table) if table is films[0] else table for table in tables]


def _with_id(films: Table) -> Table:
    title, *years = (known_in("film", ours, films)[:1] for ours in ("title", "release_year", "release_date"))
    parts = [*title, *next(filter(None, years), [])]
    name = " + ".join(column.name for column in parts)
    made = Column(f"{name}.id", "text", all(column.is_readable for column in parts), known_as="id")
    return films.with_values({made: " || '/' || ".join(f"coalesce({text_of(column)}, '')" for column in parts)})
