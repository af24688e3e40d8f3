"""Values decide which column of a link holds roles, if several are called like it."""

from pathlib import Path

import pytest

from etl.errors import SourceError
from tests.fixtures.sqlite_films import read_sqlite, run_script

_FILMS = """
    CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT);
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO films VALUES (1, 'Alpha');
    INSERT INTO people VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cem'), (4, 'Dora');
"""
_LINK = "film_id INTEGER, person_id INTEGER"


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("job TEXT, type TEXT", "'Actor', 'credited'|'Director', 'uncredited'"),
        ("type TEXT, job TEXT", "'actor', NULL|'director', 'second unit'"),
        ("role TEXT, job TEXT", "'Hamlet', 'actor'|NULL, 'director'"),
        ("role TEXT, job TEXT", "'actor', 'stunt director'|'director', 'Director'"),
        ("job TEXT, credit_type TEXT", "NULL, 'cast'|'Director', 'crew'"),
        ("credit_type TEXT, job TEXT", "'actor', ' '|'director', 'Director'"),
        ("job TEXT, type TEXT", "NULL, 'actor'|'Director', NULL"),
        ("job TEXT, department TEXT", "NULL, 'Acting'|'Director', 'Directing'"),
        ("role TEXT, cast_type TEXT", "'Hamlet', 'Actor'|NULL, 'Director'"),
    ],
)
async def test_the_column_with_values_that_are_roles_is_read(tmp_path: Path, columns: str, values: str) -> None:
    first, second = values.split("|")
    file = _made(
        tmp_path, f"CREATE TABLE credits ({_LINK}, {columns})", f"credits VALUES (1, 1, {first}), (1, 2, {second})"
    )
    (film,), rejects = await read_sqlite(file)

    assert ([person.full_name for person in film.actors], [person.full_name for person in film.directors]) == (
        ["Ada"],
        ["Ben"],
    )
    assert not rejects.counts


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("duty TEXT", ("'Actor'", "'Director'", "'Gaffer'")),
        ("duty_id INTEGER REFERENCES duties", ("1", "2", "3")),
    ],
)
async def test_the_only_column_with_roles_is_read_whatever_it_is_called(
    tmp_path: Path, column: str, values: tuple[str, ...]
) -> None:
    duties = "CREATE TABLE duties (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO duties VALUES "
    duties += "(1, 'Actor'), (2, 'Director'), (3, 'Gaffer'); "
    rows = ", ".join(f"(1, {person}, 'A', {value})" for person, value in enumerate(values, 1))
    file = _made(
        tmp_path, f"{duties} CREATE TABLE film_people ({_LINK}, note TEXT, {column})", f"film_people VALUES {rows}"
    )
    (film,), rejects = await read_sqlite(file)

    assert [person.full_name for person in film.actors + film.directors] == ["Ada", "Ben"]
    assert [*rejects.counts] == ["credits in a role that is not kept: Gaffer"]


async def test_the_only_text_of_a_table_is_the_word_to_which_a_key_of_roles_leads(tmp_path: Path) -> None:
    sorts = "CREATE TABLE sorts (id INTEGER PRIMARY KEY, caption TEXT); "
    sorts += "INSERT INTO sorts VALUES (1, 'Actor'), (2, 'Director'); "
    table = f"{sorts}CREATE TABLE film_people ({_LINK}, designation_id INTEGER REFERENCES sorts)"
    (film,), _ = await read_sqlite(_made(tmp_path, table, "film_people VALUES (1, 1, 1), (1, 2, 2)"))

    assert [[person.full_name for person in people] for people in (film.actors, film.directors)] == [["Ada"], ["Ben"]]


async def test_a_cast_may_say_roles_in_a_column_of_any_name(tmp_path: Path) -> None:
    rows = "film_cast VALUES (1, 1, 'Actor'), (1, 2, 'Director')"
    (film,), _ = await read_sqlite(_made(tmp_path, f"CREATE TABLE film_cast ({_LINK}, duty TEXT)", rows))

    assert [[person.full_name for person in people] for people in (film.actors, film.directors)] == [["Ada"], ["Ben"]]


@pytest.mark.parametrize("values", [("'A'", "'D'"), ("'Actor'", "'Actress'"), ("'Actor'", "'Gaffer'")])
async def test_a_column_of_letters_or_of_one_role_is_asked_about(tmp_path: Path, values: tuple[str, str]) -> None:
    rows = f"film_people VALUES (1, 1, {values[0]}), (1, 2, {values[1]})"
    file = _made(tmp_path, f"CREATE TABLE film_people ({_LINK}, duty TEXT)", rows)

    with pytest.raises(SourceError, match=r"film_people has no column of roles"):
        await read_sqlite(file)


async def test_a_cast_and_a_crew_that_both_say_roles_are_read_as_one(tmp_path: Path) -> None:
    tables = f"CREATE TABLE movie_cast ({_LINK}, role_type TEXT); CREATE TABLE movie_crew ({_LINK}, role TEXT)"
    rows = "movie_cast VALUES (1, 1, 'lead'), (1, 2, 'cameo'); INSERT INTO movie_crew VALUES (1, 3, 'Director')"
    (film,), rejects = await read_sqlite(_made(tmp_path, tables, rows))

    people = [[person.full_name for person in people] for people in (film.actors, film.directors)]
    assert (people, rejects.counts) == ([["Ada", "Ben"], ["Cem"]], {})


