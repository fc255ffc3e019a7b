"""The canonical order of events: by date, but never before an event that they follow."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oai_timeline.model.date import EventDate


class Bounds(NamedTuple):
    """An event's bounds in UTC seconds, infinite where an end is open or unknown."""

    earliest: float
    latest: float

    @classmethod
    def of(cls, date: "EventDate") -> "Bounds":
        """Return the bounds of a date."""
        return cls(
            -inf if date.earliest is None else date.earliest,
            inf if date.latest is None else date.latest,
        )


def sort_by_bounds(bounds: Sequence[Bounds]) -> list[int]:
    """Return the numbers of events by (earliest, wider first, number)."""
    ranked = sorted(range(len(bounds)), key=lambda number: -bounds[number].latest)
    ranked.sort(key=lambda number: bounds[number].earliest)
    return ranked


def arrange(ranked: Sequence[int], earlier: Sequence[Sequence[int]]) -> list[int]:
    """Return the numbers of events in order, but none before the events that it follows.

    `earlier[n]` holds the numbers of the events that event n follows. Repeatedly, of the events
    whose `earlier` are all placed, the first in `ranked` is placed next (Kahn 1962). Events on a
    cycle, and those that follow them, are left out. For events that are ranked by `sort_by_bounds`,
    this is the canonical order.
    """
    ranks = sorted(range(len(ranked)), key=ranked.__getitem__)
    waiting = {number: len(set(numbers)) for number, numbers in enumerate(earlier) if numbers}
    later: dict[int, list[int]] = defaultdict(list)
    for number in waiting:
        for before in set(earlier[number]):
            later[before].append(number)
    ready = [rank for rank, number in enumerate(ranked) if number not in waiting]  # a heap, sorted
    order = []
    while ready:
        number = ranked[heappop(ready)]
        order.append(number)
        for after in later.get(number, ()):
            waiting[after] -= 1
            if not waiting[after]:
                heappush(ready, ranks[after])
    return order


def find_cycles(earlier: Sequence[Sequence[int]], placed: Sequence[int]) -> list[list[int]]:
    """Return a cycle for each group of entangled events, given those that `arrange` has placed.

    Each cycle is a list of numbers: each event follows the next, and the last the first.
    """
    if len(placed) == len(earlier):
        return []
    done = set(placed)
    found_cycles = []
    for start in range(len(earlier)):
        path: list[int] = []
        places: dict[int, int] = {}  # the place of an event on the path
        covered: list[int] = []  # for each place, the last one up to it that is on a cycle found
        untried = [iter(() if start in done else (start,))]
        while untried:
            at = next(untried[-1], None)
            if at is None:
                untried.pop()
                if path:
                    done.add(path[-1])
                    del places[path.pop()]
                    covered.pop()
            elif at in places:
                begin = places[at]
                if covered[-1] < begin:
                    found_cycles.append(path[begin:])
                    covered[begin:] = range(begin, len(path))
            elif at not in done:
                places[at] = len(path)
                path.append(at)
                covered.append(covered[-1] if covered else -1)
                untried.append(iter(earlier[at]))
    return found_cycles
