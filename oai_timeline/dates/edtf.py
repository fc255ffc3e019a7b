"""EDTF dates (Library of Congress, 4 February 2019; ISO 8601-2:2019 Annex A), levels 0 and 1.

Years run from 0001 to 9998, also as clocks in the timeline's zone show them. Departures from the
standard: an hour or a minute without what follows (`T12`, `T12:19`); a qualifier after a time, an
`X` or a season; times at the ends of an interval. An interval says that something lies within its
bounds. Seasons are those of the northern half.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple

from oai_timeline.model.date import ClockChange, EventDate, Precision, Printed
from oai_timeline.model.visible import quoted

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_EPOCH = date(1970, 1, 1).toordinal() * _DAY
_FIRST_SAFE = 3 * _DAY - _EPOCH
"""The first moment that every zone has in a year that `datetime` knows, in UTC seconds."""
_FURTHEST_TIMESTAMP = 1 << 34
"""What `datetime.fromtimestamp` takes on every system, from 0 on: to the year 2514."""
_FOUR_CENTURIES = 146_097 * _DAY
_FIRST_YEAR, _LAST_YEAR = 1, 9998
_OUTSIDE = {"0000", "9999"}
"""The years that an offset can lead to besides."""
_LOWEST_OFFSET, _HIGHEST_OFFSET = -12 * _HOUR, 14 * _HOUR
_WINTER = 24
_REACH_OF_A_CLOCK = _HOUR // 2
_START = datetime(1970, 1, 1, tzinfo=UTC)
_LENGTH_OF_DAY = len("2023-11-17")
_LENGTH_OF_ISO = len("2023-11-17T12:19:00-08:00")

_COMMON = re.compile(r"(?!9999)\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?", re.ASCII)
"""A day, or a minute in the timeline's zone: most dates are no more, and are read the short way."""

_POINT = re.compile(
    r"""(?P<year>\d{4}|\d{3}X|\d\dXX)
    (?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)
      (?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
         (?P<offset>Z|[+-]\d\d(?::\d\d)?)?)?)?)?
    (?P<qualifier>[~?%]?)""",
    re.VERBOSE | re.ASCII,
)
_LEVEL_2 = re.compile(
    r"""[\[\]{}]              # sets
    | ^[~?%]. | -[~?%]        # a qualifier before a part
    | [~?%](?=-\d)            # a qualifier inside
    | \dS\d | ^Y-?\d+E        # significant digits, exponents
    | ^\d{4}-(?:2[5-9]|3\d|4[01])[~?%]?$  # seasons of one hemisphere, quarters
    | X\d | ^X | ^\dX | -\dX | ^[\dX]+X- | X-\d  # unspecified digits elsewhere than at the end
    """,
    re.VERBOSE | re.ASCII,
)
_LONG_YEAR = re.compile(r"Y-?\d+[~?%]?|-\d+(?:[-~?%/X].*)?", re.ASCII)

Bounds = tuple[int | None, int | None]
_OPEN: Bounds = (None, None)

OpenEnd = Literal["..", ""]
"""An end that is open (`..`), or not known (nothing written)."""


