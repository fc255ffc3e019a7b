"""Who had a part in what is drawn of a stretch of time, and when."""

from collections.abc import Mapping
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.select import Query, outer_bounds, where

_NEVER = 1 << 61
"""Beyond any date: a bound that a period does not have."""
_A_DAY = 86_400


class Mark(NamedTuple):
    """An event in time: what its date reaches, a qualifier included, None where that is open."""

    begin: int | None
    end: int | None
    certainty: str | None


class Lane(NamedTuple):
    """An actor, and the events that it has a part in. The name is None for those without actors."""

    name: str | None
    marks: list[Mark]


class Lanes(NamedTuple):
    """Actors by time, those with most events first; `begin` and `end` bound what is drawn.

    `zone` is the timeline's. `drawn` counts the events with a mark, `broad` those whose dates leave
    open all of that stretch of time, `outside` those that lie before or after it.
    """

    begin: int
    end: int
    zone: str
    lanes: list[Lane]
    drawn: int
    broad: int
    outside: int


_EVENTS = """
SELECT number, earliest_margin, latest_margin, certainty, earliest, latest FROM event e WHERE {}
ORDER BY position
"""
_PARTS = """
SELECT DISTINCT event, a.place, a.name FROM mention JOIN actor a ON a.id = actor
WHERE event IN (SELECT number FROM event e WHERE {}) ORDER BY event
"""


def fetch_lanes(index: Index, query: Query) -> Lanes:
    """Lay events out by actor, over the period asked for, else the focus, else all there is."""
    condition, values = where(query)
    found = index.rows(_EVENTS.format(condition), values)
    bounds = [(earliest, latest) for *_, earliest, latest in found]
    begin, end, whole = _stretch(index, query, bounds)
    marks, broad = dict[int, Mark](), 0
    for number, earliest_margin, latest_margin, certainty, earliest, latest in found:
        if _apart(earliest, latest, begin, end):
            continue
        mark = Mark(earliest_margin, latest_margin, certainty)
        if not whole and _is_broad(mark, begin, end):
            broad += 1
        else:
            marks[number] = mark
    outside = len(found) - broad - len(marks)
    by_actor = _by_actor(index.rows(_PARTS.format(condition), values), marks)
    return Lanes(begin, end, index.zone, by_actor, len(marks), broad, outside)


def _stretch(
    index: Index, query: Query, bounds: list[tuple[int | None, int | None]]
) -> tuple[int, int, bool]:
    """Bound what is to be drawn; what a period leaves open is bounded by the events.

    The last value tells that both bounds are the events'.
    """
    ((begin, end),) = index.rows("SELECT focus_from, focus_to FROM header")
    asked = query.wanted.keys() & set(PERIODS)
    if asked:
        begin, end = outer_bounds(query)
    elif all(_apart(*bound, begin, end) for bound in bounds):
        begin = end = None
    open_begin, open_end = begin is None or begin < -_NEVER, end is None or end > _NEVER
    if open_begin:
        begin = min((_or(first, last, -_A_DAY) for first, last in bounds), default=0)
    if open_end:
        end = max((_or(last, first, _A_DAY) for first, last in bounds), default=1)
    return begin, max(end, begin + 1), open_begin and open_end


def _or(bound: int | None, other: int | None, seconds: int) -> int:
    """Give a bound; where that is open, what is so many seconds from the other."""
    return bound if bound is not None else (other or 0) + seconds


def _apart(earliest: int | None, latest: int | None, begin: int | None, end: int | None) -> bool:
    """Tell whether two stretches of time, half open, have nothing in common."""
    before = latest is not None and begin is not None and latest <= begin
    return before or (earliest is not None and end is not None and earliest >= end)


def _is_broad(mark: Mark, begin: int, end: int) -> bool:
    """Tell whether a date leaves open all that is drawn, so that there is nothing to see."""
    return (mark.begin is None or mark.begin <= begin) and (mark.end is None or mark.end >= end)


def _by_actor(parts: list[tuple[int, int, str]], marks: Mapping[int, Mark]) -> list[Lane]:
    found: dict[int, Lane] = {}
    named = set()
    for event, place, name in parts:
        named.add(event)
        if event in marks:
            found.setdefault(place, Lane(name, [])).marks.append(marks[event])
    by_place = [lane for _, lane in sorted(found.items())]
    by_place.sort(key=lambda lane: -len(lane.marks))
    nobody = [mark for number, mark in marks.items() if number not in named]
    return [*by_place, Lane(None, nobody)] if nobody else by_place
