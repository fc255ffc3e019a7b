"""Dates in words, for programs that show a date as it is given to them."""

from datetime import date, tzinfo
from typing import NamedTuple

from oai_timeline.dates import edtf
from oai_timeline.dates.edtf import Point

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = 86_400
HEDGES = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_WHOLE_HOUR, _ITS_START, _ITS_END = "{0:02}:00 to {1:02}:00", "{0:02}:00", "{1:02}:00"


class _Said(NamedTuple):
    """A date in words; `clock` and `zone` are empty where it has none."""

    day: str
    clock: str
    zone: str

    def __str__(self) -> str:
        return f"{self.day}, {self.clock} {self.zone}" if self.clock else self.day


def in_words(text: str, zone: tzinfo) -> str:
    """Say a date in English: `about 17 November 2023`, `17 November 2023, 12:19 PST`.

    An interval says that something lies within it: `between ... and ...`, `... or later`. Clocks
    are those of `zone`, and named with it. Raises DateError.
    """
    first, last = edtf.ends(text)
    if not isinstance(first, Point):
        assert isinstance(last, Point)
        return f"{_said(last, zone, _ITS_END)} or earlier"
    if first is last:
        return str(_said(first, zone, _WHOLE_HOUR))
    begin = _said(first, zone, _ITS_START)
    if not isinstance(last, Point):
        return f"{begin} or later"
    return _between(begin, _said(last, zone, _ITS_END))


def _between(begin: _Said, end: _Said) -> str:
    if begin.clock and not end.clock:
        return f"between {begin} and the end of {end}"
    if end.clock and not begin.clock:
        return f"between the start of {begin} and {end}"
    if begin.day != end.day or not begin.clock:
        return f"between {begin} and {end}"
    start = begin.clock if begin.zone == end.zone else f"{begin.clock} {begin.zone}"
    return f"{begin.day}, between {start} and {end.clock} {end.zone}"


def _said(point: Point, zone: tzinfo, hour: str) -> _Said:
    """Say a date that is no interval; `hour` is how one without minutes is written."""
    hedge = HEDGES[point.qualifier]
    if not point.has_clock:
        return _Said(hedge + _span(point), "", "")
    shown = edtf.printed(point.text, zone, zone)
    clock = shown.clock.rstrip("~?%")
    if point.precision == "hour":
        clock = hour.format(int(clock[:2]), int(clock[:2]) + 1)
    return _Said(_day(shown.day), hedge + clock, shown.zone)


def _span(point: Point) -> str:
    text = point.text.rstrip("~?%").replace("-XX", "")
    if "X" in text:
        return f"the years {text.replace('X', '0')} to {text.replace('X', '9')}"
    if point.precision != "season":
        return _day(text)
    first, last = (date.fromordinal(at // _DAY) for at in (point.start, point.end - _DAY))
    year = "" if first.year == last.year else f" {first.year}"
    return f"{_MONTHS[first.month - 1]}{year} to {_MONTHS[last.month - 1]} {last.year}"


def _day(text: str) -> str:
    """Say a day, a month or a year: `2023-11-17` is `17 November 2023`."""
    year, *finer = map(int, text.split("-"))
    parts = [str(day) for day in finer[1:]] + [_MONTHS[month - 1] for month in finer[:1]]
    return " ".join([*parts, str(year)])