class DateError(ValueError):
    """A text is no date; `offset` says where in the text, counted from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        """Keep the offset beside the message."""
        super().__init__(message)
        self.offset = offset


class Point(NamedTuple):
    """A date, no interval: [start, end) in wall-clock seconds, year 1 beginning at 86,400."""

    text: str
    start: int
    end: int
    precision: Precision
    qualifier: str
    utc_offset: int | None

    @property
    def has_clock(self) -> bool:
        """Tell whether the date names an hour."""
        return self.precision in {"second", "minute", "hour"}


def parse(text: str, zone: tzinfo) -> EventDate:
    """Read a date; a time without an offset is in `zone`. Raises DateError.

    A local time that comes twice has the bounds of both readings; one that a clock change skips is
    read with the offset before it (as PEP 495 does).
    """
    return _parse_common(text, zone) or _parse(text, zone)


@lru_cache(maxsize=4096)  # a timeline says the same months and intervals again and again
def _parse(text: str, zone: tzinfo) -> EventDate:
    first, last = ends(text)
    points = [first] if first is last else [first, last]
    dated = [point for point in points if isinstance(point, Point)]
    bounds = [_bounds(point, zone) if isinstance(point, Point) else _OPEN for point in points]
    reaches = [_reach(point, span, zone) for point, span in zip(points, bounds, strict=True)]
    earliest, latest = bounds[0][0], bounds[-1][1]
    if earliest is not None and latest is not None and latest <= earliest:
        raise DateError("the interval ends before it begins", text.index("/") + 1)
    qualifiers = "".join([point.qualifier for point in dated])
    return EventDate(
        text=text,
        edtf=_strict(text, dated),
        earliest=earliest,
        latest=latest,
        earliest_margin=reaches[0][0],
        latest_margin=reaches[-1][1],
        precision=dated[0].precision if first is last else "interval",
        approximate="~" in qualifiers or "%" in qualifiers,
        uncertain="?" in qualifiers or "%" in qualifiers,
        clock_change=next(filter(None, [_clock_change(point, zone) for point in dated]), None),
    )


class _Day(NamedTuple):
    """A day on which no clock is changed: its first UTC second, and its zone's abbreviation."""

    start: int
    zone: str


@lru_cache(maxsize=1024)  # many events are of one day
def _steady_day(text: str, zone: tzinfo) -> _Day | None:
    """Give a day; None where clocks are changed on it, and where there is none: ask elsewhere."""
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        return None
    end = start + timedelta(seconds=_DAY - 1)
    readings = (start, start.replace(fold=1), end, end.replace(fold=1))
    clocks = {(zone.utcoffset(wall), zone.tzname(wall)) for wall in readings}
    offset, name = clocks.pop()
    if clocks:
        return None
    return _Day(start.toordinal() * _DAY - _EPOCH - _seconds(offset), name or "")


def _common_day(text: str, zone: tzinfo) -> _Day | None:
    """Give the day of a date of a common form, if no clock is changed on it."""
    return _steady_day(text[:_LENGTH_OF_DAY], zone) if _COMMON.fullmatch(text) else None


def _parse_common(text: str, zone: tzinfo) -> EventDate | None:
    """Read a date of a common form, where that can be: as `_parse` does, but sooner."""
    day = _common_day(text, zone)
    if day is None:
        return None
    earliest = day.start
    if len(text) == _LENGTH_OF_DAY:
        latest = earliest + _DAY
        return EventDate(text, text, earliest, latest, earliest, latest, "day")
    earliest += int(text[11:13]) * _HOUR + int(text[14:]) * _MINUTE
    latest = earliest + _MINUTE
    return EventDate(text, f"{text}:00", earliest, latest, earliest, latest, "minute")


def ends(text: str) -> tuple[Point | OpenEnd, Point | OpenEnd]:
    """Read a date as its two ends; a date that is no interval is both. Raises DateError."""
    first, slash, last = text.partition("/")
    if not slash:
        point = _point(text, 0)
        return point, point
    both = _end(first, 0), _end(last, len(first) + 1)
    if not any(isinstance(end, Point) for end in both):
        raise DateError("an interval needs a date at one end at least")
    return both


def is_edtf(text: str) -> bool:
    """Tell whether a text has the form of a date: its interval may still be a backward one."""
    try:
        ends(text)
    except DateError:
        return False
    return True


def printed(text: str, home: tzinfo, zone: tzinfo) -> Printed:
    """Lay a date out for readers in `zone`; `home` is the timeline's zone.

    Dates without a clock never shift: they are of the timeline's zone. Raises DateError.
    """
    if zone is home or len(text) == _LENGTH_OF_DAY:
        day = _common_day(text, home)
        if day:
            return Printed(text[:_LENGTH_OF_DAY], text[_LENGTH_OF_DAY + 1 :], day.zone)
    return _format_for_zone(text, home, zone)