async def test_a_department_counts_where_no_job_is_said(tmp_path: Path) -> None:
    rows = "(1, 1, NULL, 'Acting'), (1, 2, 'Director', 'Directing'), (1, 3, 'Assistant Director', 'Directing')"
    file = _made(tmp_path, f"CREATE TABLE credits ({_LINK}, job TEXT, department TEXT)", f"credits VALUES {rows}")
    (film,), rejects = await read_sqlite(file)

    assert [person.full_name for person in film.actors + film.directors] == ["Ada", "Ben"]
    assert [*rejects.counts] == ["credits in a role that is not kept: Assistant Director"]


async def test_the_key_of_a_department_does_not_count_beside_a_job(tmp_path: Path) -> None:
    departments = "CREATE TABLE department (id INTEGER PRIMARY KEY, name TEXT); "
    departments += "INSERT INTO department VALUES (1, 'Directing'); "
    table = f"CREATE TABLE credits ({_LINK}, job TEXT, department_id INTEGER REFERENCES department)"
    rows = "credits VALUES (1, 1, 'Director', 1), (1, 2, 'Assistant Director', 1)"
    (film,), rejects = await read_sqlite(_made(tmp_path, departments + table, rows))

    assert [person.full_name for person in film.directors] == ["Ada"]
    assert [*rejects.counts] == ["credits in a role that is not kept: Assistant Director"]


@pytest.mark.parametrize(
    ("roles", "left_out"),
    [
        ("'Actor, Director'", []),
        ("'director;Producer | actor'", ["credits in a role that is not kept: Producer"]),
        (
            "'Hamlet, Prince'), (1, 1, 'actor'), (1, 1, 'director'",
            ["credits in a role that is not kept: Hamlet, Prince"],
        ),
    ],
)
async def test_a_text_may_name_several_roles(tmp_path: Path, roles: str, left_out: list[str]) -> None:
    file = _made(tmp_path, f"CREATE TABLE credits ({_LINK}, role TEXT)", f"credits VALUES (1, 1, {roles})")
    (film,), rejects = await read_sqlite(file)

    assert [person.full_name for person in film.actors] == [person.full_name for person in film.directors] == ["Ada"]
    assert [*rejects.counts] == left_out


@pytest.mark.parametrize("values", ["'actor', 'lead actor'|'director', 'actor'", "'main', 'one'|'extra', 'two'"])
async def test_two_columns_of_which_both_or_none_hold_roles_are_asked_about(tmp_path: Path, values: str) -> None:
    first, second = values.split("|")
    file = _made(
        tmp_path, f"CREATE TABLE credits ({_LINK}, job, type)", f"credits VALUES (1, 1, {first}), (1, 2, {second})"
    )
    with pytest.raises(SourceError, match=r"film_person\.columns\.role: more than one column .* fits: job, type"):
        await read_sqlite(file)


async def test_who_is_played_is_no_role(tmp_path: Path) -> None:
    file = _made(
        tmp_path, f"CREATE TABLE film_cast ({_LINK}, role TEXT)", "film_cast VALUES (1, 1, 'Hamlet'), (1, 2, 'Ophelia')"
    )
    (film,), _ = await read_sqlite(file)

    assert [person.full_name for person in film.actors] == ["Ada", "Ben"]


async def test_who_is_played_may_come_again_in_a_table_of_actors(tmp_path: Path) -> None:
    rows = "film_actors VALUES (1, 1, 'Hero'), (1, 2, 'Hero'), (1, 3, 'Hero')"
    file = _made(tmp_path, f"CREATE TABLE film_actors ({_LINK}, role TEXT)", rows)
    (film,), _ = await read_sqlite(file)

    assert [person.full_name for person in film.actors] == ["Ada", "Ben", "Cem"]


async def test_unknown_words_that_come_again_may_be_roles_and_are_asked_about(tmp_path: Path) -> None:
    rows = ", ".join(
        f"(1, {person}, '{role}')" for person, role in enumerate(["glumac", "glumac", "redatelj", "redatelj"], 1)
    )
    file = _made(tmp_path, f"CREATE TABLE film_cast ({_LINK}, role TEXT)", f"film_cast VALUES {rows}")

    with pytest.raises(SourceError, match=r"values\.roles: no role is known \('glumac', 'redatelj'\)"):
        await read_sqlite(file)


def _made(folder: Path, table: str, rows: str) -> Path:
    return run_script(folder / "a.db", _FILMS, table, f"INSERT INTO {rows}")


async def test_roles_with_commas_are_read_beside_a_key_that_is_called_film(tmp_path: Path) -> None:
    link = "film INTEGER REFERENCES films (id), person_id INTEGER, role TEXT"
    file = _made(tmp_path, f"CREATE TABLE credits ({link})", "credits VALUES (1, 1, 'actor, director')")
    (film,), _ = await read_sqlite(file)

    assert [person.full_name for person in (*film.actors, *film.directors)] == ["Ada", "Ada"]
