"""The time column of a list: what a date says beside the day in the heading above it."""

import re
from typing import NamedTuple

from oai_timeline.dates.days import WEEKDAYS, find_day, find_weekday, format_day, read_day
from oai_timeline.dates.prose import (
    MONTHS,
    QUALIFIERS,
    format_printed,
    format_short,
    is_plain,
    write_clock,
    write_short,
    write_times,
    write_year,
)
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.views.dates import format_for_people
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Span

_CLOCK = r"\d\d:\d\d(:\d\d)?"
_FIRST, _LAST = re.compile(_CLOCK, re.ASCII), re.compile(f"({_CLOCK})[~?%]?$", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?", re.ASCII)
_QUALIFIER = re.compile(r"[~?%]$")
_YEAR_OF_ERA = re.compile(r"(\d+) (BCE|CE)", re.ASCII)
_WEEK = 7
_NIGHT = SECONDS_PER_DAY // 2


class _Bounds(NamedTuple):
    """The bounds of a date in local time, the second one exclusive; None if open."""

    earliest: int | None
    latest: int | None


def format_time_column(event: ListedEvent, layout: Layout) -> Span:
    """Return what the time column shows: nothing if the heading says all.

    A time (`12:19`), bounds on one day or in one night as times (`12:28–16:09`, `22:00–03:00`),
    others as days (`Fri–Sun`, `17–27 Nov`) or years; what is left open is in words.
    """
    if event.precision in {"second", "minute"}:
        day = _other_day(event, _bounds(event, layout))
        return Span(day + write_clock(layout.print_date(event).clock), "time")
    if "T" in event.date:
        return Span(layout.text(_format_times(event, layout)), "quiet")
    return Span(layout.text(_format_span(event)), "quiet")


def format_long_date(event: ListedEvent, layout: Layout) -> Span:
    """Return what the time column shows where no heading names the day.

    Days (`17–19 Nov 2023`), or words or times if the date does not name days.
    """
    days = _read_days(event, _bounds(event, layout))
    if days is None:
        text = format_for_people(event.date, layout.print_date(event))
        return Span(layout.text(text), "quiet")
    return Span(layout.text(_format_long_days(event, *days)), "quiet")


def format_dated_time(event: ListedEvent, layout: Layout) -> Span:
    """Return the same with its day, for rows that are not under a heading with the day.

    A day and a time (`2023-11-17 12:19`), or bounds as times (`2023-11-17 12:28–16:09`) or as days
    (`2023-11-17–2023-11-19`); otherwise words.
    """
    return Span(layout.text(_format_dated_time(event, layout)), "quiet")


def _format_dated_time(event: ListedEvent, layout: Layout) -> str:
    first, end = bounds = _bounds(event, layout)
    days = _read_days(event, bounds)
    if "T" not in event.date:
        is_range = days is not None and days[0] != days[1]
        return _format_range(event, *days) if days and is_range else format_short(event.date)
    printed = layout.print_date(event)._replace(zone="")
    is_exact = event.precision in {"second", "minute"}
    if is_exact or days is None or first is None or end is None:
        return format_printed(printed)
    if days[0] != days[1] and end - first > _NIGHT:
        return _format_range(event, *days)
    return f"{write_short(printed.day)} {_format_clocks(event, printed.clock, first, end)}"


def _format_range(event: ListedEvent, first: int, last: int) -> str:
    """Return days in digits, or with their months if their years are named with an era."""
    start, stop = format_day(first), format_day(last)
    if not (is_plain(start) and is_plain(stop)):
        return _format_long_days(event, first, last)
    since, until = _find_qualifiers(event)
    return f"{since}{start}–{until}{stop}"


def _format_span(event: ListedEvent) -> str:
    """Return a date without a time as the time column shows it."""
    days = _read_days(event, _Bounds(None, None))
    start, slash, stop = event.date.partition("/")
    since, until = _find_qualifiers(event)
    if days and days[0] == days[1]:
        return f"{since}{_weekday(days[0])}" if since else ""
    if days:
        return _format_days(event, *days)
    if not slash:
        is_in_heading = _QUALIFIER.sub("", event.date) == event.printed.day
        return (since and f"{since}then") if is_in_heading else format_short(event.date)
    day = read_day(_QUALIFIER.sub("", start))
    if event.latest is None and day is not None:
        return f"from {since}{_weekday(day)} on"
    if event.earliest is None or event.latest is None:
        return format_short(event.date)
    ends = [_QUALIFIER.sub("", end) for end in (start, stop)]
    is_in_year = all(map(_MONTH.fullmatch, ends)) and ends[0][:4] == ends[1][:4]
    first, last = map(_write_month if is_in_year else write_short, ends)
    return f"{since}{_drop_era(first, last)}–{until}{last}"


def _drop_era(first: str, last: str) -> str:
    """Return a year without its era if a later one has the same; any other date as it is."""
    begin, end = _YEAR_OF_ERA.fullmatch(first), _YEAR_OF_ERA.fullmatch(last)
    return begin[1] if begin and end and begin[2] == end[2] else first


def _write_month(text: str) -> str:
    """Return a month, or a day of one, without its year: `Sep`, `16 Nov`."""
    _, month, *day = text.split("-")
    return " ".join([*(one.lstrip("0") for one in day), _shorten_month(int(month))])


def _format_times(event: ListedEvent, layout: Layout) -> str:
    """Return bounds, of which one has a time at least, as the time column shows them."""
    first, end = bounds = _bounds(event, layout)
    printed = layout.print_date(event)
    days, other_day = _read_days(event, bounds), _other_day(event, bounds)
    if first is None:
        return format_printed(printed._replace(zone=""))
    if days is None or end is None:
        return write_times(printed.clock, other_day)
    if days[0] != days[1] and end - first > _NIGHT:
        return _format_days(event, *days)
    return other_day + _format_clocks(event, printed.clock, first, end)


def _format_clocks(event: ListedEvent, clock: str, first: int, end: int) -> str:
    """Return bounds as times, as the date has them where it has minutes."""
    since, until = _find_qualifiers(event)
    start, stop = _FIRST.match(clock), _LAST.search(clock)
    begin = start[0] if start else _time_of_day(first)
    last = _time_of_day(end).replace("00:00", "24:00")
    if stop and (last, stop[1]) != ("24:00", "23:59"):
        last = stop[1]
    return f"{since}{begin}–{until}{last}"


def _find_qualifiers(event: ListedEvent) -> tuple[str, str]:
    """Return the qualifiers of both ends of a date in words, that of a single date as the first.

    One that both ends have is said once, before the first.
    """
    found = [_QUALIFIER.search(end) for end in event.date.split("/")]
    since, until, *_ = [*(QUALIFIERS[sign[0]] if sign else "" for sign in found), ""]
    return since, "" if until == since else until


def _read_days(event: ListedEvent, bounds: _Bounds) -> tuple[int, int] | None:
    """Return the first and the last day of a date, None if it does not name both.

    A date without a time is of the timeline's zone, whichever zone times are printed in.
    """
    ends = event.date.split("/")
    if "T" in event.date:
        first, end = bounds
        if first is None or end is None or min(map(len, ends)) < len("2023-11-17"):
            return None
        return first // SECONDS_PER_DAY, (end - 1) // SECONDS_PER_DAY
    days = [read_day(_QUALIFIER.sub("", end)) for end in ends]
    if days[0] is None or days[-1] is None:
        return None
    return days[0], days[-1]


def _format_long_days(event: ListedEvent, first: int, last: int) -> str:
    """Return days with their years: `17 Nov 2023`, `17–19 Nov 2023`."""
    since, until = _find_qualifiers(event)
    begin, end = find_day(first), find_day(last)
    stop = f"{_day_and_month(last)} {write_year(end.year)}"
    if first == last:
        return f"{since}{stop}"
    start = str(begin.day) if begin[:2] == end[:2] else _day_and_month(first)
    if begin.year != end.year:
        start += f" {write_year(begin.year)}"
    return f"{since}{start}–{until}{stop}"


def _format_days(event: ListedEvent, first: int, last: int) -> str:
    since, until = _find_qualifiers(event)
    if last - first < _WEEK:
        return f"{since}{_weekday(first)}–{until}{_weekday(last)}"
    begin, end = find_day(first), find_day(last)
    is_in_month = begin[:2] == end[:2]
    start = str(begin.day) if is_in_month else _day_and_month(first)
    year = f" {write_year(end.year)}" if begin.year != end.year else ""
    return f"{since}{start}–{until}{_day_and_month(last)}{year}"


def _other_day(event: ListedEvent, bounds: _Bounds) -> str:
    """Return the weekday of a time that is not on the day in the heading, in another time zone."""
    if bounds.earliest is None:
        return ""
    day = bounds.earliest // SECONDS_PER_DAY
    return f"{_weekday(day)} " if format_day(day) != event.printed.day else ""


def _weekday(day: int) -> str:
    return WEEKDAYS[find_weekday(day)][:3]


def _day_and_month(day: int) -> str:
    _, month, number = find_day(day)
    return f"{number} {_shorten_month(month)}"


def _shorten_month(month: int) -> str:
    return MONTHS[month - 1][:3]


def _time_of_day(seconds: int) -> str:
    return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"


def _bounds(event: ListedEvent, layout: Layout) -> _Bounds:
    return _Bounds(layout.local_time(event.earliest), layout.local_time(event.latest))
