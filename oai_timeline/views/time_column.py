"""The time column of a list: what a date says beside the day in the heading above it."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Span

_CLOCK = r"\d\d:\d\d(:\d\d)?[~?%]?"
_FIRST, _LAST = re.compile(_CLOCK, re.ASCII), re.compile(f"{_CLOCK}$", re.ASCII)
_QUALIFIER = re.compile(r"[~?%]$")
_SECOND, _WEEK = timedelta(seconds=1), timedelta(days=7)
_NIGHT = timedelta(hours=12)


class _Bounds(NamedTuple):
    """The bounds of a date in local time, the second one exclusive; None if open."""

    earliest: datetime | None
    latest: datetime | None


def format_time_column(event: ListedEvent, layout: Layout) -> Span:
    """Return what the time column shows: nothing if the heading says all.

    A time (`12:19`), bounds on one day or in one night as times (`12:28–16:09`, `22:00–03:00`),
    others as days (`Fri–Sun`, `17–27 Nov`).
    """
    if event.precision in {"second", "minute"}:
        day = _other_day(event, _bounds(event, layout))
        return Span(day + layout.print_date(event).clock, "time")
    text = _format_bounds(event, layout)
    return Span(layout.text(text), "quiet")


def format_long_date(event: ListedEvent, layout: Layout) -> Span:
    """Return what the time column shows where no heading names the day.

    Days (`17–19 Nov 2023`), or months or years if the date has no days; otherwise as it is printed.
    """
    days = _read_days(event, _bounds(event, layout))
    if days is None:
        return Span(layout.text(layout.print_date(event)._replace(zone="").in_full()), "quiet")
    first, last = days
    since, until = _find_qualifiers(event)
    start = f"{first.day} {first:%b}"
    if first.year != last.year:
        start += f" {first.year}"
    elif first.month == last.month:
        start = str(first.day)
    start = f"{start}{since}–" if first != last else ""
    return Span(layout.text(f"{start}{last.day} {last:%b} {last.year}{until}"), "quiet")


def format_dated_time(event: ListedEvent, layout: Layout) -> Span:
    """Return the same with its day, for rows that are not under a heading with the day.

    A day and a time (`2023-11-17 12:19`), or bounds as times (`2023-11-17 12:28–16:09`) or as days
    (`2023-11-17–2023-11-19`); otherwise the date as it is printed.
    """
    printed = layout.print_date(event)._replace(zone="")
    first, end = bounds = _bounds(event, layout)
    days = _read_days(event, bounds)
    is_exact = event.precision in {"second", "minute"}
    if is_exact or "T" not in event.date or days is None or first is None or end is None:
        text = printed.in_full()
    elif days[0] != days[1] and end - first > _NIGHT:
        since, until = _find_qualifiers(event)
        text = f"{days[0]}{since}–{days[1]}{until}"
    else:
        text = f"{printed.day} {_format_clocks(event, printed.clock, first, end)}"
    return Span(layout.text(text), "quiet")


def _format_bounds(event: ListedEvent, layout: Layout) -> str:
    bounds = _bounds(event, layout)
    days = _read_days(event, bounds)
    if days and "T" not in event.date:
        if days[0] == days[1]:
            sign = _find_qualifiers(event)[1]
            return f"{days[0]:%a}{sign}" if sign else ""
        return _format_days(event, *days)
    clock = layout.print_date(event).clock
    first, end = bounds
    if "T" not in event.date or days is None or first is None or end is None:
        return _other_day(event, bounds) + clock
    if days[0] != days[1] and end - first > _NIGHT:
        return _format_days(event, *days)
    return _other_day(event, bounds) + _format_clocks(event, clock, first, end)


def _format_clocks(event: ListedEvent, clock: str, first: datetime, end: datetime) -> str:
    """Return bounds as times, as the date has them where it has minutes."""
    start, stop = _FIRST.match(clock), _LAST.search(clock)
    since = start[0] if start else f"{first:%H:%M}"
    until = f"{end:%H:%M}".replace("00:00", "24:00")
    if stop and (until, stop[0]) != ("24:00", "23:59"):
        return f"{since}–{stop[0]}"
    return f"{since}–{until}{'' if stop else _find_qualifiers(event)[1]}"


def _find_qualifiers(event: ListedEvent) -> tuple[str, str]:
    """Return the qualifiers of both ends of a date, empty where there is none."""
    found = [_QUALIFIER.search(end) for end in event.date.split("/")]
    signs = [sign[0] if sign else "" for sign in found]
    return signs[0], signs[-1]


def _read_days(event: ListedEvent, bounds: _Bounds) -> tuple[date, date] | None:
    """Return the first and the last day of a date, None if it does not name both.

    A date without a time is of the timeline's zone, whichever zone times are printed in.
    """
    ends = event.date.split("/")
    if "T" in event.date:
        first, end = bounds
        if first is None or end is None or min(map(len, ends)) < len("2023-11-17"):
            return None
        return first.date(), (end - _SECOND).date()
    try:
        days = [date.fromisoformat(_QUALIFIER.sub("", end)) for end in ends]
    except ValueError:
        return None
    return days[0], days[-1]


def _format_days(event: ListedEvent, first: date, last: date) -> str:
    since, until = _find_qualifiers(event)
    if last - first < _WEEK:
        return f"{first:%a}{since}–{last:%a}{until}"
    if first.year != last.year:
        return f"{since}–{last}{until}"
    month = "" if first.month == last.month else f" {first:%b}"
    return f"{first.day}{month}{since}–{last.day} {last:%b}{until}"


def _other_day(event: ListedEvent, bounds: _Bounds) -> str:
    """Return the weekday of a time that is not on the day in the heading, in another time zone."""
    if "T" not in event.date:
        return ""
    first, _ = bounds
    return f"{first:%a} " if first and first.date().isoformat() != event.printed.day else ""


def _bounds(event: ListedEvent, layout: Layout) -> _Bounds:
    return _Bounds(layout.local_time(event.earliest), layout.local_time(event.latest))
