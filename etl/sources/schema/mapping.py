"""Where a database holds what a catalogue needs: one value that recognition makes and a mapping file may state.

In a file everything may be left out, and is then recognised. What recognition returns is complete: written down and
read again it gives the same value.
"""

from collections.abc import Iterator
from typing import Annotated, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from catalogue.model import FilmType, Role
from etl.sources.schema.known_names import (
    FilmColumn,
    FilmGenreColumn,
    FilmPersonColumn,
    GenreColumn,
    PersonColumn,
    TableName,
    name_key,
)

# A table that the database has not, or that is not to be read.
NO_TABLE = "-"

ColumnName = TypeVar("ColumnName", bound=str)
# of several tables in one too, `film_actors + film_directors`
_Name = Annotated[str, Field(max_length=2_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class TableMapping(_Part, Generic[ColumnName]):
    """A table and its columns: what we call a column -> its name there.

    A table may be NO_TABLE, and "" is yet to be recognised; a column that is "" is not read.
    """

    table: _Name = ""
    columns: dict[ColumnName, _Name] = {}

    def names(self) -> Iterator[tuple[str, str]]:
        """The columns that are read: what we call each, and its name."""
        return ((ours, name) for ours, name in self.columns.items() if name)


class FilmMapping(TableMapping[FilmColumn]):
    """The table of films. `alternative_titles_separator` separates the titles of one text, as in "Heat|Жара".

    `type` is the type of all of them, if no column says it; None is a movie.
    """

    type: FilmType | None = None
    alternative_titles_separator: _Name = ""


class FilmPersonMapping(TableMapping[FilmPersonColumn]):
    """The links of films to people. `role` is the role of all of them, if no column says it.

    `in_films` names columns of films with names of people in a role: `{"director": "director"}`; "" is not read.
    """

    role: Role | None = None
    in_films: dict[Role, _Name] = {}


class ValueMapping(_Part):
    """How values are read: `{"movie": ["MOV"]}`. A rating of `rating_scale` becomes 10; None: not known yet."""

    types: dict[FilmType, list[str]] = {}
    roles: dict[Role, list[str]] = {}
    roles_left_out: list[str] = []
    rating_scale: Annotated[float, Field(gt=0, le=1_000_000, strict=False)] | None = None

    @model_validator(mode="after")
    def _check_each_value_once(self) -> Self:
        for noun, lists in (
            ("types", [*self.types.items()]),
            ("roles", [*self.roles.items(), ("roles_left_out", self.roles_left_out)]),
        ):
            place_of: dict[str, str] = {}
            for place, values in lists:
                for value in values:
                    if (other := place_of.setdefault(name_key(value), place)) != place:
                        raise ValueError(f"{noun}: {value!r} is listed under both {other} and {place}")
        return self


class DatabaseMapping(_Part):
    """The whole of it."""

    schema_: str = Field(default="", alias="schema")
    film: FilmMapping = FilmMapping()
    genre: TableMapping[GenreColumn] = TableMapping()
    person: TableMapping[PersonColumn] = TableMapping()
    film_genre: TableMapping[FilmGenreColumn] = TableMapping()
    film_person: FilmPersonMapping = FilmPersonMapping()
    values: ValueMapping = ValueMapping()

    def part(self, name: TableName) -> TableMapping[str]:
        """The mapping of one table."""
        part: TableMapping[str] = getattr(self, name)
        return part
