"""Values of a database -> days, times and years of a film, as the values of their column tell as a whole.

Every function takes any value of a column, and raises UnusableValueError and nothing else if it cannot be used.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from etl.sources.reading.values import UnusableValueError, number
from etl.sources.schema.database import Row

# The first films are of 1874 to 1888; what is announced later than this is a placeholder such as 9999-12-31.
FIRST_YEAR: Final = 1870
LAST_YEAR: Final = 2200

_YEAR = re.compile(r"\d{4}(?!\d)")
_YEAR_ALONE = re.compile(r"\d{4}(\.0+|[-./]\d\d?)?")
# All others are written as the ISO does, or as the patterns below.
_DATE_FORMATS = ("%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y")
# "04/05/2001" and "4-5-2001", of which the column tells where the month is.
_TWO_ORDERS = re.compile(r"(\d\d?)([/-])(\d\d?)\2(\d{4})(?!\d)")
_WEEKDAY = r"(?:(?:[^\W\d_]{2,},|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*) )?"
# "4 May 2001", "4-May-2001", "May 4, 2001", "Sept. 4, 2001", "Fri, 4 May 2001", "4 мая 2001 г."
_NAMED_MONTH = re.compile(
    _WEEKDAY + r"(?:(\d{1,2})[ -]([^\W\d_]{3,})\.?|([^\W\d_]{3,})\.? (\d{1,2})),?[ -](\d{4})(?: ?г\.?)?", re.IGNORECASE
)
# "March 2004"
_MONTH_AND_YEAR = re.compile(r"([^\W\d_]{3,})\.?,?[ -](\d{4})(?: ?г\.?)?")
# What the names of the months begin with.
_MONTHS = (
    *(("jan", "янв"), ("feb", "фев"), ("mar", "мар"), ("apr", "апр"), ("may", "мая", "май"), ("jun", "июн")),
    *(("jul", "июл"), ("aug", "авг"), ("sep", "сен"), ("oct", "окт"), ("nov", "ноя"), ("dec", "дек")),
)
# Sequelize and Go write "2021-06-16 20:14:09.271 +00:00" into SQLite files.
_BEFORE_ZONE = re.compile(r" (?=[+-]\d\d:?\d\d$)")
# Where a film was released, as IMDb shows it: "June 13, 1980 (United States)".
_PLACE = re.compile(r"\s*\([^()]*\)$")
# A time behind a day that is not written as the ISO does: "6/13/1980 12:00:00 AM".
_CLOCK = re.compile(r"\s+\d\d?:\d\d.*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE]\+?\d\d?)?")
# Numbers of four digits are years, and 0 is no time.
_COUNT = re.compile(r"-?\d{5,}(\.\d+)?([eE]\+?\d\d?)?|-?\d\.\d+[eE]\+?\d\d?")
_COUNT_OF_DAYS = re.compile(r"-?[1-9]\d*(\.\d+)?")
# A day in ISO 8601 without its hyphens; an unknown one, or an unknown month, is 00.
_DIGITS_OF_DAY = re.compile(r"((?:1[89]|2[01])\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01]))(\.0+)?")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS_OF_DAY = Decimal(86_400_000_000)
# Films are dated by a count of some kind if the middle one is of a year from the first to the second.
_OF_TIMES = (FIRST_YEAR, 2100)
# Since sound came to films: the days since 1970 of 2000 are those since 1900 of 1930.
_OF_DAYS = (1927, 2040)
# Of which years nearly all films are, and how many years their release is from their year.
_OF_FILMS = (1900, 2040)
_FAR = 3
# Numbers that are so little time from 1970 are counts of something else.
_NEAR_1970 = timedelta(days=60)


class Count(NamedTuple):
    """What a number means: how many microseconds are in one, which is 1970-01-01, and the years it is used for."""

    microseconds: Decimal
    epoch: Decimal
    years: tuple[int, int]


# As `toEpochDay` of Java gives them.
_DAYS_SINCE_1970: Final = Count(_MICROSECONDS_OF_DAY, Decimal(0), _OF_DAYS)
_COUNTS: Final = (
    # seconds to nanoseconds since 1970
    Count(Decimal(1_000_000), Decimal(0), _OF_TIMES),
    Count(Decimal(1_000), Decimal(0), _OF_TIMES),
    Count(Decimal(1), Decimal(0), _OF_TIMES),
    Count(Decimal("0.001"), Decimal(0), _OF_TIMES),
    # ticks of .NET
    Count(Decimal("0.1"), Decimal(621_355_968_000_000_000), _OF_TIMES),
    # Julian days, as `julianday` of SQLite gives them
    Count(_MICROSECONDS_OF_DAY, Decimal("2440587.5"), _OF_TIMES),
    _DAYS_SINCE_1970,
    # days as Excel numbers them
    Count(_MICROSECONDS_OF_DAY, Decimal(25_569), _OF_DAYS),
)


@dataclass(frozen=True)
class Writing:
    """How a column writes its dates, as far as its values tell it."""

    # what its numbers mean; None if that cannot be known
    count: Count | None = None
    # whether each number tells that by itself
    each_tells: bool = True
    # whether numbers of four digits are counts too, and no years
    has_short_counts: bool = False
    # whether the 4 of "04/05/2001" is the day; None if that cannot be known
    is_day_first: bool | None = None


_EACH_BY_ITSELF: Final = Writing()


def writing_of(rows: Iterable[Row]) -> Writing:
    """How a column writes its dates, by rows of a value of it and the release year beside that, or None.

    The middle number by size decides what numbers mean: the milliseconds of a day within weeks of 1970 are also the
    seconds of another. Each counts once, since one that stands for no time may come in most rows.
    """
    numbers: dict[Decimal, int | None] = {}
    years, places = set[str](), [False, False]
    for value, year_beside in rows:
        text = value.strip()
        if parts := _TWO_ORDERS.match(text):
            places = [places[0] or 12 < int(parts[1]) <= 31, places[1] or 12 < int(parts[3]) <= 31]
        elif _NUMBER.fullmatch(text):
            if _year(text) is None:
                numbers[Decimal(text)] = _year(year_beside or "") or numbers.get(Decimal(text))
            else:
                years.add(text)
    is_day_first = places[0] if places[0] != places[1] else None
    if 2 * sum(_DIGITS_OF_DAY.fullmatch(str(each)) is not None for each in numbers) >= len(numbers):
        return Writing(is_day_first=is_day_first)
    count = _count_of(numbers)
    may_be_days = count in (None, _DAYS_SINCE_1970) and _is_middle(_middle(numbers), _DAYS_SINCE_1970)
    return Writing(count, False, may_be_days and len(years) < len(numbers), is_day_first)


def release_year(text: str) -> int:
    """A year, also of a whole date. Raises UnusableValueError."""
    found = _YEAR.match(text.strip(" ("))
    year = int(found[0]) if found else _year_behind(text.strip()) or int(number(text))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnusableValueError(f"not a year from {FIRST_YEAR} to {LAST_YEAR}")
    return year


def release_date(text: str, writing: Writing = _EACH_BY_ITSELF) -> date | None:
    """A day; None for a text that says a year, or a year and a month. Raises UnusableValueError for `infinity`."""
    text = text.strip()
    if text.endswith(")"):
        text = _PLACE.sub("", text)
    if _is_year(text, writing):
        return None
    day = _day(text, writing) or _day(_CLOCK.sub("", text), writing)
    if day is None:
        if _says_year(text, writing):
            return None
        raise UnusableValueError("not a date")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnusableValueError(f"not a date from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def year_without_day(text: str, writing: Writing = _EACH_BY_ITSELF) -> int | None:
    """The year of a text of which `release_date` is None; None for any other. Raises UnusableValueError."""
    text = _PLACE.sub("", text.strip())
    return release_year(text) if _is_year(text, writing) or _says_year(text, writing) else None


def moment(text: str, writing: Writing = _EACH_BY_ITSELF) -> datetime:
    """A time in UTC; one without a zone is taken for UTC. Raises UnusableValueError for times such as `infinity`."""
    text = text.strip()
    try:
        value = _time(text, writing) or _midnight(text, writing)
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnusableValueError("not a time") from error
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise UnusableValueError(f"not a time from {FIRST_YEAR} to {LAST_YEAR}")
    return value


def _is_year(text: str, writing: Writing) -> bool:
    """Whether a text is a year, maybe with a month in digits: "1994", "1994-05"."""
    is_year = _YEAR_ALONE.fullmatch(text) is not None
    return is_year and not (writing.has_short_counts and _COUNT_OF_DAYS.fullmatch(text))


def _says_year(text: str, writing: Writing) -> bool:
    """Whether a text that is no day that can be known has a year at its end: "May 1994", maybe "04/05/1994"."""
    is_in_known_order = writing.is_day_first is not None and _TWO_ORDERS.match(text)
    return not is_in_known_order and _year_behind(text) is not None


def _year_behind(text: str) -> int | None:
    """The year of a date that begins with a month, or with a day or a month in digits."""
    text = _CLOCK.sub("", text)
    if found := _TWO_ORDERS.fullmatch(text):
        lower, upper = sorted((int(found[1]), int(found[3])))
        return int(found[4]) if 1 <= lower <= 12 and upper <= 31 else None
    found = _MONTH_AND_YEAR.fullmatch(text)
    return int(found[2]) if found and _month(found[1]) else None


def _year(text: str) -> int | None:
    with suppress(UnusableValueError):
        return release_year(text)
    return None


def _day(text: str, writing: Writing) -> date | None:
    """The day of a date or a time, in digits or with the name of a month, or of a number."""
    if time := _time(text, writing):
        return time.date()
    for form in _DATE_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
    if found := _TWO_ORDERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if writing.is_day_first is None:
            return None
        return _date(year, second, first) if writing.is_day_first else _date(year, first, second)
    if found := _NAMED_MONTH.fullmatch(text):
        return _date(int(found[5]), _month(found[2] or found[3]), int(found[1] or found[4]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _month(name: str) -> int:
    """The number of a month by its name in English or Russian, 0 if it is none."""
    name = name.casefold()
    return next((number for number, starts in enumerate(_MONTHS, 1) if name.startswith(starts)), 0)


def _midnight(text: str, writing: Writing) -> datetime:
    """The beginning of the day that a text says. Raises ValueError."""
    day = _day(text, writing)
    if day is None:
        raise ValueError(text)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _time(text: str, writing: Writing) -> datetime | None:
    """The time of a text in ISO 8601, also with a space before its zone, or of a number; None for any other."""
    # before the ISO, by which Python takes 1420070400000 for a time of 1420
    if (_COUNT_OF_DAYS if writing.has_short_counts else _COUNT).fullmatch(text):
        if not writing.each_tells:
            return _time_of(Decimal(text), writing.count)
        digits = _DIGITS_OF_DAY.fullmatch(text)
        if digits is None:
            return _time_of(Decimal(text), _count_of({Decimal(text): None}))
        text = digits[1]
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        text = _BEFORE_ZONE.sub("", text.removesuffix(" UTC"))
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return None


def _count_of(numbers: Mapping[Decimal, int | None]) -> Count | None:
    """What numbers mean, which may have a release year beside them; None if that cannot be known.

    Of ticks and nanoseconds the ticks are meant, which are of more years: releases are of many.
    """
    middle = _middle(numbers)
    counts = [count for count in _COUNTS if _is_middle(middle, count)]
    if len(counts) > 1:
        counts = [count for count in counts if _fits_nearly_all(numbers, count)]
    beside = {each: year for each, year in numbers.items() if year is not None}
    if len(counts) > 1 and beside:
        counts = [count for count in counts if _is_near_most(beside, count)]
    greatest = max((count.microseconds for count in counts), default=None)
    counts = [count for count in counts if count.microseconds == greatest]
    return counts[0] if len(counts) == 1 else None


def _middle(numbers: Iterable[Decimal]) -> Decimal:
    by_size = sorted(map(abs, numbers))
    return by_size[len(by_size) // 2]


def _is_middle(number: Decimal, count: Count) -> bool:
    """Whether the middle of a column may be meant so."""
    time = _time_of(number, count)
    if time is None or not count.years[0] <= time.year <= count.years[1]:
        return False
    return count.epoch != 0 or abs(time - _EPOCH) >= _NEAR_1970


def _fits_nearly_all(numbers: Iterable[Decimal], count: Count) -> bool:
    """Whether numbers give years of films, but for a few that may stand for no time."""
    times = [_time_of(each, count) for each in numbers]
    others = sum(time is None or not _OF_FILMS[0] <= time.year <= _OF_FILMS[1] for time in times)
    return others <= max(1, len(times) // 20)


def _is_near_most(beside: Mapping[Decimal, int], count: Count) -> bool:
    """Whether most numbers give about the years that are beside them."""
    times = [(_time_of(each, count), year) for each, year in beside.items()]
    return 2 * sum(time is not None and abs(time.year - year) <= _FAR for time, year in times) > len(times)


def _time_of(number: Decimal, count: Count | None) -> datetime | None:
    """The time that a number means, None if no film has it."""
    if count is None:
        return None
    try:
        value = _EPOCH + timedelta(microseconds=int((number - count.epoch) * count.microseconds))
    except (OverflowError, ArithmeticError):
        return None
    return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
