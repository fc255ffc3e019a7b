"""The grammar of EDTF (Library of Congress, 2019; ISO 8601-2:2019 Annex A), levels 0 and 1.

Years run from -9999 to 9999 and are astronomical: 0000 is 1 BCE. Extensions of the standard: an
hour or a minute without what follows (`T12`, `T12:19`); a qualifier after a time, an `X` or a
season; times at the ends of an interval. An interval means some time between its ends. Seasons are
those of the Northern Hemisphere.
"""

import re
from datetime import UTC, timedelta, timezone
from functools import lru_cache
from typing import Literal, NamedTuple

from oai_timeline.dates.days import count_days, start_of_month
from oai_timeline.model.date import Precision
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.model.visible import quoted

_POINT = re.compile(
    r"""(?: (?P<masked>\d{3}X|\d\dXX)
      | (?P<year>-?\d{4})
        (?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)
          (?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
             (?P<offset>Z|[+-]\d\d(?::\d\d)?)?)?)?)? )
    (?P<qualifier>[~?%]?)""",
    re.VERBOSE | re.ASCII,
)
_LEVEL_2 = re.compile(
    r"""[\[\]{}]              # sets
    | ^[~?%]. | -[~?%]        # a qualifier before a part
    | [~?%](?=-\d)            # a qualifier inside
    | \dS\d | ^Y-?\d+E        # significant digits, exponents
    | ^-?\d{4}-(?:2[5-9]|3\d|4[01])[~?%]?$  # seasons of one hemisphere, quarters
    | X\d | ^X | ^\dX | -\dX | ^[\dX]+X- | X-\d  # unspecified digits elsewhere than at the end
    """,
    re.VERBOSE | re.ASCII,
)
_LONG_YEAR = re.compile(r"(?:Y-?\d+|-\d{5,})(?:[-~?%].*)?", re.ASCII)
_SHORT_YEAR = re.compile(r"-\d{1,3}(?:[-~?%].*)?", re.ASCII)
_MASKED_NEGATIVE = re.compile(r"-(\d\dXX|\d{3}X)[~?%]?", re.ASCII)

_RANGES = {"month": range(1, 13), "hour": range(24), "minute": range(60), "second": range(60)}
_SEASONS = range(21, 25)
_LOWEST_OFFSET, _HIGHEST_OFFSET = timedelta(hours=-12), timedelta(hours=14)
_LENGTHS: dict[Precision, int] = {"hour": 3600, "minute": 60, "second": 1}
_NO_SUCH_YEAR = "-0000"

OpenEnd = Literal["..", ""]
"""An end that is open (`..`), or unknown (nothing written)."""


class DateError(ValueError):
    """A text is not a date; `offset` is where in the text, counted from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        """Keep the offset beside the message."""
        super().__init__(message)
        self.offset = offset


class Point(NamedTuple):
    """A date that is not an interval: [start, end) in local time, seconds since 1970.

    `offset` is the offset from UTC if the date has one; otherwise it is in the timeline's zone.
    """

    text: str
    start: int
    end: int
    precision: Precision
    qualifier: str
    offset: timezone | None

    @property
    def has_clock(self) -> bool:
        """Whether the date has a time of day."""
        return self.precision in {"second", "minute", "hour"}

    @property
    def first_day(self) -> int:
        """The number of the first day that the date allows, in local time."""
        return self.start // SECONDS_PER_DAY

    @property
    def last_day(self) -> int:
        """The number of the last day that the date allows, in local time."""
        return (self.end - 1) // SECONDS_PER_DAY


def is_edtf(text: str) -> bool:
    """Return whether a text has the form of a date; an interval may still end before it begins."""
    try:
        parse_ends(text)
    except DateError:
        return False
    return True


@lru_cache(maxsize=1024)  # a timeline repeats its months and intervals
def parse_ends(text: str) -> tuple[Point | OpenEnd, Point | OpenEnd]:
    """Return the two ends of an interval; any other date is both. Raises DateError."""
    first, slash, last = text.partition("/")
    if not slash:
        point = _parse_point(text)
        return point, point
    ends = _parse_end(first, 0), _parse_end(last, len(first) + 1)
    if not any(isinstance(end, Point) for end in ends):
        raise DateError("an interval needs a date at one end at least")
    return ends


def strict_form(point: Point) -> str | None:
    """Return a date that is not an interval as the standard writes it, None if it can't."""
    text = point.text
    if point.has_clock:
        end = text.index("T") + {"hour": 3, "minute": 6, "second": 9}[point.precision]
        seconds = {"hour": ":00:00", "minute": ":00"}.get(point.precision, "")
        return None if point.qualifier else text[:end] + seconds + text[end:]
    is_extended = point.qualifier and ("X" in text or point.precision == "season")
    return None if is_extended else text


