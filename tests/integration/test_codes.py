"""Types and roles that are numbers are asked about, and read as the mapping file says; flags are read as words."""

import re
from pathlib import Path

import pytest

from etl.errors import SourceError
from tests.fixtures.sqlite_films import read_sqlite, run_script

_FILMS = ", ".join(f"({number}, 'Film {number}', {number % 2})" for number in range(1, 7))
_SCHEMA = f"""
    CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT, type INTEGER);
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE film_people (film_id INTEGER, person_id INTEGER, role INTEGER);
    INSERT INTO films VALUES {_FILMS};
    INSERT INTO people VALUES (1, 'Ada'), (2, 'Ben');
    INSERT INTO film_people VALUES (1, 1, 0), (1, 2, 2), (2, 2, 1);
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return run_script(tmp_path / "a.db", _SCHEMA)


async def test_codes_are_asked_about(file: Path) -> None:
    with pytest.raises(SourceError) as raised:
        await read_sqlite(file)

    assert "values.types: no type is known ('0', '1')" in str(raised.value)
    assert "values.roles: no role is known ('0', '1', '2')" in str(raised.value)


async def test_the_lines_that_problems_name_are_those_of_a_mapping_file(file: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        await read_sqlite(file)
    types, roles, left_out = map(_section, str(raised.value).split("under [")[1:])
    mapping = tmp_path / "catalogue.toml"

    mapping.write_text(types + roles)
    films, rejects = await read_sqlite(file, mapping=str(mapping))
    assert [film.type for film in films] == ["tv_show", "movie"] * 3
    assert [len([*film.actors, *film.writers, *film.directors]) for film in films] == [2, 1, 0, 0, 0, 0]
    assert not rejects.counts

    mapping.write_text(left_out + types)
    _, rejects = await read_sqlite(file, mapping=str(mapping))
    assert dict(rejects.counts) == {f"credits in a role that is not kept: {role}": 1 for role in range(3)}


def _section(text: str) -> str:
    """The heading of a mapping file that a text begins with, and the lines that it names."""
    heading, _, rest = text.partition("]")
    return "\n".join([f"[{heading}]", *re.findall(r"\w+ = \[.*?\]", rest), ""])


async def test_codes_are_read_as_the_mapping_file_says(file: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "catalogue.toml"
    mapping.write_text(
        """
        [values]
        roles_left_out = ["1"]
        [values.types]
        movie = ["0"]
        tv_show = ["1"]
        [values.roles]
        actor = ["0"]
        director = ["2"]
        """
    )
    films, rejects = await read_sqlite(file, mapping=str(mapping))

    assert [film.type for film in films] == ["tv_show", "movie"] * 3
    assert [person.full_name for person in (*films[0].actors, *films[0].directors)] == ["Ada", "Ben"]
    assert dict(rejects.counts) == {"credits in a role that is not kept: 1": 1}


async def test_an_unknown_code_is_asked_about_if_nobody_has_one_of_the_roles(file: Path, tmp_path: Path) -> None:
    def credit(roles: str) -> Path:
        values = ", ".join(f"(1, 1, '{role}')" for role in roles.split())
        links = "CREATE TABLE film_people (film_id INTEGER, person_id INTEGER, role TEXT)"
        return run_script(file, "DROP TABLE film_people", links, f"INSERT INTO film_people VALUES {values}")

    mapping = tmp_path / "catalogue.toml"
    mapping.write_text('[values.types]\nmovie = ["0", "1"]\n')
    with pytest.raises(SourceError, match=r"values\.roles: no credit is that of writer, which 'SPT' may stand for"):
        await read_sqlite(credit("ACT DIR" + 6 * " SPT"), mapping=str(mapping))
    for roles in ("ACT DIR WRI SPT", "actor director producer", "actor director 0"):
        _, rejects = await read_sqlite(credit(roles), mapping=str(mapping))
        assert dict(rejects.counts) == {f"credits in a role that is not kept: {roles.split()[-1]}": 1}
    mapping.write_text('[values]\nroles_left_out = ["SPT"]\n[values.types]\nmovie = ["0", "1"]\n')
    _, rejects = await read_sqlite(credit("ACT DIR" + 6 * " SPT"), mapping=str(mapping))
    assert dict(rejects.counts) == {"credits in a role that is not kept: SPT": 6}


@pytest.mark.parametrize("blank", ["NULL", "''", "' '"])
async def test_a_column_of_types_without_any_is_not_read(file: Path, blank: str) -> None:
    run_script(file, f"UPDATE films SET type = {blank}", "DELETE FROM film_people")
    films, rejects = await read_sqlite(file)

    assert ([film.type for film in films], rejects.counts) == (["movie"] * 6, {})


async def test_a_column_of_roles_without_any_is_asked_about(file: Path, tmp_path: Path) -> None:
    run_script(file, "DELETE FROM film_people", "INSERT INTO film_people SELECT id, 1, NULL FROM films")
    mapping = tmp_path / "catalogue.toml"
    mapping.write_text('[values.types]\nmovie = ["0", "1"]\n')
    with pytest.raises(SourceError, match=r"film_person\.columns\.role: no row of film_people has a role in role; .*"):
        await read_sqlite(file, mapping=str(mapping))

    mapping.write_text(mapping.read_text() + '[film_person]\nrole = "actor"\ncolumns = {role = ""}\n')
    films, _ = await read_sqlite(file, mapping=str(mapping))
    assert [[person.full_name for person in film.actors] for film in films] == [["Ada"]] * 6


@pytest.mark.parametrize(
    ("flags", "types"),
    [
        ("is_movie BOOLEAN|0|1|NULL", ["tv_show", "movie", "movie"]),
        ("isSeries INTEGER|1|0|NULL", ["tv_show", "movie", "movie"]),
        ("is_film BOOLEAN, is_tv BOOLEAN|0, 1|1, 0|NULL, NULL", ["tv_show", "movie", "movie"]),
        ("is_tv BOOLEAN, media_type TEXT|1, 'video'|0, 'video'|0, 'video'", ["tv_show", "movie", "movie"]),
        ("is_tv BOOLEAN, type TEXT|0, 'series'|1, 'film'|1, 'film'", ["tv_show", "movie", "movie"]),
    ],
)
async def test_a_flag_says_the_type_if_no_column_of_types_does(tmp_path: Path, flags: str, types: list[str]) -> None:
    columns, *values = flags.split("|")
    rows = ", ".join(f"({number}, 'Film {number}', {value})" for number, value in enumerate(values, 1))
    table = f"CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT, {columns})"
    file = run_script(tmp_path / "a.db", table, f"INSERT INTO films VALUES {rows}")
    films, _ = await read_sqlite(file)

    assert [film.type for film in films] == types
