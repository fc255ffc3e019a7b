"""Numbers of events by day, hour, actor or kind."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.printed import Printed
from oai_timeline.query.calendar import (
    DAYS,
    Dated,
    Tally,
    count_by_calendar,
    fetch_dates,
    sort_dates,
    split_local,
    tally_units,
)
from oai_timeline.query.select import Query, Result, asked_periods, where

PER = ("day", "hour", "actor", "kind")

_NAMES = {
    "actor": "SELECT DISTINCT number, a.id, a.name FROM event e LEFT JOIN mention ON event = number"
    " LEFT JOIN actor a ON a.id = actor WHERE {} ORDER BY a.place",
    "kind": "SELECT number, e.kind, e.kind FROM event e LEFT JOIN kind k ON k.kind = e.kind"
    " WHERE {} ORDER BY k.place, e.kind",
}
_SECONDS_PER_HOUR = 3600
_QUALIFIERS = re.compile("[~?%]")


class NameCount(NamedTuple):
    """The number of events with a value: an actor, by its id, or a kind."""

    value: str
    name: str
    events: int


class DayCount(NamedTuple):
    """The events of a day, or those dated to a longer span, as EDTF and as it is printed.

    `coarse`: the span is longer than the period asked for, and exceeds it.
    """

    value: str
    shown: Printed
    tally: Tally
    coarse: bool = False


class Hour(NamedTuple):
    """An hour of local time: its start in UTC seconds, and how it is printed (`12h`).

    An hour that is repeated when clocks change is two hours.
    """

    start: int
    shown: Printed


class HourCount(NamedTuple):
    """The events of an hour."""

    hour: Hour
    tally: Tally


_MOST_HOURS = 25 * _SECONDS_PER_HOUR
"""The longest day. An event is counted by hour if its bounds are not further apart."""


def fetch_name_counts(index: Index, query: Query, per: str) -> tuple[list[NameCount], int]:
    """Return the numbers of events by actor or kind, most first, and that of events without."""
    condition, parameters = where(query)
    rows = index.fetch(_NAMES[per].format(condition), parameters)
    totals = Counter((value, name) for _, value, name in rows if value)
    counts = [NameCount(value, name, total) for (value, name), total in totals.items()]
    counts.sort(key=lambda count: -count.events)
    return counts, sum(not value for _, value, _ in rows)


def fetch_day_counts(index: Index, query: Query, result: Result) -> list[DayCount]:
    """Return the numbers of events by day, in time order; see `count_by_calendar`.

    An event that is dated to a longer span is counted in that span: possibly, if its date has a
    qualifier.
    """
    counted = count_by_calendar(index, DAYS, asked_periods(query), *where(query))
    counts = {
        day: DayCount(day, Printed(day, "", ""), tally) for day, tally in counted.tallies.items()
    }
    coarse = {match.number for match in result.matches if match.coarse}
    counts |= {count.value: count for count in _count_spans(counted.others, coarse)}
    return [counts[value] for value in sort_dates(index, counts)]


def fetch_hour_counts(index: Index, query: Query, zone: str) -> tuple[list[HourCount], int]:
    """Return the numbers of events by hour in the time of `zone`, in time order.

    They are counted as by day, if they have a time of day and are dated to a day at most. The last
    value is the number of other events.
    """
    from zoneinfo import ZoneInfo

    shown_in = ZoneInfo(zone)
    condition, parameters = where(query)
    events = fetch_dates(index, condition, parameters)
    timed = [event for event in events if "T" in event.date and event.is_within(_MOST_HOURS)]
    tallies = tally_units(
        timed,
        lambda begin, end: _list_hours(begin, end, shown_in),
        asked_periods(query),
        Counter[Hour](),
    )
    counts = [HourCount(hour, tallies[hour]) for hour in sorted(tallies)]
    return counts, len(events) - len(timed)


def format_hour_edtf(hour: Hour, zone: tzinfo) -> str:
    """Return an hour of `zone` as EDTF, with its offset from UTC if the hour is repeated."""
    from oai_timeline.dates.bounds import parse_date, read_clock

    text = f"{hour.shown.day}T{hour.shown.clock[:2]}"
    ends = (parse_date(f"{text}:{end}", zone) for end in ("00:00", "59:59"))
    if all(end.clock_change != "repeated" for end in ends):
        return text
    return text + read_clock(hour.start, zone).isoformat()[len("2023-11-17T12:00:00") :]


def hours_between(before: Hour, after: Hour, zone: tzinfo) -> list[Hour]:
    """Return the hours between two others, in the same direction."""
    step = _SECONDS_PER_HOUR if before.start < after.start else -_SECONDS_PER_HOUR
    return [_hour_at(start, zone) for start in range(before.start + step, after.start, step)]


def _count_spans(events: Iterable[Dated], coarse: set[int]) -> Iterator[DayCount]:
    """Yield the numbers of events by the spans that they are dated to."""
    spans: dict[str, list[Dated]] = {}
    for event in events:
        spans.setdefault(_QUALIFIERS.sub("", event.date), []).append(event)
    for value, dated in spans.items():
        first = dated[0]
        shown = Printed(first.day, _QUALIFIERS.sub("", first.clock), "")
        certain = sum(event.is_exact for event in dated)
        tally = Tally(certain, len(dated) - certain)
        yield DayCount(value, shown, tally, first.number in coarse)


def _list_hours(begin: int, end: int, zone: tzinfo) -> Iterator[Hour]:
    """Yield the hours that [begin, end) touches, in time order."""
    moment = begin
    while moment < end:
        _, clock = split_local(moment, zone)
        _, minutes, seconds = map(int, clock.split(":"))
        past = minutes * 60 + seconds
        yield _hour_at(moment - past, zone, moment)
        moment += _SECONDS_PER_HOUR - past


def _hour_at(start: int, zone: tzinfo, moment: int | None = None) -> Hour:
    """Return the hour that starts at `start`, with the zone's abbreviation at a moment in it."""
    from oai_timeline.dates.bounds import read_clock

    moment = start if moment is None else moment
    day, clock = split_local(moment, zone)
    return Hour(start, Printed(day, f"{clock[:2]}h", read_clock(moment, zone).tzname() or ""))
