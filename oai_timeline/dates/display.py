"""Dates and moments as text for people and programs."""

from datetime import UTC, tzinfo
from functools import lru_cache

from oai_timeline.dates import days
from oai_timeline.dates.bounds import find_bounds, find_local, read_clock
from oai_timeline.dates.edtf import OpenEnd, Point, parse_ends
from oai_timeline.model.printed import Printed

_LOCAL, _OFFSET = len("2023-11-17T12:19:00"), len("-08:00")


def format_date(text: str, home: tzinfo, zone: tzinfo) -> Printed:
    """Return a date of a timeline in the zone `home` as readers in `zone` see it.

    Dates without a time never shift: they are of the timeline's zone. An interval has the
    abbreviations of those ends that have a time. Raises DateError.
    """
    first, last = parse_ends(text)
    start = _format_end(first, home, zone)
    if last is first:
        return start
    end = _format_end(last, home, zone)
    if not end.has_time:
        until = end.day + end.clock
    else:
        until = end.clock if end.day == start.day else f"{end.day} {end.clock}"
    zones = dict.fromkeys(one.zone for one in (start, end) if one.has_time)
    return Printed(start.day, f"{start.clock}–{until}", "–".join(zones) or start.zone or end.zone)


@lru_cache(maxsize=64)  # the end of one event is often the start of the next
def format_iso(seconds: int, zone: tzinfo) -> str:
    """Return a moment, in UTC seconds, as ISO 8601 in `zone`; in UTC if the offset has seconds."""
    text = read_clock(seconds, zone).isoformat()
    offset = text[_LOCAL:]
    if len(offset) > _OFFSET:
        return f"{format_local(seconds, UTC)}+00:00"
    return text if days.is_safe(seconds) else format_local(seconds, zone) + offset


def format_local(seconds: int, zone: tzinfo) -> str:
    """Return a moment, in UTC seconds, as local time in `zone`: `2023-11-17T12:19:00`."""
    return days.format_local(find_local(seconds, zone))


def _format_end(end: Point | OpenEnd, home: tzinfo, zone: tzinfo) -> Printed:
    if not isinstance(end, Point):
        return Printed("", "…" if end else "?", "")
    if end.has_clock:
        return _format_time(end, home, zone)
    abbreviation = home.tzname(days.find_datetime(end.start)) or ""
    if end.precision == "season":
        first, last = (days.format_day(day)[:-3] for day in (end.first_day, end.last_day))
        return Printed(first, f"–{last}{end.qualifier}", abbreviation)
    return Printed(end.text.rstrip("~?%"), end.qualifier, abbreviation)


def _format_time(point: Point, home: tzinfo, zone: tzinfo) -> Printed:
    if point.offset is None and zone is home:  # as written, even if a clock change skips it
        local = days.format_local(point.start)
        abbreviation = zone.tzname(days.find_datetime(point.start))
    else:
        earliest, _ = find_bounds(point, home)
        local = format_local(earliest, zone)
        abbreviation = read_clock(earliest, zone).tzname()
    day, _, clock = local.partition("T")
    time = {"hour": f"{clock[:2]}h", "minute": clock[:5], "second": clock}
    return Printed(day, time[point.precision] + point.qualifier, abbreviation or "")
