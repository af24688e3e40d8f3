"""Numbers since 1970 are in one unit, which the values of a column tell as a whole."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script
from tests.integration.conftest import ReadScript

_DAY_S = 86_400
# Within weeks of 1970, whose milliseconds are seconds of years in which films are, and far from it.
_DAYS = (date(1969, 12, 1), date(1970, 1, 3), date(1970, 2, 1), date(1994, 9, 10), date(2001, 5, 4), date(2015, 1, 1))


@pytest.mark.parametrize("unit", [1, 1_000, 1_000_000, 1_000_000_000])
@pytest.mark.parametrize("kind", ["BIGINT", "TEXT"])
async def test_days_near_1970_are_of_the_unit_of_the_others(read_script: ReadScript, unit: int, kind: str) -> None:
    times = [(day - date(1970, 1, 1)).days * _DAY_S * unit for day in _DAYS]
    rows = ", ".join(f"({place}, 'Film', {time}, {time})" for place, time in enumerate(times))
    columns = f"id INTEGER PRIMARY KEY, title TEXT, release_date {kind}, updated_at {kind}"
    films, rejects = await read_script(f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")

    assert [film.release_date for film in films] == [*_DAYS]
    assert [film.modified for film in films] == [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in _DAYS]
    assert not rejects.counts


async def test_a_time_that_stands_for_none_changes_no_unit(read_script: ReadScript) -> None:
    # the end of the year 9999
    rows = "(1, 'Film', 253402300799), (2, 'Film', 780624000), (3, 'Film', 989000000)"
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date BIGINT"
    films, rejects = await read_script(f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")

    assert [film.release_date for film in films] == [None, date(1994, 9, 27), date(2001, 5, 4)]
    assert rejects.counts == {"movies.release_date: not a date": 1}


async def test_eight_digits_are_a_day_unless_most_are_numbers(read_script: ReadScript) -> None:
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date INTEGER, created INTEGER"
    rows = "(1, 'Film', 20010504, 19800101), (2, 'Film', 19940927, 780624000), (3, 'Film', 12345678, 989000000)"
    films, _ = await read_script(f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")

    assert [film.release_date for film in films] == [date(2001, 5, 4), date(1994, 9, 27), date(1970, 5, 23)]
    assert films[0].modified == datetime(1970, 8, 18, 4, 1, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("nothing", "times", "days"),
    [
        # the year 1 in milliseconds
        (-62_135_596_800_000, (780_624_000_000, 989_000_000_000), (date(1994, 9, 27), date(2001, 5, 4))),
        (99_999_999, (19940927, 20010504), (date(1994, 9, 27), date(2001, 5, 4))),
        (20010000, (19940927, 20010504), (date(1994, 9, 27), date(2001, 5, 4))),
    ],
)
async def test_most_rows_may_have_a_number_that_stands_for_none(
    read_script: ReadScript, nothing: int, times: tuple[int, int], days: tuple[date, date]
) -> None:
    rows = ", ".join(f"({place}, 'Film', {time})" for place, time in enumerate([*times, *[nothing] * 5]))
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date BIGINT"
    films, _ = await read_script(f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")

    assert tuple(film.release_date for film in films[:2]) == days


@pytest.mark.parametrize(
    ("in_day", "epoch", "kind"),
    [
        (1, 2_440_587.5, "DOUBLE PRECISION"),  # Julian days
        (1, 25_569, "INTEGER"),  # of Excel
        (1, 25_569.0, "DOUBLE PRECISION"),
        (864_000_000_000, 621_355_968_000_000_000, "BIGINT"),  # ticks of .NET
    ],
)
async def test_numbers_that_are_no_times_since_1970(
    read_script: ReadScript, in_day: int, epoch: float, kind: str
) -> None:
    days = [date(1931, 2, 6), *(date(year, 9, 23) for year in range(1971, 2024))]
    times = [(day - date(1970, 1, 1)).days * in_day + epoch for day in days]
    rows = ", ".join(f"({place}, 'Film', {time}, {time})" for place, time in enumerate(times))
    columns = f"id INTEGER PRIMARY KEY, title TEXT, release_date {kind}, updated_at {kind}"
    films, rejects = await read_script(f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")

    assert [film.release_date for film in films] == days
    assert [film.modified.date() for film in films] == days
    assert not rejects.counts


async def test_days_since_1970_are_told_from_those_of_excel_by_the_years_beside(read_script: ReadScript) -> None:
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date INTEGER"
    rows = "(1, 'Film', 12000, 2002), (2, 'Film', 1994, 1975), (3, 'Film', 16000, 2013), (4, 'Film', 14000, NULL)"
    script = f"CREATE TABLE movies ({columns}, year INTEGER); INSERT INTO movies VALUES {rows}"
    films, rejects = await read_script(script)

    assert [film.release_date for film in films] == [
        *(date(2002, 11, 9), date(1975, 6, 18), date(2013, 10, 22), date(2008, 5, 1)),
    ]
    assert not rejects.counts


async def test_days_that_may_be_of_either_are_left_out(read_script: ReadScript) -> None:
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date INTEGER"
    rows = "(1, 'Film', 12000), (2, 'Film', 14000), (3, 'Film', 16000)"
    films, rejects = await read_script(f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")

    assert [(film.release_date, film.release_year) for film in films] == [(None, None)] * 3
    assert rejects.counts == {"movies.release_date: not a date": 3}


async def test_a_column_of_dates_of_sqlite_may_hold_numbers(tmp_path: Path) -> None:
    # milliseconds, as Java writes dates
    rows = "(1, 'Film', 86400000), (2, 'Film', 780624000000), (3, 'Film', 989000000000)"
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date DATE"
    file = run_script(tmp_path / "a.db", f"CREATE TABLE movies ({columns}); INSERT INTO movies VALUES {rows}")
    films, rejects = await read_sqlite(file)

    assert [film.release_date for film in films] == [date(1970, 1, 2), date(1994, 9, 27), date(2001, 5, 4)]
    assert not rejects.counts
