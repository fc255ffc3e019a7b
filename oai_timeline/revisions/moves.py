"""How an event moved in time: by how much, and past which other events."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from oai_timeline.model.date import EventDate, Precision
from oai_timeline.model.event import Event
from oai_timeline.model.plural import format_count, format_duration
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.revisions.change import Move, OrderChange, Relation

_STRIDE = 64
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


class SortedBounds:
    """Bounds of events, which are numbered, in time order.

    Sets of events are integers with a bit for each, as thousands of them are compared.
    """

    def __init__(self, bounds: Iterable[tuple[int | None, int]]) -> None:
        """Sort the bounds, each with the number of its event; open ones are left out."""
        pairs = sorted((bound, number) for bound, number in bounds if bound is not None)
        self._bounds = [bound for bound, _ in pairs]
        self._numbers = [number for _, number in pairs]
        self._checkpoints = [0]
        for place in range(0, len(pairs), _STRIDE):
            following = _as_bits(self._numbers[place : place + _STRIDE])
            self._checkpoints.append(self._checkpoints[-1] | following)

    def find_until(self, moment: int) -> int:
        """Return the set of the events whose bound is at a moment or before it."""
        return self._find_first(bisect_right(self._bounds, moment))

    def find_from(self, moment: int) -> int:
        """Return the set of the events whose bound is at a moment or after it."""
        return self._checkpoints[-1] ^ self._find_first(bisect_left(self._bounds, moment))

    def _find_first(self, count: int) -> int:
        checkpoint = count // _STRIDE
        rest = self._numbers[checkpoint * _STRIDE : count]
        return self._checkpoints[checkpoint] | _as_bits(rest)


class Chronology:
    """Which events of a revision are certainly before or after others, as lists show it.

    That is, if their bounds don't overlap, or if one follows from the other.
    """

    def __init__(self, events: Mapping[str, Event], numbers: Mapping[str, int]) -> None:
        """Sort the bounds of the events that have numbers, and collect all links."""
        self._events, self._numbers = events, numbers
        dates = [(events[one].when, number) for one, number in numbers.items()]
        self._starts = SortedBounds((when.earliest_margin, number) for when, number in dates)
        self._ends = SortedBounds((when.latest_margin, number) for when, number in dates)
        self._earlier: dict[str, Sequence[str]] = {}
        self._later: dict[str, list[str]] = defaultdict(list)
        for event in events.values():
            self._earlier[event.id] = (*event.because, *event.after)
            for target in self._earlier[event.id]:
                self._later[target].append(event.id)

    def find_later(self, event_id: str) -> int:
        """Return the set of the events that are certainly after one."""
        end = self._events[event_id].when.latest_margin
        dated = 0 if end is None else self._starts.find_from(end)
        return dated | self._follow(event_id, self._later)

    def find_earlier(self, event_id: str) -> int:
        """Return the set of the events that are certainly before one."""
        start = self._events[event_id].when.earliest_margin
        dated = 0 if start is None else self._ends.find_until(start)
        return dated | self._follow(event_id, self._earlier)

    def _follow(self, start: str, links: Mapping[str, Sequence[str]]) -> int:
        """Return the set of all events that links lead to from one."""
        reached, waiting = set[str](), [start]
        for event_id in waiting:
            for other in links.get(event_id, ()):
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return _as_bits(self._numbers[one] for one in reached if one in self._numbers)


class Movements:
    """Describes how events moved from an old revision to a new one."""

    def __init__(self, old: Mapping[str, Event], new: Mapping[str, Event]) -> None:
        """Number the events that both revisions have, which have the same zone."""
        self._ids = sorted(old.keys() & new.keys(), key=lambda one: _sort_key(new[one]))
        self._numbers = {event_id: number for number, event_id in enumerate(self._ids)}
        self._old, self._new = Chronology(old, self._numbers), Chronology(new, self._numbers)

    def describe(self, old: Event, new: Event) -> Move:
        """Return how an event moved."""
        return Move(
            _shift(old.when.earliest, new.when.earliest),
            _shift(old.when.latest, new.when.latest),
            describe_shift(old.when, new.when),
            tuple(self._compare_order(new.id)),
        )

    def _compare_order(self, event_id: str) -> Iterator[OrderChange]:
        later = self._old.find_later(event_id), self._new.find_later(event_id)
        earlier = self._old.find_earlier(event_id), self._new.find_earlier(event_id)
        changed = (later[0] ^ later[1]) | (earlier[0] ^ earlier[1])
        for number in _list_bits(changed & ~(1 << self._numbers[event_id])):
            old, new = (
                _relate(bool(after >> number & 1), bool(before >> number & 1))
                for after, before in zip(later, earlier, strict=True)
            )
            if old != new:
                yield OrderChange(self._ids[number], old, new)


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


def _sort_key(event: Event) -> tuple[float, str]:
    return -inf if event.when.earliest is None else event.when.earliest, event.id


def _as_bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def _list_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _relate(is_later: bool, is_earlier: bool) -> Relation:
    """Return what an event is, seen from another one that is later or earlier than it."""
    if is_later == is_earlier:
        return "unknown"
    return "before" if is_later else "after"