def _format_for_zone(text: str, home: tzinfo, zone: tzinfo) -> Printed:
    first, last = ends(text)
    start = _printed_end(first, home, zone)
    if last is first:
        return start
    end = _printed_end(last, home, zone)
    if not isinstance(last, Point) or not last.has_clock:
        until = end.day + end.clock
    else:
        until = end.clock if end.day == start.day else f"{end.day} {end.clock}"
    return Printed(start.day, f"{start.clock}–{until}", start.zone or end.zone)


@lru_cache(maxsize=64)  # who writes a bound once often writes it once more
def iso(seconds: int, zone: tzinfo) -> str:
    """Write a moment, in UTC seconds, as ISO 8601 in `zone`; in UTC if the offset has seconds."""
    if 0 <= seconds < _FURTHEST_TIMESTAMP:
        text = datetime.fromtimestamp(seconds, zone).isoformat()
        if len(text) == _LENGTH_OF_ISO:
            return text
    return _iso(seconds, zone)


def _iso(seconds: int, zone: tzinfo) -> str:
    offset = _offset_at(seconds, zone)
    if offset % _MINUTE:
        offset = 0
    sign, minutes = "-" if offset < 0 else "+", abs(offset) // _MINUTE
    return f"{_wall_text(seconds + offset + _EPOCH)}{sign}{minutes // 60:02}:{minutes % 60:02}"


def wall(seconds: int, zone: tzinfo) -> str:
    """Write a moment, in UTC seconds, as clocks in `zone` show it: `2023-11-17T12:19:00`."""
    return _wall_text(seconds + _offset_at(seconds, zone) + _EPOCH)


def _end(text: str, offset: int) -> Point | OpenEnd:
    if text == "..":
        return ".."
    if not text:
        return ""
    point = _point(text, offset)
    if "X" in text:
        raise DateError("unspecified digits in an interval are EDTF level 2, not read here", offset)
    if point.precision == "season":
        raise DateError("EDTF has no seasons in intervals: write the months", offset)
    return point


def _point(text: str, at: int) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(_why_no_date(text), at)
    part = match.groupdict()
    try:
        start, end, precision = _span(part)
    except _PartError as error:
        if _LEVEL_2.search(text):
            raise DateError(_why_no_date(text), at) from None
        name, message = error.args
        raise DateError(message, at + max(match.start(name), 0)) from None
    return Point(
        text, start, end, precision, part["qualifier"], _utc_offset(part["offset"], text, at)
    )


class _PartError(Exception):
    """A part of a date is out of its range: the part's name, and a message."""


def _span(part: dict[str, str]) -> tuple[int, int, Precision]:
    """Give [start, end) in wall-clock seconds, and the precision, of a date's parts."""
    year_text, month_text, day_text = part["year"], part["month"], part["day"]
    if "X" in year_text:
        if month_text:
            raise _PartError("month", "after an unspecified year there is no month to give")
        years = 10 if year_text[2] != "X" else 100
        first = int(year_text.replace("X", "0"))
        _in_range("year", first + years - 1, _FIRST_YEAR, _LAST_YEAR)
        precision: Precision = "decade" if years == 10 else "century"
        return _midnight(max(first, 1)), _midnight(first + years), precision
    year = int(year_text)
    _in_range("year", year, _FIRST_YEAR, _LAST_YEAR)
    if "XX" in {month_text, day_text} and part["hour"]:
        raise _PartError("hour", "a time needs a day")
    if month_text in {None, "XX"}:
        if day_text not in {None, "XX"}:
            raise _PartError("day", "a day needs a month")
        return _midnight(year), _midnight(year + 1), "year"
    month = int(month_text)
    if 21 <= month <= _WINTER and day_text is None:
        first_month = (month - 20) * 3
        return _midnight(year, first_month), _midnight(year, first_month + 3), "season"
    _in_range("month", month, 1, 12)
    if day_text in {None, "XX"}:
        return _midnight(year, month), _midnight(year, month + 1), "month"
    start = _midnight(year, month) + (int(day_text) - 1) * _DAY
    if day_text == "00" or start >= _midnight(year, month + 1):
        raise _PartError("day", f"{year_text}-{month_text} has no day {day_text}")
    return _clock_span(start, part)


