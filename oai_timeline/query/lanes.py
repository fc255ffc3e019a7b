"""Actors by time: which events each has a part in, and when."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST, SECONDS_PER_DAY
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.order import CLOSE
from oai_timeline.query.select import Query, outer_bounds, where

_SHORT = 2 * SECONDS_PER_DAY
"""The longest period that is charted by what is known to within a few hours."""
_LONGEST_DAY = 25 * 3600
_PARTS = 8
"""Of a longer period, events count as closely known to within so small a part of it."""


class Mark(NamedTuple):
    """The bounds of an event, and those with what a qualifier leaves open."""

    earliest: int
    latest: int
    earliest_margin: int
    latest_margin: int


class Lane(NamedTuple):
    """An actor, and the events that it has a part in; of events without actors, name is None."""

    name: str | None
    marks: list[Mark]


class Lanes(NamedTuple):
    """Actors by time, those with most events first; `begin` and `end` bound the chart.

    A quarter of the events there are known to within `grain` seconds. `zone` is the timeline's.
    `drawn` counts the events in the chart, `outside` those before or after the period, and
    `less_precise` those in it whose dates are open, longer than it, or not near the others.
    """

    begin: int
    end: int
    grain: int
    zone: str
    lanes: list[Lane]
    drawn: int
    outside: int
    less_precise: int


class _Bounds(NamedTuple):
    begin: int | None
    end: int | None


_EVENTS = """
SELECT number, earliest, latest, earliest_margin, latest_margin FROM event e WHERE {}
ORDER BY position
"""
_PARTS_OF_ACTORS = """
SELECT DISTINCT event, a.place, a.id, a.name FROM mention JOIN actor a ON a.id = actor
WHERE event IN (SELECT number FROM event e WHERE {}) ORDER BY event
"""


def fetch_lanes(index: Index, query: Query, actors: Sequence[str] = ()) -> Lanes:
    """Return the events by actor; of the given ones, or of all, those with most events first.

    The chart lies within the query's period, or the focus, or the whole timeline. There it runs
    from the first to the last event that is known closely.
    """
    chart, marks = _fetch_marks(index, query)
    condition, parameters = where(query)
    parts = index.fetch(_PARTS_OF_ACTORS.format(condition), parameters)
    return chart._replace(lanes=_choose_lanes(index, parts, marks, actors) if marks else [])


def fetch_single_lane(index: Index, query: Query) -> Lanes:
    """Return all events of the same chart in one lane."""
    chart, marks = _fetch_marks(index, query)
    return chart._replace(lanes=[Lane(None, list(marks.values()))] if marks else [])


def _fetch_marks(index: Index, query: Query) -> tuple[Lanes, dict[int, Mark]]:
    """Return a chart without lanes, and the events in it by number."""
    condition, parameters = where(query)
    rows = index.fetch(_EVENTS.format(condition), parameters)
    bounds = [_Bounds(*row[1:3]) for row in rows]
    period = _bound_period(index, query, bounds)
    inside = [
        row
        for row, bound in zip(rows, bounds, strict=True)
        if not _is_apart(bound, _Bounds(*period))
    ]
    dated = {row[0]: Mark(*row[1:]) for row in inside if None not in row}
    near = {number: mark for number, mark in dated.items() if _fits(mark, period)}
    begin, end, grain = _crop(list(near.values()), period)
    marks = {
        number: mark for number, mark in near.items() if mark.latest > begin and mark.earliest < end
    }
    outside, less_precise = len(rows) - len(inside), len(inside) - len(marks)
    return Lanes(begin, end, grain, index.zone, [], len(marks), outside, less_precise), marks


def _bound_period(index: Index, query: Query, events: Sequence[_Bounds]) -> tuple[int, int]:
    """Return the bounds of the period to show; those of the events where it is open."""
    begin, end = _bounds_to_show(index, query, events)
    if begin in {None, FAR_PAST}:
        begin = min((_or(*bounds, -SECONDS_PER_DAY) for bounds in events), default=0)
    if end in {None, FAR_FUTURE}:
        end = max((_or(last, first, SECONDS_PER_DAY) for first, last in events), default=1)
    assert begin is not None
    assert end is not None
    return begin, max(end, begin + 1)


def _bounds_to_show(index: Index, query: Query, events: Sequence[_Bounds]) -> _Bounds:
    """Return the bounds of the query's periods, or else of the focus unless no event is in it."""
    if query.wanted.keys() & set(PERIODS):
        return _Bounds(*outer_bounds(query))
    ((begin, end),) = index.fetch("SELECT focus_from, focus_to FROM header")
    focus = _Bounds(begin, end)
    return _Bounds(None, None) if all(_is_apart(event, focus) for event in events) else focus


def _or(bound: int | None, other: int | None, seconds: int) -> int:
    """Return a bound; if it is open, the moment that many seconds after the other bound."""
    return bound if bound is not None else (other or 0) + seconds


def _is_apart(one: _Bounds, other: _Bounds) -> bool:
    """Return whether two periods have nothing in common."""
    return _is_before(one, other) or _is_before(other, one)


def _is_before(one: _Bounds, other: _Bounds) -> bool:
    return one.end is not None and other.begin is not None and one.end <= other.begin


def _fits(mark: Mark, period: tuple[int, int]) -> bool:
    """Return whether an event is not dated to more than a period, or lies within it."""
    begin, end = period
    is_inside = begin <= mark.earliest and mark.latest <= end
    return is_inside or mark.latest - mark.earliest <= end - begin


def _crop(marks: Sequence[Mark], period: tuple[int, int]) -> tuple[int, int, int]:
    """Return the bounds of what is closely known in a period, and the grain; see Lanes."""
    begin, end = period
    length = end - begin
    closely = CLOSE if length <= _SHORT else max(_LONGEST_DAY, length // _PARTS)
    near = [mark for mark in marks if mark.latest - mark.earliest <= closely] or marks
    widths = sorted(mark.latest - mark.earliest for mark in near)
    return (
        max(begin, min((mark.earliest for mark in near), default=begin)),
        min(end, max((mark.latest for mark in near), default=end)),
        widths[len(widths) // 4] if widths else length,
    )


def _choose_lanes(
    index: Index,
    parts: Sequence[tuple[int, int, str, str]],
    marks: Mapping[int, Mark],
    actors: Sequence[str],
) -> list[Lane]:
    """Return the lanes of the given actors, or of all, most events first and nobody last."""
    lanes: dict[str, Lane] = {}
    with_actors = set()
    for event, _, actor, name in sorted(parts, key=itemgetter(1)):
        with_actors.add(event)
        if event in marks:
            lanes.setdefault(actor, Lane(name, [])).marks.append(marks[event])
    if actors:
        names = dict(index.fetch("SELECT id, name FROM actor"))
        return [lanes.get(actor, Lane(names[actor], [])) for actor in actors]
    by_number = sorted(lanes.values(), key=lambda lane: -len(lane.marks))
    others = [mark for number, mark in marks.items() if number not in with_actors]
    return [*by_number, Lane(None, others)] if others else by_number
