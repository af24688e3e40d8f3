"""A date beside the year of a film is that of its release only if it is of that year."""

from datetime import date
from pathlib import Path

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script


@pytest.mark.parametrize(
    ("dates", "days", "years"),
    [
        (("2021-03-01", "2021-04-01", None), [None, None, None], [1977, 1983, 2001]),
        (("1977-05-25", "1984-01-01", None), [date(1977, 5, 25), date(1984, 1, 1), None], [1977, 1984, 2001]),
        (("01.03.2021", "soon", None), [None, None, None], [1977, 1983, 2001]),
    ],
)
async def test_dates_of_other_years_are_no_release_dates(
    tmp_path: Path, dates: tuple[str | None, ...], days: list[date | None], years: list[int]
) -> None:
    rows = ", ".join(
        f"({place}, 'Film', {year}, {'NULL' if day is None else repr(day)})"
        for place, (year, day) in enumerate(zip((1977, 1983, 2001), dates, strict=True))
    )
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_year INTEGER, publication_date TEXT"
    file = run_script(tmp_path / "a.db", f"CREATE TABLE films ({columns}); INSERT INTO films VALUES {rows}")
    films, rejects = await read_sqlite(file)

    assert [film.release_date for film in films] == days
    assert [film.release_year for film in films] == years
    assert not rejects.counts


@pytest.mark.parametrize(
    ("texts", "days", "years"),
    [
        (("06/23/1994", "04/05/2001"), [date(1994, 6, 23), date(2001, 4, 5)], [1994, 2001]),
        (("23-06-1994", "04-05-2001"), [date(1994, 6, 23), date(2001, 5, 4)], [1994, 2001]),
        (("06/05/1994", "04/05/2001"), [None, None], [1994, 2001]),
        (("March 2004", "Fri, 19 Mar 2004"), [None, date(2004, 3, 19)], [2004, 2004]),
    ],
)
async def test_of_a_date_that_is_not_known_the_year_is(
    tmp_path: Path, texts: tuple[str, str], days: list[date | None], years: list[int]
) -> None:
    rows = f"(1, 'Film', '{texts[0]}'), (2, 'Film', '{texts[1]}')"
    columns = "id INTEGER PRIMARY KEY, title TEXT, release_date TEXT"
    file = run_script(tmp_path / "a.db", f"CREATE TABLE films ({columns}); INSERT INTO films VALUES {rows}")
    films, rejects = await read_sqlite(file)

    assert [film.release_date for film in films] == days
    assert [film.release_year for film in films] == years
    assert not rejects.counts
