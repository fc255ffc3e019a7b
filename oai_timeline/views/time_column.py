"""The time column of a list: what a date says beside the day in the heading above it."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Span

_TIMES = re.compile(r"\d\d:\d\d(:\d\d)?[~?%]?–\d\d:\d\d(:\d\d)?[~?%]?", re.ASCII)
_QUALIFIER = re.compile(r"[~?%]$")
_SECOND, _WEEK = timedelta(seconds=1), timedelta(days=7)
_SHORTEST_DAY = timedelta(hours=23)
_CLOSE, _NIGHT = timedelta(hours=6), timedelta(hours=12)


class _Bounds(NamedTuple):
    """The bounds of a date in local time, the second one exclusive; None if open."""

    earliest: datetime | None
    latest: datetime | None

    @property
    def width(self) -> timedelta:
        """The time between the bounds; the longest possible one if one is open."""
        if self.earliest is None or self.latest is None:
            return timedelta.max
        return self.latest - self.earliest


def format_time_column(event: ListedEvent, layout: Layout) -> Span:
    """Return what the time column shows: nothing if the heading says all.

    A time (`12:19`), bounds on one day or in one night as times (`12:28–16:09`, `22:00–03:00`),
    others as days (`Fri–Sun`, `17–27 Nov`).
    """
    if event.precision in {"second", "minute"}:
        return Span(_other_day(event, layout) + layout.print_date(event).clock, "time")
    text = _format_bounds(event, layout)
    return Span(layout.text(text), "soft")


def format_long_date(event: ListedEvent, layout: Layout) -> Span:
    """Return what the time column shows where no heading names the day.

    Days (`17–19 Nov 2023`), or months or years if the date has no days; otherwise as it is printed.
    """
    first, end = _bounds(event, layout)
    ends = event.date.split("/")
    if first is None or end is None or min(map(len, ends)) < len("2023-11-17"):
        return Span(layout.text(layout.print_date(event)._replace(zone="").in_full()), "soft")
    last = (end - _SECOND).date()
    start = f"{first.day} {first:%b}" if first.date() != last else ""
    if first.year != last.year:
        start += f" {first.year}"
    elif first.month == last.month and start:
        start = str(first.day)
    dash = "–" if start else ""
    return Span(layout.text(f"{start}{dash}{last.day} {last:%b} {last.year}"), "soft")


def is_close(event: ListedEvent, layout: Layout) -> bool:
    """Return whether the time of an event is known to within six hours."""
    return _bounds(event, layout).width <= _CLOSE


def _format_bounds(event: ListedEvent, layout: Layout) -> str:
    bounds = _bounds(event, layout)
    first, end = bounds
    if first is None or end is None:
        return _format_open(bounds)
    qualifier = _QUALIFIER.search(event.date)
    sign = qualifier[0] if qualifier else ""
    if event.precision not in {"interval", "hour", "day"}:
        return sign
    last = end - _SECOND
    if first.date() == last.date() and bounds.width >= _SHORTEST_DAY:
        return f"{first:%a}{sign}" if sign else ""
    if first.date() != last.date() and bounds.width > _NIGHT:
        return _format_days(first.date(), last.date())
    times = layout.print_date(event).clock
    if not _TIMES.fullmatch(times):
        times = f"{first:%H:%M}–{end:%H:%M}{sign}"
    until_midnight = times.endswith(("–23:59", "–00:00")) and f"{end:%H:%M}" == "00:00"
    return _other_day(event, layout) + (f"{times[:-5]}24:00" if until_midnight else times)


def _format_days(first: date, last: date) -> str:
    if last - first < _WEEK:
        return f"{first:%a}–{last:%a}"
    if first.year != last.year:
        return f"–{last}"
    if first.month == last.month:
        return f"{first.day}–{last.day} {last:%b}"
    return f"{first.day} {first:%b}–{last.day} {last:%b}"


def _format_open(bounds: _Bounds) -> str:
    if bounds.earliest is not None:
        return f"{bounds.earliest:%H:%M}–…" if f"{bounds.earliest:%H:%M}" != "00:00" else "–…"
    return "…" if bounds.latest is None else f"…–{bounds.latest - _SECOND:%Y-%m-%d}"


def _other_day(event: ListedEvent, layout: Layout) -> str:
    """Return the weekday of a time that is not on the day in the heading, in another time zone."""
    first, _ = _bounds(event, layout)
    return f"{first:%a} " if first and f"{first:%Y-%m-%d}" != event.printed.day else ""


def _bounds(event: ListedEvent, layout: Layout) -> _Bounds:
    return _Bounds(layout.local_time(event.earliest), layout.local_time(event.latest))
