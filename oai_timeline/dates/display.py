"""Dates and moments as text for people and programs."""

from datetime import UTC, timedelta, tzinfo
from functools import lru_cache

from oai_timeline.dates.bounds import FIRST_SAFE, find_bounds, local_at
from oai_timeline.dates.edtf import OpenEnd, Point, parse_ends
from oai_timeline.model.date import Printed
from oai_timeline.model.time import SECONDS_PER_DAY

_LOCAL = len("2023-11-17T12:19:00")
_FOUR_CENTURIES = 146_097 * SECONDS_PER_DAY


def format_date(text: str, home: tzinfo, zone: tzinfo) -> Printed:
    """Return a date of a timeline in the zone `home` as readers in `zone` see it.

    Dates without a time never shift: they are of the timeline's zone. Raises DateError.
    """
    first, last = parse_ends(text)
    start = _format_end(first, home, zone)
    if last is first:
        return start
    end = _format_end(last, home, zone)
    if not isinstance(last, Point) or not last.has_clock:
        until = end.day + end.clock
    else:
        until = end.clock if end.day == start.day else f"{end.day} {end.clock}"
    return Printed(start.day, f"{start.clock}–{until}", start.zone or end.zone)


@lru_cache(maxsize=64)  # the end of one event is often the start of the next
def format_iso(seconds: int, zone: tzinfo) -> str:
    """Return a moment, in UTC seconds, as ISO 8601 in `zone`; in UTC if the offset has seconds."""
    text = local_at(seconds, zone).isoformat()
    if len(text) > len("2023-11-17T12:19:00-08:00"):
        return f"{format_local(seconds, UTC)}+00:00"
    return text if seconds >= FIRST_SAFE else format_local(seconds, zone) + text[_LOCAL:]


def format_local(seconds: int, zone: tzinfo) -> str:
    """Return a moment, in UTC seconds, as local time in `zone`: `2023-11-17T12:19:00`."""
    if seconds >= FIRST_SAFE:
        return local_at(seconds, zone).isoformat()[:_LOCAL]
    later = local_at(FIRST_SAFE, zone) - timedelta(seconds=FIRST_SAFE - seconds - _FOUR_CENTURIES)
    return f"{later.year - 400:04}{later.isoformat()[4:_LOCAL]}"


def _format_end(end: Point | OpenEnd, home: tzinfo, zone: tzinfo) -> Printed:
    if not isinstance(end, Point):
        return Printed("", "…" if end else "?", "")
    if end.has_clock:
        return _format_time(end, home, zone)
    abbreviation = home.tzname(end.start) or ""
    if end.precision == "season":
        first, last = (day.isoformat()[:7] for day in (end.start, end.last_day))
        return Printed(first, f"–{last}{end.qualifier}", abbreviation)
    return Printed(end.text.rstrip("~?%"), end.qualifier, abbreviation)


def _format_time(point: Point, home: tzinfo, zone: tzinfo) -> Printed:
    if point.offset is None and zone is home:  # as written, even if a clock change skips it
        local, abbreviation = point.start.isoformat(), zone.tzname(point.start)
    else:
        earliest, _ = find_bounds(point, home)
        local, abbreviation = format_local(earliest, zone), local_at(earliest, zone).tzname()
    time = {"hour": f"{local[11:13]}h", "minute": local[11:16], "second": local[11:]}
    return Printed(local[:10], time[point.precision] + point.qualifier, abbreviation or "")
