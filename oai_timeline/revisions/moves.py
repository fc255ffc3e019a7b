"""How an event moved in time: by how much, and past which other events."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from oai_timeline.model.date import EventDate, Precision
from oai_timeline.model.event import Event
from oai_timeline.model.plural import format_count, format_duration
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.revisions.change import Move, OrderChange, Relation

_YEAR = 31_556_952
"""The mean year of the Gregorian calendar, in seconds."""
_UNITS: Mapping[Precision, tuple[str, int]] = {
    "day": ("day", SECONDS_PER_DAY),
    "month": ("month", _YEAR // 12),
    "season": ("month", _YEAR // 12),
    "year": ("year", _YEAR),
    "decade": ("year", _YEAR),
    "century": ("year", _YEAR),
}
"""The units that dates of a precision move by; others move by seconds."""


class Chronology:
    """Which events of a revision are certainly before or after others, as lists show it.

    That is, if their bounds don't overlap, or if one follows from the other.
    """

    def __init__(self, events: Mapping[str, Event]) -> None:
        """Sort the bounds of the events, and collect their links."""
        self._events = events
        self._starts = _sort((one.when.earliest_margin, one.id) for one in events.values())
        self._ends = _sort((one.when.latest_margin, one.id) for one in events.values())
        self._earlier: dict[str, Sequence[str]] = {}
        self._later: dict[str, list[str]] = defaultdict(list)
        for event in events.values():
            self._earlier[event.id] = (*event.because, *event.after)
            for target in self._earlier[event.id]:
                self._later[target].append(event.id)

    def find_later(self, event_id: str) -> set[str]:
        """Return the events that are certainly after one."""
        end = self._events[event_id].when.latest_margin
        place = len(self._starts) if end is None else bisect_left(self._starts, (end, ""))
        return {one for _, one in self._starts[place:]} | _follow(event_id, self._later)

    def find_earlier(self, event_id: str) -> set[str]:
        """Return the events that are certainly before one."""
        start = self._events[event_id].when.earliest_margin
        place = 0 if start is None else bisect_right(self._ends, (start, "\U0010ffff"))
        return {one for _, one in self._ends[:place]} | _follow(event_id, self._earlier)


class Movements:
    """Describes how events moved from an old revision to a new one."""

    def __init__(self, old: Mapping[str, Event], new: Mapping[str, Event]) -> None:
        """Keep the events of both revisions, which have the same zone."""
        self._common = old.keys() & new.keys()
        self._old, self._new = Chronology(old), Chronology(new)
        self._events = new

    def describe(self, old: Event, new: Event) -> Move:
        """Return how an event moved."""
        return Move(
            _shift(old.when.earliest, new.when.earliest),
            _shift(old.when.latest, new.when.latest),
            describe_shift(old.when, new.when),
            self._compare_order(new.id),
        )

    def _compare_order(self, event_id: str) -> tuple[OrderChange, ...]:
        later = self._old.find_later(event_id), self._new.find_later(event_id)
        earlier = self._old.find_earlier(event_id), self._new.find_earlier(event_id)
        changed = ((later[0] ^ later[1]) | (earlier[0] ^ earlier[1])) & self._common - {event_id}
        changes = (
            OrderChange(one, *(_relate(one, *sets) for sets in zip(later, earlier, strict=True)))
            for one in sorted(changed, key=self._when)
        )
        return tuple(change for change in changes if change.old != change.new)

    def _when(self, event_id: str) -> tuple[float, str]:
        earliest = self._events[event_id].when.earliest
        return -inf if earliest is None else earliest, event_id


def describe_shift(old: EventDate, new: EventDate) -> str:
    """Return how a date differs from an old one: `5 minutes later`, `dated more exactly`."""
    notes = [_describe_bounds(old, new)]
    for name in ("approximate", "uncertain"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            notes.append(f"now {name}" if after else f"no longer {name}")
    return ", ".join(filter(None, notes)) or "the same time, written otherwise"


def _describe_bounds(old: EventDate, new: EventDate) -> str:
    first, last = (_shift(old.earliest, new.earliest), _shift(old.latest, new.latest))
    if (old.earliest, old.latest) == (new.earliest, new.latest):
        return ""
    if old.precision == new.precision and first and last and first * last > 0:
        unit = _UNITS.get(old.precision)
        of_start, of_end = (_describe_shift(one, unit) for one in (first, last))
        if of_start == of_end:
            return of_start
    if _contains(old, new):
        return "dated more exactly"
    if _contains(new, old):
        return "dated less exactly"
    ends = (("start", old.earliest, new.earliest), ("end", old.latest, new.latest))
    return ", ".join(
        f"{name} {_describe_end(before, after)}" for name, before, after in ends if before != after
    )


def _describe_end(old: int | None, new: int | None) -> str:
    if new is None or old is None:
        return "now open" if new is None else "no longer open"
    return _describe_shift(new - old, None)


def _describe_shift(seconds: int, unit: tuple[str, int] | None) -> str:
    """Return how much later or earlier, in whole units if one is given.

    Months and years differ in length, and so do days on which clocks change.
    """
    size = abs(seconds)
    text = format_count(round(size / unit[1]), unit[0]) if unit else format_duration(size)
    return f"{text} {'later' if seconds > 0 else 'earlier'}"


def _contains(outer: EventDate, inner: EventDate) -> bool:
    starts = outer.earliest is None or (
        inner.earliest is not None and outer.earliest <= inner.earliest
    )
    ends = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return starts and ends


def _shift(old: int | None, new: int | None) -> int | None:
    return None if old is None or new is None else new - old


def _sort(bounds: Iterable[tuple[int | None, str]]) -> list[tuple[int, str]]:
    return sorted((bound, event_id) for bound, event_id in bounds if bound is not None)


def _follow(start: str, links: Mapping[str, Sequence[str]]) -> set[str]:
    """Return all events that links lead to from one."""
    reached, waiting = set[str](), [start]
    for event_id in waiting:
        for other in links.get(event_id, ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _relate(other: str, later: set[str], earlier: set[str]) -> Relation:
    """Return what an event is, seen from another one."""
    if (other in later) == (other in earlier):
        return "unknown"
    return "before" if other in later else "after"
