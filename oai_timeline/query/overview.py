"""A summary of a timeline."""

from typing import NamedTuple

from oai_timeline.dates.days import format_day, read_day
from oai_timeline.index import Index

_MOST_BARS = 31


class Overview(NamedTuple):
    """A summary of a timeline. `bars` has the numbers of events by day, month or year."""

    title: str
    path: str
    zone: str
    first: str | None
    last: str | None
    events: int
    actors: int
    sources: int
    certainties: dict[str, int]
    bars: list[tuple[str, int]]
    busiest_day: str | None
    busiest_actor: str | None


def fetch_overview(index: Index) -> Overview:
    """Return a summary of a timeline."""
    ((title, zone),) = index.fetch("SELECT title, zone FROM header")
    counts = "SELECT count(*) FROM event UNION ALL SELECT count(*) FROM actor"
    (events,), (actors,), (sources,) = index.fetch(
        f"{counts} UNION ALL SELECT count(*) FROM source"
    )
    bars = _count_by_day(index)
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
        max(bars, key=lambda bar: bar[1])[0] if bars and read_day(bars[0][0]) is not None else None,
        busiest[0][0] if busiest else None,
    )


def _count_by_day(index: Index) -> list[tuple[str, int]]:
    """Return the numbers of events by day, within the focus; by month or year if days are many."""
    ((first, last, begin, end),) = index.fetch(
        "SELECT focus_first, focus_last, focus_from, focus_to FROM header"
    )
    for length in (10, 7, 4):
        bars = index.fetch(
            "SELECT substr(day, 1, ?1 + (day LIKE '-%')) AS period, count(*) FROM event"
            " WHERE length(ltrim(day, '-')) >= ?1 AND day NOT LIKE '%X%'"
            " AND earliest >= ifnull(?2, earliest) AND earliest < ifnull(?3, earliest + 1)"
            " GROUP BY period ORDER BY min(earliest)",
            (length, begin, end),
        )
        if len(bars) <= _MOST_BARS:
            break
    if length == 10 and first and last:
        return _with_empty_days(bars, first, last)
    return bars


def _with_empty_days(bars: list[tuple[str, int]], first: str, last: str) -> list[tuple[str, int]]:
    """Return the bars with all days from `first` to `last`, unless these are many."""
    begin, end = read_day(first), read_day(last)
    if begin is None or end is None or end - begin >= _MOST_BARS:
        return bars
    days = map(format_day, range(begin, end + 1))
    return list({**dict.fromkeys(days, 0), **dict(bars)}.items())
