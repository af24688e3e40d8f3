"""Columns of films and of series in one table, of which each row has a value in one."""

from datetime import date

import pytest

from etl.errors import SourceError
from tests.integration.conftest import ReadScript

_TABLE = """CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, name TEXT, original_title TEXT, original_name TEXT,
    release_date DATE, first_air_date DATE, overview TEXT, about TEXT)"""


async def test_of_each_row_the_value_that_is_there_is_read(read_script: ReadScript) -> None:
    rows = """(1, 'Heat', NULL, 'HEAT', NULL, '1995-12-15', NULL, 'One', NULL),
        (2, NULL, 'Lost', NULL, '', NULL, '2004-09-22', NULL, 'Two'),
        (3, '', 'Dark', NULL, 'Finsternis', NULL, NULL, NULL, ' ')"""
    films, rejects = await read_script(f"{_TABLE}; INSERT INTO movies VALUES {rows}")

    assert [(film.title, film.original_title, film.release_date, film.description) for film in films] == [
        ("Heat", "HEAT", date(1995, 12, 15), "One"),
        ("Lost", None, date(2004, 9, 22), "Two"),
        ("Dark", "Finsternis", None, None),
    ]
    assert not rejects.counts


async def test_two_values_in_a_row_are_for_the_user_to_choose(read_script: ReadScript) -> None:
    rows = "(1, 'Heat'), (2, NULL), (3, 'Lost')"
    names = "UPDATE movies SET name = 'Dark' WHERE id > 1"
    with pytest.raises(SourceError, match="fits: title, name; choose one"):
        await read_script(f"{_TABLE}; INSERT INTO movies (id, title) VALUES {rows}; {names}")


async def test_a_less_known_name_in_turn_is_something_else_unless_it_is_of_series(read_script: ReadScript) -> None:
    columns = "id INTEGER PRIMARY KEY, title TEXT, caption TEXT, overview TEXT, content TEXT, release_date DATE"
    rows = """(1, 'Heat', NULL, 'One', NULL, '1995-12-15', NULL, NULL),
        (2, NULL, 'A photo', NULL, 'R', NULL, NULL, NULL),
        (3, 'Lost', NULL, NULL, 'R', NULL, NULL, '2004-09-22'),
        (4, 'Dark', NULL, NULL, 'R', NULL, '2020-01-01', NULL)"""
    table = f"CREATE TABLE movies ({columns}, date DATE, air_date DATE)"
    films, rejects = await read_script(f"{table}; INSERT INTO movies VALUES {rows}")

    assert [(film.title, film.description, film.release_date) for film in films] == [
        ("Heat", "One", date(1995, 12, 15)),
        ("Lost", None, date(2004, 9, 22)),
        ("Dark", None, None),
    ]
    assert rejects.counts == {"movies.title: no title": 1}
