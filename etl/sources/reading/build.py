"""Rows of films, genres and people -> films; what cannot be used goes into the log of rejects."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, TypeVar
from uuid import UUID

from catalogue.model import ROLES, Film, FilmType, Genre, Person, Role
from etl.rejects import Reject, RejectLog
from etl.sources.reading import dates, values
from etl.sources.reading.dates import Writing
from etl.sources.reading.queries import FILM_VALUES
from etl.sources.reading.usable import Usable
from etl.sources.reading.values import UnusableValueError, ValueReader
from etl.sources.schema.database import Row
from etl.sources.schema.known_names import TableName
from etl.sources.schema.known_values import ROLE_NAMES, TYPE_NAMES
from etl.sources.schema.mapping import DatabaseMapping

Value = TypeVar("Value")

# When a film changed of which the database does not say it.
UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
# Ids of people and genres without a usable name that are remembered, so that each is rejected once.
_REMEMBERED = 100_000

# Genres come again with other films.
_about = lru_cache(maxsize=1_000)(values.several_lines)


class FilmBuilder:
    """Builds the films of one mapping, which is complete."""

    def __init__(self, mapping: DatabaseMapping, rejects: RejectLog, written: Mapping[str, Writing]) -> None:
        self._mapping = mapping
        self._rejects = rejects
        self.usable = Usable(mapping)
        self._types = ValueReader(TYPE_NAMES, mapping.values.types)
        self._roles = ValueReader(ROLE_NAMES, mapping.values.roles)
        self._has_types = bool(mapping.film.columns.get("type"))
        self._has_roles = bool(mapping.film_person.columns.get("role"))
        # bound once, since binding them for each film took a twentieth of its time
        self._alternative_titles = partial(values.titles, separator=mapping.film.alternative_titles_separator)
        self._rating = partial(values.rating, scale=mapping.values.rating_scale or 10)
        self._release_date = partial(dates.release_date, writing=written["release_date"])
        self._year_without_day = partial(dates.year_without_day, writing=written["release_date"])
        self._modified = partial(dates.moment, writing=written["modified"])
        self._created = partial(dates.moment, writing=written["created"])
        self._rejected_once: set[tuple[str, str, Any]] = set()
        self._last_key: Any = None

    def film(self, row: Row, genres: Iterable[Row], people: Iterable[Row]) -> Film | None:
        """The film of a row, None if it is rejected. Raises TooManyRejectsError."""
        key = row[0]
        of: dict[str, str | None] = dict(zip(FILM_VALUES, row[1:], strict=True))

        def read(column: str, parse: Callable[[str], Value]) -> Value | None:
            text = of[column]
            return None if text is None else self._optional("film", key, column, text, parse)

        try:
            film_id = self._film_id(key)
            title = self._title(of["title"], read)
            film_type = self._film_type(of["type"])
        except _FilmRejectedError as error:
            self.usable.left_out("film", error.reason)
            self._rejects.film(self._reject("film", key, error.column, error.value, error.reason))
            return None

        release_date = read("release_date", self._release_date)
        by_role = self._people(people)
        rating = read("rating", self._rating)
        votes = read("votes", values.votes)
        return Film(
            id=film_id,
            title=title,
            original_title=read("original_title", values.single_line) or None,
            alternative_titles=tuple([each for each in self._other_titles(read) if each != title]),
            description=read("description", values.several_lines) or None,
            type=film_type,
            # TMDB has 0 for a film that nobody has rated
            imdb_rating=None if rating == votes == 0 else rating,
            votes=votes,
            release_date=release_date,
            release_year=release_date.year if release_date else self._year(read),
            genres=self._genres(genres),
            actors=by_role["actor"],
            writers=by_role["writer"],
            directors=by_role["director"],
            modified=read("modified", self._modified) or read("created", self._created) or UNKNOWN_TIME,
        )

    def reject_dangling(self, links: TableName, row: Row) -> None:
        """Reject a link whose film does not exist."""
        self._reject_link(links, row, "film", row[0], "no such film")

    def _film_id(self, key: Any) -> UUID:
        # films come in the order of their ids
        if key is not None and key == self._last_key:
            raise _FilmRejectedError("id", key, "the same id twice")
        self._last_key = key
        try:
            return values.stable_id("film", key)
        except UnusableValueError as error:
            raise _FilmRejectedError("id", key, str(error)) from error

    def _title(self, text: str | None, read: Callable[..., Any]) -> str:
        """The title, in place of an empty one the original title or another. Raises _FilmRejectedError."""
        try:
            title: str | None = (
                values.single_line(text or "")
                or read("original_title", values.single_line)
                or next(iter(self._other_titles(read)), None)
            )
        except UnusableValueError as error:
            raise _FilmRejectedError("title", text, str(error)) from error
        if not title:
            raise _FilmRejectedError("title", text, "no title")
        return title

    def _other_titles(self, read: Callable[..., Any]) -> Sequence[str]:
        return read("alternative_titles", self._alternative_titles) or ()

    def _film_type(self, text: str | None) -> FilmType:
        if not self._has_types:
            return self._mapping.film.type or "movie"
        film_type = self._types.read(text)
        if film_type is None:
            raise _FilmRejectedError("type", text, "an unknown type" if text else "no type")
        return film_type

    def _year(self, read: Callable[..., int | None]) -> int | None:
        """The year of a film without a release date: of its own column, or of a date without its day."""
        year = read("release_year", dates.release_year)
        if year is not None:
            return year
        return read("release_date", self._year_without_day)

    def _genres(self, rows: Iterable[Row]) -> tuple[Genre, ...]:
        genres: dict[UUID, Genre] = {}
        for row in rows:
            _, key, _, _, name, description = row
            if (end := self._end("film_genre", "genre", "name", row, name)) is None:
                continue
            if end[0] in genres:
                self._reject_link("film_genre", row, "genre", key, "linked twice")
                continue
            about = self._optional("genre", key, "description", description or "", _about)
            genres[end[0]] = Genre(*end, about or None)
        return tuple(genres.values())

    def _people(self, credited: Iterable[Row]) -> dict[Role, tuple[Person, ...]]:
        by_role: dict[Role, dict[int, Person]] = {role: {} for role in ROLES}
        for row in credited:
            _, key, _, _, full_name, role_text = row
            if (role := self._role(role_text)) is None:
                continue
            if (end := self._end("film_person", "person", "full_name", row, full_name)) is None:
                continue
            # by the number of the id, for the hash of a UUID is worked out in Python each time
            people, number = by_role[role], end[0].int
            if number in people:
                self._reject_link("film_person", row, "person", key, f"linked twice as {role}")
                continue
            people[number] = Person(*end)
        return {role: tuple(people.values()) for role, people in by_role.items()}

    def _role(self, text: str | None) -> Role | None:
        if not self._has_roles:
            return self._mapping.film_person.role
        role = self._roles.read(text)
        if role is None:
            self._rejects.count(f"credits in a role that is not kept: {text or 'none'}")
        return role

    def _end(
        self, links: TableName, end: TableName, column: str, row: Row, name: str | None
    ) -> tuple[UUID, str] | None:
        """Id and name of the genre or the person that a link leads to, None if the link is left out."""
        key = row[1]
        if not row[2]:
            self._reject_link(links, row, end, key, f"no such {end}")
            return None
        try:
            found = values.stable_id(end, key), values.single_line(name or "")
        except UnusableValueError as error:
            reason = str(error)
        else:
            if found[1]:
                return found
            reason = "no name"
        self.usable.left_out(links, reason)
        self._reject_once(self._reject(end, key, column, name, reason))
        return None

    def _optional(
        self, table: TableName, key: Any, column: str, text: str, parse: Callable[[str], Value]
    ) -> Value | None:
        """A value, None if it is nothing or left out."""
        if values.is_nothing(text):
            return None
        try:
            return parse(text)
        except UnusableValueError as error:
            reject = self._reject(table, key, column, text, str(error))
            if table == "film":
                self._rejects.value(reject)
            else:
                self._reject_once(reject)
            return None

    def _reject_link(self, links: TableName, row: Row, column: str, value: Any, reason: str) -> None:
        """Reject a link, under its own id, if it has one, else under that of its film."""
        self.usable.left_out(links, reason)
        self._rejects.value(self._reject(links, row[0] if row[3] is None else row[3], column, value, reason))

    def _reject_once(self, reject: Reject) -> None:
        """Reject something of a genre or a person, who come again with each of their films."""
        known = (reject.table, reject.column, reject.id)
        if known in self._rejected_once:
            return
        if len(self._rejected_once) < _REMEMBERED:
            self._rejected_once.add(known)
        self._rejects.value(reject)

    def _reject(self, table: TableName, key: Any, column: str, value: Any, reason: str) -> Reject:
        """A reject under the database's own names of the table and the column."""
        part = self._mapping.part(table)
        return Reject(part.table, key, part.columns.get(column) or column, value, reason)


class _FilmRejectedError(Exception):
    """A film cannot become a document, because of a value in a column."""

    def __init__(self, column: str, value: Any, reason: str) -> None:
        self.column, self.value, self.reason = column, value, reason
        super().__init__(reason)