def _parse_end(text: str, offset: int) -> Point | OpenEnd:
    if text == "..":
        return ".."
    if not text:
        return ""
    try:
        point = _parse_point(text)
    except DateError as error:
        raise DateError(str(error), offset + error.offset) from None
    if "X" in text:
        raise DateError("unspecified digits in an interval are EDTF level 2, not read here", offset)
    if point.precision == "season":
        raise DateError("EDTF has no seasons in intervals: write the months", offset)
    return point


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(_explain(text))
    start, end, precision = _parse_masked(match) if match["masked"] else _parse_span(match)
    return Point(text, start, end, precision, match["qualifier"], _parse_offset(match))


def _parse_masked(match: re.Match[str]) -> tuple[int, int, Precision]:
    digits = match["masked"]
    first, last = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return *_span_months(first, 1, last + 1, 1), "century" if digits.endswith("XX") else "decade"


def _parse_span(match: re.Match[str]) -> tuple[int, int, Precision]:
    digits, month, day, hour = match.group("year", "month", "day", "hour")
    year = int(digits)
    if digits == _NO_SUCH_YEAR:
        raise _error(match, "year", "year 0 has no sign: 0000 is 1 BCE")
    if hour and "XX" in {month, day}:
        raise _error(match, "hour", "a time needs a day")
    if month in {None, "XX"}:
        if day not in {None, "XX"}:
            raise DateError(_explain(match.string))
        return *_span_months(year, 1, year + 1, 1), "year"
    if day is None and int(month) in _SEASONS:
        first_month = (int(month) - 20) * 3
        return *_span_months(year, first_month, year, first_month + 3), "season"
    if int(month) not in _RANGES["month"]:
        raise _find_mistake(match)
    if day in {None, "XX"}:
        return *_span_months(year, int(month), year, int(month) + 1), "month"
    try:
        number = count_days(year, int(month), int(day))
    except ValueError:
        raise _error(match, "day", f"{digits}-{month} has no day {day}") from None
    return _parse_time(match, number * SECONDS_PER_DAY)


def _span_months(year: int, month: int, end_year: int, end_month: int) -> tuple[int, int]:
    """Return the local times at which two months begin."""
    start, end = start_of_month(year, month), start_of_month(end_year, end_month)
    return start * SECONDS_PER_DAY, end * SECONDS_PER_DAY


def _parse_time(match: re.Match[str], midnight: int) -> tuple[int, int, Precision]:
    if match["hour"] is None:
        return midnight, midnight + SECONDS_PER_DAY, "day"
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise _find_mistake(match)
    start = midnight + hour * 3600 + minute * 60 + second
    precision: Precision = "second" if match["second"] else "minute" if match["minute"] else "hour"
    return start, start + _LENGTHS[precision], precision


def _find_mistake(match: re.Match[str]) -> DateError:
    """Return the error for the first number that is out of its range."""
    name = next(name for name, allowed in _RANGES.items() if int(match[name] or 1) not in allowed)
    lowest, highest = _RANGES[name][0], _RANGES[name][-1]
    return _error(match, name, f"{name} must be in {lowest:02}..{highest:02}")


def _parse_offset(match: re.Match[str]) -> timezone | None:
    text = match["offset"]
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6] or 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)
    if minutes >= 60 or not _LOWEST_OFFSET <= offset <= _HIGHEST_OFFSET:
        raise DateError("an offset must be in -12:00..+14:00", match.start("offset"))
    return timezone(offset)


def _error(match: re.Match[str], part: str, message: str) -> DateError:
    """Return the error for a part that is out of its range, unless the date is of level 2."""
    if _LEVEL_2.search(match.string):
        return DateError(_explain(match.string))
    return DateError(message, max(match.start(part), 0))


def _explain(text: str) -> str:
    if _LEVEL_2.search(text):
        return f"{quoted(text)} is EDTF level 2: levels 0 and 1 are read here"
    if _LONG_YEAR.fullmatch(text):
        return f"{quoted(text)} is a year of more than four digits: years run from -9999 to 9999"
    if _SHORT_YEAR.fullmatch(text):
        return f"{quoted(text)}: a year has four digits, for example -0043 for 44 BCE"
    masked = _MASKED_NEGATIVE.fullmatch(text)
    if masked:
        ends = "/".join(f"-{masked[1].replace('X', digit)}" for digit in "90")
        return f"{quoted(text)}: EDTF has no X in negative years: write {ends}"
    if text.endswith(("?~", "~?")):
        return f"{quoted(text)}: write % for both ? and ~"
    return (
        f"{quoted(text)} is not an EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)"
    )
