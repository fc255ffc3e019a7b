"""A summary of a timeline."""

from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST
from oai_timeline.query.calendar import (
    DAYS,
    MONTHS,
    ON_ONE_DAY,
    YEARS,
    Calendar,
    CalendarCount,
    Tally,
    count_by_calendar,
    sort_dates,
)

_MOST_BARS = 31
_IN_FOCUS = f"ifnull(latest, {FAR_FUTURE}) > ?1 AND ifnull(earliest, {FAR_PAST}) < ?2"


class PeriodCount(NamedTuple):
    """A day, month or year, and its events: those that certainly lie in it, and that may."""

    value: str
    certain: int
    possible: int


class Overview(NamedTuple):
    """A summary of a timeline.

    `bars` has the events by `unit`: day, month or year. `outside` counts those before or after the
    bars, `less_precise` those that are dated to too long a span for them.
    """

    title: str
    path: str
    zone: str
    first: str | None
    last: str | None
    events: int
    actors: int
    sources: int
    certainties: dict[str, int]
    bars: list[PeriodCount]
    unit: str
    outside: int
    less_precise: int
    busiest_day: str | None
    busiest_actor: str | None


def fetch_overview(index: Index) -> Overview:
    """Return a summary of a timeline."""
    ((title, zone),) = index.fetch("SELECT title, zone FROM header")
    counts = "SELECT count(*) FROM event UNION ALL SELECT count(*) FROM actor"
    (events,), (actors,), (sources,) = index.fetch(
        f"{counts} UNION ALL SELECT count(*) FROM source"
    )
    unit, counted, bars = _count(index)
    ordered = "SELECT day FROM event WHERE earliest NOT NULL ORDER BY position"
    first = index.fetch(f"{ordered} LIMIT 1")
    last = index.fetch(f"{ordered} DESC LIMIT 1")
    busiest = index.fetch(
        "SELECT actor FROM mention JOIN actor ON id = actor AND type = 'person'"
        " GROUP BY actor ORDER BY count(DISTINCT event) DESC, actor.place LIMIT 1"
    )
    return Overview(
        title,
        index.path,
        zone,
        first[0][0] if first else None,
        last[0][0] if last else None,
        events,
        actors,
        sources,
        dict(
            index.fetch("SELECT certainty, count(*) FROM event WHERE certainty NOT NULL GROUP BY 1")
        ),
        bars,
        unit,
        events - counted.counted - len(counted.others),
        len(counted.others),
        max(bars, key=lambda bar: bar[1:]).value if bars and unit == "day" else None,
        busiest[0][0] if busiest else None,
    )


def _count(index: Index) -> tuple[str, CalendarCount, list[PeriodCount]]:
    """Return the events in the focus by day; by month or year if days are many."""
    ((begin, end, first, last),) = index.fetch(
        f"SELECT ifnull(focus_from, {FAR_PAST}), ifnull(focus_to, {FAR_FUTURE}),"
        " focus_first, focus_last FROM header"
    )
    focus = (begin, end)
    for unit in (DAYS, MONTHS, YEARS):
        if _count_least(index, unit, focus) > _MOST_BARS:
            continue
        counted = count_by_calendar(index, unit, [focus], _IN_FOCUS, focus)
        if len(counted.tallies) <= _MOST_BARS:
            break
    tallies = counted.tallies
    if unit is DAYS and first and last:
        tallies = {**dict.fromkeys(_list_days(first, last), Tally(0)), **tallies}
    return (
        unit.name,
        counted,
        [PeriodCount(value, *tallies[value]) for value in sort_dates(index, tallies)],
    )


def _count_least(index: Index, unit: Calendar, focus: tuple[int, int]) -> int:
    """Return the number of bars at least, which is quick; none for years, the longest unit."""
    if unit is YEARS:
        return 0
    number: int
    ((number,),) = index.fetch(
        f"SELECT count(DISTINCT substr(day, 1, length(day) - {unit.cut})) FROM event"
        f" WHERE {ON_ONE_DAY} AND {_IN_FOCUS}",
        focus,
    )
    return number


def _list_days(first: str, last: str) -> list[str]:
    """Return all days from the first to the last, none if these are many."""
    from oai_timeline.dates.days import format_day, read_day

    begin, end = read_day(first), read_day(last)
    if begin is None or end is None or end - begin >= _MOST_BARS:
        return []
    return [format_day(number) for number in range(begin, end + 1)]
