"""Dates as a page shows them, and as HTML's attribute `datetime` has them."""

from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.days import WEEKDAYS, find_weekday, format_day, read_day
from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.dates.edtf import parse_ends
from oai_timeline.dates.prose import format_printed, is_plain, write_times
from oai_timeline.formats.narrative import date_parts, format_date_prose
from oai_timeline.model.time import SECONDS_PER_DAY

_OPEN = {"", ".."}
_NOT_IN_HTML = ("-", "0000")
"""How years before 1 begin, which HTML does not know."""


class TimeElement(NamedTuple):
    """A piece of text; `datetime` is its value for the element `time`, if it has one."""

    text: str
    datetime: str | None = None


class Heading(NamedTuple):
    """The heading of events that begin on the same day, or in the same longer span."""

    day: str
    text: str
    datetime: str | None
    weekday: str


class DayRange(NamedTuple):
    """The days that a date allows, None where it is open.

    `is_coarse`: they are too many to list the event when only one day is shown.
    """

    first: str | None
    last: str | None
    is_coarse: bool


def time_elements(text: str, zone: tzinfo) -> list[TimeElement]:
    """Return a date in prose."""
    return [
        TimeElement(part.text, html_datetime(part.date, zone) if part.date else None)
        for part in date_parts(text, zone)
    ]


def short_date(text: str, zone: tzinfo, under: str) -> str:
    """Return times and plain intervals in numbers, other dates in prose.

    The day of a time is left out if the heading `under` says it.
    """
    printed = format_date(text, zone, zone)._replace(zone="")
    if ":" in printed.clock[:3] and not text.endswith(("/", "/..")):
        return write_times(printed.clock) if printed.day == under else format_printed(printed)
    if "/" in text and all(map(is_plain, text.split("/"))):
        return text.replace("/", "–")
    return "".join(part.text for part in date_parts(text, zone))


def title_date(text: str, zone: tzinfo) -> str:
    """Return a date in prose for a title: a day with its weekday."""
    return f"{weekday(text)} {format_date_prose(text, zone)}".strip()


def make_heading(day: str, zone: tzinfo) -> Heading:
    """Return the heading of a day, or of a longer span; empty for an open start."""
    if not day:
        return Heading(day, "no start known", None, "")
    (element,) = time_elements(day, zone)
    return Heading(day, element.text, element.datetime, weekday(day))


def weekday(day: str) -> str:
    """Return the weekday of a day, empty for a longer span."""
    number = read_day(day)
    return "" if number is None else WEEKDAYS[find_weekday(number)]


def first_day(text: str, zone: tzinfo) -> str:
    """Return the day, or the longer span, in which a date begins; empty where that is open."""
    return "" if text.partition("/")[0] in _OPEN else format_date(text, zone, zone).day


def html_datetime(text: str, zone: tzinfo) -> str | None:
    """Return a date as a valid value of HTML's `datetime`, None where none is exactly as precise.

    There is none for intervals, qualifiers, hours, seasons, unspecified digits, times that a clock
    change repeats, and years before 1.
    """
    read = parse_date(text, zone)
    if read.approximate or read.uncertain or read.clock_change:
        return None
    if read.precision in {"year", "month", "day"}:
        return None if "X" in text or text.startswith(_NOT_IN_HTML) else text
    if read.precision not in {"minute", "second"} or read.earliest is None:
        return None
    moment = format_iso(read.earliest, zone)
    if moment.startswith(_NOT_IN_HTML):
        return None
    if read.precision == "second":
        return moment
    return None if moment[16:19] != ":00" else moment[:16] + moment[19:]  # an offset with seconds


def day_range(text: str, zone: tzinfo) -> DayRange:
    """Return the first and the last day that a date allows, in `zone`."""
    start, end = parse_ends(text)
    first_text, _, last_text = text.partition("/")
    first = last = None
    if isinstance(start, edtf.Point):
        first = _calendar_day(first_text, start.first_day, zone)
    if isinstance(end, edtf.Point):
        last = _calendar_day(last_text or first_text, end.last_day, zone)
    when = parse_date(text, zone)
    is_coarse = (
        when.earliest is None
        or when.latest is None
        or (first != last and when.latest - when.earliest > SECONDS_PER_DAY)
    )
    return DayRange(first, last, is_coarse)


def _calendar_day(text: str, day: int, zone: tzinfo) -> str:
    return first_day(text, zone) if "T" in text else format_day(day)
