"""How many events there are by day, by hour, by actor, by kind."""

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.date import Printed
from oai_timeline.query.select import Query, Result, where

PER = ("day", "hour", "actor", "kind")

_SQL = {
    "day": "SELECT number, day, day FROM event e WHERE {} ORDER BY position",
    "actor": "SELECT DISTINCT number, a.id, a.name FROM event e LEFT JOIN mention ON event = number"
    " LEFT JOIN actor a ON a.id = actor WHERE {} ORDER BY a.place",
    "kind": "SELECT number, e.kind, e.kind FROM event e LEFT JOIN kind k ON k.kind = e.kind"
    " WHERE {} ORDER BY k.place, e.kind",
}
_MOST_FIRST = {"actor", "kind"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_SAFE = int((datetime(1, 1, 4, tzinfo=UTC) - _EPOCH).total_seconds())
"""The first day that every zone has in a year that datetime knows."""


class Hour(NamedTuple):
    """An hour as clocks show it: `12h` of a day, and the zone's abbreviation then.

    `start` is its first moment, in UTC seconds. An hour that comes twice is two hours.
    """

    start: int
    shown: Printed


class Count(NamedTuple):
    """How many events have a value: a day, an hour like `2023-11-17T12`, an actor's id, a kind.

    `coarse`: they are dated only to a longer span than the period asked for.
    """

    value: str
    name: str
    events: int
    coarse: bool = False
    hour: Hour | None = None


class Counts(NamedTuple):
    """The counts, and how many events have no such value at all."""

    counts: list[Count]
    without: int


def counts(index: Index, query: Query, answer: Result, per: str) -> Counts:
    """Count events by day, actor or kind; an event counts for the day on which its date begins.

    Days are in time order, actors and kinds with most events first. Those that the answer holds for
    coarse are counted apart if the query wants them last.
    """
    condition, values = where(query.wanted, query.together)
    rows = index.rows(_SQL[per].format(condition), values)
    coarse = {match.number for match in answer.matches if match.coarse and query.coarse_last}
    found = Counter((value, name or "", event in coarse) for event, value, name in rows if value)
    counted = [Count(value, name, n, late) for (value, name, late), n in found.items()]
    if per in _MOST_FIRST:
        counted.sort(key=lambda count: -count.events)
    return Counts(counted, sum(not value for _, value, _ in rows))


def count_by_hour(index: Index, query: Query, zone: str) -> Counts:
    """Count events by the hour in which their dates begin, as clocks in `zone` show it.

    Hours are in time order. The start of a date has a clock where it names an hour:
    `2023-11-17T12:19`, not `2023-11-17/2023-11-18T12`.
    """
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_date

    home, shown_in = ZoneInfo(index.zone), ZoneInfo(zone)
    condition, values = where(query.wanted, query.together)
    rows = index.rows(f"SELECT date, earliest FROM event e WHERE {condition}", values)
    starts = [(date.partition("/")[0], earliest) for date, earliest in rows]
    found = Counter(
        Hour(
            _start_of_hour(earliest, shown_in),
            _to_the_hour(format_date(start, home, shown_in)),
        )
        for start, earliest in starts
        if "T" in start
    )
    counted = [Count(_as_text(hour), "", found[hour], hour=hour) for hour in sorted(found)]
    return Counts(counted, sum("T" not in start for start, _ in starts))


def hour_as_edtf(hour: Hour, zone: tzinfo) -> str:
    """Write an hour of `zone`; with its offset from UTC where the hour comes twice."""
    from oai_timeline.dates.bounds import parse_date

    text = _as_text(hour)
    ends = (parse_date(f"{text}:{end}", zone) for end in ("00:00", "59:59"))
    if all(end.clock_change != "repeated" for end in ends):
        return text
    wall = datetime.fromisoformat(text).replace(tzinfo=UTC)
    offset = wall - _EPOCH - timedelta(seconds=hour.start)
    return text + wall.replace(tzinfo=timezone(offset)).isoformat()[len("2023-11-17T12:00:00") :]


def hours_between(before: Hour, after: Hour, zone: tzinfo) -> list[Hour]:
    """Return the hours between two others, in the order of these."""
    step = 3600 if before.start < after.start else -3600
    return [_hour_at(start, zone) for start in range(before.start + step, after.start, step)]


def _hour_at(start: int, zone: tzinfo) -> Hour:
    from oai_timeline.dates.display import format_local

    wall = format_local(start, zone)  # which has years that datetime lacks
    moment = _EPOCH + timedelta(seconds=max(start, _FIRST_SAFE))
    day, clock = wall.split("T")
    return Hour(start, Printed(day, f"{clock[:2]}h", moment.astimezone(zone).tzname() or ""))


def _start_of_hour(moment: int, zone: tzinfo) -> int:
    from oai_timeline.dates.display import format_local

    minutes, seconds = format_local(moment, zone)[-5:].split(":")
    return moment - int(minutes) * 60 - int(seconds)


def _to_the_hour(printed: Printed) -> Printed:
    return printed._replace(clock=f"{printed.clock[:2]}h")


def _as_text(hour: Hour) -> str:
    return f"{hour.shown.day}T{hour.shown.clock[:2]}"
