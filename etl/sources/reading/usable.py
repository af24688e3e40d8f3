"""Whether a database as a whole is of use: not if all its films, or all links to genres or people, are left out."""

from collections import Counter

from catalogue.model import Film
from etl.errors import SourceError
from etl.sources.schema.known_names import LINKS, TableName
from etl.sources.schema.mapping import NO_TABLE, DatabaseMapping


class NothingUsableError(SourceError):
    """No film, or no link of a kind, can be used. Each of `problems` tells its remedy."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Usable:
    """Notes while films are built what is used and what is left out."""

    def __init__(self, mapping: DatabaseMapping) -> None:
        self._mapping = mapping
        self._used: set[TableName] = set()
        self._left_out: dict[TableName, Counter[str]] = {}

    def film(self, film: Film) -> None:
        """A film that is loaded, with its genres and people."""
        self._used.add("film")
        if film.genres:
            self._used.add("film_genre")
        if film.actors or film.writers or film.directors:
            self._used.add("film_person")

    def left_out(self, name: TableName, reason: str) -> None:
        """A film or a link that is left out."""
        self._left_out.setdefault(name, Counter())[reason] += 1

    def check(self) -> None:
        """Raises NothingUsableError if there are films, but none is loaded, or links, but none is used."""
        unused = set(self._left_out) - self._used
        if "film" in unused:
            raise NothingUsableError(
                [
                    f"no film of {self._mapping.film.table} can be loaded ({self._reasons('film')}): correct the data, "
                    "or describe it in a mapping file (ETL_MAPPING)"
                ]
            )
        if problems := [self._links_problem(links, end) for links, (_, end) in LINKS.items() if links in unused]:
            raise NothingUsableError(problems)

    def _links_problem(self, links: TableName, end: TableName) -> str:
        noun = "people" if end == "person" else "genres"
        return (
            f"no film would have {noun}, since no row of {self._mapping.part(links).table} can be used "
            f"({self._reasons(links)}): correct the data, or name its columns in a mapping file (ETL_MAPPING) under "
            f'{links}.columns, or load without {noun} by {links}.table = "{NO_TABLE}" there'
        )

    def _reasons(self, name: TableName) -> str:
        return ", ".join(f"{reason} {count:,}" for reason, count in self._left_out[name].most_common())