def _clock_span(midnight: int, part: dict[str, str]) -> tuple[int, int, Precision]:
    if part["hour"] is None:
        return midnight, midnight + _DAY, "day"
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    _in_range("hour", hour, 0, 23)
    _in_range("minute", minute, 0, 59)
    _in_range("second", second, 0, 59)
    start = midnight + hour * _HOUR + minute * _MINUTE + second
    if part["second"] is not None:
        return start, start + 1, "second"
    if part["minute"] is not None:
        return start, start + _MINUTE, "minute"
    return start, start + _HOUR, "hour"


def _in_range(name: str, value: int, lowest: int, highest: int) -> None:
    if not lowest <= value <= highest:
        width = 4 if name == "year" else 2
        raise _PartError(name, f"{name} must be in {lowest:0{width}}..{highest:0{width}}")


def _midnight(year: int, month: int = 1) -> int:
    """Give the start of a month in wall-clock seconds; `month` may run over the year's end."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).toordinal() * _DAY


def _utc_offset(text: str | None, whole: str, at: int) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6] or 0)
    seconds = (hours * _HOUR + minutes * _MINUTE) * (-1 if text[0] == "-" else 1)
    if minutes >= 60 or not _LOWEST_OFFSET <= seconds <= _HIGHEST_OFFSET:
        raise DateError("an offset must be in -12:00..+14:00", at + whole.rindex(text))
    return seconds


def _why_no_date(text: str) -> str:
    if _LEVEL_2.search(text):
        return f"{quoted(text)} is EDTF level 2: levels 0 and 1 are read here"
    if _LONG_YEAR.fullmatch(text):
        return f"{quoted(text)}: years run from 0001 to 9998"
    if text.endswith(("?~", "~?")):
        return f"{quoted(text)}: write % for both ? and ~"
    return f"{quoted(text)} is no EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)"


def _strict(text: str, points: list[Point]) -> str | None:
    """Give the standard's form of a date, None where it has none."""
    if "/" in text:
        return None if any(point.has_clock for point in points) else text
    point = points[0]
    if not point.has_clock:
        departs = point.qualifier and ("X" in text or point.precision == "season")
        return None if departs else text
    if point.qualifier:
        return None
    clock_end = {"hour": 13, "minute": 16, "second": 19}[point.precision]
    return text[:clock_end] + ":00" * ((19 - clock_end) // 3) + text[clock_end:]


def _bounds(point: Point, zone: tzinfo) -> tuple[int, int]:
    """Give [earliest, latest): from the first reading of its start to the last of its end.

    The end is read by the second before it, which, unlike the end, is the date's own.
    """
    earliest = point.start - _offsets(point.start, point, zone)[0] - _EPOCH
    latest = point.end - min(_offsets(point.end - 1, point, zone)) - _EPOCH
    if point.utc_offset is not None and wall(earliest, zone)[:4] in _OUTSIDE:
        raise DateError(
            f"{quoted(point.text)} is outside of 0001..9998 by the clocks of the timeline's zone"
        )
    return earliest, latest


def _clock_change(point: Point, zone: tzinfo) -> ClockChange | None:
    if not point.has_clock:
        return None
    before, after = _offsets(point.start, point, zone)
    if before == after:
        return None
    return "skipped" if before < after else "repeated"


def _offsets(wall_seconds: int, point: Point, zone: tzinfo) -> tuple[int, int]:
    """Give the UTC offsets of a clock's two readings, which differ where clocks were changed.

    Where a time comes twice the first reading has the greater offset; where it is skipped, the
    first is that of the offset before (PEP 495).
    """
    if point.utc_offset is not None:
        return point.utc_offset, point.utc_offset
    wall = _wall(wall_seconds)
    return _seconds(zone.utcoffset(wall)), _seconds(zone.utcoffset(wall.replace(fold=1)))


def _to_utc(wall_seconds: int, zone: tzinfo) -> int:
    return wall_seconds - _EPOCH - _seconds(zone.utcoffset(_wall(wall_seconds)))


def _wall(wall_seconds: int) -> datetime:
    days, seconds = divmod(wall_seconds, _DAY)
    return datetime.fromordinal(days) + timedelta(seconds=seconds)


def _wall_text(wall_seconds: int) -> str:
    """Write a wall clock as `2023-11-17T12:19:00`, in year 0 as well, which `datetime` lacks."""
    years = 400 if wall_seconds < _DAY else 0
    wall = _wall(wall_seconds + _FOUR_CENTURIES if years else wall_seconds)
    return f"{wall.year - years:04}-{wall:%m-%dT%H:%M:%S}"


def _seconds(offset: timedelta | None) -> int:
    return offset.days * _DAY + offset.seconds if offset else 0


def _offset_at(seconds: int, zone: tzinfo) -> int:
    """Give the offset in `zone` at a moment; the first days of year 1 have that of the third."""
    moment = _START + timedelta(seconds=max(seconds, _FIRST_SAFE))
    return _seconds(moment.astimezone(zone).utcoffset())


def _reach(point: Point | OpenEnd, bounds: Bounds, zone: tzinfo) -> Bounds:
    """Give bounds widened by what the date's qualifier leaves open."""
    earliest, latest = bounds
    if not isinstance(point, Point) or not point.qualifier or earliest is None or latest is None:
        return bounds
    if point.has_clock:
        return earliest - _REACH_OF_A_CLOCK, latest + _REACH_OF_A_CLOCK
    if point.precision == "day":
        return earliest - _DAY, latest + _DAY
    months = 1 if point.precision in {"month", "season"} else 12
    start, end = _shift_months(point.start, -months), _shift_months(point.end, months)
    return _to_utc(start, zone), _to_utc(end, zone)


def _shift_months(month_start: int, months: int) -> int:
    """Move the start of a month by whole months, as far as the calendar goes."""
    day = date.fromordinal(month_start // _DAY)
    number = day.year * 12 + day.month - 1 + months
    if number < 12:
        return _DAY
    if number >= 10_000 * 12:
        return date.max.toordinal() * _DAY
    return _midnight(number // 12, number % 12 + 1)


def _printed_end(end: Point | OpenEnd, home: tzinfo, zone: tzinfo) -> Printed:
    if not isinstance(end, Point):
        return Printed("", "…" if end else "?", "")
    here = home.tzname(_wall(end.start)) or ""
    if end.precision == "season":
        first, last = (
            date.fromordinal(day // _DAY).isoformat()[:7] for day in (end.start, end.end - _DAY)
        )
        return Printed(first, f"–{last}{end.qualifier}", here)
    if not end.has_clock:
        return Printed(end.text.rstrip("~?%"), end.qualifier, here)
    wall, abbreviation = _wall_in_zone(end, home, zone)
    clock = {"hour": f"{wall[11:13]}h", "minute": wall[11:16], "second": wall[11:]}
    return Printed(wall[:10], clock[end.precision] + end.qualifier, abbreviation)


def _wall_in_zone(point: Point, home: tzinfo, zone: tzinfo) -> tuple[str, str]:
    """Give the wall clock in `zone`, and the zone's abbreviation then."""
    if point.utc_offset is None and zone is home:  # as written, even where clocks skip it
        return _wall_text(point.start), _wall(point.start).replace(tzinfo=zone).tzname() or ""
    earliest = _bounds(point, home)[0]
    moment = _START + timedelta(seconds=max(earliest, _FIRST_SAFE))
    wall = earliest + _offset_at(earliest, zone) + _EPOCH
    return _wall_text(wall), moment.astimezone(zone).tzname() or ""
