"""Actors by time: which events each has a part in, and when."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST, SECONDS_PER_DAY
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.select import Query, outer_bounds, where


class Mark(NamedTuple):
    """An event's time, qualifiers included; None where it is open."""

    begin: int | None
    end: int | None
    certainty: str | None


class Lane(NamedTuple):
    """An actor, and the events that it has a part in; of events without actors, name is None."""

    name: str | None
    marks: list[Mark]


class Lanes(NamedTuple):
    """Actors by time, those with most events first; `begin` and `end` bound the chart.

    `zone` is the timeline's. `drawn` counts the events with a mark, `broad` those whose dates cover
    the whole chart, `outside` those before or after it.
    """

    begin: int
    end: int
    zone: str
    lanes: list[Lane]
    drawn: int
    broad: int
    outside: int


class _Bounds(NamedTuple):
    begin: int | None
    end: int | None


_EVENTS = """
SELECT number, earliest_margin, latest_margin, certainty, earliest, latest FROM event e WHERE {}
ORDER BY position
"""
_PARTS = """
SELECT DISTINCT event, a.place, a.name FROM mention JOIN actor a ON a.id = actor
WHERE event IN (SELECT number FROM event e WHERE {}) ORDER BY event
"""


def fetch_lanes(index: Index, query: Query) -> Lanes:
    """Return the events by actor, within the query's period, the focus, or the whole timeline."""
    condition, parameters = where(query)
    rows = index.fetch(_EVENTS.format(condition), parameters)
    bounds = [_Bounds(earliest, latest) for *_, earliest, latest in rows]
    begin, end, is_everything = _bound_chart(index, query, bounds)
    marks, broad = dict[int, Mark](), 0
    for (number, earliest_margin, latest_margin, certainty, *_), bound in zip(
        rows, bounds, strict=True
    ):
        if _is_apart(bound, _Bounds(begin, end)):
            continue
        mark = Mark(earliest_margin, latest_margin, certainty)
        if not is_everything and _is_broad(mark, begin, end):
            broad += 1
        else:
            marks[number] = mark
    outside = len(rows) - broad - len(marks)
    lanes = _group_by_actor(index.fetch(_PARTS.format(condition), parameters), marks)
    return Lanes(begin, end, index.zone, lanes, len(marks), broad, outside)


def _bound_chart(index: Index, query: Query, events: Sequence[_Bounds]) -> tuple[int, int, bool]:
    """Return the bounds of the chart; those of the events where a period is open.

    The last value is whether both bounds are those of the events.
    """
    begin, end = _bounds_to_show(index, query, events)
    open_begin, open_end = begin in {None, FAR_PAST}, end in {None, FAR_FUTURE}
    if begin is None or open_begin:
        begin = min((_or(*bounds, -SECONDS_PER_DAY) for bounds in events), default=0)
    if end is None or open_end:
        end = max((_or(last, first, SECONDS_PER_DAY) for first, last in events), default=1)
    return begin, max(end, begin + 1), open_begin and open_end


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


def _is_broad(mark: Mark, begin: int, end: int) -> bool:
    """Return whether a date covers the whole chart, so that a mark would show nothing."""
    return (mark.begin is None or mark.begin <= begin) and (mark.end is None or mark.end >= end)


def _group_by_actor(parts: Sequence[tuple[int, int, str]], marks: Mapping[int, Mark]) -> list[Lane]:
    lanes: dict[int, Lane] = {}
    with_actors = set()
    for event, place, name in parts:
        with_actors.add(event)
        if event in marks:
            lanes.setdefault(place, Lane(name, [])).marks.append(marks[event])
    by_place = [lane for _, lane in sorted(lanes.items())]
    by_place.sort(key=lambda lane: -len(lane.marks))
    others = [mark for number, mark in marks.items() if number not in with_actors]
    return [*by_place, Lane(None, others)] if others else by_place
