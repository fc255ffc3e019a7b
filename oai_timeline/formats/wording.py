"""How a date is said in a sentence: between, about, perhaps; with the form that HTML has for it."""

from datetime import date, tzinfo
from typing import NamedTuple

from oai_timeline.dates import edtf
from oai_timeline.formats.dates_in_words import HEDGES

_OPEN = {"", ".."}
_DAY_IN_SECONDS = 86_400


class Part(NamedTuple):
    """A stretch of what is said. `datetime` is its valid date string in HTML, where it has one."""

    text: str
    datetime: str | None = None


def said(text: str, zone: tzinfo, under: str = "") -> list[Part]:
    """Say a date, in `zone`; `under` is the day that a heading says already. Raises DateError."""
    first, slash, last = text.partition("/")
    if not slash:
        return [] if first == under else _point(first, zone, under)
    if first in _OPEN:
        return [Part("up to "), *_point(last, zone, under)]
    if last in _OPEN:
        return [Part("from "), *_point(first, zone, under), Part(" on")]
    begin = "between the start of " if "T" in last and "T" not in first else "between "
    end = " and the end of " if "T" in first and "T" not in last else " and "
    until = _point(last, zone, day(first, zone) if "T" in first else under)
    return [Part(begin), *_point(first, zone, under), Part(end), *until]


def day(text: str, zone: tzinfo) -> str:
    """Give the day, or the longer span, in which a date begins; nothing where that is open."""
    return "" if text.partition("/")[0] in _OPEN else edtf.printed(text, zone, zone).day


def plain(day: str) -> str:
    """Write a day or a longer span without the signs that EDTF has for what is not specified."""
    if "X" in day[:4]:
        return f"{day.replace('X', '0')}–{day.replace('X', '9')}"
    if "X" in day:
        known = day.partition("-XX")[0]
        return f"a {'month' if len(day) == len('2023-XX') else 'day'} in {known}"
    return day


def html_datetime(text: str, zone: tzinfo) -> str | None:
    """Give a date as HTML's `datetime` has it; None where that has no form as exact, and no more.

    It has none for intervals, qualifiers, hours, seasons, unspecified digits, and clocks that come
    twice.
    """
    read = edtf.parse(text, zone)
    if "X" in text or read.approximate or read.uncertain or read.clock_change:
        return None
    if read.precision in {"year", "month", "day"}:
        return text
    if read.precision not in {"minute", "second"} or read.earliest is None:
        return None
    moment = edtf.iso(read.earliest, zone)
    if read.precision == "second":
        return moment
    return None if moment[16:19] != ":00" else moment[:16] + moment[19:]  # an offset with seconds


def days(text: str, zone: tzinfo) -> tuple[str | None, str | None]:
    """Give the first and the last day that a date allows, in `zone`; None where that is open."""
    start, end = edtf.ends(text)
    first, _, last = text.partition("/")
    return (
        _calendar_day(first, start.start, zone) if isinstance(start, edtf.Point) else None,
        _calendar_day(last or first, end.end - 1, zone) if isinstance(end, edtf.Point) else None,
    )


def _calendar_day(text: str, wall_seconds: int, zone: tzinfo) -> str:
    if "T" in text:
        return day(text, zone)
    return date.fromordinal(wall_seconds // _DAY_IN_SECONDS).isoformat()


def _point(text: str, zone: tzinfo, under: str) -> list[Part]:
    bare = text.rstrip("~?%")
    printed = edtf.printed(bare, zone, zone)
    shown = plain(printed._replace(zone="").in_full())
    if printed.day == under and printed.has_clock:
        shown = printed.clock
    if edtf.parse(bare, zone).precision == "season":
        shown = shown.replace("–", " to ")
    return [Part(HEDGES[text[len(bare) :]] + shown, html_datetime(text, zone))]
