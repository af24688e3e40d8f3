"""`python -m etl inspect`: what is understood of a database, what a load would leave out, and how to solve the rest."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from etl.errors import SourceError
from etl.inspect import inspect_database
from etl.rejects import RejectBound
from etl.sources.registry import SOURCES
from etl.sources.schema.mapping_file import read_mapping
from tests.fixtures.sqlite_films import make_database, read_sqlite, sqlite_request

_FILMS = [
    ("f1", "Heat", None, "1995-12-15", 8.3, "MOV"),
    ("f2", "Lost", None, "2004", 8.3, "TV"),
    ("f3", "", None, None, 73, "MOV"),
]


async def inspect(file: Path, write: Path | None = None, **given: Any) -> tuple[bool, list[str]]:
    stream = io.StringIO()
    is_fine = await inspect_database(SOURCES["sqlite"], sqlite_request(file, **given), stream, write)
    return is_fine, stream.getvalue().splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make_database(
        tmp_path / "a.db",
        _FILMS,
        genres=[("g1", "Drama")],
        people=[("p1", "Al Pacino")],
        film_genres=[("l1", "f1", "g1")],
        film_people=[("k1", "f1", "p1", "ACTOR"), ("k2", "f1", "p1", "producer")],
    )


async def test_what_is_understood_is_shown_in_a_few_lines(file: Path, tmp_path: Path) -> None:
    is_fine, lines = await inspect(file)

    assert is_fine
    assert lines == [
        f"SQLite file {file}",
        "  films:           film_work, 3 rows (id, title, alternative_titles, description, type, rating, votes, "
        "creation_date as release_date, created, modified)",
        "  genres:          genre, 1 rows (id, name, description)",
        "  people:          person, 1 rows (id, full_name)",
        "  genres of films: genre_film_work, 1 rows (id, film_work_id as film, genre_id as genre)",
        "  people of films: person_film_work, 2 rows (id, film_work_id as film, person_id as person, role)",
        "  types:           movie: 'MOV' 2; tv_show: 'TV' 1",
        "  roles:           actor: 'ACTOR' 1; left out: 'producer' 1",
        "  ratings:         3 films are rated, on a scale of 10, 1 above 10 left out",
        "left out 1: credits in a role that is not kept: producer",
        "left out 1: film_work.title: no title",
        f"a load would serve 2 films: python -m etl load --source sqlite --sqlite-file {file}",
    ]
    assert not (tmp_path / "rejects").exists()


async def test_tables_that_are_not_read_are_listed(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("CREATE TABLE tv_show (id, title); CREATE VIEW best AS SELECT * FROM film_work")
    _, lines = await inspect(file)

    assert "  other tables:    not read: best, tv_show" in lines


async def test_a_written_mapping_is_read_again_and_loads_the_same(file: Path, tmp_path: Path) -> None:
    written = tmp_path / "catalogue.toml"
    await inspect(file, written)
    mapping = read_mapping(written)

    assert mapping.values.types == {"movie": ["MOV"], "tv_show": ["TV"]}
    assert mapping.values.roles == {"actor": ["ACTOR"]}
    assert mapping.values.roles_left_out == ["producer"]
    assert mapping.values.rating_scale == 10
    assert await inspect(file, mapping=str(written)) == await inspect(file)
    assert (await read_sqlite(file, mapping=str(written)))[0] == (await read_sqlite(file))[0]
    again = tmp_path / "again.toml"
    await inspect(file, again, mapping=str(written))
    assert again.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")


async def test_a_mapping_that_is_there_is_not_overwritten(file: Path, tmp_path: Path) -> None:
    there = tmp_path / "catalogue.toml"
    there.touch()

    with pytest.raises(SourceError, match=r"catalogue\.toml exists already; name a new file in --write-mapping"):
        await inspect(file, there)
    assert there.read_bytes() == b""


async def test_a_mapping_that_cannot_be_written_is_told_with_the_option(file: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot write .*: No such file .*; name another file in --write-mapping"):
        await inspect(file, tmp_path / "missing" / "catalogue.toml")


async def test_what_only_the_user_knows_is_asked_for_and_then_taken_from_the_mapping_file(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(
            """
            CREATE TABLE films (id TEXT, title TEXT, shown DATE, released DATE, premiere DATE,
                imdb_rating REAL, aka TEXT);
            CREATE TABLE people (id TEXT, name TEXT);
            CREATE TABLE film_people (film_id TEXT, person_id TEXT, role TEXT);
            INSERT INTO films VALUES ('1', 'Heat', '1995-12-15', '1996', '1995', 40, 'Жара / Fuego contra fuego');
            INSERT INTO films VALUES ('2', 'Alien', NULL, NULL, NULL, 8, NULL), ('3', 'Up', NULL, NULL, NULL, 7, NULL);
            INSERT INTO films VALUES ('4', 'Tron', NULL, NULL, NULL, 45, NULL), ('5', 'Her', NULL, NULL, NULL, 5, NULL);
            INSERT INTO people VALUES ('1', 'Al Pacino');
            INSERT INTO film_people VALUES ('1', '1', 'X'), ('1', '1', 'P');
            """
        )
    written = tmp_path / "catalogue.toml"
    is_fine, lines = await inspect(file, written)
    problem = "film.columns.release_date: more than one column of films fits: released, premiere; choose one"

    assert (is_fine, lines[-2]) == (False, f"to be solved: {problem}")
    assert lines[-1].startswith("remedy: state it in a mapping file (ETL_MAPPING), which `python -m etl inspect ")
    text = written.read_text(encoding="utf-8")
    assert f"#   {problem}" in text
    written.write_text(
        text.replace('release_date = ""', 'release_date = "shown"').replace('separator = ""', 'separator = "/"'),
        encoding="utf-8",
    )
    with pytest.raises(
        SourceError, match=r"values\.rating_scale: 2 of 5 ratings are above 10, up to 45; set .*values\.roles: "
    ):
        await read_sqlite(file, mapping=str(written))

    text = written.read_text(encoding="utf-8").replace("# rating_scale = 100", "rating_scale = 50")
    written.write_text(f"{text}actor = ['X']\n", encoding="utf-8")
    is_fine, lines = await inspect(file, mapping=str(written))
    films, _ = await read_sqlite(file, mapping=str(written))
    assert is_fine
    assert (films[0].alternative_titles, films[0].release_year) == (("Жара", "Fuego contra fuego"), 1995)
    assert [film.imdb_rating for film in films] == [8.0, 1.6, 1.4, 9.0, 1.0]
    assert [person.full_name for person in films[0].actors] == ["Al Pacino"]


async def test_names_in_the_rows_of_films_are_read_and_described_by_the_mapping_file(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(
            """
            CREATE TABLE movies (imdb_id TEXT PRIMARY KEY, title TEXT, genre TEXT, actors TEXT, writers, director TEXT);
            INSERT INTO movies VALUES ('tt1', 'Heat', 'Crime, Drama', '["Al Pacino", "Robert De Niro"]',
                '[{"name": "Michael Mann"}]', 'Michael Mann');
            INSERT INTO movies VALUES ('tt2', 'Up', 'Drama|Crime', '{', NULL, 'N/A'), ('tt3', 'Her', '', 7, '[', ',;|');
            """
        )
    written = tmp_path / "catalogue.toml"
    is_fine, _ = await inspect(file, written)
    films, rejects = await read_sqlite(file)
    heat, up, her = sorted(films, key=lambda film: ("Heat", "Up", "Her").index(film.title))

    assert is_fine
    assert [[genre.name for genre in film.genres] for film in (heat, up, her)] == [
        *(["Crime", "Drama"], ["Drama", "Crime"], []),
    ]
    assert [person.full_name for person in heat.actors] == ["Al Pacino", "Robert De Niro"]
    assert heat.writers == heat.directors
    assert not rejects.counts
    assert (await read_sqlite(file, mapping=str(written)))[0] == films


async def test_more_rejects_than_the_bound_are_a_fault_with_the_remedy(file: Path) -> None:
    is_fine, lines = await inspect(file, max_rejects=RejectBound(count=0))

    assert not is_fine
    assert lines[-1].startswith("to be solved: 1 films would be rejected, and at most 0 may be: correct the data, ")


async def test_a_database_without_films_is_a_fault(tmp_path: Path) -> None:
    assert await inspect(make_database(tmp_path / "a.db")) == (False, (await inspect(tmp_path / "a.db"))[1])
    assert (await inspect(tmp_path / "a.db"))[1][-1] == "to be solved: there are no films"


@pytest.mark.parametrize(
    ("ratings", "scale", "says_so"),
    [([4.5] * 19, None, False), ([4.5] * 20, None, True), ([4.5] * 20, 5, False), ([4.5] * 20 + [5.1], None, False)],
)
async def test_ratings_that_may_be_of_five_are_told(
    tmp_path: Path, ratings: list[float], scale: int | None, says_so: bool
) -> None:
    films = [(f"f{place}", "Heat", None, None, rating, "movie") for place, rating in enumerate(ratings)]
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(f"values.rating_scale = {scale}" if scale else "", encoding="utf-8")
    _, lines = await inspect(make_database(tmp_path / "a.db", films), mapping=str(mapping))
    (line,) = (line for line in lines if line.startswith("  ratings:"))

    assert line.endswith("none is above 5: if that is the best, set values.rating_scale = 5") == says_so
