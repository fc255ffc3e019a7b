"""Numbers of events by day, hour, actor or kind."""

from collections import Counter
from datetime import tzinfo
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


class Hour(NamedTuple):
    """An hour of local time: its start in UTC seconds, and how it is printed (`12h`).

    An hour that is repeated when clocks change is two hours.
    """

    start: int
    shown: Printed


class Count(NamedTuple):
    """The number of events with a value: a day, an hour (`2023-11-17T12`), an actor's id, a kind.

    `coarse`: they are dated only to a longer span than the period asked for.
    """

    value: str
    name: str
    events: int
    coarse: bool = False
    hour: Hour | None = None


class Counts(NamedTuple):
    """The counts, and the number of events that have no such value."""

    counts: list[Count]
    without: int


def fetch_counts(index: Index, query: Query, result: Result, per: str) -> Counts:
    """Return the numbers of events by day (on which their dates begin), actor or kind.

    Days are in time order, actors and kinds with most events first. In an order with coarse
    events last, these are counted separately.
    """
    condition, parameters = where(query)
    rows = index.fetch(_SQL[per].format(condition), parameters)
    coarse = {
        match.number for match in result.matches if match.coarse and query.order != "canonical"
    }
    totals = Counter((value, name or "", event in coarse) for event, value, name in rows if value)
    counts = [
        Count(value, name, total, is_coarse) for (value, name, is_coarse), total in totals.items()
    ]
    if per in _MOST_FIRST:
        counts.sort(key=lambda count: -count.events)
    return Counts(counts, sum(not value for _, value, _ in rows))


def fetch_hour_counts(index: Index, query: Query, zone: str) -> Counts:
    """Return the numbers of events by the hour in which their dates begin, in the time of `zone`.

    Hours are in time order. Dates that begin without a time (`2023-11-17/2023-11-18T12`) have none.
    """
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_date

    home, shown_in = ZoneInfo(index.zone), ZoneInfo(zone)
    condition, parameters = where(query)
    rows = index.fetch(f"SELECT date, earliest FROM event e WHERE {condition}", parameters)
    starts = [(date.partition("/")[0], earliest) for date, earliest in rows]
    totals = Counter(
        Hour(
            _start_of_hour(earliest, shown_in),
            _round_to_hour(format_date(start, home, shown_in)),
        )
        for start, earliest in starts
        if "T" in start
    )
    counts = [Count(_format_hour(hour), "", totals[hour], hour=hour) for hour in sorted(totals)]
    return Counts(counts, sum("T" not in start for start, _ in starts))


def format_hour_edtf(hour: Hour, zone: tzinfo) -> str:
    """Return an hour of `zone` as EDTF, with its offset from UTC if the hour is repeated."""
    from oai_timeline.dates.bounds import parse_date, read_clock

    text = _format_hour(hour)
    ends = (parse_date(f"{text}:{end}", zone) for end in ("00:00", "59:59"))
    if all(end.clock_change != "repeated" for end in ends):
        return text
    return text + read_clock(hour.start, zone).isoformat()[len("2023-11-17T12:00:00") :]


def hours_between(before: Hour, after: Hour, zone: tzinfo) -> list[Hour]:
    """Return the hours between two others, in the same direction."""
    step = 3600 if before.start < after.start else -3600
    return [_hour_at(start, zone) for start in range(before.start + step, after.start, step)]


def _hour_at(start: int, zone: tzinfo) -> Hour:
    from oai_timeline.dates.bounds import read_clock
    from oai_timeline.dates.display import format_local

    day, clock = format_local(start, zone).split("T")
    return Hour(start, Printed(day, f"{clock[:2]}h", read_clock(start, zone).tzname() or ""))


def _start_of_hour(moment: int, zone: tzinfo) -> int:
    from oai_timeline.dates.display import format_local

    minutes, seconds = format_local(moment, zone)[-5:].split(":")
    return moment - int(minutes) * 60 - int(seconds)


def _round_to_hour(printed: Printed) -> Printed:
    return printed._replace(clock=f"{printed.clock[:2]}h")


def _format_hour(hour: Hour) -> str:
    return f"{hour.shown.day}T{hour.shown.clock[:2]}"
