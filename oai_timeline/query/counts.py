"""Numbers of events by day, hour, actor or kind."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice
from typing import NamedTuple, TypeVar

from oai_timeline.index import Index
from oai_timeline.model.date import Printed
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.query.filters import Parameter
from oai_timeline.query.select import Query, Result, asked_periods, where

PER = ("day", "hour", "actor", "kind")

_NAMES = {
    "actor": "SELECT DISTINCT number, a.id, a.name FROM event e LEFT JOIN mention ON event = number"
    " LEFT JOIN actor a ON a.id = actor WHERE {} ORDER BY a.place",
    "kind": "SELECT number, e.kind, e.kind FROM event e LEFT JOIN kind k ON k.kind = e.kind"
    " WHERE {} ORDER BY k.place, e.kind",
}
_DATES = (
    "SELECT number, date, day, clock, earliest, latest, earliest_margin, latest_margin"
    " FROM event e WHERE {} ORDER BY position"
)
ON_ONE_DAY = (
    "(precision IN ('day', 'hour', 'minute', 'second')"
    " AND earliest = earliest_margin AND latest = latest_margin)"
)
"""Whether an event certainly lies on the day that its date names."""
_SECONDS_PER_HOUR = 3600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_SAFE = int((datetime(1, 1, 4, tzinfo=UTC) - _EPOCH).total_seconds())
"""The first day that falls within the years of datetime in every zone."""
_QUALIFIERS = re.compile("[~?%]")

Unit = TypeVar("Unit")


class NameCount(NamedTuple):
    """The number of events with a value: an actor, by its id, or a kind."""

    value: str
    name: str
    events: int


class Tally(NamedTuple):
    """The number of events that certainly lie in a period, and of those that may lie there."""

    certain: int
    possible: int = 0


class DayCount(NamedTuple):
    """The events of a day, or those dated to a longer span, as EDTF and as it is printed.

    `coarse`: the span is longer than the period asked for, and exceeds it.
    """

    value: str
    name: str
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


class Calendar(NamedTuple):
    """A unit of the calendar, by which events are counted that are dated to a few of them at most.

    `cut` is the number of characters that a day has after it. A unit is longer than `step`
    seconds. The bounds of an event are at most `most` seconds apart.
    """

    name: str
    cut: int
    step: int
    most: int


DAYS = Calendar("day", 0, 20 * _SECONDS_PER_HOUR, 7 * SECONDS_PER_DAY + _SECONDS_PER_HOUR)
MONTHS = Calendar("month", len("-17"), 27 * SECONDS_PER_DAY, 7 * 31 * SECONDS_PER_DAY)
YEARS = Calendar("year", len("-11-17"), 364 * SECONDS_PER_DAY, 7 * 366 * SECONDS_PER_DAY)
_MOST_HOURS = 25 * _SECONDS_PER_HOUR
"""The longest day. An event is counted by hour if its bounds are not further apart."""


class _Dated(NamedTuple):
    """An event with its date, as written and as printed, and its bounds; None if open."""

    number: int
    date: str
    day: str
    clock: str
    earliest: int | None
    latest: int | None
    earliest_margin: int | None
    latest_margin: int | None

    def is_within(self, seconds: int) -> bool:
        """Return whether the bounds are known, and at most so many seconds apart."""
        earliest, latest = self.earliest, self.latest
        return earliest is not None and latest is not None and latest - earliest <= seconds

    @property
    def is_exact(self) -> bool:
        """Whether no qualifier leaves more open than the bounds."""
        return (self.earliest, self.latest) == (self.earliest_margin, self.latest_margin)


class CalendarCount(NamedTuple):
    """The events by a unit of the calendar, and those that are dated less precisely.

    `counted` is the number of the former.
    """

    tallies: dict[str, Tally]
    counted: int
    others: list[_Dated]


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
    counts = {day: DayCount(day, day, tally) for day, tally in counted.tallies.items()}
    coarse = {match.number for match in result.matches if match.coarse}
    counts |= {count.value: count for count in _count_spans(counted.others, coarse)}
    return [counts[value] for value in sort_dates(index, counts)]


def sort_dates(index: Index, dates: Iterable[str]) -> list[str]:
    """Sort dates of the timeline's zone in time order, longer ones first."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.bounds import parse_date

    zone = ZoneInfo(index.zone)

    def key(text: str) -> tuple[float, float]:
        date = parse_date(text, zone)
        return (
            float("-inf") if date.earliest is None else date.earliest,
            float("-inf") if date.latest is None else -date.latest,
        )

    return sorted(dates, key=key)


def count_by_calendar(
    index: Index,
    unit: Calendar,
    periods: Sequence[tuple[int, int]],
    condition: str,
    parameters: Sequence[Parameter] = (),
) -> CalendarCount:
    """Count the events that meet a condition by a unit of the calendar, in the timeline's zone.

    An event certainly lies in a unit if its bounds do, also with what a qualifier leaves open.
    Otherwise it may lie in each unit that its bounds touch within the periods.
    """
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(index.zone)
    on_one_day = index.fetch(
        f"SELECT substr(day, 1, length(day) - {unit.cut}), count(*) FROM event e"
        f" WHERE {ON_ONE_DAY} AND {condition} GROUP BY 1",
        parameters,
    )
    rows = index.fetch(_DATES.format(f"NOT ifnull({ON_ONE_DAY}, 0) AND {condition}"), parameters)
    events = [_Dated(*row) for row in rows]
    near = [event for event in events if event.is_within(unit.most)]
    certain = Counter(dict(on_one_day))
    counted = certain.total() + len(near)
    tallies = _tally(near, lambda begin, end: _list_units(begin, end, unit, zone), periods, certain)
    others = [event for event in events if not event.is_within(unit.most)]
    return CalendarCount(tallies, counted, others)


