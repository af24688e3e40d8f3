"""Days, times and years of a film, as the values of a column write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.reading import dates
from etl.sources.reading.dates import writing_of
from etl.sources.reading.values import UnusableValueError

# What a number of so many days since 1970 is in other counts.
_COUNTS: dict[str, tuple[Decimal, Decimal]] = {
    "seconds": (Decimal(86_400), Decimal(0)),
    "milliseconds": (Decimal(86_400_000), Decimal(0)),
    "microseconds": (Decimal(86_400_000_000), Decimal(0)),
    "nanoseconds": (Decimal(86_400_000_000_000), Decimal(0)),
    "ticks": (Decimal(864_000_000_000), Decimal(621_355_968_000_000_000)),
    "Julian days": (Decimal(1), Decimal("2440587.5")),
    "days since 1970": (Decimal(1), Decimal(0)),
    "days of Excel": (Decimal(1), Decimal(25_569)),
}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("1972", 1972), ("1972-05", 1972), ("1972-05-13", 1972), ("1972.0", 1972), (" 2001 ", 2001)),
        *(("(1999)", 1999), ("2008–2013", 2008), ("06/23/1994", 1994), ("March 2004", 2004)),
    ],
)
def test_a_release_year_is_a_year_also_of_a_date(text: str, year: int) -> None:
    assert dates.release_year(text) == year


@pytest.mark.parametrize("text", ["0", "72", "19722", "9999", "soon", "-1972", "NaN"])
def test_a_year_without_films_is_unusable(text: str) -> None:
    with pytest.raises(UnusableValueError):
        dates.release_year(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1972-05-13", date(1972, 5, 13)),
        ("1972-05-13 23:00:00+00", date(1972, 5, 13)),
        ("1972-05-13T23:00:00.123456789Z", date(1972, 5, 13)),
        ("1972", None),
        ("1972-05", None),
        ("1972.0", None),
        ("19720513", date(1972, 5, 13)),
        ("1972/05/13", date(1972, 5, 13)),
        ("13.05.1972", date(1972, 5, 13)),
        ("13 May 1972", date(1972, 5, 13)),
        ("May 13, 1972", date(1972, 5, 13)),
        ("13-MAY-1972", date(1972, 5, 13)),
        ("Sept. 3, 1972", date(1972, 9, 3)),
        ("13 мая 1972 г.", date(1972, 5, 13)),
        ("1972-05-13 00:00:00.000 +00:00", date(1972, 5, 13)),
        ("May 13, 1972 (United States)", date(1972, 5, 13)),
        ("1972 (USA)", None),
        ("Sat, 13 May 1972", date(1972, 5, 13)),
        ("Sat May 13 1972", date(1972, 5, 13)),
        ("Saturday, May 13, 1972", date(1972, 5, 13)),
        ("Sat, 13 May 1972 23:00:00 GMT", date(1972, 5, 13)),
        ("13.05.1972 0:00:00", date(1972, 5, 13)),
        ("19720513.0", date(1972, 5, 13)),
        ("05/13/1972", None),
        ("05-04-1972", None),
        ("May 1972", None),
        ("Май 1972 г.", None),
        ("2441450.5", date(1972, 5, 13)),
        ("26432", date(1972, 5, 13)),
        ("622101600000000000", date(1972, 5, 13)),
        ("74563200", date(1972, 5, 13)),
        ("-1234567890", date(1930, 11, 18)),
    ],
)
def test_a_release_date_is_a_day(text: str, day: date | None) -> None:
    assert dates.release_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "infinity",
        "-infinity",
        "0001-01-01",
        "9999-12-31",
        "0044-03-15 BC",
        "12345-01-01",
        "soon",
        "31.02.2001",
        "31 February 2001",
        "4 Smarch 2001",
        "Smarch 2001",
        "13/32/2001",
        "13/14/2001",
        "04/05/20011",
        "12000",
        "99999",
        "86400",
        "1420070400000000000000",
    ],
)
def test_an_unknown_date_is_unusable(text: str) -> None:
    with pytest.raises(UnusableValueError):
        dates.release_date(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-06-16 20:14:09", datetime(2021, 6, 16, 20, 14, 9, tzinfo=UTC)),
        ("2021-06-16 20:14:09.2+00", datetime(2021, 6, 16, 20, 14, 9, 200_000, tzinfo=UTC)),
        ("2021-06-16 20:14:09.123456789+03", datetime(2021, 6, 16, 17, 14, 9, 123_456, tzinfo=UTC)),
        ("2021-06-16T20:14:09Z", datetime(2021, 6, 16, 20, 14, 9, tzinfo=UTC)),
        ("2021-06-16", datetime(2021, 6, 16, tzinfo=UTC)),
        ("2021-06-16 20:14:09.271 +00:00", datetime(2021, 6, 16, 20, 14, 9, 271_000, tzinfo=UTC)),
        ("2021-06-16 23:14:09 +0300", datetime(2021, 6, 16, 20, 14, 9, tzinfo=UTC)),
        ("2021-06-16 20:14:09 UTC", datetime(2021, 6, 16, 20, 14, 9, tzinfo=UTC)),
        ("2021-06-16 20:14:09.27185 +0000 UTC", datetime(2021, 6, 16, 20, 14, 9, 271_850, tzinfo=UTC)),
        ("June 16, 2021", datetime(2021, 6, 16, tzinfo=UTC)),
        ("16.06.2021", datetime(2021, 6, 16, tzinfo=UTC)),
        ("1623874449", datetime(2021, 6, 16, 20, 14, 9, tzinfo=UTC)),
        ("1623874449.27185", datetime(2021, 6, 16, 20, 14, 9, 271_850, tzinfo=UTC)),
        ("1623874449271", datetime(2021, 6, 16, 20, 14, 9, 271_000, tzinfo=UTC)),
        ("1623874449271850", datetime(2021, 6, 16, 20, 14, 9, 271_850, tzinfo=UTC)),
        ("1.62387444927185e+15", datetime(2021, 6, 16, 20, 14, 9, 271_850, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_taken_for_utc(text: str, moment: datetime) -> None:
    assert dates.moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "infinity",
        "0001-01-01 00:00:00+00",
        "0001-01-01 00:00:00+14",
        "yesterday",
        "31.06.2021",
        "05/04/2021",
        "0",
        "20000",
        "9" * 40,
        "1e99",
    ],
)
def test_an_unknown_time_is_unusable(text: str) -> None:
    with pytest.raises(UnusableValueError):
        dates.moment(text)


@pytest.mark.parametrize("form", _COUNTS)
def test_a_column_of_numbers_tells_what_they_count(form: str) -> None:
    days = [date(1950, 3, 4), date(1966, 5, 6), date(1975, 6, 17), date(1994, 9, 23), date(2004, 3, 19)]
    days += [date(year, 1, 2) for year in range(2005, 2024)]
    texts = [_counted(day, form) for day in days]
    writing = writing_of([(text, None) for text in texts])

    assert [dates.release_date(text, writing) for text in texts] == days


@pytest.mark.parametrize("form", _COUNTS)
@pytest.mark.parametrize("day", [date(1994, 9, 23), date(2010, 3, 19)])
def test_the_years_beside_numbers_tell_it_too(form: str, day: date) -> None:
    days = [day + timedelta(days=place) for place in range(-40, 40)]
    texts = [_counted(each, form) for each in days]
    writing = writing_of([(text, str(day.year)) for text in texts])

    assert [dates.release_date(text, writing) for text in texts] == days


def test_numbers_that_may_be_of_two_counts_are_unusable() -> None:
    # of 2003 to 2019 since 1970, and of 1933 to 1949 in Excel
    texts = [str(number) for number in range(12_000, 18_000, 200)]
    writing = writing_of([(text, None) for text in [*texts, "1999"]])

    for text in (*texts, "1999", "9000"):
        with pytest.raises(UnusableValueError):
            dates.release_date(text, writing)
        assert dates.year_without_day(text, writing) is None


def test_years_among_the_days_of_excel_are_years() -> None:
    writing = writing_of([(text, None) for text in ("1994", "2001", "2003", "34600", "38000")])

    assert dates.release_date("34600", writing) == date(1994, 9, 23)
    assert dates.release_date("1994", writing) is None
    assert dates.year_without_day("1994", writing) == 1994


def test_a_number_that_stands_for_none_changes_no_years() -> None:
    writing = writing_of([(text, None) for text in ("1994", "2001", "9999", "0", "-1")])

    assert dates.year_without_day("1994", writing) == 1994
    with pytest.raises(UnusableValueError):
        dates.year_without_day("9999", writing)


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("06/23/1994", "04/05/2001"), [date(1994, 6, 23), date(2001, 4, 5)]),
        (("23/06/1994", "4/5/2001"), [date(1994, 6, 23), date(2001, 5, 4)]),
        (("23-06-1994", "04-05-2001 00:00:00"), [date(1994, 6, 23), date(2001, 5, 4)]),
        (("6/23/1994 12:00:00 AM", "4/5/2001 12:00:00 AM"), [date(1994, 6, 23), date(2001, 4, 5)]),
        (("06/07/1994", "04/05/2001"), [None, None]),
        (("06/23/1994", "23/05/2001"), [None, None]),
        (("1994-06-23", "04/05/2001"), [date(1994, 6, 23), None]),
    ],
)
def test_a_column_tells_whether_the_day_or_the_month_comes_first(
    texts: tuple[str, str], days: list[date | None]
) -> None:
    writing = writing_of([(text, None) for text in texts])

    assert [dates.release_date(text, writing) for text in texts] == days
    years = [dates.year_without_day(text, writing) for text in texts]
    assert years == [None if day else year for day, year in zip(days, (1994, 2001), strict=True)]


def test_a_date_in_the_other_order_than_its_column_is_unusable() -> None:
    writing = writing_of([("23/06/1994", None)])
    for text in ("06/23/1994", "31/02/2001"):
        with pytest.raises(UnusableValueError):
            dates.release_date(text, writing)
        assert dates.year_without_day(text, writing) is None


_DAYS = st.lists(st.dates(date(1935, 1, 1), date(2025, 1, 1)), min_size=20, unique_by=lambda day: day.year)


@given(_DAYS, st.sampled_from([*_COUNTS]))
def test_days_of_many_years_are_read_as_they_are_or_left_out(days: list[date], form: str) -> None:
    writing = writing_of([(_counted(day, form), None) for day in days])
    for day in days:
        with suppress(UnusableValueError):
            assert dates.release_date(_counted(day, form), writing) == day


@given(st.lists(st.dates(date(1900, 1, 1)), min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"]))
def test_of_days_in_any_order_the_year_at_least_is_read(days: list[date], form: str) -> None:
    days = [day for day in days if day.year <= dates.LAST_YEAR]
    writing = writing_of([(day.strftime(form), None) for day in days])
    for day in days:
        text = day.strftime(form)
        assert (dates.release_date(text, writing) or dates.year_without_day(text, writing)) in (day, day.year)


_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=[])),
    st.integers().map(str),
    st.integers(0, 50_000).map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.dates().map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    st.from_regex(r"\A-?[0-9]{1,30}(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?\Z"),
)


@given(st.lists(st.tuples(_TEXTS, st.none() | _TEXTS)), _TEXTS)
def test_whatever_a_column_of_dates_holds_is_read_or_unusable(rows: list[tuple[str, str | None]], text: str) -> None:
    writing = writing_of(rows)
    for each in (text, *(value for value, _ in rows)):
        for read in (dates.release_date, dates.year_without_day, dates.moment):
            with suppress(UnusableValueError):
                read(each, writing)
        with suppress(UnusableValueError):
            dates.release_year(each)


def _counted(day: date, form: str) -> str:
    in_day, epoch = _COUNTS[form]
    return str((day - date(1970, 1, 1)).days * in_day + epoch)
