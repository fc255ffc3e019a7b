"""Events by unit of time: those that certainly lie in a day, month or year, and that may."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import islice
from typing import NamedTuple, TypeVar

from oai_timeline.index import Index
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.query.filters import Parameter

Unit = TypeVar("Unit")

ON_ONE_DAY = (
    "(precision IN ('day', 'hour', 'minute', 'second')"
    " AND earliest = earliest_margin AND latest = latest_margin)"
)
"""Whether an event certainly lies on the day that its date names."""
_DATES = (
    "SELECT number, date, day, clock, earliest, latest, earliest_margin, latest_margin"
    " FROM event e WHERE {} ORDER BY position"
)
_SECONDS_PER_HOUR = 3600


class Tally(NamedTuple):
    """The number of events that certainly lie in a period, and of those that may lie there."""

    certain: int
    possible: int = 0


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


class Dated(NamedTuple):
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
    others: list[Dated]


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
    events = fetch_dates(index, f"NOT ifnull({ON_ONE_DAY}, 0) AND {condition}", parameters)
    near = [event for event in events if event.is_within(unit.most)]
    certain = Counter(dict(on_one_day))
    counted = certain.total() + len(near)
    tallies = tally_units(
        near, lambda begin, end: _list_units(begin, end, unit, zone), periods, certain
    )
    others = [event for event in events if not event.is_within(unit.most)]
    return CalendarCount(tallies, counted, others)


def fetch_dates(index: Index, condition: str, parameters: Sequence[Parameter] = ()) -> list[Dated]:
    """Return the dates of the events that meet a condition."""
    return [Dated(*row) for row in index.fetch(_DATES.format(condition), parameters)]


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


def tally_units(
    events: Iterable[Dated],
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


def _list_units(begin: int, end: int, unit: Calendar, zone: tzinfo) -> Iterator[str]:
    """Yield the units that [begin, end) touches, in time order."""
    before = ""
    for moment in (*range(begin, end, unit.step), end - 1):
        day, _ = split_local(moment, zone)
        value = day[: len(day) - unit.cut]
        if value != before:
            yield value
        before = value


def _bounds(event: Dated) -> tuple[int, int]:
    """Return the bounds of an event, none of which is open."""
    assert event.earliest is not None
    assert event.latest is not None
    return event.earliest, event.latest


def _margins(event: Dated) -> tuple[int, int]:
    """Return the bounds of such an event with what a qualifier leaves open."""
    assert event.earliest_margin is not None
    assert event.latest_margin is not None
    return event.earliest_margin, event.latest_margin


def split_local(moment: int, zone: tzinfo) -> tuple[str, str]:
    """Return the day and the time of day of a moment, in UTC seconds, in a zone."""
    from oai_timeline.dates.display import format_local

    day, _, clock = format_local(moment, zone).partition("T")
    return day, clock
