"""The order of events: by date, but never before what they answer to or come after."""

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from oai_timeline.model.date import EventDate


class Bounds(NamedTuple):
    """An event's bounds in UTC seconds, infinite where an end is open or unknown."""

    earliest: float
    latest: float

    @classmethod
    def of(cls, date: EventDate) -> "Bounds":
        """Take the bounds of a date."""
        return cls(
            -inf if date.earliest is None else date.earliest,
            inf if date.latest is None else date.latest,
        )


def arrange(bounds: Sequence[Bounds], earlier: Sequence[Sequence[int]]) -> list[int]:
    """Put events in order: give their numbers.

    `earlier[n]` holds the numbers of the events that event n follows. Repeatedly the smallest by
    (earliest, wider first, number) is taken among those whose `earlier` are all placed (Kahn 1962).
    Events on a cycle, and those that follow them, are not placed: they are missing from the answer.
    """
    later: list[list[int]] = [[] for _ in bounds]
    waiting = [len(set(numbers)) for numbers in earlier]
    for number, numbers in enumerate(earlier):
        for before in set(numbers):
            later[before].append(number)
    ready: list[tuple[float, float, int]] = []
    for number, missing in enumerate(waiting):
        if not missing:
            _push(ready, bounds, number)
    order = []
    while ready:
        number = heappop(ready)[-1]
        order.append(number)
        for after in later[number]:
            waiting[after] -= 1
            if not waiting[after]:
                _push(ready, bounds, after)
    return order


def cycles(earlier: Sequence[Sequence[int]], placed: Sequence[int]) -> list[list[int]]:
    """Find a cycle for each knot of events, given those that `arrange` has placed.

    Each cycle is a list of numbers, every one of which follows the next, the last the first.
    """
    left, seen = set(range(len(earlier))).difference(placed), set[int]()
    found = []
    for start in sorted(left):
        path: list[int] = []
        at = start
        while at not in seen:
            seen.add(at)
            path.append(at)
            at = next((before for before in earlier[at] if before in left), at)
        if at in path:
            found.append(path[path.index(at) :])
    return found


def _push(ready: list[tuple[float, float, int]], bounds: Sequence[Bounds], number: int) -> None:
    earliest, latest = bounds[number]
    heappush(ready, (earliest, -latest, number))