def fetch_hour_counts(index: Index, query: Query, zone: str) -> tuple[list[HourCount], int]:
    """Return the numbers of events by hour in the time of `zone`, in time order.

    They are counted as by day, if they have a time of day and are dated to a day at most. The last
    value is the number of other events.
    """
    from zoneinfo import ZoneInfo

    shown_in = ZoneInfo(zone)
    condition, parameters = where(query)
    events = [_Dated(*row) for row in index.fetch(_DATES.format(condition), parameters)]
    timed = [event for event in events if "T" in event.date and event.is_within(_MOST_HOURS)]
    tallies = _tally(
        timed,
        lambda begin, end: _list_hours(begin, end, shown_in),
        asked_periods(query),
        Counter[Hour](),
    )
    counts = [HourCount(hour, tallies[hour]) for hour in sorted(tallies)]
    return counts, len(events) - len(timed)


def format_hour_edtf(hour: Hour, zone: tzinfo) -> str:
    """Return an hour of `zone` as EDTF, with its offset from UTC if the hour is repeated."""
    from oai_timeline.dates.bounds import parse_date

    text = f"{hour.shown.day}T{hour.shown.clock[:2]}"
    ends = (parse_date(f"{text}:{end}", zone) for end in ("00:00", "59:59"))
    if all(end.clock_change != "repeated" for end in ends):
        return text
    wall = datetime.fromisoformat(text).replace(tzinfo=UTC)
    offset = wall - _EPOCH - timedelta(seconds=hour.start)
    return text + wall.replace(tzinfo=timezone(offset)).isoformat()[len("2023-11-17T12:00:00") :]


def hours_between(before: Hour, after: Hour, zone: tzinfo) -> list[Hour]:
    """Return the hours between two others, in the same direction."""
    step = _SECONDS_PER_HOUR if before.start < after.start else -_SECONDS_PER_HOUR
    return [_hour_at(start, zone) for start in range(before.start + step, after.start, step)]


def _tally(
    events: Iterable[_Dated],
    list_units: Callable[[int, int], Iterable[Unit]],
    periods: Sequence[tuple[int, int]],
    certain: Counter[Unit],
) -> dict[Unit, Tally]:
    """Count events by the units that bounds touch, in addition to those already counted."""
    possible = Counter[Unit]()
    for event in events:
        touched = list(islice(list_units(*_margins(event)), 2))
        if len(touched) == 1:
            certain[touched[0]] += 1
        else:
            possible.update(_list_within(_bounds(event), list_units, periods))
    return {unit: Tally(certain[unit], possible[unit]) for unit in certain | possible}


def _list_within(
    bounds: tuple[int, int],
    list_units: Callable[[int, int], Iterable[Unit]],
    periods: Sequence[tuple[int, int]],
) -> set[Unit]:
    """Return the units that bounds touch within some periods."""
    earliest, latest = bounds
    parts = ((max(earliest, begin), min(latest, end)) for begin, end in periods)
    return {unit for begin, end in parts if begin < end for unit in list_units(begin, end)}


def _count_spans(events: Iterable[_Dated], coarse: set[int]) -> Iterator[DayCount]:
    """Yield the numbers of events by the spans that they are dated to."""
    spans: dict[str, list[_Dated]] = {}
    for event in events:
        spans.setdefault(_QUALIFIERS.sub("", event.date), []).append(event)
    for value, dated in spans.items():
        first = dated[0]
        name = Printed(first.day, _QUALIFIERS.sub("", first.clock), "").in_full()
        certain = sum(event.is_exact for event in dated)
        tally = Tally(certain, len(dated) - certain)
        yield DayCount(value, name, tally, first.number in coarse)


def _list_units(begin: int, end: int, unit: Calendar, zone: tzinfo) -> Iterator[str]:
    """Yield the units that [begin, end) touches, in time order."""
    before = ""
    for moment in (*range(begin, end, unit.step), end - 1):
        day, _ = _format_local(moment, zone)
        value = day[: len(day) - unit.cut]
        if value != before:
            yield value
        before = value


def _list_hours(begin: int, end: int, zone: tzinfo) -> Iterator[Hour]:
    """Yield the hours that [begin, end) touches, in time order."""
    moment = begin
    while moment < end:
        _, clock = _format_local(moment, zone)
        _, minutes, seconds = map(int, clock.split(":"))
        past = minutes * 60 + seconds
        yield _hour_at(moment - past, zone, moment)
        moment += _SECONDS_PER_HOUR - past


def _hour_at(start: int, zone: tzinfo, moment: int | None = None) -> Hour:
    """Return the hour that starts at `start`, with the zone's abbreviation at a moment in it."""
    moment = start if moment is None else moment
    day, clock = _format_local(moment, zone)  # which has years that datetime lacks
    local = _EPOCH + timedelta(seconds=max(moment, _FIRST_SAFE))
    return Hour(start, Printed(day, f"{clock[:2]}h", local.astimezone(zone).tzname() or ""))


def _format_local(moment: int, zone: tzinfo) -> tuple[str, str]:
    from oai_timeline.dates.display import format_local

    day, _, clock = format_local(moment, zone).partition("T")
    return day, clock


def _bounds(event: _Dated) -> tuple[int, int]:
    """Return the bounds of an event, none of which is open."""
    assert event.earliest is not None
    assert event.latest is not None
    return event.earliest, event.latest


def _margins(event: _Dated) -> tuple[int, int]:
    """Return the bounds of such an event with what a qualifier leaves open."""
    assert event.earliest_margin is not None
    assert event.latest_margin is not None
    return event.earliest_margin, event.latest_margin
