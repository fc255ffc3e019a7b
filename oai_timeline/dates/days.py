"""Days of the proleptic Gregorian calendar, counted from 1970-01-01, and local times on them.

Years are astronomical, as in ISO 8601: year 0 is 1 BCE, year -43 is 44 BCE. The calendar repeats
every 400 years, so a day of any year is counted as the same day near the year 2000.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from oai_timeline.model.time import SECONDS_PER_DAY

FIRST_YEAR, LAST_YEAR = -9999, 9999
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_YEARS_PER_CYCLE, _DAYS_PER_CYCLE = 400, 146_097
_CYCLE = _DAYS_PER_CYCLE * SECONDS_PER_DAY
_BASE = 2000  # the first year of the cycle in which days are counted
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local time
_EPOCH_DAY = _EPOCH.toordinal()
_BASE_DAY = date(_BASE, 1, 1).toordinal() - _EPOCH_DAY
_FIRST_SAFE = (date(3, 1, 1).toordinal() - _EPOCH_DAY) * SECONDS_PER_DAY
_LAST_SAFE = (date(9997, 1, 1).toordinal() - _EPOCH_DAY) * SECONDS_PER_DAY
"""Between these, local times are within the years of `datetime` in every zone."""


class Day(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int


def count_days(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day. Raises ValueError if there is no such day."""
    cycles, rest = divmod(year - _BASE, _YEARS_PER_CYCLE)
    counted = date(_BASE + rest, month, day).toordinal() - _EPOCH_DAY
    return counted + cycles * _DAYS_PER_CYCLE


def find_day(number: int) -> Day:
    """Return the day with a number."""
    cycles, rest = divmod(number - _BASE_DAY, _DAYS_PER_CYCLE)
    found = date.fromordinal(_BASE_DAY + rest + _EPOCH_DAY)
    return Day(found.year + cycles * _YEARS_PER_CYCLE, found.month, found.day)


def find_weekday(number: int) -> int:
    """Return the weekday of a day: 0 is Monday."""
    return (number + _EPOCH.weekday()) % 7


def count_month_days(year: int, month: int) -> int:
    """Return how many days a month has."""
    return start_of_month(year, month + 1) - count_days(year, month)


def start_of_month(year: int, month: int = 1) -> int:
    """Return the first day of a month, which may run past the end of the year, or before it."""
    return count_days(year + (month - 1) // 12, (month - 1) % 12 + 1)


def read_day(text: str) -> int | None:
    """Return the number of a day in EDTF (`2023-11-17`, `-0043-03-15`), None for other texts."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    year, month, day = digits[:4], digits[5:7], digits[8:]
    if digits != f"{year}-{month}-{day}" or len(digits) != len("2023-11-17"):
        return None
    if not (digits.isascii() and (year + month + day).isdecimal()):
        return None
    try:
        return count_days(sign * int(year), int(month), int(day))
    except ValueError:
        return None


def format_year(year: int) -> str:
    """Return a year as EDTF has it: `0476`, `-0043`."""
    return f"{year:04}" if year >= 0 else f"{year:05}"


def format_day(number: int) -> str:
    """Return a day as EDTF has it: `2023-11-17`, `-0043-03-15`."""
    year, month, day = find_day(number)
    return f"{format_year(year)}-{month:02}-{day:02}"


def is_safe(seconds: int) -> bool:
    """Return whether a moment, or a local time, is within the years of `datetime` in every zone."""
    return _FIRST_SAFE <= seconds < _LAST_SAFE


def format_local(seconds: int) -> str:
    """Return a local time, in seconds since 1970-01-01T00:00: `2023-11-17T12:19:00`."""
    if is_safe(seconds):
        return (_EPOCH + timedelta(seconds=seconds)).isoformat()
    number, rest = divmod(seconds, SECONDS_PER_DAY)
    return f"{format_day(number)}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"


def read_moment(text: str) -> tuple[int, int]:
    """Return the local time of a moment in ISO 8601, and its offset from UTC, in seconds."""
    day, _, rest = text.partition("T")
    year, month, number = day.rsplit("-", 2)
    local = count_days(int(year), int(month), int(number)) * SECONDS_PER_DAY
    local += int(rest[:2]) * 3600 + int(rest[3:5]) * 60 + int(rest[6:8])
    offset = int(rest[9:11]) * 3600 + int(rest[12:14]) * 60
    return local, -offset if rest[8] == "-" else offset


def find_datetime(seconds: int) -> datetime:
    """Return a local time, in seconds since 1970-01-01T00:00, as a `datetime` without a zone.

    Where `datetime` ends, the result is 400 years or a multiple of them away: it has the same
    month, day, time and weekday, and the same offset from UTC in every zone.
    """
    if seconds < _FIRST_SAFE:
        seconds = (seconds - _FIRST_SAFE) % _CYCLE + _FIRST_SAFE
    elif seconds >= _LAST_SAFE:
        seconds = (seconds - _LAST_SAFE) % _CYCLE + _LAST_SAFE - _CYCLE
    return _EPOCH + timedelta(seconds=seconds)
