"""Date formats: text -> milliseconds since 1970, as strictly as Elasticsearch reads them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from embedded_engine.checks import Refusal
from embedded_engine.errors import illegal_argument, mapping_error, supported

DEFAULT_FORMAT = "strict_date_optional_time||epoch_millis"

_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_ZONE = r"(?P<zone>Z|[+-]\d\d:?\d\d)"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
_PATTERNS = {
    "strict_date": re.compile(_DAY, re.ASCII),
    "strict_date_time_no_millis": re.compile(f"{_DAY}T{_TIME}{_ZONE}", re.ASCII),
    "strict_date_time": re.compile(rf"{_DAY}T{_TIME}\.(?P<fraction>\d{{1,9}}){_ZONE}", re.ASCII),
    "strict_date_optional_time": re.compile(
        r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
        r"(?:T(?:(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?)?"
        rf"{_ZONE}?)?)?)?)?",
        re.ASCII,
    ),
    "epoch_millis": re.compile(r"(?P<millis>-?\d{1,18})", re.ASCII),
}
_CACHED = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class DateFormat:
    """One or more formats, `||` between them; the first that a text has is taken.

    Raises the refusal of a format that is not known.
    """

    def __init__(self, text: str, refusal: Refusal = mapping_error) -> None:
        self.text = text
        self._patterns = [_pattern(name, refusal) for name in text.split("||")]
        # Documents repeat their dates: those of one load have the same moment of change, or nearly so.
        self._parse_text = lru_cache(_CACHED)(self._parse)

    def parse(self, value: Any, *, round_up: bool = False) -> int:
        """Milliseconds since 1970. `round_up` reads a day as its last millisecond. Raises ValueError."""
        if isinstance(value, str):
            return self._parse_text(value, round_up)
        if isinstance(value, int) and not isinstance(value, bool):
            return self._parse_text(str(value), round_up)
        raise self._refusal(value)

    def _parse(self, text: str, round_up: bool) -> int:
        for pattern in self._patterns:
            match = pattern.fullmatch(text)
            if match:
                try:
                    return _millis(match.groupdict(), round_up=round_up)
                except (ValueError, OverflowError) as error:
                    raise self._refusal(text) from error
        raise self._refusal(text)

    def _refusal(self, value: Any) -> ValueError:
        return ValueError(f"failed to parse date field [{value}] with format [{self.text}]")


@lru_cache(64)
def format_of_query(text: str) -> DateFormat:
    """The format in which a query writes its days or moments. Raises EngineError for one that is not known."""
    return DateFormat(text, illegal_argument)


def _pattern(name: str, refusal: Refusal) -> re.Pattern[str]:
    if name not in _PATTERNS:
        raise refusal(f"Invalid format: [{name}]: Unknown pattern letter; {supported(_PATTERNS)}")
    return _PATTERNS[name]


def _millis(parts: dict[str, str | None], *, round_up: bool) -> int:
    if parts.get("millis"):
        return int(parts["millis"] or 0)
    hour, minute, second, fraction = (parts.get(part) for part in ("hour", "minute", "second", "fraction"))
    if hour is not None:
        # a ValueError unless all is of the calendar and the clock, which only days alone need not be
        year, month, day = (int(parts[part] or 1) for part in ("year", "month", "day"))
        datetime(year, month, day, int(hour), int(minute or 0), int(second or 0), tzinfo=UTC)
    month_begin = datetime(int(parts["year"] or 0), int(parts.get("month") or 1), 1, tzinfo=_zone(parts.get("zone")))
    # Elasticsearch takes 30 February for 1 March
    time_of_day = timedelta(
        days=int(parts.get("day") or 1) - 1,
        hours=int(hour or (23 if round_up else 0)),
        minutes=int(minute or (59 if round_up else 0)),
        seconds=int(second or (59 if round_up else 0)),
        milliseconds=int(fraction.ljust(3, "0")[:3]) if fraction else (999 if round_up else 0),
    )
    return (month_begin + time_of_day - _EPOCH) // _MILLISECOND


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
